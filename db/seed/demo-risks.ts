// The demo's risk method and register: sixteen risks that the rows of the statement trace back to, and two that nobody has treated yet.
import { eq } from "drizzle-orm";
import { risks } from "@/db/schema/risks";
import type { Stage } from "@/db/seed/demo-story";
import { inWorkspace } from "@/db/tenant";
import type { Role } from "@/lib/core/access";
import { addDays, addMonths } from "@/lib/core/dates";
import {
  acceptResidualInput,
  addPlanActionInput,
  addRiskInput,
  assessRiskInput,
  methodStepInput,
  moveRiskInput,
  startMethodInput,
  takeSnapshotInput,
  treatRiskInput,
} from "@/lib/risks/input";
import { addRisk } from "@/lib/risks/mutations";
import {
  acceptResidual,
  approvePlan,
  assessRisk,
  startTreatment,
  treatRisk,
} from "@/lib/risks/mutations/decide";
import { takeSnapshot } from "@/lib/risks/mutations/many";
import { approveMethod, startMethod, submitMethod } from "@/lib/risks/mutations/method";
import { addPlanAction } from "@/lib/risks/mutations/plan";

/** How far the team has come with a risk. */
type Fate =
  | "identified"
  | "assessed"
  | "treatment_chosen"
  | "plan_approved"
  | "treating"
  | "residual_accepted";

type DemoRisk = {
  readonly title: string;
  readonly asset: string;
  readonly cause: string;
  readonly consequence: string;
  readonly cia: string;
  readonly owner: Extract<Role, "owner" | "lead">;
  readonly inherent: readonly [likelihood: number, consequence: number];
  readonly residual?: readonly [likelihood: number, consequence: number];
  readonly controls: string;
  readonly fate: Fate;
  readonly action?: string;
};

/** In the order of their numbers: the first is R-001. */
const DEMO_RISKS: readonly DemoRisk[] = [
  {
    title: "Somebody reaches production without need",
    asset: "Production accounts",
    cause: "Stolen passwords, shared accounts, administrator rights for daily work",
    consequence: "Customer data is read or changed, and nobody can say by whom",
    cia: "ci",
    owner: "lead",
    inherent: [4, 5],
    residual: [2, 4],
    controls: "A.5.15, A.5.16, A.5.17, A.6.3, A.8.2, A.8.5, A.8.18",
    fate: "residual_accepted",
  },
  {
    title: "Nobody acts because everybody could",
    asset: "Management system",
    cause: "Duties are not assigned, and rules are left to the security team",
    consequence: "Weaknesses stay open although they are known",
    cia: "cia",
    owner: "owner",
    inherent: [3, 4],
    residual: [2, 3],
    controls: "A.5.2, A.5.4, A.5.36",
    fate: "residual_accepted",
  },
  {
    title: "The place where we run fails",
    asset: "Hosting in two regions",
    cause: "Fire, flood, a closed account or equipment that wears out",
    consequence: "The product stands still for longer than promised",
    cia: "a",
    owner: "owner",
    inherent: [3, 5],
    controls: "A.5.23, A.7.5, A.7.13",
    fate: "treating",
    action: "Rehearse the move to the second region with a customer's data set",
  },
  {
    title: "Data lies on a system that nobody remembers",
    asset: "Inventory of assets",
    cause: "Old systems stay on after a project ends",
    consequence: "They are neither patched nor watched",
    cia: "ci",
    owner: "lead",
    inherent: [3, 3],
    residual: [2, 2],
    controls: "A.5.9",
    fate: "residual_accepted",
  },
  {
    title: "Access outlives the job",
    asset: "Accounts and devices of leavers",
    cause: "The end of a contract reaches the administrators late",
    consequence: "A former colleague still reads customer data",
    cia: "ci",
    owner: "lead",
    inherent: [4, 4],
    controls: "A.5.11, A.5.18, A.6.5",
    fate: "treating",
    action: "Let the personnel system close accounts on the last day",
  },
  {
    title: "An attack runs unseen",
    asset: "Logs and alerts",
    cause: "Events are seen and not judged, logs cannot be put in order, staff do not know where to report",
    consequence: "The damage grows for weeks, and the same incident comes back",
    cia: "cia",
    owner: "lead",
    inherent: [3, 5],
    residual: [2, 4],
    controls: "A.5.25, A.5.27, A.6.8, A.8.16, A.8.17",
    fate: "residual_accepted",
  },
  {
    title: "One person ships and approves a change",
    asset: "Release process",
    cause: "Duties that conflict lie in one hand",
    consequence: "A mistake or a fraud reaches production without a second look",
    cia: "ia",
    owner: "lead",
    inherent: [2, 4],
    residual: [1, 4],
    controls: "A.5.3",
    fate: "residual_accepted",
  },
  {
    title: "A supplier loses our data",
    asset: "Data with suppliers",
    cause: "A supplier changes or is attacked, and nobody notices",
    consequence: "Customers learn it from the press",
    cia: "ca",
    owner: "owner",
    inherent: [3, 4],
    controls: "A.5.19, A.5.22",
    fate: "plan_approved",
    action: "Review the three suppliers that hold customer data",
  },
  {
    title: "One tenant reads another",
    asset: "The product",
    cause: "A feature goes live without a review, or with a weakness built in",
    consequence: "Confidential data of one customer is shown to the next",
    cia: "c",
    owner: "lead",
    inherent: [3, 5],
    residual: [1, 5],
    controls: "A.5.8, A.8.25, A.8.27, A.8.28",
    fate: "residual_accepted",
  },
  {
    title: "A change cannot be taken back",
    asset: "Operation of the product",
    cause: "Tests touch production, and only one engineer knows the restore",
    consequence: "Hours of customer work are lost",
    cia: "ia",
    owner: "lead",
    inherent: [3, 4],
    residual: [2, 3],
    controls: "A.5.37, A.8.31, A.8.32",
    fate: "residual_accepted",
  },
  {
    title: "A poisoned dependency reaches a release",
    asset: "Source code and libraries",
    cause: "A library that we ship is exploited, or the code leaves the company",
    consequence: "Our release attacks our customers",
    cia: "cia",
    owner: "lead",
    inherent: [3, 5],
    controls: "A.5.7, A.5.21, A.8.4",
    fate: "treating",
    action: "Refuse builds whose list of parts has unknown entries",
  },
  {
    title: "Confidential data leaves by accident",
    asset: "Exports, papers, sticks",
    cause: "An export is sent as if it were public, papers lie on desks",
    consequence: "A customer's data is in the wrong hands",
    cia: "c",
    owner: "lead",
    inherent: [3, 4],
    controls: "A.5.13, A.7.7, A.7.10, A.8.12",
    fate: "treatment_chosen",
    action: "Warn before an export of more than 1,000 rows",
  },
  {
    title: "Work from trains and kitchens",
    asset: "Laptops on the road",
    cause: "Devices are lost, seen by others, or not managed",
    consequence: "Data on the device is read",
    cia: "c",
    owner: "lead",
    inherent: [3, 3],
    residual: [2, 2],
    controls: "A.6.7, A.7.9, A.8.1",
    fate: "residual_accepted",
  },
  {
    title: "Strangers in the office",
    asset: "Office",
    cause: "Doors without a record, the network cabinet beside visitors",
    consequence: "Equipment is taken or tapped",
    cia: "ca",
    owner: "owner",
    inherent: [2, 3],
    residual: [1, 3],
    controls: "A.7.1, A.7.2, A.7.3, A.7.6, A.7.8",
    fate: "residual_accepted",
  },
  {
    title: "Ransomware on a laptop",
    asset: "Laptops and servers",
    cause: "A drive-by download, or software that was installed by hand",
    consequence: "Work stops, and files are gone",
    cia: "ia",
    owner: "lead",
    inherent: [4, 4],
    controls: "A.8.7, A.8.19, A.8.23",
    fate: "plan_approved",
    action: "Filter names of known hostile hosts on every laptop",
  },
  {
    title: "A setting drifts open",
    asset: "Cloud configuration and network",
    cause: "An open port, or a step from the office into production",
    consequence: "A system that was closed answers the world",
    cia: "ci",
    owner: "lead",
    inherent: [3, 4],
    residual: [3, 4],
    controls: "A.8.9, A.8.20, A.8.22",
    fate: "residual_accepted",
  },
  {
    title: "A model provider keeps what we send",
    asset: "Assistant feature",
    cause: "Terms of the provider change",
    consequence: "Customer text is used for other purposes",
    cia: "c",
    owner: "owner",
    inherent: [3, 4],
    controls: "",
    fate: "assessed",
  },
  {
    title: "Heat waves at the office",
    asset: "Office and network room",
    cause: "Cooling that was built for milder summers",
    consequence: "Equipment switches itself off",
    cia: "a",
    owner: "lead",
    inherent: [2, 2],
    controls: "",
    fate: "identified",
  },
];

const ORDER: readonly Fate[] = [
  "identified",
  "assessed",
  "treatment_chosen",
  "plan_approved",
  "treating",
  "residual_accepted",
];

async function approvedMethod({ scopes }: Stage): Promise<void> {
  const { number } = await startMethod(scopes.lead, startMethodInput.parse({}));
  await submitMethod(scopes.lead, methodStepInput.parse({ number, version: 1 }));
  await approveMethod(scopes.approver, methodStepInput.parse({ number, version: 2 }));
}

async function versionOf({ scopes }: Stage, id: string): Promise<number> {
  const [row] = await inWorkspace(scopes.lead, (tx) =>
    tx.select({ version: risks.version }).from(risks).where(eq(risks.id, id)),
  );
  return row?.version ?? 0;
}

async function assess(
  stage: Stage,
  id: string,
  kind: "inherent" | "residual",
  [likelihood, consequence]: readonly [number, number],
): Promise<void> {
  const version = await versionOf(stage, id);
  const reviewOn = addMonths(stage.today, 9);
  const input = assessRiskInput.parse({ id, version, kind, likelihood, consequence, reviewOn });
  await assessRisk(stage.scopes.lead, input);
}

async function treat(stage: Stage, id: string, risk: DemoRisk): Promise<void> {
  const { lead } = stage.scopes;
  const { controls, action } = risk;
  const version = await versionOf(stage, id);
  const targetOn = action === undefined ? "" : addDays(stage.today, 75);
  await treatRisk(lead, treatRiskInput.parse({ id, version, treatment: "modify", controls, targetOn }));
  if (action === undefined) return;
  const dueOn = addDays(stage.today, 60);
  const ownerId = stage.team[risk.owner].userId;
  await addPlanAction(lead, addPlanActionInput.parse({ id, title: action, ownerId, dueOn }));
}

async function accept(stage: Stage, id: string, risk: DemoRisk): Promise<void> {
  const [likelihood, consequence] = risk.residual ?? risk.inherent;
  await assess(stage, id, "residual", [likelihood, consequence]);
  const above = likelihood * consequence > 9;
  const input = {
    reason: above ? "The network is rebuilt next year; until then the settings are compared every week." : "",
    expiresOn: above ? addMonths(stage.today, 6) : "",
  };
  const version = await versionOf(stage, id);
  await acceptResidual(stage.scopes[risk.owner], acceptResidualInput.parse({ id, version, ...input }));
}

async function addOne(stage: Stage, risk: DemoRisk): Promise<void> {
  const { title, asset, cause, consequence, cia, owner, fate } = risk;
  const mark = (letter: string) => (cia.includes(letter) ? "on" : undefined);
  const input = addRiskInput.parse({
    ...{ title, asset, cause, consequence },
    ownerId: stage.team[owner].userId,
    confidentiality: mark("c"),
    integrity: mark("i"),
    availability: mark("a"),
  });
  const { id } = await addRisk(stage.scopes.lead, input);
  const reached = (step: Fate) => ORDER.indexOf(fate) >= ORDER.indexOf(step);
  const step = async () => moveRiskInput.parse({ id, version: await versionOf(stage, id) });
  if (reached("assessed")) await assess(stage, id, "inherent", risk.inherent);
  if (reached("treatment_chosen")) await treat(stage, id, risk);
  if (reached("plan_approved")) await approvePlan(stage.scopes[owner], await step());
  if (reached("treating")) await startTreatment(stage.scopes.lead, await step());
  if (reached("residual_accepted")) await accept(stage, id, risk);
}

/** The approved method, the register, and the register as it was frozen for the last management review. */
export async function addRisks(stage: Stage): Promise<void> {
  await approvedMethod(stage);
  for (const risk of DEMO_RISKS) await addOne(stage, risk);
  await takeSnapshot(stage.scopes.lead, takeSnapshotInput.parse({ label: "Before the Stage 1 audit" }));
}
