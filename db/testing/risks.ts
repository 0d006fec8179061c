// One risk taken along its path by the product's own mutations, for database tests.
import { and, eq } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import { riskMethods, risks } from "@/db/schema/risks";
import { inWorkspace } from "@/db/tenant";
import type { TestWorkspace } from "@/db/testing/factories";
import type { Role } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import type { AssessmentKind } from "@/lib/core/isms-statuses";
import type { AddRiskInput, TreatRiskInput } from "@/lib/risks/input";
import { addRisk } from "@/lib/risks/mutations";
import { approvePlan, assessRisk, startTreatment, treatRisk } from "@/lib/risks/mutations/decide";
import { approveMethod, startMethod, submitMethod } from "@/lib/risks/mutations/method";
import { addPlanAction } from "@/lib/risks/mutations/plan";
import { getRisk } from "@/lib/risks/queries";
import { listMethods } from "@/lib/risks/queries/method";

const today = dateIn("UTC", new Date());

function begin(workspace: TestWorkspace) {
  const as = (role: Role) =>
    workspace.scope(
      role,
      "risk:read",
      "risk:write",
      ...(role === "lead" || role === "owner" ? (["risk:manage"] as const) : []),
    );
  const own = (role: Role) => workspace.scope(role, "risk:accept");
  const read = (id: string) => getRisk(workspace.scope("lead", "risk:read"), id, today);
  const methods = () => listMethods(workspace.scope("lead", "risk:read"));
  const at = async (id: string) => ({ id, version: (await read(id)).version });

  /** The version being worked on, begun when there is none. */
  async function draft() {
    const [newest] = await methods();
    if (newest?.state === "draft") return newest;
    const { number } = await startMethod(workspace.scope("lead", "risk:manage"), { onceKey: "" });
    const begun = (await methods()).find((one) => one.number === number);
    if (begun === undefined) throw new Error("The draft was not begun.");
    return begun;
  }

  async function approvedMethod(): Promise<number> {
    const { number, version } = await draft();
    await submitMethod(workspace.scope("lead", "risk:manage"), { number, version });
    await approveMethod(workspace.scope("approver", "risk:approve"), { number, version: version + 1 });
    return number;
  }

  async function verbsOf(id: string) {
    const rows = await inWorkspace(workspace.system, (tx) =>
      tx
        .select({ verb: activity.verb, body: activity.body })
        .from(activity)
        .where(and(eq(activity.subjectKind, "risk"), eq(activity.subjectRef, id)))
        .orderBy(activity.seq),
    );
    return rows;
  }

  return { as, own, read, methods, at, draft, approvedMethod, verbsOf };
}

/** The steps of a risk as the workspace's people take them: the lead works, the approver owns and decides. */
export function riskPath(workspace: TestWorkspace) {
  const begun = begin(workspace);
  const { as, own, at } = begun;

  async function add(more: Partial<AddRiskInput> = {}, role: Role = "lead"): Promise<string> {
    const given: AddRiskInput = {
      onceKey: "",
      title: "Backups cannot be restored",
      asset: "Customer database",
      cause: "Restores are never practised.",
      consequence: "Data is lost.",
      confidentiality: false,
      integrity: true,
      availability: true,
      ownerId: workspace.people.approver.userId,
      ...more,
    };
    return (await addRisk(as(role), given)).id;
  }

  async function assess(
    id: string,
    kind: AssessmentKind,
    levels: readonly [number | string, number | string],
  ) {
    const [likelihood, consequence] = levels.map(String);
    return assessRisk(as("lead"), {
      ...(await at(id)),
      kind,
      likelihood: likelihood ?? "",
      consequence: consequence ?? "",
      note: "",
      reviewOn: null,
    });
  }

  async function treat(id: string, more: Partial<TreatRiskInput> = {}) {
    const given = { treatment: "modify" as const, treatmentNote: "", controls: ["A.8.13"], targetOn: null };
    return treatRisk(as("lead"), { ...(await at(id)), ...given, ...more });
  }

  /** A risk whose plan is being carried out and whose residual level is given. */
  async function treating(residual: readonly [number, number] = [2, 2]): Promise<string> {
    const id = await add();
    await assess(id, "inherent", [4, 4]);
    await treat(id);
    await approvePlan(own("approver"), await at(id));
    await startTreatment(as("lead"), await at(id));
    await assess(id, "residual", residual);
    return id;
  }

  /** One row of every kind of work that risks bring. */
  async function work(): Promise<void> {
    await begun.approvedMethod();
    const planned = await add();
    await assess(planned, "inherent", [4, 4]);
    await treat(planned);
    const ownerId = workspace.people.contributor.userId;
    await addPlanAction(as("lead"), { id: planned, onceKey: "", title: "Do it", ownerId, dueOn: today });
    const id = await treating();
    await inWorkspace(workspace.system, (tx) =>
      tx.update(risks).set({ reviewOn: today }).where(eq(risks.id, id)),
    );
    const { number } = await begun.draft();
    const submittedBy = workspace.people.lead.userId;
    await inWorkspace(workspace.system, (tx) =>
      tx.update(riskMethods).set({ state: "in_review", submittedBy }).where(eq(riskMethods.number, number)),
    );
  }

  return { ...begun, add, assess, treat, treating, work };
}
