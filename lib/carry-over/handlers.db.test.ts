import { createHash } from "node:crypto";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { activity } from "@/db/schema/activity";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { crosswalkOverrides, pairReviews } from "@/db/schema/requirements";
import { programmes, workspaces } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { exportCrosswalk } from "@/lib/carry-over/handlers";
import { EDITIONS, NEWEST_EDITION } from "@/lib/core/frameworks/editions";
import { mappingCollectionShape } from "@/lib/core/oscal/mapping-collection";
import { CROSSWALK_FORMATS } from "@/lib/exports/crosswalk-files";
import { takeAttempt } from "@/lib/platform/rate-limit";

const at = (query = "") => `http://localhost/w/x/exports/file${query}`;

async function entriesOf(workspace: TestWorkspace) {
  const rows = await inWorkspace(workspace.system, (tx) => tx.select({ body: activity.body }).from(activity));
  return rows.map(({ body }) => JSON.parse(body)).filter((entry) => entry.verb === "crosswalk.export");
}

async function decide(
  workspace: TestWorkspace,
  given: { ref: string; overlap: "full" | "partial" | "none"; datasetVersion?: string },
) {
  const { workspaceId, people } = workspace;
  await inWorkspace(workspace.system, (tx) =>
    tx.insert(crosswalkOverrides).values({
      ...{ workspaceId, criterion: "CC6.1", ref: given.ref, overlap: given.overlap },
      ...{ note: "Add the review date", reason: `Secret of ${workspaceId}` },
      ...{ decidedBy: people.owner.userId, datasetVersion: given.datasetVersion ?? NEWEST_EDITION.version },
    }),
  );
}

async function review(workspace: TestWorkspace, ref: string) {
  const { workspaceId, people } = workspace;
  await inWorkspace(workspace.system, (tx) =>
    tx.insert(pairReviews).values({
      ...{ workspaceId, criterion: "CC6.1", ref, overlap: "full" as const, note: "" },
      ...{ reviewedBy: people.owner.userId, datasetVersion: NEWEST_EDITION.version },
    }),
  );
}

async function link(workspace: TestWorkspace, ref: string) {
  const { workspaceId, people } = workspace;
  await inWorkspace(workspace.system, async (tx) => {
    const [made] = await tx
      .insert(evidenceItems)
      .values({ workspaceId, identity: ref, title: `Item for ${ref}`, state: "accepted" })
      .returning({ id: evidenceItems.id });
    if (made === undefined) throw new Error("The item was not created.");
    await tx.insert(evidenceLinks).values({
      ...{ workspaceId, itemId: made.id, ref, origin: "manual" as const, verdict: "sufficient" as const },
      linkedBy: people.owner.userId,
    });
  });
}

async function json(workspace: TestWorkspace, query = "") {
  const file = await exportCrosswalk(
    workspace.scope("viewer", "requirement:read"),
    "crosswalk.json",
    at(query),
  );
  return JSON.parse(new TextDecoder().decode(file.bytes));
}

type Pair = { criterion: string; requirement: string };
const pairOf = (document: { pairs: Pair[] }, ref: string) =>
  document.pairs.find((pair) => pair.criterion === "CC6.1" && pair.requirement === ref);

describe("an export of the workspace's crosswalk", () => {
  test("64 at once all succeed, each with an entry that names the bytes", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"], name: "Northwind" });
    const scope = workspace.scope("viewer", "requirement:read");
    const formats = Array.from(
      { length: 64 },
      (_, index) => CROSSWALK_FORMATS[index % 4] ?? "crosswalk.json",
    );
    const files = await Promise.all(formats.map((format) => exportCrosswalk(scope, format, at())));
    const entries = await entriesOf(workspace);
    expect(entries).toHaveLength(64);
    const hashes = new Set(entries.map((entry) => entry.after.sha256));
    for (const [index, file] of files.entries()) {
      expect(hashes).toContain(createHash("sha256").update(file.bytes).digest("hex"));
      const [base, extension] = (formats[index] ?? "").split(".");
      expect(file.name).toMatch(
        new RegExp(`^${workspace.slug}_${base}_\\d{4}-\\d{2}-\\d{2}\\.${extension}$`),
      );
    }
    const book = await readXlsx(files[formats.indexOf("crosswalk.xlsx")]?.bytes ?? new Uint8Array());
    expect(book.sheets.map((sheet) => sheet.name)).toContain("Decisions");
    const mapping = files[formats.indexOf("oscal-mapping.json")]?.bytes ?? new Uint8Array();
    const parsed = mappingCollectionShape.parse(JSON.parse(new TextDecoder().decode(mapping)));
    const source = parsed["mapping-collection"].mappings[0]?.["source-resource"].href;
    expect(source).toMatch(/^https?:\/\/.+\/crosswalk\/data\/oscal-catalog-soc2\.json$/);
  });

  test("shows decisions with who and when beside the source's word, reviews, and evidence on both sides", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"] });
    await decide(workspace, { ref: "A.5.15", overlap: "partial" });
    await decide(workspace, { ref: "A.5.16", overlap: "none" });
    await decide(workspace, { ref: "A.5.99", overlap: "full" });
    await review(workspace, "A.5.17");
    await link(workspace, "CC6.1");
    await link(workspace, "A.5.15");
    const document = await json(workspace);
    expect(pairOf(document, "A.5.15")).toMatchObject({
      ...{ overlap: "Partial", asserted: "Full", toAdd: "Add the review date" },
      decision: { decidedBy: workspace.people.owner.name, datasetVersion: NEWEST_EDITION.version },
      linkedEvidence: { criterion: 1, requirement: 1 },
    });
    expect(pairOf(document, "A.5.16")).toMatchObject({ overlap: "None", asserted: "Full" });
    expect(pairOf(document, "A.5.17")).toMatchObject({
      review: { overlap: "Full", reviewedBy: workspace.people.owner.name },
    });
    expect(document.team.orphanedDecisions).toMatchObject([{ requirement: "A.5.99" }]);
    const [entry] = await entriesOf(workspace);
    expect(entry.after).toMatchObject({ format: "crosswalk.json", decisions: 2 });
    expect(entry.actor.name).toBe(workspace.people.viewer.name);
  });

  test("has the workspace's scope, wildcard and edition, and the asker's direction", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"] });
    await inWorkspace(workspace.system, async (tx) => {
      await tx.update(programmes).set({ privacy: true, countWildcard: true });
      await tx.update(workspaces).set({ datasetVersion: EDITIONS[0].version });
    });
    const document = await json(workspace, "?to=soc2&scope=security&wildcard=0");
    expect(document.datasetVersion).toBe(EDITIONS[0].version);
    expect(document.view).toMatchObject({ direction: "ISO/IEC 27001 to SOC 2", wildcard: true });
    expect(document.view.scope).toContain("Privacy");
    expect(document.numbers.none.count).toBe(8);
  });

  test("shows nothing of another workspace and writes nothing into its log", async () => {
    const [mine, theirs] = await Promise.all([
      createWorkspaceWith({ roles: ["owner", "viewer"] }),
      createWorkspaceWith({ roles: ["owner", "viewer"] }),
    ]);
    await decide(theirs, { ref: "A.5.15", overlap: "none" });
    await link(theirs, "CC6.1");
    for (const format of ["crosswalk.csv", "crosswalk.json", "oscal-mapping.json"] as const) {
      const { bytes } = await exportCrosswalk(mine.scope("viewer", "requirement:read"), format, at());
      const text = new TextDecoder().decode(bytes);
      expect(text).not.toContain("Secret of");
      expect(text).not.toContain(theirs.workspaceId);
    }
    const own = await json(mine);
    expect(pairOf(own, "A.5.15")).toMatchObject({ overlap: "Full", linkedEvidence: { criterion: 0 } });
    expect(await entriesOf(theirs)).toEqual([]);
  });

  test("refuses an unknown direction with a sentence and without an entry", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"] });
    await expect(json(workspace, "?to=nist")).rejects.toMatchObject({
      code: "INVALID",
      message: 'The value "nist" is not known. Known values: iso, soc2.',
    });
    expect(await entriesOf(workspace)).toEqual([]);
  });

  test("is limited for one person and not for the next", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"] });
    const take = (role: "owner" | "viewer") =>
      exportCrosswalk(workspace.scope(role, "requirement:read"), "crosswalk.csv", at());
    const key = `crosswalk-export:${workspace.people.viewer.userId}`;
    const before = Array.from({ length: 239 }, () => takeAttempt({ key, hits: 240, seconds: 3_600 }));
    expect((await Promise.all(before)).every(Boolean)).toBe(true);
    await expect(take("viewer")).resolves.toMatchObject({ type: "text/csv; charset=utf-8" });
    await expect(take("viewer")).rejects.toMatchObject({ code: "LIMITED" });
    await expect(take("owner")).resolves.toMatchObject({ type: "text/csv; charset=utf-8" });
  });
});
