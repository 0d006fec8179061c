import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { activity } from "@/db/schema/activity";
import { blobs } from "@/db/schema/files";
import { soaExports, soaVersions } from "@/db/schema/soa-versions";
import { notifications } from "@/db/schema/work";
import { programmes } from "@/db/schema/workspaces";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { layGround, relyOn } from "@/db/testing/soa-ground";
import { AppError } from "@/lib/core/errors";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import type { VersionState } from "@/lib/core/isms-statuses";
import type { SoaDocument } from "@/lib/core/soa-document";
import { VERSION_MOVES } from "@/lib/core/version-machine";
import { sendSoaFile } from "@/lib/soa/handlers";
import { approveSoa } from "@/lib/soa/mutations/approve";
import { bulkEditSoa, setSoaRow } from "@/lib/soa/mutations/rows";
import { returnSoa, submitSoa } from "@/lib/soa/mutations/versions";
import { getSoa, getSoaDocument } from "@/lib/soa/queries";
import {
  compareSoaVersions,
  getSoaContent,
  getSoaVersion,
  listSoaVersions,
} from "@/lib/soa/queries/versions";
import { listMyWork } from "@/lib/work/queries";

// Every approval sets fourteen files, and a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000 });

const TODAY = "2026-11-20";

async function failure(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw error ?? new Error("It was expected to be refused.");
}

/** 93 rows that nothing blocks. */
async function sound(roles: Parameters<typeof createWorkspaceWith>[0] = {}): Promise<TestWorkspace> {
  const workspace = await createWorkspaceWith({ name: "Northwind", ...roles });
  await layGround(workspace);
  const rows = CONTROLS.map(({ ref }) => ({ ref, version: 1, requirementVersion: 1 }));
  await bulkEditSoa(workspace.scope("lead", "soa:write"), {
    rows,
    patch: {
      applicability: "included",
      addReasons: [{ kind: "business", detail: "Customers ask for it" }],
      implementation: "planned",
      targetOn: "2099-01-01",
    },
  });
  return workspace;
}

const submit = (workspace: TestWorkspace, changeReason = "First version.", major = false) =>
  submitSoa(workspace.scope("lead", "soa:write"), { changeReason, major });
/** One small file, where the formats are not what is asked about. */
const quick = async ({ header }: SoaDocument) => [
  {
    ...({ profile: "internal", format: "csv", fileName: `${header.label}.csv` } as const),
    bytes: new TextEncoder().encode(`${header.organisation} ${header.label} ${header.date}`),
  },
];
const approve = (workspace: TestWorkspace, id: string, version = 1, render?: typeof quick) =>
  approveSoa(workspace.scope("approver", "soa:approve"), { id, version }, render);
const versionsOf = async (workspace: TestWorkspace) =>
  (await listSoaVersions(workspace.scope("viewer", "soa:read"))).versions;
const rowOf = async (workspace: TestWorkspace, ref: string) => {
  const { draft } = await getSoa(workspace.scope("viewer", "soa:read"), TODAY);
  const row = draft.rows.find((each) => each.ref === ref);
  if (row === undefined) throw new Error(`No row ${ref}`);
  return row;
};
async function say(workspace: TestWorkspace, ref: string, justification: string): Promise<void> {
  const { version, requirementVersion } = await rowOf(workspace, ref);
  await setSoaRow(workspace.scope("lead", "soa:write"), {
    ...{ ref, version, requirementVersion, patch: { justification } },
  });
}

describe("the life of a statement", () => {
  let workspace: TestWorkspace;
  beforeAll(async () => {
    workspace = await sound();
  });

  test("a version is frozen when it is handed in, approved with its files, and superseded by the next (S-09)", async () => {
    const reader = workspace.scope("viewer", "soa:read");
    const first = await submit(workspace);
    expect(first.label).toBe("1.0");
    const again = await failure(submit(workspace));
    expect(again.code).toBe("CONFLICT");

    await say(workspace, "A.5.1", "Changed while it waits.");
    const frozen = await getSoaVersion(reader, first.id);
    expect(frozen.document?.rows.find((row) => row.ref === "A.5.1")?.justification).toBe("");
    expect(frozen.document?.header).toMatchObject({
      ...{ status: "in_review", label: "1.0", preparedBy: workspace.people.lead.name, approval: null },
      scope: { number: 1 },
      totals: { rows: 93, included: 93 },
    });

    const work = await listMyWork(workspace.scope("approver", "workspace:read"), TODAY);
    expect(work).toMatchObject([{ kind: "approve_soa", target: first.id, ref: "1.0" }]);

    await approve(workspace, first.id);
    expect(await listMyWork(workspace.scope("approver", "workspace:read"), TODAY)).toEqual([]);
    const approved = await getSoaVersion(reader, first.id);
    expect(approved.document?.header).toMatchObject({
      status: "approved",
      approval: { name: workspace.people.approver.name, role: "Approver" },
    });
    const { content, summary } = await getSoaContent(reader, first.id);
    expect(createHash("sha256").update(content).digest("hex")).toBe(summary.sha256);

    const formats = new Set(approved.files.map(({ profile, format }) => `${profile} ${format}`));
    for (const wanted of [
      ...["internal xlsx", "internal pdf", "internal csv", "shareable xlsx"],
      ...["internal clauses.xlsx", "internal clauses.csv"],
    ]) {
      expect(formats, wanted).toContain(wanted);
    }
    for (const { profile, format, sha256, fileName } of approved.files) {
      const answer = await sendSoaFile(reader, { id: first.id, profile, format });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(createHash("sha256").update(bytes).digest("hex"), fileName).toBe(sha256);
      expect(fileName).toMatch(/^Northwind_(SoA(-shareable)?|Clauses)_v1\.0_/);
      expect(answer.headers.get("content-type")).not.toBe("application/octet-stream");
    }
    const stored = await inWorkspace(workspace.system, (tx) =>
      tx.select({ n: sql<number>`count(*)::int` }).from(soaExports),
    );
    expect(stored[0]?.n).toBe(approved.files.length);

    const { draft } = await getSoa(reader, TODAY);
    expect(draft.standing).toMatchObject({
      ...{ approved: { label: "1.0" }, inReview: null, next: { minor: "1.1", major: "2.0" } },
      changes: [{ ref: "A.5.1", cell: "Justification" }],
    });
    const log = await getSoaDocument(reader, TODAY);
    expect(log.history).toMatchObject([{ label: "1.0", approvedBy: workspace.people.approver.name }]);
    expect(log.changes).toMatchObject([
      { ref: "A.5.1", cell: "Justification", after: "Changed while it waits." },
    ]);

    const second = await submit(workspace, "A.5.1 said more exactly.");
    expect(second.label).toBe("1.1");
    await approve(workspace, second.id, 1, quick);
    expect((await versionsOf(workspace)).map(({ label, state }) => [label, state])).toEqual([
      ["1.1", "approved"],
      ["1.0", "superseded"],
    ]);
    const kept = await getSoaVersion(reader, first.id);
    expect(kept.files.map((file) => file.sha256)).toEqual(approved.files.map((file) => file.sha256));
    const { document } = await getSoaVersion(reader, second.id);
    expect(document?.changes).toMatchObject([
      { ref: "A.5.1", cell: "Justification", before: "", after: "Changed while it waits." },
    ]);
    expect(document?.history).toMatchObject([{ label: "1.0", changeReason: "First version." }]);
    const compared = await compareSoaVersions(reader, { from: first.id, to: second.id }, TODAY);
    expect(compared.changes).toEqual(document?.changes);
    const live = await compareSoaVersions(reader, { from: "", to: "" }, TODAY);
    expect(live.changes).toEqual([]);

    const third = await submit(workspace, "Whole new scope.", true);
    expect(third.label).toBe("2.0");
    const told = await inWorkspace(workspace.system, (tx) => tx.select().from(notifications));
    expect(told.map(({ kind, subjectKind }) => `${kind} ${subjectKind}`)).toContain("decision soa");
  });

  test("sending back needs a reason, tells it, and lets the next one take the same number", async () => {
    const [waiting] = await versionsOf(workspace);
    const at = { id: waiting?.id ?? "", version: waiting?.version ?? 0 };
    const scope = workspace.scope("approver", "soa:approve");
    expect((await failure(returnSoa(scope, { ...at, reason: " " }))).code).toBe("INVALID");
    await returnSoa(scope, { ...at, reason: "Say more in A.5.1." });
    const [back] = await versionsOf(workspace);
    expect(back).toMatchObject({ state: "draft", returnReason: "Say more in A.5.1.", label: "2.0" });
    expect((await failure(approve(workspace, at.id, (waiting?.version ?? 0) + 1))).code).toBe("CONFLICT");
    expect((await submit(workspace, "Said more.", true)).label).toBe("2.0");
  });

  test("whoever handed it in does not approve it, unless the workspace waives that, and it is logged", async () => {
    const [waiting] = await versionsOf(workspace);
    const at = { id: waiting?.id ?? "", version: waiting?.version ?? 0 };
    await returnSoa(workspace.scope("owner", "soa:approve"), { ...at, reason: "Mine." });
    const owner = workspace.people.owner;
    const { id } = await submitSoa(workspace.scope("owner", "soa:write"), {
      changeReason: "Own.",
      major: false,
    });
    const own = workspace.scope("owner", "soa:approve");
    expect((await failure(approveSoa(own, { id, version: 1 }))).code).toBe("FORBIDDEN");
    await inWorkspace(workspace.system, (tx) => tx.update(programmes).set({ selfAcceptance: true }));
    await approveSoa(own, { id, version: 1 }, quick);
    const entries = await inWorkspace(workspace.system, (tx) =>
      tx.select({ body: activity.body }).from(activity).orderBy(activity.seq),
    );
    const last = entries
      .map(({ body }) => JSON.parse(body))
      .findLast((entry) => entry.verb === "soa.approve");
    expect(last).toMatchObject({ actor: { id: owner.userId }, after: { selfAccepted: true } });
  });

  test("another workspace finds nothing of it", async () => {
    const other = await createWorkspaceWith({ roles: ["owner", "approver", "viewer"] });
    const [version] = await versionsOf(workspace);
    const id = version?.id ?? "";
    const reader = other.scope("viewer", "soa:read");
    expect((await failure(getSoaVersion(reader, id))).code).toBe("NOT_FOUND");
    expect((await failure(sendSoaFile(reader, { id, profile: null, format: null }))).code).toBe("NOT_FOUND");
    expect((await failure(compareSoaVersions(reader, { from: id, to: "" }, TODAY))).code).toBe("NOT_FOUND");
    expect((await failure(approve(other, id))).code).toBe("NOT_FOUND");
    expect(await versionsOf(other)).toEqual([]);
  });
});

test("two approvals at once have one winner, whose files alone are named", async () => {
  const workspace = await sound({ roles: ["owner", "lead", "approver", "viewer"] });
  const { id } = await submit(workspace);
  const answers = await Promise.allSettled([
    approve(workspace, id, 1, quick),
    approveSoa(workspace.scope("owner", "soa:approve"), { id, version: 1 }, quick),
  ]);
  const lost = answers.filter((answer) => answer.status === "rejected");
  expect(lost).toHaveLength(1);
  expect(lost[0]?.reason).toMatchObject({ code: "CONFLICT" });
  const [version] = await versionsOf(workspace);
  expect(version).toMatchObject({ state: "approved", version: 2 });
  const named = await inWorkspace(workspace.system, (tx) =>
    tx
      .select({ sha256: soaExports.sha256, size: blobs.sizeBytes })
      .from(soaExports)
      .leftJoin(blobs, sql`true`),
  );
  expect(named.every(({ size }) => size !== null)).toBe(true);
});

test("what blocks is refused at both doors: at handing in, and when something lapses before the approval", async () => {
  const workspace = await sound({ roles: ["owner", "lead", "approver", "viewer"] });
  const at = await rowOf(workspace, "A.7.11");
  await relyOn(workspace, { refs: ["A.7.11"], validUntil: "2099-01-01", nextReviewOn: "2098-01-01" });
  const lead = workspace.scope("lead", "soa:write");
  const seen = { ref: "A.7.11", version: at.version, requirementVersion: at.requirementVersion };
  await setSoaRow(lead, { ...seen, patch: { delivery: "inherited" } });
  const second = await rowOf(workspace, "A.5.2");
  await setSoaRow(lead, {
    ...{ ref: "A.5.2", version: second.version, requirementVersion: second.requirementVersion },
    patch: { applicability: "undecided" },
  });
  const refused = await failure(submit(workspace));
  expect(refused.code).toBe("INVALID");
  expect(refused.message).toContain("A.5.2 is undecided");
  const third = await rowOf(workspace, "A.5.2");
  await setSoaRow(lead, {
    ...{ ref: "A.5.2", version: third.version, requirementVersion: third.requirementVersion },
    patch: { applicability: "included" },
  });
  const { id } = await submit(workspace);
  await inWorkspace(workspace.system, (tx) =>
    tx.execute(sql`update reliance_statements set next_review_on = '2026-01-02'`),
  );
  const late = await failure(approve(workspace, id));
  expect(late.message).toContain("A.7.11 leans on a reliance statement that has ended");
  expect((await versionsOf(workspace))[0]?.state).toBe("in_review");
});

type Step = "submit" | "approve" | "return" | "edit";

test("any walk keeps the machine: one in review, one in force, numbers rise, frozen text never changes", async () => {
  const workspace = await sound({ roles: ["owner", "lead", "approver", "viewer"] });
  await inWorkspace(workspace.system, (tx) => tx.update(programmes).set({ selfAcceptance: true }));
  const hashes = new Map<string, string>();
  const states = new Map<string, VersionState>();

  async function take(step: Step, at: number): Promise<void> {
    const versions = await versionsOf(workspace);
    const waiting = versions.find(({ state }) => state === "in_review") ?? versions[0];
    const chosen = { id: waiting?.id ?? crypto.randomUUID(), version: waiting?.version ?? 1 };
    const may = waiting === undefined ? false : VERSION_MOVES[waiting.state].length === 2;
    const refusedWhen = async (legal: boolean, work: Promise<unknown>) =>
      legal ? work : expect((await failure(work)).code).toMatch(/CONFLICT|NOT_FOUND/);
    if (step === "edit") return say(workspace, "A.5.1", `Said ${at}.`);
    if (step === "submit")
      return void (await refusedWhen(!may, submit(workspace, `Walk ${at}.`, at % 2 === 0)));
    const scope = workspace.scope("approver", "soa:approve");
    if (step === "approve") return void (await refusedWhen(may, approveSoa(scope, chosen, quick)));
    return void (await refusedWhen(may, returnSoa(scope, { ...chosen, reason: `Walk ${at}.` })));
  }

  async function check(): Promise<void> {
    const rows = await inWorkspace(workspace.system, (tx) => tx.select().from(soaVersions));
    for (const state of ["in_review", "approved"]) {
      expect(rows.filter((row) => row.state === state).length).toBeLessThanOrEqual(1);
    }
    const numbers = rows.filter((row) => ["approved", "superseded"].includes(row.state));
    expect(new Set(numbers.map((row) => `${row.major}.${row.minor}`)).size).toBe(numbers.length);
    for (const row of rows) {
      const hash = createHash("sha256").update(row.content).digest("hex");
      expect(row.sha256).toBe(hash);
      expect(hashes.get(row.id) ?? hash).toBe(hash);
      hashes.set(row.id, hash);
      const before = states.get(row.id);
      if (before === "superseded" || before === "draft") expect(row.state).toBe(before);
      states.set(row.id, row.state);
    }
  }

  const steps = fc.sample(fc.constantFrom<Step>("submit", "submit", "approve", "return", "edit"), {
    numRuns: 16,
    seed: 20_261_122,
  });
  for (const [at, step] of steps.entries()) {
    await take(step, at);
    await check();
  }
  expect(states.size).toBeGreaterThan(1);
});
