import "server-only";
import { and, asc, desc, eq, exists, inArray, notInArray, or } from "drizzle-orm";
import { z } from "zod";
import { activity } from "@/db/schema/activity";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { inWorkspace, type Tx } from "@/db/tenant";
import { roleHas, type Scope } from "@/lib/core/access";
import { type CrosswalkInput, pairsOf } from "@/lib/core/crosswalk";
import { compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import type { EvidenceChoice, NcContext, NcDetail, NcPrefill, Person } from "@/lib/core/nonconformity-dto";
import { readRefList } from "@/lib/core/nonconformity-fields";
import { ncHistoryIcon, ncHistoryWords, writesField } from "@/lib/core/nonconformity-words";
import { readCrosswalk } from "@/lib/crosswalk/queries";
import { readMembers } from "@/lib/workspaces/queries";

const HISTORY_SHOWN = 100;
const CANDIDATES = 100;

function person({ userId, name }: Person): Person {
  return { userId, name };
}

async function readCandidates(
  tx: Tx,
  refs: readonly string[],
  itemIds: readonly string[],
): Promise<readonly EvidenceChoice[]> {
  if (refs.length === 0 && itemIds.length === 0) return [];
  const ofRefs = tx
    .select({ ref: evidenceLinks.ref })
    .from(evidenceLinks)
    .where(
      and(
        eq(evidenceLinks.workspaceId, evidenceItems.workspaceId),
        eq(evidenceLinks.itemId, evidenceItems.id),
        inArray(evidenceLinks.ref, [...refs]),
      ),
    );
  const named = itemIds.length === 0 ? undefined : inArray(evidenceItems.id, [...itemIds]);
  const linked =
    refs.length === 0
      ? undefined
      : and(exists(ofRefs), notInArray(evidenceItems.state, ["superseded", "withdrawn"]));
  return tx
    .select({ id: evidenceItems.id, title: evidenceItems.title })
    .from(evidenceItems)
    .where(or(named, linked))
    .orderBy(...(named === undefined ? [] : [desc(named)]), asc(evidenceItems.title))
    .limit(CANDIDATES);
}

function criteriaOf(refs: readonly string[], input: CrosswalkInput): readonly string[] {
  const own = refs.filter((ref) => entryOf(ref)?.kind === "criterion");
  const paired = pairsOf(input)
    .filter((pair) => refs.includes(pair.ref))
    .map((pair) => pair.criterion);
  return [...new Set([...own, ...paired])].sort(compareRefs);
}

async function readHistory(tx: Tx, id: string) {
  return tx
    .select({
      seq: activity.seq,
      at: activity.at,
      actor: activity.actorName,
      verb: activity.verb,
      body: activity.body,
    })
    .from(activity)
    .where(and(eq(activity.subjectKind, "nonconformity"), eq(activity.subjectRef, id)))
    .orderBy(desc(activity.seq))
    .limit(HISTORY_SHOWN);
}

/** What stands around a record: members and evidence to choose from, criteria through the crosswalk, its history. */
export async function getNcContext(
  scope: Scope<"nonconformity:read">,
  nc: Pick<NcDetail, "id" | "refs" | "evidence" | "actions">,
): Promise<NcContext> {
  const proofs = nc.actions.flatMap(({ proofItem }) => (proofItem === null ? [] : [proofItem.id]));
  const itemIds = [...nc.evidence.map((item) => item.id), ...proofs];
  return inWorkspace(scope, async (tx) => {
    const [members, candidates, { crosswalk }, entries] = await Promise.all([
      readMembers(tx),
      readCandidates(tx, nc.refs, itemIds),
      readCrosswalk(tx),
      readHistory(tx, nc.id),
    ]);
    const lastWrite = (field: string) => entries.find(({ body }) => writesField(body, field))?.at ?? null;
    return {
      members: members.map(person),
      reviewers: members.filter(({ role }) => roleHas(role, "nonconformity:verify")).map(person),
      candidates,
      criteria: criteriaOf(nc.refs, crosswalk),
      history: entries
        .filter(({ verb }) => verb !== "comment.write")
        .map(({ seq, at, actor, verb, body }) => ({
          seq,
          at,
          actor,
          words: ncHistoryWords(verb, body),
          icon: ncHistoryIcon(verb, body),
        })),
      criteriaSetAt: lastWrite("effectivenessCriteria"),
      causeSetAt: lastWrite("rootCause"),
    };
  });
}

/** What a new record knows when it is raised from a requirement or a piece of evidence. Unknown references are left out. */
export async function getPrefill(
  scope: Scope<"nonconformity:write">,
  from: { readonly refs: readonly string[]; readonly itemId: string | null },
): Promise<NcPrefill> {
  const { refs } = readRefList(from.refs.join(", "));
  const itemId = z.uuid().safeParse(from.itemId);
  return inWorkspace(scope, async (tx) => {
    const [members, found] = await Promise.all([
      readMembers(tx),
      itemId.success ? tx.select().from(evidenceItems).where(eq(evidenceItems.id, itemId.data)) : [],
    ]);
    const [item] = found;
    const itemIds = item === undefined ? [] : [item.id];
    const links = await tx
      .select({ ref: evidenceLinks.ref })
      .from(evidenceLinks)
      .where(inArray(evidenceLinks.itemId, itemIds));
    const served = links.map(({ ref }) => ref);
    const named = refs.map((ref) => entryOf(ref)).filter((entry) => entry !== undefined);
    const wasReturned = item?.state === "returned";
    return {
      refs: [...new Set([...refs, ...served])].sort(compareRefs),
      members: members.map(person),
      candidates: await readCandidates(tx, refs, itemIds),
      evidence: item === undefined ? [] : [{ id: item.id, title: item.title }],
      source: item === undefined ? null : "self",
      title: wasReturned ? `${item.title} was returned` : "",
      requirementText: named.map((entry) => `${entry.ref} ${entry.title}`).join("; "),
      objectiveEvidence: [item?.title ?? "", wasReturned ? `Returned: ${item.stateReason}` : ""]
        .filter((text) => text !== "")
        .join(". "),
    };
  });
}
