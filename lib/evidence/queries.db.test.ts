import { and, eq } from "drizzle-orm";
import { PostgresJsPreparedQuery } from "drizzle-orm/postgres-js";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { activity } from "@/db/schema/activity";
import { evidenceLinks } from "@/db/schema/evidence";
import { programmes } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { COUNTED_STATES } from "@/lib/core/evidence-dto";
import { addEvidenceInput, libraryFilters, reviewProposalsInput } from "@/lib/evidence/input";
import { archiveEvidence } from "@/lib/evidence/mutations/bulk";
import { addEvidence } from "@/lib/evidence/mutations/items";
import { acceptEvidence, returnEvidence, withdrawEvidence } from "@/lib/evidence/mutations/moves";
import { restoreProposals, reviewProposals } from "@/lib/evidence/mutations/proposals";
import { readEvidenceOptions } from "@/lib/evidence/queries";
import { listEvidenceExport } from "@/lib/evidence/queries/export";
import { getEvidenceItem } from "@/lib/evidence/queries/item";
import { listEvidence } from "@/lib/evidence/queries/library";
import { listProposals } from "@/lib/evidence/queries/proposals";

const TODAY = "2026-11-20";
let ws: TestWorkspace;
let foreign: TestWorkspace;
const ids: Record<string, string> = {};

async function add(name: string, fields: Record<string, unknown> = {}): Promise<void> {
  const input = addEvidenceInput.parse({
    title: name,
    reference: name,
    kind: "link",
    url: `https://wiki.example/${name}`,
    ...fields,
  });
  ids[name] = (await addEvidence(ws.scope("lead"), input)).itemId;
}
const idOf = (name: string) => ids[name] ?? "";
const seen = (name: string) => [{ itemId: idOf(name), version: null }];
const library = (query: Record<string, string> = {}) =>
  listEvidence(ws.scope("viewer"), libraryFilters.parse(query), TODAY);
const names = async (query: Record<string, string> = {}) =>
  (await library(query)).rows.map((row) => row.reference);

beforeAll(async () => {
  ws = await createWorkspaceWith();
  foreign = await createWorkspaceWith({ roles: ["owner"] });
  await inWorkspace(ws.system, (tx) =>
    tx
      .update(programmes)
      .set({ availability: true, confidentiality: true, windowFrom: "2025-10-01", windowTo: "2026-09-30" }),
  );
  await add("E-1", {
    effectiveOn: "2026-01-10",
    renewOn: "2027-01-10",
    requirements: "CC6.1",
    category: "Policy",
  });
  await add("E-2", {
    effectiveOn: "2025-12-20",
    renewOn: "2026-12-20",
    submit: "on",
    requirements: "CC6.1, CC6.2",
  });
  await add("E-3", { effectiveOn: "2024-11-19", renewOn: "2026-11-19", submit: "on" });
  await add("E-4", { submit: "on", ownerId: ws.people.contributor.userId });
  await add("E-5", { effectiveOn: "2026-05-05" });
  await add("E-6", { effectiveOn: "2026-05-05", requirements: "CC6.1" });
  await returnEvidence(ws.scope("approver"), { itemIds: seen("E-3"), reason: "Wrong year." });
  await withdrawEvidence(ws.scope("lead"), { itemIds: seen("E-6"), reason: "Old." });
});

describe("listEvidence", () => {
  it("counts exactly the rows that each number opens", async () => {
    const { counts, categories } = await library();
    expect(counts.live).toBe(5);
    expect(counts.freshness).toEqual({ current: 2, due_soon: 1, expired: 1, never_collected: 1 });
    expect(counts.state).toMatchObject({ submitted: 2, returned: 1, withdrawn: 1 });
    for (const [freshness, count] of Object.entries(counts.freshness)) {
      const page = await library({ freshness });
      expect([page.rows.length, page.counts.total]).toEqual([count, count]);
      expect(page.rows.every((row) => row.freshness === freshness)).toBe(true);
    }
    for (const state of COUNTED_STATES) {
      expect((await library({ state })).rows).toHaveLength(counts.state[state]);
    }
    expect(categories).toEqual(["Policy"]);
  });

  it("filters by owner, requirement, category and text, and ignores what it does not know", async () => {
    expect(await names({ owner: ws.people.contributor.userId })).toEqual(["E-4"]);
    expect(await names({ owner: "none" })).toEqual(["E-1", "E-2", "E-3", "E-5"]);
    expect(await names({ ref: "CC6.2" })).toEqual(["E-2"]);
    expect(await names({ category: "Policy" })).toEqual(["E-1"]);
    expect(await names({ q: "e-4" })).toEqual(["E-4"]);
    expect(await names({ q: "%" })).toEqual([]);
    expect(await names({ owner: "nonsense", state: "nonsense", sort: "nonsense", cursor: "x" })).toHaveLength(
      5,
    );
  });

  it("sorts both ways with empty values last, and marks what lies outside the window", async () => {
    expect(await names({ sort: "renew" })).toEqual(["E-3", "E-2", "E-1", "E-4", "E-5"]);
    expect(await names({ sort: "renew-desc" })).toEqual(["E-1", "E-2", "E-3", "E-5", "E-4"]);
    expect(await names({ sort: "used-desc" })).toEqual(["E-2", "E-1", "E-5", "E-4", "E-3"]);
    const { rows } = await library();
    expect(rows.filter((row) => row.outOfWindow).map((row) => row.reference)).toEqual(["E-3"]);
  });

  it("walks 120 items forward and back without losing or repeating one", async () => {
    const many = await createWorkspaceWith({ roles: ["owner"] });
    for (let n = 1; n <= 120; n += 1) {
      await addEvidence(
        many.scope("owner"),
        addEvidenceInput.parse({ title: `Item ${n % 7}`, kind: "none" }),
      );
    }
    const page = (cursor: string) =>
      listEvidence(many.scope("owner"), libraryFilters.parse({ cursor, sort: "title" }), TODAY);
    const first = await page("");
    const second = await page(first.next ?? "");
    const third = await page(second.next ?? "");
    const all = [first, second, third].flatMap((one) => one.rows.map((row) => row.itemId));
    expect(new Set(all).size).toBe(120);
    expect([first.from, second.from, third.from]).toEqual([1, 51, 101]);
    expect([first.previous, third.next]).toEqual([null, null]);
    const back = await page(third.previous ?? "");
    expect(back.rows.map((row) => row.itemId)).toEqual(second.rows.map((row) => row.itemId));
    expect([back.from, back.next === null]).toEqual([51, false]);
  });

  it("shows nothing of another workspace and exports the filtered rows", async () => {
    const theirs = await listEvidence(foreign.scope("owner"), libraryFilters.parse({}), TODAY);
    expect([theirs.rows, theirs.counts.live]).toEqual([[], 0]);
    const rows = await listEvidenceExport(
      ws.scope("viewer"),
      libraryFilters.parse({ state: "submitted" }),
      TODAY,
    );
    expect(rows.map((row) => [row.reference, [...row.refs].sort()])).toEqual([
      ["E-2", ["CC6.1", "CC6.2"]],
      ["E-4", []],
    ]);
  });
});

describe("getEvidenceItem", () => {
  it("shows proposals beside links, and says why the submitter may not review", async () => {
    const { item } = await getEvidenceItem(ws.scope("lead"), idOf("E-2"), TODAY);
    expect(item.links.map((link) => link.ref)).toEqual(["CC6.1", "CC6.2"]);
    expect(item.proposals.map((proposal) => proposal.ref)).toContain("A.5.15");
    expect(item).toMatchObject({ usedIn: 2, mayEdit: true, mayReview: false });
    expect(item.reviewRefusal).toContain("Somebody else");
    expect(item.history.map((entry) => entry.verb)).toEqual(["evidence.add"]);
    const approver = await getEvidenceItem(ws.scope("approver"), idOf("E-2"), TODAY);
    expect(approver.item).toMatchObject({ mayEdit: false, mayReview: true });
  });

  it("takes five statements in one transaction, whatever the number of links and versions", async () => {
    const execute = vi.spyOn(PostgresJsPreparedQuery.prototype, "execute");
    await getEvidenceItem(ws.scope("lead"), idOf("E-2"), TODAY);
    const statements = execute.mock.calls.length;
    execute.mockRestore();
    // The first one tells the database the workspace.
    expect(statements).toBe(1 + 5);
  });

  it("proposes the way back from a control, apart and never ticked", async () => {
    await add("E-BACK", { requirements: "A.5.15" });
    const { item } = await getEvidenceItem(ws.scope("lead"), idOf("E-BACK"), TODAY);
    expect(item.proposals.map((proposal) => proposal.ref)).toContain("CC6.1");
    expect(item.proposals.every(({ direction, ticked }) => direction === "soc2" && !ticked)).toBe(true);
    const { options } = await inWorkspace(ws.system, (tx) =>
      readEvidenceOptions(tx, { ref: "CC6.1", q: "E-BACK", today: TODAY }),
    );
    expect(options[0]?.suggestion).toMatchObject({ direction: "soc2", ticked: false, via: ["A.5.15"] });
    const page = await listProposals(ws.scope("viewer"));
    expect(page.counts.back).toBe(item.proposals.length);
    expect((await library()).proposals.count).toBe(page.counts.all);
    await archiveEvidence(ws.scope("lead"), { itemIds: seen("E-BACK") });
    expect((await listProposals(ws.scope("viewer"))).counts.back).toBe(0);
    expect(await names({ q: "E-BACK" })).toEqual([]);
    expect(await names({ archived: "only" })).toEqual(["E-BACK"]);
  });

  it("is not found for foreign, unknown and malformed ids", async () => {
    await expect(getEvidenceItem(foreign.scope("owner"), idOf("E-2"), TODAY)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(getEvidenceItem(ws.scope("lead"), "nonsense", TODAY)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("readEvidenceOptions", () => {
  it("puts suggested items first and those linked already last", async () => {
    const { options, more } = await inWorkspace(ws.system, (tx) =>
      readEvidenceOptions(tx, { ref: "A.5.15", today: TODAY }),
    );
    expect(more).toBe(false);
    expect(options.map((option) => option.reference)).toEqual(["E-1", "E-2", "E-3", "E-4", "E-5"]);
    expect(options[0]?.suggestion).toMatchObject({ overlap: "full", ticked: true, via: ["CC6.1"] });
    expect(options[2]?.suggestion).toBeNull();
    const linked = await inWorkspace(ws.system, (tx) =>
      readEvidenceOptions(tx, { ref: "CC6.1", q: "E-2", today: TODAY }),
    );
    expect(linked.options.map((option) => [option.reference, option.linked])).toEqual([["E-2", true]]);
  });
});

describe("proposals", () => {
  const decide = (decision: string, pairs: string[] = []) =>
    reviewProposals(ws.scope("lead"), reviewProposalsInput.parse({ decision, pairs }));
  const pair = (name: string, ref: string) => `${idOf(name)}:${ref}`;

  it("confirms one, dismisses one, restores it, and never gives a verdict", async () => {
    const before = await listProposals(ws.scope("viewer"));
    expect(before.rows.some((row) => row.itemId === idOf("E-6"))).toBe(false);
    expect(before.counts.all).toBe(before.counts.full + before.counts.partial);
    expect((await library()).proposals.count).toBe(before.counts.all);
    expect(await decide(`confirm:${pair("E-1", "A.5.15")}`)).toEqual({ decision: "confirm", done: 1 });
    expect(await decide("dismiss", [pair("E-2", "A.5.15")])).toEqual({ decision: "dismiss", done: 1 });
    const after = await listProposals(ws.scope("viewer"));
    expect(after.counts).toMatchObject({ all: before.counts.all - 2, dismissed: 1 });
    expect((await library()).proposals.count).toBe(after.counts.all);
    const [link] = await inWorkspace(ws.system, (tx) =>
      tx
        .select()
        .from(evidenceLinks)
        .where(and(eq(evidenceLinks.itemId, idOf("E-1")), eq(evidenceLinks.ref, "A.5.15"))),
    );
    expect(link).toMatchObject({ origin: "crosswalk", verdict: "proposed", reviewerId: null });
    await restoreProposals(ws.scope("lead"), { pairs: [{ itemId: idOf("E-2"), ref: "A.5.15" }] });
    expect((await listProposals(ws.scope("viewer"))).counts.dismissed).toBe(0);
    const verbs = await inWorkspace(ws.system, (tx) =>
      tx
        .select({ verb: activity.verb })
        .from(activity)
        .where(eq(activity.subjectRef, idOf("E-2"))),
    );
    expect(verbs.map((row) => row.verb)).toEqual([
      "evidence.add",
      "evidence.dismiss-proposals",
      "evidence.restore-proposals",
    ]);
  });

  it("links nothing that the rows do not propose, for nobody else and for no contributor", async () => {
    await expect(decide("confirm", [pair("E-5", "A.5.15")])).rejects.toMatchObject({ code: "CONFLICT" });
    const pairs = [{ itemId: idOf("E-2"), ref: "A.5.15" }];
    const confirm = { decision: "confirm" as const, pairs };
    await expect(reviewProposals(foreign.scope("owner"), confirm)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(restoreProposals(foreign.scope("owner"), { pairs })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(reviewProposals(ws.scope("contributor"), confirm)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("confirms every Full one at once, twice at once without a double", async () => {
    const { counts } = await listProposals(ws.scope("viewer"));
    const both = await Promise.allSettled([decide("confirm-full"), decide("confirm-full")]);
    const done = both.map((one) => (one.status === "fulfilled" ? one.value.done : 0));
    expect(done.reduce((sum, one) => sum + one, 0)).toBe(counts.full);
    expect((await listProposals(ws.scope("viewer"))).counts).toMatchObject({ full: 0, all: counts.partial });
  });

  it("proposes with the scope: without Availability its criteria lead nowhere", async () => {
    const small = await createWorkspaceWith({ roles: ["owner"] });
    const input = addEvidenceInput.parse({ title: "Backups", kind: "none", requirements: "A1.2" });
    await addEvidence(small.scope("owner"), input);
    expect((await listProposals(small.scope("owner"))).rows).toEqual([]);
    await inWorkspace(small.system, (tx) => tx.update(programmes).set({ availability: true }));
    expect((await listProposals(small.scope("owner"))).rows.length).toBeGreaterThan(0);
  });
});

it("is evidenced only after a named acceptance and a verdict", async () => {
  await acceptEvidence(ws.scope("approver"), { itemIds: seen("E-2"), sufficient: true });
  const { item } = await getEvidenceItem(ws.scope("viewer"), idOf("E-2"), TODAY);
  expect(item).toMatchObject({ state: "accepted", reviewedByName: ws.people.approver.name });
  expect(new Set(item.links.map((link) => link.verdict))).toEqual(new Set(["sufficient"]));
});
