import { asc } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activity } from "@/db/schema/activity";
import { requirements, soaReasons, soaRows } from "@/db/schema/requirements";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { citeRisk, relyOn } from "@/db/testing/soa-ground";
import { roleHas } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import type { SoaPatch } from "@/lib/core/soa-dto";
import { restoreSoaRowsInput } from "@/lib/soa/input";
import { acceptDelivery, bulkEditSoa, restoreSoaRows, setSoaRow } from "@/lib/soa/mutations/rows";
import { getSoa } from "@/lib/soa/queries";

const TODAY = "2026-11-20";

function edit(ref: string, patch: SoaPatch, version = 1, requirementVersion = 1) {
  return { ref, version, requirementVersion, patch };
}

async function rowOf(workspace: TestWorkspace, ref: string) {
  const { draft } = await getSoa(workspace.scope("viewer", "soa:read"), TODAY);
  const row = draft.rows.find((each) => each.ref === ref);
  if (row === undefined) throw new Error(`No row ${ref}`);
  return row;
}

async function entries(workspace: TestWorkspace, verb: string) {
  const rows = await inWorkspace(workspace.system, (tx) =>
    tx.select({ body: activity.body }).from(activity).orderBy(asc(activity.seq)),
  );
  return rows.map(({ body }) => JSON.parse(body)).filter((entry) => entry.verb === verb);
}

async function failure(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("It was expected to be refused.");
}

describe("one row", () => {
  test("an edit changes the statement and the requirement together, with one entry of what changed (S-02)", async () => {
    const workspace = await createWorkspaceWith();
    const lead = workspace.scope("lead", "soa:write");
    const owner = workspace.people.contributor.userId;
    const saved = await setSoaRow(
      lead,
      edit("A.5.15", {
        applicability: "included",
        reasons: [
          { kind: "business", detail: "" },
          { kind: "risk", detail: "R-004" },
        ],
        justification: "Roles in the access matrix.",
        implementation: "planned",
        targetOn: "2027-01-08",
        methods: ["technical", "policy"],
        ownerId: owner,
      }),
    );
    expect(saved).toEqual({ ref: "A.5.15", version: 2, requirementVersion: 2 });
    expect(await rowOf(workspace, "A.5.15")).toMatchObject({
      applicability: "included",
      reasons: [
        { kind: "risk", detail: "R-004", cited: false },
        { kind: "business", detail: "", cited: false },
      ],
      justification: "Roles in the access matrix.",
      implementation: "planned",
      targetOn: "2027-01-08",
      methods: ["policy", "technical"],
      ownerId: owner,
      ownerName: workspace.people.contributor.name,
      version: 2,
      requirementVersion: 2,
    });
    expect(await entries(workspace, "soa.set-row")).toMatchObject([
      {
        subject: { kind: "soa", ref: "A.5.15" },
        before: { applicability: "undecided", reasons: [], implementation: "not_started", methods: [] },
        after: {
          ...{ applicability: "included", reasons: ["risk: R-004", "business"], targetOn: "2027-01-08" },
          methods: ["policy", "technical"],
        },
      },
    ]);
  });

  test("an edit that changes nothing leaves versions and log alone", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const lead = workspace.scope("lead", "soa:write");
    const saved = await setSoaRow(lead, edit("A.5.1", { applicability: "undecided", delivery: "own" }, 7, 7));
    expect(saved).toEqual({ ref: "A.5.1", version: 1, requirementVersion: 1 });
    expect(await entries(workspace, "soa.set-row")).toEqual([]);
  });

  test("a stale version is a conflict that carries the stored values; the other part of the row may move", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const lead = workspace.scope("lead", "soa:write");
    await setSoaRow(lead, edit("A.5.2", { justification: "First." }));
    const stale = await failure(setSoaRow(lead, edit("A.5.2", { justification: "Second." })));
    expect(stale.code).toBe("CONFLICT");
    expect(stale.current).toMatchObject({ version: 2, requirementVersion: 1, justification: "First." });
    await setSoaRow(lead, edit("A.5.2", { implementation: "partial" }));
    expect(await rowOf(workspace, "A.5.2")).toMatchObject({
      justification: "First.",
      implementation: "partial",
    });
  });

  test("of two edits at once one wins and the other hears of it", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const lead = workspace.scope("lead", "soa:write");
    const results = await Promise.allSettled(
      ["One.", "Two."].map((justification) => setSoaRow(lead, edit("A.5.3", { justification }))),
    );
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await entries(workspace, "soa.set-row")).toHaveLength(1);
  });

  test("93 rows edited by 16 writers at once are all kept", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const lead = workspace.scope("lead", "soa:write");
    const queue = CONTROLS.map((control) => control.ref);
    const writer = async () => {
      for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
        await setSoaRow(lead, edit(ref, { justification: `Written for ${ref}.` }));
      }
    };
    await Promise.all(Array.from({ length: 16 }, writer));
    const { draft } = await getSoa(workspace.scope("viewer", "soa:read"), TODAY);
    expect(draft.rows.filter((row) => row.justification === `Written for ${row.ref}.`)).toHaveLength(93);
    expect(await entries(workspace, "soa.set-row")).toHaveLength(93);
  });

  test("the rules of the row are refused by field", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const lead = workspace.scope("lead", "soa:write");
    const fields = async (ref: string, patch: SoaPatch) => {
      const error = await failure(setSoaRow(lead, edit(ref, patch)));
      expect(error.code).toBe("INVALID");
      return Object.keys(error.fields ?? {});
    };
    expect(await fields("A.7.6", { applicability: "excluded" })).toEqual(["exclusionJustification"]);
    expect(await fields("A.5.1", { implementation: "planned" })).toEqual(["targetOn"]);
    expect(await fields("A.7.7", { delivery: "inherited" })).toEqual(["delivery"]);
    expect(await fields("A.7.8", { delivery: "inherited" })).toEqual(["delivery"]);
    expect(await fields("A.7.11", { delivery: "inherited" })).toEqual(["delivery"]);
    expect(await fields("A.5.1", { ownerId: crypto.randomUUID() })).toEqual(["ownerId"]);
    await setSoaRow(lead, edit("A.5.1", { applicability: "included" }));
    const { draft } = await getSoa(workspace.scope("viewer", "soa:read"), TODAY);
    expect(draft.checks.find((check) => check.rule === "no-reason")?.refs).toEqual(["A.5.1"]);
  });

  test("a control that a risk cites is not excluded, and its cited reason stays", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const lead = workspace.scope("lead", "soa:write");
    const { workspaceId } = workspace;
    await inWorkspace(workspace.system, (tx) =>
      tx
        .insert(soaReasons)
        .values({ workspaceId, ref: "A.6.7", kind: "risk", detail: "R-009", targetId: crypto.randomUUID() }),
    );
    const refused = await failure(
      setSoaRow(
        lead,
        edit("A.6.7", { applicability: "excluded", exclusionJustification: "Nobody works remotely." }),
      ),
    );
    expect(refused.message).toContain("Risk R-009");
    await setSoaRow(lead, edit("A.6.7", { reasons: [{ kind: "legal", detail: "" }] }));
    expect((await rowOf(workspace, "A.6.7")).reasons).toEqual([
      { kind: "risk", detail: "R-009", cited: true },
      { kind: "legal", detail: "", cited: false },
    ]);
  });

  test("another workspace's rows are not found and not changed, and neither are clauses and unknown controls", async () => {
    const [mine, theirs] = await Promise.all([createWorkspaceWith(), createWorkspaceWith()]);
    const lead = mine.scope("lead", "soa:write");
    await inWorkspace(theirs.system, (tx) =>
      tx
        .insert(requirements)
        .values({ workspaceId: theirs.workspaceId, ref: "X.1", kind: "own", title: "Theirs" }),
    );
    await inWorkspace(theirs.system, (tx) =>
      tx.insert(soaRows).values({ workspaceId: theirs.workspaceId, ref: "X.1" }),
    );
    expect((await failure(setSoaRow(lead, edit("X.1", { justification: "Mine now." })))).code).toBe(
      "NOT_FOUND",
    );
    expect((await failure(setSoaRow(lead, edit("4.1", { justification: "No row." })))).code).toBe(
      "NOT_FOUND",
    );
    await setSoaRow(lead, edit("A.5.1", { justification: "Mine." }));
    expect((await rowOf(theirs, "X.1")).justification).toBe("");
    expect((await rowOf(theirs, "A.5.1")).justification).toBe("");
  });

  test("only owners and leads hold the permission to edit", () => {
    expect(
      (["owner", "lead", "contributor", "approver", "viewer"] as const).filter((role) =>
        roleHas(role, "soa:write"),
      ),
    ).toEqual(["owner", "lead"]);
  });
});

test("a risk that chose a control is its reason, opens from the row and keeps it from being excluded (S-01, S-03, R-04)", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
  const lead = workspace.scope("lead", "soa:write");
  const id = await citeRisk(workspace, { number: "R-004", title: "Stolen session", refs: ["A.5.15"] });
  const out: SoaPatch = { applicability: "excluded", exclusionJustification: "No accounts here." };
  const error = await failure(setSoaRow(lead, edit("A.5.15", out)));
  expect(error.fields?.applicability).toContain("Risk R-004");
  await setSoaRow(lead, edit("A.5.15", { applicability: "included" }));
  expect(await rowOf(workspace, "A.5.15")).toMatchObject({
    risks: [{ id, number: "R-004", title: "Stolen session" }],
    citedBy: ["Risk R-004"],
  });
});

describe("many rows", () => {
  test("all rows and own controls change in one transaction with one entry; refused rows say why (S-07)", async () => {
    const workspace = await createWorkspaceWith();
    const lead = workspace.scope("lead", "soa:write");
    const rows = CONTROLS.map(({ ref }) => ({ ref, version: 1, requirementVersion: 1 }));
    await setSoaRow(lead, edit("A.5.1", { reasons: [{ kind: "risk", detail: "R-001" }] }));
    const owner = workspace.people.contributor.userId;
    const result = await bulkEditSoa(lead, {
      rows,
      patch: {
        applicability: "included",
        addReasons: [{ kind: "contractual", detail: "Master agreement" }],
        delivery: "shared",
        methods: ["provider", "policy"],
        implementation: "implemented",
        ownerId: owner,
      },
    });
    expect(result.refused.map(({ ref }) => ref)).toEqual(["A.5.1"]);
    expect(result.refused[0]?.reason).toContain("Somebody else");
    expect(result.saved).toHaveLength(92);
    const { draft } = await getSoa(workspace.scope("viewer", "soa:read"), TODAY);
    expect(draft.rows.filter((row) => row.applicability === "included")).toHaveLength(92);
    expect(draft.rows.find((row) => row.ref === "A.5.2")).toMatchObject({
      reasons: [{ kind: "contractual", detail: "Master agreement" }],
      delivery: "shared",
      methods: ["policy", "provider"],
      implementation: "implemented",
      ownerId: owner,
      version: 2,
      requirementVersion: 2,
    });
    expect(await entries(workspace, "soa.bulk-edit")).toHaveLength(1);

    const undone = await restoreSoaRows(lead, {
      edits: result.saved.map((saved) => ({
        ...saved,
        patch: {
          applicability: "undecided",
          reasons: [],
          delivery: "own",
          methods: [],
          implementation: "not_started",
          ownerId: null,
        },
      })),
    });
    expect([undone.saved.length, undone.refused.length]).toEqual([92, 0]);
    const after = await getSoa(workspace.scope("viewer", "soa:read"), TODAY);
    expect(after.draft.rows.filter((row) => row.applicability === "undecided")).toHaveLength(93);
    expect(after.draft.rows.flatMap((row) => row.methods)).toEqual([]);
  });

  test("an undo names each row once, or its reasons would be stored twice", () => {
    const edit = { ref: "A.5.1", version: 1, requirementVersion: 1, patch: { justification: "x" } };
    expect(restoreSoaRowsInput.safeParse({ edits: [edit, { ...edit, ref: "A.5.2" }] }).success).toBe(true);
    expect(restoreSoaRowsInput.safeParse({ edits: [edit, edit] }).success).toBe(false);
  });

  test("a row of no such control changes nothing at all", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const lead = workspace.scope("lead", "soa:write");
    const rows = ["A.5.1", "X.7"].map((ref) => ({ ref, version: 1, requirementVersion: 1 }));
    const error = await failure(bulkEditSoa(lead, { rows, patch: { justification: "Same." } }));
    expect(error.code).toBe("NOT_FOUND");
    expect((await rowOf(workspace, "A.5.1")).justification).toBe("");
  });

  test("two bulk edits over the same rows in opposite order end, and each row hears one of them", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const lead = workspace.scope("lead", "soa:write");
    const rows = CONTROLS.map(({ ref }) => ({ ref, version: 1, requirementVersion: 1 }));
    const [one, two] = await Promise.all([
      bulkEditSoa(lead, { rows, patch: { justification: "One." } }),
      bulkEditSoa(lead, { rows: rows.toReversed(), patch: { justification: "Two." } }),
    ]);
    expect([one?.saved.length, two?.saved.length].sort()).toEqual([0, 93]);
    expect([one?.refused.length, two?.refused.length].sort()).toEqual([0, 93]);
  });

  test("accepting the hosting's proposal records it where there is one", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
    const lead = workspace.scope("lead", "soa:write");
    const seen = (ref: string) => ({ ref, version: 1, requirementVersion: 1 });
    await relyOn(workspace, { refs: ["A.7.5"], validUntil: "2099-01-01", nextReviewOn: "2098-01-01" });
    await relyOn(workspace, { refs: ["A.7.12"], validUntil: "2026-01-31", nextReviewOn: "2099-01-01" });
    const result = await acceptDelivery(lead, {
      rows: ["A.7.5", "A.7.1", "A.7.11", "A.7.12", "A.5.1"].map(seen),
    });
    expect(result.saved.map(({ ref }) => ref).sort()).toEqual(["A.7.1", "A.7.5"]);
    expect(result.refused.map(({ ref }) => ref).sort()).toEqual(["A.5.1", "A.7.11", "A.7.12"]);
    expect(await rowOf(workspace, "A.7.5")).toMatchObject({
      reliance: { provider: "Cloud Provider", validUntil: "2098-01-01", valid: true },
    });
    expect((await rowOf(workspace, "A.7.12")).reliance).toMatchObject({ valid: false });
    expect((await rowOf(workspace, "A.7.5")).delivery).toBe("inherited");
    expect((await rowOf(workspace, "A.7.1")).delivery).toBe("shared");
  });

  test("the statement starts with all 93 controls undecided, with their criteria and the members (S-01)", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"] });
    const { draft, members } = await getSoa(workspace.scope("viewer", "soa:read"), TODAY);
    expect(draft.rows.map((row) => row.ref)).toEqual(CONTROLS.map((control) => control.ref));
    expect(draft.rows.filter((row) => row.applicability === "undecided")).toHaveLength(93);
    expect(draft.rows.find((row) => row.ref === "A.5.15")?.criteria).toContain("CC6.1");
    expect(members).toHaveLength(2);
  });
});

test("any walk over a row does what the machine of the row says, and refusals change nothing", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
  const lead = workspace.scope("lead", "soa:write");
  await relyOn(workspace, { refs: ["A.7.11"], validUntil: "2099-01-01", nextReviewOn: "2098-01-01" });
  await citeRisk(workspace, { number: "R-001", title: "Loss", refs: ["A.7.12"] });
  const REFS = ["A.7.7", "A.7.11", "A.7.12"] as const;
  const patches: readonly SoaPatch[] = [
    { applicability: "included" },
    { applicability: "excluded" },
    { applicability: "excluded", exclusionJustification: "Nothing of it is in scope." },
    { applicability: "undecided" },
    { delivery: "inherited" },
    { delivery: "shared" },
    { implementation: "planned" },
    { implementation: "planned", targetOn: "2099-01-01" },
    { implementation: "implemented" },
    { targetOn: null },
  ];
  const legal = (ref: string, patch: SoaPatch, row: Awaited<ReturnType<typeof rowOf>>): boolean => {
    const next = { ...row, ...patch };
    if (patch.delivery === "inherited" && row.delivery !== "inherited" && ref !== "A.7.11") return false;
    const planning = next.implementation !== row.implementation || next.targetOn !== row.targetOn;
    if (planning && next.implementation === "planned" && next.targetOn === null) return false;
    const excluding = row.applicability !== "excluded" && next.applicability === "excluded";
    return !excluding || (ref !== "A.7.12" && next.exclusionJustification !== "");
  };
  const steps = fc.sample(fc.tuple(fc.constantFrom(...REFS), fc.constantFrom(...patches)), {
    numRuns: 24,
    seed: 20_261_122,
  });
  for (const [ref, patch] of steps) {
    const before = await rowOf(workspace, ref);
    const seen = { ref, version: before.version, requirementVersion: before.requirementVersion };
    if (legal(ref, patch, before)) {
      await setSoaRow(lead, { ...seen, patch });
      expect(await rowOf(workspace, ref)).toMatchObject(patch);
    } else {
      expect((await failure(setSoaRow(lead, { ...seen, patch }))).code).toBe("INVALID");
      expect(await rowOf(workspace, ref)).toEqual(before);
    }
  }
});
