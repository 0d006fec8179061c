import { desc, eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { requirementProposals, requirements, soaRows } from "@/db/schema/requirements";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import type { Role } from "@/lib/core/access";
import type { ScorecardDirection } from "@/lib/core/scorecard-question";
import { recordStatus, undoStatus } from "@/lib/requirements/mutations";
import { getRequirement } from "@/lib/requirements/queries/controls";
import { carryOverInput, decideProposalsInput } from "@/lib/scorecard/input";
import { carryOverScorecard, decideProposals } from "@/lib/scorecard/mutations";
import { countOpenProposals, listScorecardProposals, previewCarryOver } from "@/lib/scorecard/queries";

let home: TestWorkspace;

beforeEach(async () => {
  home = await createWorkspaceWith();
});

const answers = (pairs: Record<string, string>, direction: ScorecardDirection = "iso") => ({
  direction,
  answers: new Map(Object.entries(pairs)),
});
const carry = (pairs: Record<string, string>, direction: ScorecardDirection = "iso", role: Role = "lead") =>
  carryOverScorecard(home.scope(role, "requirement:assign"), answers(pairs, direction));
const lists = (role: Role = "lead") => listScorecardProposals(home.scope(role, "requirement:read"));
const decide = (decision: "accept" | "dismiss", ids: readonly string[], role: Role = "lead") =>
  decideProposals(home.scope(role, "requirement:write"), { decision, ids: [...ids] });

async function idOf(ref: string): Promise<string> {
  const found = (await lists()).open.find((row) => row.ref === ref);
  if (found === undefined) throw new Error(`No open proposal for ${ref}.`);
  return found.id;
}

async function rowOf(ref: string) {
  const [row] = await inWorkspace(home.system, (tx) =>
    tx.select().from(requirements).where(eq(requirements.ref, ref)),
  );
  if (row === undefined) throw new Error(`No row ${ref}.`);
  return row;
}

async function verbs() {
  const rows = await inWorkspace(home.system, (tx) =>
    tx.select({ verb: activity.verb, ref: activity.subjectRef }).from(activity).orderBy(desc(activity.seq)),
  );
  return rows.map(({ verb, ref }) => `${verb} ${ref}`);
}

describe("carrying a scorecard over", () => {
  it("lists proposals with the answer behind each, changes no status, and leaves one entry", async () => {
    const done = await carry({ corrective: "b", assets: "a", context: "d" });
    expect(done).toEqual({ created: 4, replaced: 0, kept: 0, skipped: 0, why: "" });
    const { open } = await lists("viewer");
    expect(open.map(({ ref }) => ref)).toEqual(["A.5.9", "A.5.11", "10.1", "10.2"]);
    expect(open[2]).toMatchObject({
      question: "corrective",
      answer: "b",
      evidenceStatus: "needs_supplement",
      implementation: "partial",
      createdBy: home.people.lead.name,
      refusal: null,
    });
    expect(await rowOf("10.1")).toMatchObject({ evidenceStatus: "missing", version: 1 });
    expect((await verbs())[0]).toBe("scorecard.carry-over 4 requirements");
    expect(await countOpenProposals(home.scope("viewer", "requirement:read"))).toBe(4);
  });

  it("changes nothing the second time and leaves no second entry", async () => {
    await carry({ corrective: "b" });
    const before = await verbs();
    expect(await carry({ corrective: "b" }, "iso", "owner")).toMatchObject({ created: 0, kept: 2 });
    expect(await verbs()).toEqual(before);
    expect((await lists()).open).toHaveLength(2);
  });

  it("has one effect when it is sent twice at once", async () => {
    const both = await Promise.all([carry({ corrective: "b" }), carry({ corrective: "b" }, "iso", "owner")]);
    expect(both.map(({ created }) => created).sort()).toEqual([0, 2]);
    expect((await lists()).open).toHaveLength(2);
  });

  it("replaces an open proposal whose answer has changed", async () => {
    await carry({ corrective: "b" });
    expect(await carry({ corrective: "c" })).toMatchObject({ created: 0, replaced: 2 });
    expect((await lists()).open).toMatchObject([
      { ref: "10.1", answer: "c", evidenceStatus: "in_progress", implementation: null },
      { ref: "10.2", answer: "c" },
    ]);
  });

  it("leaves recorded, excluded and out-of-scope rows alone and says how many", async () => {
    await recordStatus(home.scope("lead", "requirement:write"), {
      ref: "A.5.9",
      to: "in_review",
      reason: "",
      override: "",
      version: 1,
    });
    await inWorkspace(home.system, async (tx) => {
      await tx
        .update(requirements)
        .set({ implementation: "implemented" })
        .where(eq(requirements.ref, "A.5.9"));
      await tx.update(soaRows).set({ applicability: "excluded" }).where(eq(soaRows.ref, "A.5.11"));
    });
    const plan = await previewCarryOver(
      home.scope("viewer", "requirement:read"),
      "iso",
      new Map([["assets", "a"]]),
    );
    expect(plan.create).toEqual([]);
    await expect(carry({ assets: "a" })).resolves.toMatchObject({
      created: 0,
      skipped: 2,
      why: "1 already recorded, 1 excluded in the Statement of Applicability",
    });
    expect(await carry({ "privacy-rights": "a", board: "a" }, "soc2")).toMatchObject({
      created: 1,
      why: "11 outside the SOC 2 scope",
    });
    expect(await rowOf("A.5.9")).toMatchObject({ evidenceStatus: "in_review", version: 2 });
  });

  it("is refused when no answer says that something is there", async () => {
    await expect(carry({ corrective: "d", context: "u" })).rejects.toMatchObject({ code: "INVALID" });
  });

  it("takes only answers that exist", () => {
    const code = "a".repeat(20);
    expect(carryOverInput.safeParse({ direction: "iso", v: "1", a: code }).success).toBe(true);
    for (const wrong of [
      { direction: "iso", v: "2", a: code },
      { direction: "up", v: "1", a: code },
      { direction: "iso", v: "1", a: "z".repeat(20) },
      { direction: "iso", v: "1", a: `${code}a` },
      { direction: "iso", v: "1", a: code, more: 1 },
    ])
      expect(carryOverInput.safeParse(wrong).success).toBe(false);
  });
});

describe("deciding", () => {
  it("accepts two: statuses, implementation, versions and entries as recorded by hand", async () => {
    await carry({ corrective: "b", assets: "a" });
    const ids = [await idOf("A.5.9"), await idOf("10.2")];
    expect(await decide("accept", ids)).toEqual({ decision: "accept", done: 2, refused: [] });
    expect(await rowOf("A.5.9")).toMatchObject({
      evidenceStatus: "in_progress",
      implementation: "partial",
      version: 2,
    });
    expect(await rowOf("10.2")).toMatchObject({ evidenceStatus: "needs_supplement", version: 2 });
    expect((await verbs()).slice(0, 5).reverse()).toEqual([
      "scorecard.decide 2 requirements",
      "requirement.set-implementation 10.2",
      "requirement.set-status 10.2",
      "requirement.set-implementation A.5.9",
      "requirement.set-status A.5.9",
    ]);
    const { open, decided } = await lists();
    expect(open.map(({ ref }) => ref)).toEqual(["A.5.11", "10.1"]);
    expect(decided).toHaveLength(2);
    expect(decided[0]).toMatchObject({ state: "accepted", decidedBy: home.people.lead.name });
    const { open: detail } = await getRequirement(
      home.scope("viewer", "requirement:read"),
      new Date(),
      "10.2",
    );
    expect(detail.history[0]?.words).toContain("moved Missing to Needs supplement");
  });

  it("can be taken back like any status that somebody recorded", async () => {
    await carry({ board: "a" }, "soc2");
    await decide("accept", [await idOf("CC1.2")]);
    expect(await rowOf("CC1.2")).toMatchObject({
      evidenceStatus: "in_progress",
      implementation: "not_started",
    });
    await undoStatus(home.scope("lead", "requirement:write"), { ref: "CC1.2", version: 2 });
    expect(await rowOf("CC1.2")).toMatchObject({ evidenceStatus: "missing" });
  });

  it("dismisses without touching the row and does not propose the same answer again", async () => {
    await carry({ board: "a" }, "soc2");
    await decide("dismiss", [await idOf("CC1.2")]);
    expect(await rowOf("CC1.2")).toMatchObject({ evidenceStatus: "missing", version: 1 });
    expect(await carry({ board: "a" }, "soc2")).toMatchObject({ created: 0, why: "1 dismissed before" });
    expect(await carry({ board: "b" }, "soc2")).toMatchObject({ created: 1 });
  });

  it("never overwrites what was recorded meanwhile, and says so before and after", async () => {
    await carry({ corrective: "c" });
    const id = await idOf("10.1");
    await recordStatus(home.scope("lead", "requirement:write"), {
      ref: "10.1",
      to: "in_review",
      reason: "",
      override: "",
      version: 1,
    });
    const stale = (await lists()).open.find((row) => row.id === id);
    expect(stale?.refusal).toBe("Already recorded: evidence In review.");
    await expect(decide("accept", [id])).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("Already recorded"),
    });
    const other = await idOf("10.2");
    expect(await decide("accept", [id, other])).toMatchObject({ done: 1, refused: [{ ref: "10.1" }] });
    expect(await rowOf("10.1")).toMatchObject({ evidenceStatus: "in_review", version: 2 });
  });

  it("has one winner when two people decide at once", async () => {
    await carry({ board: "a" }, "soc2");
    const id = await idOf("CC1.2");
    const results = await Promise.allSettled([
      decide("accept", [id]),
      decide("dismiss", [id], "owner"),
      decide("accept", [id], "owner"),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await lists()).decided).toHaveLength(1);
    expect((await rowOf("CC1.2")).version).toBeLessThanOrEqual(2);
  });

  it("lets contributors decide about their own rows only, and leaves the implementation to leads", async () => {
    await carry({ assets: "a" });
    const theirs = await idOf("A.5.9");
    await expect(decide("accept", [theirs], "contributor")).rejects.toMatchObject({
      message: expect.stringContaining("Belongs to somebody else"),
    });
    await expect(decide("dismiss", [theirs], "contributor")).rejects.toMatchObject({ code: "CONFLICT" });
    await inWorkspace(home.system, (tx) =>
      tx
        .update(requirements)
        .set({ ownerId: home.people.contributor.userId })
        .where(eq(requirements.ref, "A.5.9")),
    );
    await decide("accept", [theirs], "contributor");
    expect(await rowOf("A.5.9")).toMatchObject({
      evidenceStatus: "in_progress",
      implementation: "not_started",
    });
  });

  it("needs the permission: viewers and approvers hold none, contributors may not carry over", () => {
    for (const role of ["viewer", "approver"] as const)
      expect(() => home.scope(role, "requirement:write")).toThrow();
    for (const role of ["viewer", "approver", "contributor"] as const)
      expect(() => home.scope(role, "requirement:assign")).toThrow();
  });

  it("finds nothing of another workspace and changes nothing there", async () => {
    await carry({ board: "a" }, "soc2");
    const id = await idOf("CC1.2");
    const foreign = await createWorkspaceWith({ roles: ["owner"] });
    const scope = foreign.scope("owner", "requirement:write");
    for (const ids of [[id], ["0190a0a0-0000-7000-8000-00000000dead"]])
      await expect(decideProposals(scope, { decision: "accept", ids })).rejects.toMatchObject({
        code: "NOT_FOUND",
        message: "The proposal was not found.",
      });
    expect((await listScorecardProposals(foreign.scope("owner", "requirement:read"))).open).toEqual([]);
    const [row] = await inWorkspace(home.system, (tx) =>
      tx
        .select()
        .from(requirementProposals)
        .where(inArray(requirementProposals.id, [id])),
    );
    expect(row?.state).toBe("open");
  });

  it("reads ticked rows and single buttons from a form", () => {
    const id = "0190A0A0-0000-7000-8000-00000000dead";
    expect(decideProposalsInput.parse({ ids: [id, id], decision: "accept" }).ids).toEqual([id.toLowerCase()]);
    expect(decideProposalsInput.parse({ ids: [], decision: `dismiss:${id}` })).toEqual({
      decision: "dismiss",
      ids: [id.toLowerCase()],
    });
    for (const wrong of [
      { ids: [], decision: "accept" },
      { ids: ["x"], decision: "accept" },
      { ids: [id], decision: "delete" },
    ])
      expect(decideProposalsInput.safeParse(wrong).success).toBe(false);
  });
});
