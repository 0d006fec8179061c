import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { requirements } from "@/db/schema/requirements";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { addDays, dateIn } from "@/lib/core/dates";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";
import { EVIDENCE_STATUSES, type EvidenceStatus } from "@/lib/core/statuses";
import type { RecordStatusInput } from "@/lib/requirements/input";
import { assign, recordStatus, setImplementation, setNote, undoStatus } from "@/lib/requirements/mutations";
import { bulkEdit } from "@/lib/requirements/mutations/bulk";
import { listRequirementFacts } from "@/lib/requirements/queries";
import { getControls, getRequirement } from "@/lib/requirements/queries/controls";
import { readSearchIndex } from "@/lib/requirements/queries/search";

let home: TestWorkspace;
let foreign: TestWorkspace;
const today = dateIn("UTC", new Date());

beforeAll(async () => {
  home = await createWorkspaceWith();
  foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
});

const lead = () =>
  home.scope("lead", "requirement:write", "requirement:assign", "soa:write", "requirement:read");
const move = (ref: string, to: EvidenceStatus, version: number, more: Partial<RecordStatusInput> = {}) => ({
  ref,
  to,
  version,
  reason: "",
  override: "",
  ...more,
});

async function rowOf(workspace: TestWorkspace, ref: string) {
  const rows = await listRequirementFacts(workspace.scope("owner", "requirement:read"), new Date());
  const row = rows.find((one) => one.ref === ref);
  if (row === undefined) throw new Error(`No row ${ref}.`);
  return row;
}

async function entriesOf(workspace: TestWorkspace, ref: string) {
  return inWorkspace(workspace.system, (tx) =>
    tx
      .select({ verb: activity.verb, body: activity.body })
      .from(activity)
      .where(and(eq(activity.subjectKind, "requirement"), eq(activity.subjectRef, ref))),
  );
}

async function evidence(
  workspace: TestWorkspace,
  ref: string,
  given: Partial<typeof evidenceItems.$inferInsert> & {
    verdict?: typeof evidenceLinks.$inferInsert.verdict;
  } = {},
) {
  const { verdict = "sufficient", ...item } = given;
  const by = workspace.people.owner.userId;
  return inWorkspace(workspace.system, async (tx) => {
    const [row] = await tx
      .insert(evidenceItems)
      .values({
        workspaceId: workspace.workspaceId,
        identity: `${ref} ${Math.random()}`,
        title: `Proof of ${ref}`,
        state: "accepted",
        currentArtifact: 1,
        reviewedBy: by,
        reviewedAt: new Date(),
        ...item,
      })
      .returning({ id: evidenceItems.id });
    const itemId = row?.id ?? "";
    await tx.insert(artifacts).values({
      workspaceId: workspace.workspaceId,
      itemId,
      number: 1,
      kind: "attestation",
      addedBy: by,
      effectiveOn: today,
      body: "Seen.",
    });
    await tx.insert(evidenceLinks).values({
      workspaceId: workspace.workspaceId,
      itemId,
      ref,
      origin: "manual",
      verdict,
      reviewerId: by,
      reviewedAt: new Date(),
      reviewedArtifact: 1,
      linkedBy: by,
    });
    return itemId;
  });
}

describe("recordStatus", () => {
  it("records a status with its log entry and counts the version", async () => {
    const done = await recordStatus(lead(), move("A.5.1", "in_progress", 1));
    expect(done).toEqual({ ref: "A.5.1", version: 2, status: "in_progress", from: "missing" });
    expect(await rowOf(home, "A.5.1")).toMatchObject({ evidenceStatus: "in_progress", version: 2 });
    expect(await entriesOf(home, "A.5.1")).toMatchObject([{ verb: "requirement.set-status" }]);
  });

  it("refuses what the state machine refuses, at the field it is about", async () => {
    await expect(recordStatus(lead(), move("A.5.2", "ready", 1))).rejects.toMatchObject({ code: "INVALID" });
    await recordStatus(lead(), move("A.5.2", "in_review", 1));
    await expect(recordStatus(lead(), move("A.5.2", "missing", 2))).rejects.toMatchObject({
      fields: { reason: expect.stringContaining("needs a reason") },
    });
    await expect(recordStatus(lead(), move("A.5.2", "ready", 2))).rejects.toMatchObject({
      fields: { override: expect.stringContaining("override") },
    });
    expect(await rowOf(home, "A.5.2")).toMatchObject({ evidenceStatus: "in_review", version: 2 });
  });

  it("reaches ready by accepted evidence or by a written override", async () => {
    await recordStatus(lead(), move("A.5.3", "in_review", 1));
    await evidence(home, "A.5.3");
    await recordStatus(lead(), move("A.5.3", "ready", 2));
    expect(await rowOf(home, "A.5.3")).toMatchObject({
      evidenceStatus: "ready",
      overridden: false,
      evidencedCurrent: true,
    });
    await recordStatus(lead(), move("A.5.4", "in_review", 1));
    await recordStatus(lead(), move("A.5.4", "ready", 2, { override: "Shown to the auditor on site." }));
    expect(await rowOf(home, "A.5.4")).toMatchObject({ evidenceStatus: "ready", overridden: true });
    await recordStatus(lead(), move("A.5.4", "in_review", 3, { reason: "Site closed." }));
    expect(await rowOf(home, "A.5.4")).toMatchObject({ overridden: false });
  });

  it("does not reach ready by a verdict on an older version of the evidence", async () => {
    await recordStatus(lead(), move("A.5.36", "in_review", 1));
    await evidence(home, "A.5.36", { currentArtifact: 2 });
    await expect(recordStatus(lead(), move("A.5.36", "ready", 2))).rejects.toMatchObject({ code: "INVALID" });
    expect(await rowOf(home, "A.5.36")).toMatchObject({ evidencedCurrent: false });
  });

  it("knows no row of another workspace, and changes nothing there", async () => {
    const stranger = foreign.scope("lead", "requirement:write");
    await expect(recordStatus(stranger, move("X.99", "in_review", 1))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await recordStatus(stranger, move("A.8.1", "in_review", 1));
    expect(await rowOf(home, "A.8.1")).toMatchObject({ evidenceStatus: "missing", version: 1 });
  });

  it("lets contributors record only what they own", async () => {
    const contributor = home.scope("contributor", "requirement:write");
    await expect(recordStatus(contributor, move("A.5.5", "in_progress", 1))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await assign(lead(), { ref: "A.5.5", ownerId: home.people.contributor.userId, version: 1 });
    await recordStatus(contributor, move("A.5.5", "in_progress", 2));
    expect(await rowOf(home, "A.5.5")).toMatchObject({
      evidenceStatus: "in_progress",
      ownerName: home.people.contributor.name,
    });
  });

  it("gives the stored value to whoever comes second", async () => {
    await recordStatus(lead(), move("A.5.6", "in_progress", 1));
    await expect(
      recordStatus(home.scope("owner", "requirement:write"), move("A.5.6", "in_review", 1)),
    ).rejects.toMatchObject({
      code: "CONFLICT",
      current: { to: "in_progress", version: 2 },
    });
  });

  it("has one winner when two save the same version at once", async () => {
    const both = await Promise.allSettled([
      recordStatus(lead(), move("A.5.7", "in_progress", 1)),
      recordStatus(home.scope("owner", "requirement:write"), move("A.5.7", "in_review", 1)),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await entriesOf(home, "A.5.7")).length).toBe(1);
  });
});

describe("undoStatus", () => {
  it("takes back the actor's own last change, also where the machine would ask for a reason", async () => {
    await recordStatus(lead(), move("A.6.1", "needs_supplement", 1));
    const undone = await undoStatus(lead(), { ref: "A.6.1", version: 2 });
    expect(undone).toMatchObject({ status: "missing", version: 3 });
    await expect(undoStatus(lead(), { ref: "A.6.1", version: 3 })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });
  it("refuses other people's changes, older ones and foreign rows", async () => {
    await recordStatus(lead(), move("A.6.2", "in_review", 1));
    await expect(
      undoStatus(home.scope("owner", "requirement:write"), { ref: "A.6.2", version: 2 }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    await assign(lead(), { ref: "A.6.2", dueOn: "2027-01-31", version: 2 });
    await expect(undoStatus(lead(), { ref: "A.6.2", version: 3 })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await expect(undoStatus(lead(), { ref: "X.99", version: 1 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(
      undoStatus(home.scope("contributor", "requirement:write"), { ref: "A.6.2", version: 3 }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("assign, setNote, setImplementation", () => {
  it("change the fields that were sent and log before and after", async () => {
    const { userId, name } = home.people.contributor;
    await assign(lead(), { ref: "A.6.3", ownerId: userId, dueOn: "2027-02-01", version: 1 });
    await assign(lead(), { ref: "A.6.3", note: "Ask the trainer.", version: 2 });
    expect(await rowOf(home, "A.6.3")).toMatchObject({
      ownerId: userId,
      ownerName: name,
      dueOn: "2027-02-01",
      note: "Ask the trainer.",
    });
    await assign(lead(), { ref: "A.6.3", ownerId: null, dueOn: null, version: 3 });
    expect(await rowOf(home, "A.6.3")).toMatchObject({
      ownerId: null,
      dueOn: null,
      note: "Ask the trainer.",
    });
    expect(await entriesOf(home, "A.6.3")).toHaveLength(3);
  });
  it("refuse strangers as owners, stale versions and rows that are not there", async () => {
    await expect(
      assign(lead(), { ref: "A.6.4", ownerId: foreign.people.lead.userId, version: 1 }),
    ).rejects.toMatchObject({ code: "INVALID", fields: { ownerId: expect.any(String) } });
    await expect(assign(lead(), { ref: "A.6.4", dueOn: "2027-01-01", version: 9 })).rejects.toMatchObject({
      code: "CONFLICT",
      current: { version: 1, dueOn: null },
    });
    await expect(assign(lead(), { ref: "X.1", version: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await entriesOf(home, "A.6.4")).toHaveLength(0);
  });
  it("let a contributor write the note of an own row only", async () => {
    const contributor = home.scope("contributor", "requirement:write");
    await expect(setNote(contributor, { ref: "A.6.5", note: "x", version: 1 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await assign(lead(), { ref: "A.6.5", ownerId: home.people.contributor.userId, version: 1 });
    await setNote(contributor, { ref: "A.6.5", note: "Half done.", version: 2 });
    await expect(setNote(contributor, { ref: "A.6.5", note: "y", version: 2 })).rejects.toMatchObject({
      code: "CONFLICT",
      current: { note: "Half done." },
    });
  });
  it("record the implementation of clauses, not of controls", async () => {
    await setImplementation(lead(), {
      ref: "6.1.2",
      implementation: "planned",
      targetOn: "2027-03-01",
      version: 1,
    });
    expect(await rowOf(home, "6.1.2")).toMatchObject({ implementation: "planned", targetOn: "2027-03-01" });
    await setImplementation(lead(), {
      ref: "6.1.2",
      implementation: "implemented",
      targetOn: "2027-03-01",
      version: 2,
    });
    expect(await rowOf(home, "6.1.2")).toMatchObject({ implementation: "implemented", targetOn: null });
    await expect(
      setImplementation(lead(), { ref: "A.5.1", implementation: "partial", targetOn: null, version: 1 }),
    ).rejects.toMatchObject({ code: "INVALID" });
    await expect(
      setImplementation(lead(), { ref: "6.1.2", implementation: "partial", targetOn: null, version: 1 }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await entriesOf(home, "6.1.2")).toHaveLength(2);
  });
});

describe("bulkEdit", () => {
  const bulk = (rows: string[], more: Partial<Parameters<typeof bulkEdit>[1]>) => ({
    rows,
    change: "status" as const,
    reason: "",
    override: "",
    ...more,
  });

  it("changes what the rules allow and lists the rest with the reason, in one entry", async () => {
    await recordStatus(lead(), move("A.7.2", "in_review", 1));
    const done = await bulkEdit(
      lead(),
      bulk(["A.7.1:1", "A.7.2:1", "A.7.3:1", "X.9:1"], { to: "in_progress" }),
    );
    expect(done.changed).toEqual(["A.7.1", "A.7.3"]);
    expect(done.refused.map((one) => one.ref)).toEqual(["A.7.2", "X.9"]);
    expect(await entriesOf(home, "2 requirements")).toHaveLength(1);
    const { open } = await getRequirement(lead(), new Date(), "A.7.1");
    expect(open.history[0]).toMatchObject({ words: "moved Missing to In progress", icon: "edit" });
    expect((await rowOf(home, "A.7.2")).evidenceStatus).toBe("in_review");
  });
  it("writes nothing when every row is refused", async () => {
    const done = await bulkEdit(lead(), bulk(["A.7.4:1"], { to: "ready" }));
    expect(done).toMatchObject({ changed: [], refused: [{ ref: "A.7.4" }] });
    expect(await rowOf(home, "A.7.4")).toMatchObject({ version: 1 });
  });
  it("reaches ready row by row with evidence, or all with an override", async () => {
    await bulkEdit(lead(), bulk(["A.7.5:1", "A.7.6:1"], { to: "in_review" }));
    await evidence(home, "A.7.5");
    const first = await bulkEdit(lead(), bulk(["A.7.5:2", "A.7.6:2"], { to: "ready" }));
    expect(first).toMatchObject({ changed: ["A.7.5"], refused: [{ ref: "A.7.6" }] });
    const second = await bulkEdit(lead(), bulk(["A.7.6:2"], { to: "ready", override: "Walk-through." }));
    expect(second.changed).toEqual(["A.7.6"]);
  });
  it("assigns owners and dates with the permission only", async () => {
    const ownerId = home.people.contributor.userId;
    const done = await bulkEdit(lead(), bulk(["A.7.8:1", "A.7.9:1"], { change: "owner", ownerId }));
    expect(done.changed).toEqual(["A.7.8", "A.7.9"]);
    await bulkEdit(lead(), bulk(["A.7.8:2"], { change: "due", dueOn: "2027-01-15" }));
    expect(await rowOf(home, "A.7.8")).toMatchObject({ ownerId, dueOn: "2027-01-15", version: 3 });
    const contributor = home.scope("contributor", "requirement:write");
    await expect(
      bulkEdit(contributor, bulk(["A.7.8:3"], { change: "due", dueOn: null })),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
    const own = await bulkEdit(contributor, bulk(["A.7.8:3", "A.7.10:1"], { to: "in_progress" }));
    expect(own).toMatchObject({ changed: ["A.7.8"], refused: [{ ref: "A.7.10" }] });
  });
  it("stays inside its workspace", async () => {
    await bulkEdit(foreign.scope("lead", "requirement:write"), bulk(["A.8.30:1"], { to: "in_review" }));
    expect(await rowOf(home, "A.8.30")).toMatchObject({ evidenceStatus: "missing" });
  });
});

describe("many at once", () => {
  it("keeps 93 updates by 16 writers", async () => {
    const place = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const scope = place.scope("lead", "requirement:write");
    const queue = CONTROLS.map((control) => control.ref);
    const writer = async () => {
      for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
        await recordStatus(scope, move(ref, "in_review", 1));
      }
    };
    await Promise.all(Array.from({ length: 16 }, writer));
    const rows = await listRequirementFacts(place.scope("lead", "requirement:read"), new Date());
    expect(rows.filter((row) => row.evidenceStatus === "in_review")).toHaveLength(93);
    const logged = await inWorkspace(place.system, (tx) =>
      tx.select({ seq: activity.seq }).from(activity).where(eq(activity.verb, "requirement.set-status")),
    );
    expect(logged).toHaveLength(93);
  });
});

describe("reading", () => {
  it("gives the facts of the day for all requirements of the own workspace", async () => {
    const place = await createWorkspaceWith({ roles: ["owner"] });
    await evidence(place, "A.8.13");
    await evidence(place, "A.8.13", { state: "returned", stateReason: "Blurred" });
    await evidence(place, "A.8.13", { verdict: "rejected" });
    await evidence(place, "A.8.14", { renewOn: addDays(today, -1) });
    await evidence(place, "A.8.15", { renewOn: today });
    await evidence(place, "A.8.16", { state: "withdrawn" });
    await evidence(place, "A.8.17", { state: "submitted" });
    await evidence(place, "A.8.18", { verdict: "needs_supplement" });
    const rows = await listRequirementFacts(place.scope("owner", "requirement:read"), new Date());
    expect(rows.map((row) => row.ref)).toEqual(ALL_REQUIREMENTS.map((entry) => entry.ref));
    const facts = Object.fromEntries(rows.map((row) => [row.ref, row]));
    expect(facts["A.8.13"]).toMatchObject({
      linkedCount: 2,
      sufficientCount: 2,
      returnedCount: 1,
      evidencedCurrent: true,
    });
    expect(facts["A.8.14"]).toMatchObject({ expiredCount: 1, evidencedCurrent: false });
    expect(facts["A.8.15"]).toMatchObject({ expiredCount: 0, dueSoonCount: 1, evidencedCurrent: true });
    expect(facts["A.8.16"]).toMatchObject({ linkedCount: 0 });
    expect(facts["A.8.17"]).toMatchObject({ linkedCount: 1, evidencedCurrent: false });
    expect(facts["A.8.18"]).toMatchObject({ needsSupplementCount: 1, evidencedCurrent: false });
    const { open } = await getControls(place.scope("owner", "requirement:read"), new Date(), "A.8.13");
    expect(open?.evidence).toHaveLength(3);
    expect(open?.evidence[0]).toMatchObject({ verdict: "sufficient", usedIn: 1, acceptedOn: today });
  });
  it("finds no requirement that is not there, and no name of another workspace", async () => {
    await expect(getRequirement(lead(), new Date(), "A.9.1")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const mark = await evidence(foreign, "A.5.1", { title: "Foreign secret" });
    const index = await readSearchIndex(lead());
    expect(index.some((entry) => entry.label === "Foreign secret" || entry.href.includes(mark))).toBe(false);
    expect(index.filter((entry) => entry.group === "Controls")).toHaveLength(184);
  });
  it("keeps statuses inside the list of the database", async () => {
    const statuses = await inWorkspace(home.system, (tx) =>
      tx.selectDistinct({ status: requirements.evidenceStatus }).from(requirements),
    );
    expect(statuses.every((row) => EVIDENCE_STATUSES.includes(row.status))).toBe(true);
  });
});
