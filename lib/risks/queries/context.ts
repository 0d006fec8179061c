import "server-only";
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import { requirements } from "@/db/schema/requirements";
import { inWorkspace, type Tx } from "@/db/tenant";
import { roleHas, type Scope } from "@/lib/core/access";
import { CONTROL_BY_REF, compareRefs } from "@/lib/core/frameworks/catalogue";
import type { RiskContext } from "@/lib/core/risk-dto";
import { riskHistoryWords } from "@/lib/core/risk-words";
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

/** What stands around one risk: people, controls to choose from, and what was done to it. */
export async function getRiskContext(scope: Scope<"risk:read">, riskId: string): Promise<RiskContext> {
  return inWorkspace(scope, async (tx) => {
    const [members, controls, entries] = await Promise.all([
      readMembers(tx),
      readControls(tx),
      tx
        .select({
          seq: activity.seq,
          at: activity.at,
          actor: activity.actorName,
          verb: activity.verb,
          body: activity.body,
        })
        .from(activity)
        .where(and(eq(activity.subjectKind, "risk"), eq(activity.subjectRef, riskId)))
        .orderBy(desc(activity.seq))
        .limit(HISTORY_SHOWN),
    ]);
    const person = ({ userId, name }: Member) => ({ userId, name });
    return {
      members: members.map(person),
      owners: members.filter(({ role }) => roleHas(role, "risk:accept")).map(person),
      controls,
      history: entries
        .filter(({ verb }) => verb !== "comment.write")
        .map(({ seq, at, actor, verb, body }) => ({ seq, at, actor, words: riskHistoryWords(verb, body) })),
    };
  });
}
