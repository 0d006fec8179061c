// Tells the demo's story through the product's own mutations, so that rules hold and the activity log is real.
import { and, eq } from "drizzle-orm";
import { requirements, soaRows } from "@/db/schema/requirements";
import { DEMO_EVIDENCE, DEMO_SUPPLEMENTS, type DemoEvidence } from "@/db/seed/demo-evidence";
import type { DemoTeam } from "@/db/seed/demo-people";
import { DEMO_CLAUSES, DEMO_EXCLUDED, DEMO_OWN_CONTROL, DEMO_ROWS } from "@/db/seed/demo-soa";
import { inWorkspace } from "@/db/tenant";
import type { Permission, Role, Scope } from "@/lib/core/access";
import { addDays, addMonths, type IsoDate } from "@/lib/core/dates";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import type { SoaEdit } from "@/lib/core/soa-dto";
import type { EvidenceStatus } from "@/lib/core/statuses";
import {
  acceptEvidenceInput,
  addEvidenceInput,
  giveVerdictInput,
  returnEvidenceInput,
  reviewProposalsInput,
} from "@/lib/evidence/input";
import { addEvidence } from "@/lib/evidence/mutations/items";
import { giveVerdict } from "@/lib/evidence/mutations/links";
import { acceptEvidence, returnEvidence } from "@/lib/evidence/mutations/moves";
import { reviewProposals } from "@/lib/evidence/mutations/proposals";
import { listProposals } from "@/lib/evidence/queries/proposals";
import { bulkEditInput, setImplementationInput } from "@/lib/requirements/input";
import { setImplementation } from "@/lib/requirements/mutations";
import { bulkEdit } from "@/lib/requirements/mutations/bulk";
import { listRequirementFacts } from "@/lib/requirements/queries";
import { addOwnControlInput, restoreSoaRowsInput } from "@/lib/soa/input";
import { addOwnControl } from "@/lib/soa/mutations/own-controls";
import { restoreSoaRows } from "@/lib/soa/mutations/rows";
import { setProgrammeInput } from "@/lib/workspaces/input";
import { setProgramme } from "@/lib/workspaces/mutations";

/** Days until the visit of the Stage 2 audit. */
export const STAGE_2 = 19;

export type Stage = {
  readonly scopes: Readonly<Record<Role, Scope<Permission>>>;
  readonly team: DemoTeam;
  readonly today: IsoDate;
};

/** A morning so many days before today; what is dated in the demo is dated so. */
export function dayOf({ today }: Pick<Stage, "today">, ago: number, hour = 9): Date {
  return new Date(`${addDays(today, -ago)}T${String(hour).padStart(2, "0")}:${10 + ((ago * 7) % 50)}:00Z`);
}

/** SOC 2 scope, window, hosting and the two dates of the audit: Stage 1 is over, Stage 2 comes. */
export async function setScope({ scopes, today }: Stage): Promise<void> {
  const input = setProgrammeInput.parse({
    version: 1,
    availability: true,
    confidentiality: true,
    privacy: true,
    reportType: "type2",
    windowFrom: addMonths(today, -13),
    windowTo: addMonths(today, -1),
    hosting: "cloud",
    stage1On: addDays(today, -24),
    stage2On: addDays(today, STAGE_2),
  });
  await setProgramme(scopes.lead, input);
}

async function addItem(stage: Stage, item: DemoEvidence, index: number): Promise<string> {
  const role = index % 3 === 0 ? "contributor" : "lead";
  const { age } = item;
  const effectiveOn = age === null ? "" : addDays(stage.today, -age);
  const input = addEvidenceInput.parse({
    title: item.title,
    reference: `E-${String(index + 1).padStart(3, "0")}`,
    category: item.category,
    ownerId: stage.team[role].userId,
    renewOn: item.renew === null ? "" : addDays(stage.today, item.renew),
    kind: age === null ? "none" : "register",
    body: age === null ? "" : `Kept in: ${item.source}`,
    effectiveOn,
    sourceSystem: item.source,
    collectedBy: stage.team[role].name,
    requirements: item.refs,
    submit: item.fate !== "draft",
  });
  const { itemId } = await addEvidence(stage.scopes[role], input);
  return itemId;
}

/** The library with its links, reviews and verdicts. */
export async function addLibrary(stage: Stage): Promise<void> {
  const { scopes } = stage;
  const ids = new Map<string, string>();
  for (const [index, item] of DEMO_EVIDENCE.entries()) ids.set(item.title, await addItem(stage, item, index));
  const idsOf = (fate: DemoEvidence["fate"]) =>
    DEMO_EVIDENCE.filter((item) => item.fate === fate).flatMap((item) => ids.get(item.title) ?? []);
  await reviewProposals(scopes.lead, reviewProposalsInput.parse({ decision: "confirm-full" }));
  await acceptEvidence(
    scopes.approver,
    acceptEvidenceInput.parse({ itemIds: idsOf("accepted"), sufficient: true }),
  );
  for (const item of DEMO_EVIDENCE.filter((one) => one.fate === "returned")) {
    await returnEvidence(
      scopes.approver,
      returnEvidenceInput.parse({ itemIds: [ids.get(item.title)], reason: item.reason }),
    );
  }
  await addSupplements(stage, ids);
}

async function addSupplements({ scopes }: Stage, ids: ReadonlyMap<string, string>): Promise<void> {
  const { rows } = await listProposals(scopes.lead);
  for (const { title, note } of DEMO_SUPPLEMENTS) {
    const itemId = ids.get(title);
    const refs = rows.filter((row) => row.itemId === itemId).map((row) => row.ref);
    if (itemId === undefined || refs.length === 0) continue;
    const pairs = refs.map((ref) => `${itemId}:${ref}`);
    await reviewProposals(scopes.lead, reviewProposalsInput.parse({ decision: "confirm", pairs }));
    await giveVerdict(
      scopes.approver,
      giveVerdictInput.parse({ itemId, refs, verdict: "needs_supplement", note }),
    );
  }
}

const WITHOUT_OWNER = new Set(["A.5.31", "A.8.11", "A.8.12", "A.8.23"]);
const SHARED = new Set(["A.7.1", "A.7.2", "A.7.3", "A.7.4", "A.7.6"]);

function ownerOf({ team }: Stage, ref: string): string | null {
  if (WITHOUT_OWNER.has(ref)) return null;
  if (ref.startsWith("A.6") || ref.startsWith("A.7")) return team.contributor.userId;
  return ref.endsWith("3") || ref.endsWith("7") ? team.owner.userId : team.lead.userId;
}

function decisions(stage: Stage, own: string): ReadonlyMap<string, SoaEdit["patch"]> {
  const included = DEMO_ROWS.map(({ ref, kind, detail, implementation, methods }) => {
    const patch: SoaEdit["patch"] = {
      applicability: "included",
      // Risks, laws and contracts name themselves on the row; what is left is the business need.
      reasons: kind === "business" ? [{ kind, detail }] : [],
      justification: detail,
      ...{ implementation, methods },
      targetOn: implementation === "planned" ? addDays(stage.today, 40) : null,
      ownerId: ownerOf(stage, ref),
      ...(SHARED.has(ref) ? { delivery: "shared" as const } : {}),
      ...(ref === "A.7.11" || ref === "A.7.5" ? { delivery: "inherited" as const } : {}),
    };
    return [ref, patch] as const;
  });
  const excluded = DEMO_EXCLUDED.map(
    ({ ref, why }) => [ref, { applicability: "excluded", exclusionJustification: why }] as const,
  );
  const mine: SoaEdit["patch"] = {
    applicability: "included",
    reasons: [{ kind: "business", detail: DEMO_OWN_CONTROL.reason }],
    ...{ implementation: "implemented", methods: DEMO_OWN_CONTROL.methods },
    ownerId: stage.team.lead.userId,
  };
  return new Map([...included, ...excluded, [own, mine] as const]);
}

/** Writes cells of the statement, each row as it stands now. */
export async function editRows(
  { scopes: { lead } }: Stage,
  patches: ReadonlyMap<string, SoaEdit["patch"]>,
): Promise<void> {
  const rows = await inWorkspace(lead, (tx) =>
    tx
      .select({ ref: soaRows.ref, version: soaRows.version, requirementVersion: requirements.version })
      .from(soaRows)
      .innerJoin(
        requirements,
        and(eq(requirements.workspaceId, soaRows.workspaceId), eq(requirements.ref, soaRows.ref)),
      ),
  );
  const edits = rows.flatMap((row) => {
    const patch = patches.get(row.ref);
    return patch === undefined ? [] : [{ ...row, patch }];
  });
  const { refused } = await restoreSoaRows(lead, restoreSoaRowsInput.parse({ edits }));
  if (refused.length > 0) throw new Error(`The demo's statement was refused: ${JSON.stringify(refused)}`);
}

/** Every row of the statement decided, two excluded, one control of the company's own. */
export async function decideStatement(stage: Stage): Promise<void> {
  const { title, about } = DEMO_OWN_CONTROL;
  const { ref: own } = await addOwnControl(stage.scopes.lead, addOwnControlInput.parse({ title, about }));
  await editRows(stage, decisions(stage, own));
}

/** Implementation of the clauses, one record each. */
export async function implementClauses({ scopes }: Stage): Promise<void> {
  const versions = new Map(
    (await listRequirementFacts(scopes.lead, new Date())).map((row) => [row.ref, row.version]),
  );
  for (const implementation of ["implemented", "partial"] as const) {
    for (const ref of DEMO_CLAUSES[implementation]) {
      const version = versions.get(ref);
      await setImplementation(
        scopes.lead,
        setImplementationInput.parse({ ref, implementation, targetOn: "", version }),
      );
    }
  }
}

type Change = { readonly change: "status" | "owner" | "due" } & Readonly<Record<string, string>>;

async function changeRows(
  { scopes }: Stage,
  change: Change,
  wanted: (row: RequirementRow) => boolean,
): Promise<void> {
  const facts = await listRequirementFacts(scopes.lead, new Date());
  const rows = facts.filter(wanted).map((row) => `${row.ref}:${row.version}`);
  if (rows.length === 0) return;
  const { refused } = await bulkEdit(scopes.lead, bulkEditInput.parse({ ...change, rows }));
  if (refused.length > 0) throw new Error(`The demo's records were refused: ${JSON.stringify(refused)}`);
}

const STILL_IN_REVIEW = new Set(["A.5.27", "A.6.3", "A.8.9", "A.8.22", "CC2.1", "CC7.2", "7.4"]);

function statusOf(row: RequirementRow): EvidenceStatus {
  if (row.evidencedCurrent) return STILL_IN_REVIEW.has(row.ref) ? "in_review" : "ready";
  if (row.returnedCount > 0 || row.needsSupplementCount > 0) return "needs_supplement";
  if (row.linkedCount > 0 && row.expiredCount === 0) return "in_review";
  return row.linkedCount > 0 || row.implementation === "partial" ? "in_progress" : "missing";
}

const DUE: readonly (readonly [days: number, refs: readonly string[]])[] = [
  [-12, ["A.5.31", "9.2.1"]],
  [-5, ["A.8.11"]],
  [20, ["A.8.23", "A.5.35", "9.2.2"]],
  [35, ["A.8.12", "9.3.1", "9.3.2", "9.3.3"]],
];

/** Evidence statuses as the team recorded them, owners of the clauses, and due dates. */
export async function recordStatuses(stage: Stage): Promise<void> {
  for (const status of ["in_progress", "needs_supplement", "in_review"] as const) {
    await changeRows(
      stage,
      { change: "status", to: status },
      (row) => statusOf(row) === status || (status === "in_review" && statusOf(row) === "ready"),
    );
  }
  await changeRows(stage, { change: "status", to: "ready" }, (row) => statusOf(row) === "ready");
  const { lead, owner } = stage.team;
  await changeRows(stage, { change: "owner", ownerId: owner.userId }, (row) => /^[5]\.|^9\.3/.test(row.ref));
  await changeRows(
    stage,
    { change: "owner", ownerId: lead.userId },
    (row) => row.kind === "clause" && row.ownerId === null,
  );
  for (const [days, refs] of DUE) {
    await changeRows(stage, { change: "due", dueOn: addDays(stage.today, days) }, (row) =>
      refs.includes(row.ref),
    );
  }
}
