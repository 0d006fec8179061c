// One nonconformity taken along its path by the product's own mutations, for database tests.
import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import { inWorkspace } from "@/db/tenant";
import type { TestWorkspace } from "@/db/testing/factories";
import type { Role } from "@/lib/core/access";
import { addDays, dateIn } from "@/lib/core/dates";
import type { NcGrade, NcState } from "@/lib/core/statuses";
import { type RaiseNonconformityInput, setCauseInput } from "@/lib/nonconformities/input";
import {
  raiseNonconformity,
  setCause,
  setCorrection,
  setEffectiveness,
  setStatement,
} from "@/lib/nonconformities/mutations";
import { addAction, completeAction } from "@/lib/nonconformities/mutations/actions";
import { judgeEffectiveness, takeStep } from "@/lib/nonconformities/mutations/steps";
import { getNonconformity } from "@/lib/nonconformities/queries";

const today = dateIn("UTC", new Date());

/** A form as the page sends it: a minor one against A.5.18, with `more` on top. */
export function given(more: Partial<RaiseNonconformityInput> = {}): RaiseNonconformityInput {
  return {
    onceKey: "",
    grade: "minor",
    title: "Access stays on after people leave",
    source: "internal_audit",
    refs: ["A.5.18"],
    itemIds: [],
    requirementText: "Access ends within one working day.",
    objectiveEvidence: "11 of 40 accounts stayed active.",
    gap: "Access is not removed in time.",
    ownerId: null,
    dueOn: null,
    ...more,
  };
}

/** The cause form without an answer. */
export const NO_CAUSE = setCauseInput.parse({ id: randomUUID(), version: 1, method: "five_whys" });

const because = { why_1: "Why did it stay on?", because_1: "IT was told late." };

function begin(workspace: TestWorkspace) {
  const as = (role: Role, at: TestWorkspace = workspace) =>
    at.scope(role, "nonconformity:read", "nonconformity:write");
  const judge = (role: Role) => workspace.scope(role, "nonconformity:read", "nonconformity:verify");
  const person = (role: Role) => workspace.people[role].userId;

  const raise = async (more: Partial<RaiseNonconformityInput> = {}, role: Role = "lead") =>
    (await raiseNonconformity(as(role), given(more))).id;
  const read = (id: string) => getNonconformity(as("lead"), id);

  async function step(id: string, to: NcState, role: Role = "lead", reason = "") {
    const { version } = await read(id);
    return takeStep(workspace.scope(role, "nonconformity:read"), { id, to, version, reason });
  }

  async function statement(id: string, extent = "Checked all 40 leavers.") {
    const nc = await read(id);
    const { grade, title, source, requirementText, objectiveEvidence, gap, consequences, dueOn, version } =
      nc;
    const evidence = nc.evidence.map((item) => item.id);
    const ownerId = nc.owner?.userId ?? null;
    const text = { grade, title, source, requirementText, objectiveEvidence, gap, consequences, extent };
    return { id, version, ...text, refs: [...nc.refs], itemIds: evidence, ownerId, dueOn };
  }
  return { as, judge, person, raise, read, step, statement };
}

/** Steps and edits of the workspace's people; the workspace needs owner, lead, contributor and approver. */
export function nonconformityPath(workspace: TestWorkspace) {
  const begun = begin(workspace);
  const { as, judge, person, raise, read, step, statement } = begun;
  async function plan(id: string) {
    await setStatement(as("lead"), await statement(id));
    const correction = { correction: "All 11 accounts disabled.", correctionOn: today };
    await setCorrection(as("lead"), { id, version: (await read(id)).version, ...correction });
    const cause = { ...NO_CAUSE, ...because, id, rootCause: "The systems are not connected." };
    await setCause(as("lead"), { ...cause, version: (await read(id)).version });
    await act(id);
  }

  async function act(id: string, ownerId = person("contributor")) {
    const dueOn = addDays(today, 14);
    await addAction(as("lead"), { id, onceKey: "", title: "Connect the systems", ownerId, dueOn });
  }

  async function finish(id: string, role: Role = "lead") {
    for (const action of (await read(id)).actions.filter(({ state }) => state === "open")) {
      const { id: actionId, version } = action;
      const proof = { proofNote: "Ticket closed with a log.", proofItemId: null };
      await completeAction(as(role), { id, actionId, version, to: "done", ...proof });
    }
  }

  async function measure(id: string, reviewer = person("approver")) {
    const { version } = await read(id);
    const criteria = { effectivenessCriteria: "No leaver keeps access in December." };
    const check = { effectivenessDueOn: addDays(today, 60), effectivenessReviewerId: reviewer };
    return setEffectiveness(as("lead"), { id, version, ...criteria, ...check });
  }

  async function result(id: string, verdict: "effective" | "not_effective", role: Role = "approver") {
    const { version } = await read(id);
    const text = { note: "December leavers sampled.", ismsChange: "No change: the risk was known." };
    return judgeEffectiveness(judge(role), { id, version, result: verdict, ...text });
  }

  async function toCheck(grade: NcGrade) {
    const id = await raise({ grade });
    await step(id, "investigating");
    await plan(id);
    await step(id, "action_planned");
    await measure(id);
    await finish(id);
    await step(id, "implemented");
    await step(id, "effectiveness_check");
    return id;
  }

  async function verbsOf(id: string) {
    const rows = await inWorkspace(workspace.system, (tx) =>
      tx
        .select({ verb: activity.verb })
        .from(activity)
        .where(and(eq(activity.subjectKind, "nonconformity"), eq(activity.subjectRef, id)))
        .orderBy(activity.seq),
    );
    return rows.map(({ verb }) => verb);
  }

  return { ...begun, plan, act, finish, measure, result, toCheck, verbsOf };
}
