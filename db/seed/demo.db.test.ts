import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { credentials, users } from "@/db/schema/people";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { ensureDemo, resetDemo } from "@/db/seed/demo";
import { demoEmail } from "@/db/seed/demo-people";
import { asSystem } from "@/db/system";
import { inWorkspace } from "@/db/tenant";
import { passwordFits } from "@/lib/auth/password";
import { listJobScopes } from "@/lib/jobs/scope";
import { getHome } from "@/lib/readiness/queries";

const PASSWORD = "walnut orbit canyon 42";

async function demoScope() {
  const scope = (await listJobScopes("Test")).find((one) => one.workspaceSlug === "demo");
  if (scope === undefined) throw new Error("There is no demo workspace.");
  return scope;
}

describe("the demo workspace", () => {
  beforeAll(() => ensureDemo(PASSWORD), 60_000);

  it("tells a believable story", async () => {
    const home = await getHome(await demoScope());
    expect(home.workspace).toEqual({ name: "Northwind", slug: "demo" });
    expect(home.evidence.live).toBeGreaterThanOrEqual(60);
    expect(home.evidence.freshness.expired).toBeGreaterThan(0);
    expect(home.evidence.freshness.due_soon).toBeGreaterThan(0);
    const { numbers, majors, minors } = home.readiness;
    expect(numbers.annexReady.of).toBe(91);
    expect(numbers.annexReady.count).toBeGreaterThan(30);
    expect(numbers.annexReady.count).toBeLessThan(70);
    expect(numbers.undecided.count).toBe(0);
    expect([majors, minors]).toEqual([1, 3]);
    expect(home.actions).toHaveLength(5);
    expect(home.actions[0]?.title).toMatch(/^Close 3 overdue actions on NC-\d{4}-\d{3}$/);
    expect(home.trend.length).toBeGreaterThanOrEqual(30);
    const yesterday = home.trend.filter((day) => day.on < home.today).at(-1);
    expect(yesterday?.annexReady).toBeLessThanOrEqual(numbers.annexReady.count);
    expect(home.setup.filter((step) => !step.done).map((step) => step.page)).not.toContain("import");
  });

  it("has a log of its own making", async () => {
    const scope = await demoScope();
    const verbs = await inWorkspace(scope, (tx) => tx.selectDistinct({ verb: activity.verb }).from(activity));
    expect(verbs.map((row) => row.verb)).toEqual(
      expect.arrayContaining([
        "evidence.accept",
        "soa.bulk-edit",
        "nonconformity.move",
        "readiness.snapshot",
      ]),
    );
  });

  it("is not made twice, and takes another password", async () => {
    const before = await demoScope();
    await ensureDemo("another walnut orbit 43");
    expect((await demoScope()).workspaceId).toBe(before.workspaceId);
    const [owner] = await asSystem("account", (database) =>
      database
        .select({ hash: credentials.passwordHash })
        .from(credentials)
        .innerJoin(users, eq(users.id, credentials.userId))
        .where(eq(users.email, demoEmail("viewer"))),
    );
    expect(await passwordFits(owner?.hash ?? null, "another walnut orbit 43")).toBe(true);
  });

  it("is put aside by a reset and made new", async () => {
    const before = await demoScope();
    await resetDemo(PASSWORD);
    const after = await demoScope();
    expect(after.workspaceId).not.toBe(before.workspaceId);
    const [old] = await inWorkspace(before, (tx) => tx.select({ slug: workspaces.slug }).from(workspaces));
    expect(old?.slug).toMatch(/^demo-/);
    const left = await inWorkspace(before, (tx) =>
      tx.select({ endedAt: memberships.endedAt }).from(memberships),
    );
    expect(left.every((row) => row.endedAt !== null)).toBe(true);
  }, 60_000);
});
