import { count, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { readinessSnapshots } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDatabase } from "@/db/testing/own-database";
import { snapshotOf } from "@/lib/core/readiness";
import { dailySnapshot } from "@/lib/jobs/daily-snapshot";
import { takeSnapshot } from "@/lib/readiness/mutations";
import { getHome } from "@/lib/readiness/queries";

// The job visits every workspace of the database, and other files leave hundreds behind.
ownDatabase();

async function stored(workspace: TestWorkspace) {
  return inWorkspace(workspace.system, async (tx) => ({
    days: await tx.select().from(readinessSnapshots),
    entries: await tx
      .select({ entries: count() })
      .from(activity)
      .where(eq(activity.verb, "readiness.snapshot")),
  }));
}

describe("takeSnapshot", () => {
  it("stores the numbers of the day once, with one entry in the log", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner"] });
    const at = new Date("2026-11-20T06:00:00Z");
    expect(await takeSnapshot(workspace.system, at)).toBe(true);
    expect(await takeSnapshot(workspace.system, at)).toBe(false);
    const { days, entries } = await stored(workspace);
    expect(days).toHaveLength(1);
    expect(days[0]?.takenOn).toBe("2026-11-20");
    expect(entries).toEqual([{ entries: 1 }]);
    const home = await getHome(workspace.scope("owner"));
    expect(days[0]?.numbers).toEqual(snapshotOf(home.readiness));
  });

  it("has one winner when two run at once", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner"] });
    const at = new Date("2026-11-20T06:00:00Z");
    const won = await Promise.all([1, 2, 3, 4].map(() => takeSnapshot(workspace.system, at)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const { days, entries } = await stored(workspace);
    expect(days).toHaveLength(1);
    expect(entries).toEqual([{ entries: 1 }]);
  });

  it("goes by the calendar of the workspace", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner"], timeZone: "Pacific/Auckland" });
    await takeSnapshot(workspace.system, new Date("2026-11-20T12:00:00Z"));
    const { days } = await stored(workspace);
    expect(days[0]?.takenOn).toBe("2026-11-21");
  });
});

describe("dailySnapshot", () => {
  it("gives every workspace its day, and runs again without a second one", async () => {
    const first = await createWorkspaceWith({ roles: ["owner"] });
    const second = await createWorkspaceWith({ roles: ["owner"], timeZone: "America/Los_Angeles" });
    await dailySnapshot();
    await dailySnapshot();
    expect((await stored(first)).days).toHaveLength(1);
    expect((await stored(second)).days).toHaveLength(1);
  });
});
