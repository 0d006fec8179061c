import "server-only";
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { nonconformities } from "@/db/schema/nonconformities";
import { requirements } from "@/db/schema/requirements";
import { nonconformityRisks } from "@/db/schema/risks";
import { inWorkspace, type Tx } from "@/db/tenant";
import { entriesAbout } from "@/lib/audit-log/queries/subject";
import { roleHas, type Scope } from "@/lib/core/access";
import { CONTROL_BY_REF, compareRefs } from "@/lib/core/frameworks/catalogue";
import type { RiskContext, RiskDetail } from "@/lib/core/risk-dto";
import { planReturn, riskHistoryWords } from "@/lib/core/risk-words";
import { readEvidenceChoices } from "@/lib/evidence/queries/choices";
import { type Member, readMembers } from "@/lib/workspaces/queries";

const HISTORY_SHOWN = 200;

/** Members who can own a risk: those who may approve a plan and accept what remains. */
export async function readRiskOwners(tx: Tx): Promise<readonly Member[]> {
  return (await readMembers(tx)).filter(({ role }) => roleHas(role, "risk:accept"));
}

/** Members who can own a risk. */
export async function listRiskOwners(scope: Scope<"risk:read">): Promise<readonly Member[]> {
  return inWorkspace(scope, readRiskOwners);
}

async function readControls(tx: Tx) {
  const rows = await tx
    .select({ ref: requirements.ref, title: requirements.title })
    .from(requirements)
    .where(and(inArray(requirements.kind, ["control", "own"]), isNull(requirements.archivedAt)))
    .orderBy(asc(requirements.ref));
  return rows
    .map(({ ref, title }) => ({ ref, title: CONTROL_BY_REF.get(ref)?.title ?? title ?? ref }))
    .sort((a, b) => compareRefs(a.ref, b.ref));
}

async function readNonconformities(tx: Tx, riskId: string): Promise<RiskContext["nonconformities"]> {
  const { id, number, title, state } = nonconformities;
  return tx
    .select({ id, number, title, state })
    .from(nonconformityRisks)
    .innerJoin(
      nonconformities,
      and(
        eq(nonconformities.workspaceId, nonconformityRisks.workspaceId),
        eq(nonconformities.id, nonconformityRisks.nonconformityId),
      ),
    )
    .where(eq(nonconformityRisks.riskId, riskId))
    .orderBy(desc(nonconformities.raisedAt), desc(nonconformities.number));
}

/** What stands around one risk: people, controls and evidence to choose from, nonconformities, and what was done to it. */
export async function getRiskContext(
  scope: Scope<"risk:read">,
  risk: Pick<RiskDetail, "id" | "refs" | "actions">,
): Promise<RiskContext> {
  const proofs = risk.actions.flatMap(({ proofItem }) => proofItem?.id ?? []);
  return inWorkspace(scope, async (tx) => {
    const [members, controls, candidates, found, entries] = await Promise.all([
      readMembers(tx),
      readControls(tx),
      readEvidenceChoices(tx, risk.refs, proofs),
      readNonconformities(tx, risk.id),
      entriesAbout(tx, { kinds: ["risk"], refs: [risk.id], most: HISTORY_SHOWN }),
    ]);
    const decision = entries.find(({ verb }) => ["risk.treat", "risk.move", "risk.accept"].includes(verb));
    const reason = decision === undefined ? null : planReturn(decision.verb, decision.body);
    const person = ({ userId, name }: Member) => ({ userId, name });
    return {
      members: members.map(person),
      owners: members.filter(({ role }) => roleHas(role, "risk:accept")).map(person),
      controls,
      candidates,
      nonconformities: found,
      returned: decision === undefined || reason === null ? null : { by: decision.actor, reason },
      history: entries.map(({ seq, at, actor, verb, body }) => ({
        ...{ seq, at, actor },
        words: riskHistoryWords(verb, body),
      })),
    };
  });
}
