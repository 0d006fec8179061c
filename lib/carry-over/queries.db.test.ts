import { beforeAll, describe, expect, it } from "vitest";
import { readinessSnapshots } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { carryOverFilters } from "@/lib/carry-over/input";
import { getCarryOver } from "@/lib/carry-over/queries";
import { getDataset } from "@/lib/carry-over/queries/dataset";
import { getCrosswalkDocument } from "@/lib/carry-over/queries/export";
import { getMatrix } from "@/lib/carry-over/queries/matrix";
import { getPair } from "@/lib/carry-over/queries/pair";
import { getGaps, getRow } from "@/lib/carry-over/queries/row";
import { EDITIONS } from "@/lib/core/frameworks/editions";
import { snapshotOf } from "@/lib/core/readiness";
import { directionsOf } from "@/lib/core/requirement-detail";
import { controlsCsv } from "@/lib/core/requirement-export";
import { filterContext, selectRequirements } from "@/lib/core/requirement-filters";
import { decidePair } from "@/lib/crosswalk/mutations";
import { reviewPair } from "@/lib/crosswalk/mutations/review";
import type { EditionList } from "@/lib/crosswalk/queries";
import { getEvidenceItem } from "@/lib/evidence/queries/item";
import { listProposals } from "@/lib/evidence/queries/proposals";
import { getNcContext } from "@/lib/nonconformities/queries/context";
import { takeSnapshot } from "@/lib/readiness/mutations";
import { getHome } from "@/lib/readiness/queries";
import { listAttachOptions } from "@/lib/requirements/queries/attach";
import { getControls, getRequirement } from "@/lib/requirements/queries/controls";
import { readSearchIndex } from "@/lib/requirements/queries/search";
import { getSoa } from "@/lib/soa/queries";

// CC2.3 gets a pair that the source does not have, and loses one that it has: A.5.9 leaves the net-new list, A.5.6 joins it.
const ADDED = { criterion: "CC2.3", ref: "A.5.9" };
const GONE = { criterion: "CC2.3", ref: "A.5.6" };
const edition = EDITIONS.at(-1)?.version ?? "";
const reason = "We read it so.";
const now = new Date();
const today = now.toISOString().slice(0, 10);
const filters = carryOverFilters.parse({});

let team: TestWorkspace;
let itemId: string;
const lead = () => team.scope("lead");
const numbers = async () => snapshotOf((await getHome(lead())).readiness);

describe("one decision", () => {
  let before: Readonly<Record<string, number>>;
  let proposed: number;

  beforeAll(async () => {
    team = await createWorkspaceWith({ roles: ["owner", "lead", "approver", "viewer"] });
    itemId = await evidenceOf(team).add({ requirements: "CC2.3" });
    before = await numbers();
    proposed = (await listProposals(lead())).counts.all;
    const given = { note: "", reason, version: 0, edition };
    await decidePair(lead(), { ...ADDED, ...given, overlap: "full" });
    await decidePair(lead(), { ...GONE, ...given, overlap: "none" });
  });

  it("moves the numbers and the ledger of Home", async () => {
    const { readiness } = await getHome(lead());
    expect(readiness.numbers.reusable.refs).toContain("A.5.9");
    expect(readiness.numbers.netNew.refs).toContain("A.5.6");
    expect(readiness.numbers.netNew.refs).not.toContain("A.5.9");
    const after = snapshotOf(readiness);
    expect(after.reusable).toBe((before.reusable ?? 0) + 1);
    expect(after.supplement).toBe((before.supplement ?? 0) - 1);
    expect(after.netNew).toBe(before.netNew);
  });

  it("moves the list of controls and its export", async () => {
    const { rows, crosswalk } = await getControls(lead(), now);
    const context = filterContext(crosswalk, today);
    const listed = selectRequirements(rows, { show: "reusable", kind: "control" }, context);
    expect(listed.map((row) => row.ref)).toContain("A.5.9");
    const line = controlsCsv(rows, crosswalk)
      .split("\n")
      .find((one) => one.startsWith('"A.5.9"'));
    expect(line).toContain('"Full"');
  });

  it("stands on the pages of both requirements with the source's word beside it", async () => {
    const { rows, crosswalk } = await getControls(lead(), now);
    expect(directionsOf("A.5.9", rows, crosswalk).pairs).toMatchObject([
      { pair: ADDED, overlap: "full", inherited: null, overridden: reason },
    ]);
    expect(directionsOf("A.5.6", rows, crosswalk)).toMatchObject({
      pairs: [],
      takenOut: [{ pair: GONE, inherited: "partial", decided: { by: team.people.lead.name } }],
    });
    const { open } = await getRequirement(lead(), now, "A.5.9");
    expect(open.history.map((entry) => entry.words).join()).toContain("CC2.3 to A.5.9");
  });

  it("moves the crosswalk's list, in both directions, with its filters", async () => {
    const page = await getCarryOver(lead(), { ...filters, mark: "decided" });
    expect(page.rows.map((row) => row.ref)).toEqual(["A.5.6", "A.5.9"]);
    expect(page).toMatchObject({ decisions: 2, orphaned: 0 });
    const back = await getCarryOver(lead(), { ...filters, direction: "soc2", mark: "decided" });
    expect(back.rows).toMatchObject([{ ref: "CC2.3", takenOut: [{ ref: "A.5.6" }] }]);
    expect(back.rows[0]?.pairs.map((pair) => pair.ref)).toContain("A.5.9");
  });

  it("moves proposals: of the library, of one item, and in the attach panel", async () => {
    const { rows } = await listProposals(lead());
    expect(rows.find((row) => row.ref === "A.5.9")).toMatchObject({ overlap: "full", decided: ["CC2.3"] });
    expect(rows.some((row) => row.ref === "A.5.6")).toBe(false);
    expect((await listProposals(lead())).counts.all).toBe(proposed);
    const { item } = await getEvidenceItem(lead(), itemId, today);
    expect(item.proposals.map((one) => one.ref)).toContain("A.5.9");
    const { options } = await listAttachOptions(lead(), { ref: "A.5.9", q: "", now });
    expect(options[0]?.suggestion).toMatchObject({ overlap: "full", decided: ["CC2.3"] });
  });

  it("moves the criteria of the Statement of Applicability and of a nonconformity", async () => {
    const { draft } = await getSoa(lead(), today);
    const criteria = (ref: string) => draft.rows.find((row) => row.ref === ref)?.criteria;
    expect(criteria("A.5.9")).toEqual(["CC2.3"]);
    expect(criteria("A.5.6")).toEqual([]);
    const nc = { id: itemId, refs: ["A.5.9"], evidence: [], actions: [] };
    expect((await getNcContext(lead(), nc)).criteria).toEqual(["CC2.3"]);
  });

  it("is found by name, and stands in matrix, gaps, row and pair", async () => {
    const found = await readSearchIndex(lead());
    expect(found.find((one) => one.label === "CC2.3 to A.5.9")).toMatchObject({
      hint: "Full, decided by your team",
      href: `/w/${team.slug}/crosswalk/CC2.3/A.5.9`,
    });
    const matrix = await getMatrix(lead(), { criteria: null, theme: null });
    const row = matrix.cells[matrix.rows.findIndex((one) => one.ref === "CC2.3")] ?? "";
    const letter = (ref: string) => row[matrix.columns.findIndex((one) => one.ref === ref)];
    expect([letter("A.5.9"), letter("A.5.6"), letter("A.5.14")]).toEqual(["f", "x", "P"]);
    expect(matrix.decided).toBe(2);
    const gaps = await getGaps(lead());
    expect(gaps.controls.find((gap) => gap.ref === "A.5.6")).toMatchObject({ why: "taken_out" });
    expect(gaps.controls.some((gap) => gap.ref === "A.5.9")).toBe(false);
    expect((await getRow(lead(), "CC2.3")).pairs.filter((pair) => pair.version > 0)).toHaveLength(2);
    expect(await getPair(lead(), ADDED)).toMatchObject({
      ...{ named: false, outcome: "reuse", without: "net_new", decision: { overlap: "full" } },
      mayDecide: true,
    });
  });

  it("leaves with the exports, who and when with it", async () => {
    const document = await getCrosswalkDocument(lead(), now, { direction: "iso", edition: null });
    const text = JSON.stringify(document);
    expect(text).toContain(reason);
    expect(text).toContain(team.people.lead.name);
  });

  it("is kept by the daily snapshot", async () => {
    expect(await takeSnapshot(team.system, now)).toBe(true);
    const [row] = await inWorkspace(team.system, (tx) => tx.select().from(readinessSnapshots));
    expect(row?.numbers.reusable).toBe((before.reusable ?? 0) + 1);
  });
});

describe("the pages of the crosswalk", () => {
  it("show readers what they may not decide", async () => {
    const viewer = team.scope("viewer");
    expect(await getPair(viewer, ADDED)).toMatchObject({ mayDecide: false, mayComment: false });
    expect((await getCarryOver(viewer, filters)).mayDecide).toBe(false);
    expect((await getDataset(viewer)).mayDecide).toBe(false);
  });

  it("are not found for references that nobody knows, and of one's own workspace only", async () => {
    for (const pair of [
      { criterion: "CC99.1", ref: "A.5.9" },
      { criterion: "CC2.3", ref: "A.9.9" },
      { criterion: "A.5.9", ref: "CC2.3" },
    ])
      await expect(getPair(lead(), pair)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getRow(lead(), "A.5.9")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const other = await createWorkspaceWith({ roles: ["owner"] });
    expect(await getPair(other.scope("owner"), ADDED)).toMatchObject({ known: null, decision: null });
  });

  it("count what is read, and hold the lower value until all is", async () => {
    const held = await getCarryOver(lead(), { ...filters, reading: "held" });
    expect(held.rows.map((row) => row.ref)).toContain("A.5.1");
    const row = held.rows.find((one) => one.ref === "A.5.1");
    for (const { pair, overlap } of row?.pairs ?? []) {
      if (overlap === "none") continue;
      const seen = { note: "", reason: "", version: 0, reviewVersion: 0, edition };
      await reviewPair(lead(), { ...pair, ...seen, overlap });
    }
    const after = await getCarryOver(lead(), filters);
    const read = after.rows.find((one) => one.ref === "A.5.1")?.reading;
    expect(read).toMatchObject({ overlap: "full", held: "full", reviewed: row?.pairs.length });
    expect(after.reading.reviewed).toBe(row?.pairs.length);
    const unread = await getCarryOver(lead(), { ...filters, reading: "unread" });
    expect(unread.rows.some((one) => one.ref === "A.5.1")).toBe(false);
  });

  it("show an upgrade before it happens: rows, numbers, orphans and readings", async () => {
    const [first] = EDITIONS;
    const editions: EditionList = [
      ...EDITIONS,
      {
        ...{ version: "2027.01.1", publishedOn: "2027-01-15", changes: ["Artificial."], privacy: [] },
        rows: first.rows.filter((row) => row.criterion !== "CC2.3" && row.criterion !== "CC5.3"),
      },
    ];
    const page = await getDataset(lead(), editions);
    expect(page.upgrade?.preview.diff.removed.map((row) => row.criterion)).toEqual(["CC2.3", "CC5.3"]);
    expect(page.upgrade?.preview.orphaned).toHaveLength(2);
    expect(page.upgrade?.preview.stale.map((review) => review.criterion)).toEqual(["CC5.3"]);
    const mapped = page.upgrade?.preview.moves.find((move) => move.name === "mapped");
    expect(mapped?.before.count).toBe((await getHome(lead())).readiness.numbers.mapped.count);
    expect(mapped?.lost).toContain("A.5.9");
    expect(page.upgrade?.proposals.after).toBeLessThan(page.upgrade?.proposals.before ?? 0);
    expect((await getDataset(lead())).upgrade).toBeNull();
  });
});
