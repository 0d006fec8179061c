import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { EDITIONS, newestOf } from "@/lib/core/frameworks/editions";
import { pairId } from "@/lib/core/pair-id";
import { decidePair } from "@/lib/crosswalk/mutations";
import { readCrosswalk } from "@/lib/crosswalk/queries";

let team: TestWorkspace;
const newest = newestOf(EDITIONS);

beforeAll(async () => {
  team = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const given = { overlap: "partial" as const, note: "", reason: "Ours.", version: 0 };
  for (const pair of [
    { criterion: "CC6.1", ref: "A.8.5" },
    { criterion: "CC2.3", ref: "A.5.9" },
    { criterion: "CC6.1", ref: "A.5.15" },
  ])
    await decidePair(team.scope("lead"), { ...pair, ...given, edition: newest.version });
});

describe("readCrosswalk", () => {
  it("gives scope, edition and decisions in the order of the catalogue", async () => {
    const read = await inWorkspace(team.system, (tx) => readCrosswalk(tx));
    expect(read.overrides.map(pairId)).toEqual(["CC2.3|A.5.9", "CC6.1|A.5.15", "CC6.1|A.8.5"]);
    expect(read.edition).toBe(newest);
    expect(read.crosswalk).toMatchObject({ categories: ["security"], rows: newest.rows });
    expect(read.workspace).toMatchObject({ version: 1, timeZone: "UTC" });
  });

  it("is read once per transaction, and anew in the next", async () => {
    const [one, two] = await inWorkspace(team.system, async (tx) => [
      await readCrosswalk(tx),
      await readCrosswalk(tx),
    ]);
    expect(two).toBe(one);
    expect(await inWorkspace(team.system, (tx) => readCrosswalk(tx))).not.toBe(one);
  });

  it("reads the newest edition where the workspace's own is not known here", async () => {
    await inWorkspace(team.system, (tx) =>
      tx.update(workspaces).set({ datasetVersion: "2031.01.1" }).where(eq(workspaces.id, team.workspaceId)),
    );
    const read = await inWorkspace(team.system, (tx) => readCrosswalk(tx));
    expect(read.edition).toBe(newest);
    expect(read.orphaned).toEqual([]);
  });

  it("gives a workspace without decisions none, and shows nobody else's", async () => {
    const other = await createWorkspaceWith({ roles: ["owner"] });
    const read = await inWorkspace(other.system, (tx) => readCrosswalk(tx));
    expect([read.overrides, read.orphaned, read.crosswalk.overrides]).toEqual([[], [], []]);
  });
});
