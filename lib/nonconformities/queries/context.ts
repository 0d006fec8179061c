import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { supplierReviews, suppliers } from "@/db/schema/suppliers";
import { requestEvidence, requestRequirements, requests } from "@/db/schema/work";
import { inWorkspace, type Tx } from "@/db/tenant";
import { entriesAbout } from "@/lib/audit-log/queries/subject";
import { roleHas, type Scope } from "@/lib/core/access";
import { type CrosswalkInput, pairsOf } from "@/lib/core/crosswalk";
import { compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import type { NcContext, NcDetail, NcPrefill, Person } from "@/lib/core/nonconformity-dto";
import { readRefList, readRiskNumbers } from "@/lib/core/nonconformity-fields";
import { ncHistoryIcon, ncHistoryWords, writesField } from "@/lib/core/nonconformity-words";
import { readCrosswalk } from "@/lib/crosswalk/queries";
import { readEvidenceChoices } from "@/lib/evidence/queries/choices";
import { readMembers } from "@/lib/workspaces/queries";

const HISTORY_SHOWN = 100;

function person({ userId, name }: Person): Person {
  return { userId, name };
}

function criteriaOf(refs: readonly string[], input: CrosswalkInput): readonly string[] {
  const own = refs.filter((ref) => entryOf(ref)?.kind === "criterion");
  const paired = pairsOf(input)
    .filter((pair) => refs.includes(pair.ref))
    .map((pair) => pair.criterion);
  return [...new Set([...own, ...paired])].sort(compareRefs);
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
      readEvidenceChoices(tx, nc.refs, itemIds),
      readCrosswalk(tx),
      entriesAbout(tx, { kinds: ["nonconformity"], refs: [nc.id], most: HISTORY_SHOWN }),
    ]);
    const lastWrite = (field: string) => entries.find(({ body }) => writesField(body, field))?.at ?? null;
    return {
      members: members.map(person),
      reviewers: members.filter(({ role }) => roleHas(role, "nonconformity:verify")).map(person),
      candidates,
      criteria: criteriaOf(nc.refs, crosswalk),
      history: entries.map(({ seq, at, actor, verb, body }) => ({
        ...{ seq, at, actor },
        words: ncHistoryWords(verb, body),
        icon: ncHistoryIcon(verb, body),
      })),
      criteriaSetAt: lastWrite("effectivenessCriteria"),
      causeSetAt: lastWrite("rootCause"),
    };
  });
}

type Source = {
  readonly refs: readonly string[];
  /** Where it was found; by oneself unless told. */
  readonly found?: NcPrefill["source"];
  readonly itemId: string | null;
  /** The words that begin the statement, and the reason of a return; empty where there is none. */
  readonly seen: string;
  readonly returned: string;
};
const NO_SOURCE: Source = { refs: [], itemId: null, seen: "", returned: "" };

/** What a request knows: what it asks about, the evidence of its last answer, and why that was returned. */
async function readRequestSource(tx: Tx, id: string): Promise<Source> {
  const [request] = await tx
    .select({
      number: requests.number,
      title: requests.title,
      state: requests.state,
      stateReason: requests.stateReason,
      refs: sql<string[]>`array(select r.ref from ${requestRequirements} r
        where r.workspace_id = ${requests.workspaceId} and r.request_id = ${requests.id})`,
      itemId: sql<string | null>`coalesce((select e.item_id from ${requestEvidence} e
        where e.workspace_id = ${requests.workspaceId} and e.request_id = ${requests.id}
        order by e.created_at desc limit 1), ${requests.itemId})`,
    })
    .from(requests)
    .where(and(eq(requests.id, id), ne(requests.state, "draft")));
  if (request === undefined) return NO_SOURCE;
  const { refs, itemId, number, title, state, stateReason } = request;
  return { refs, itemId, seen: `${number} ${title}`, returned: state === "returned" ? stateReason : "" };
}

/** What the review of a supplier found. */
async function readReviewSource(tx: Tx, id: string): Promise<Source> {
  const [review] = await tx
    .select({ findings: supplierReviews.findings, name: suppliers.name })
    .from(supplierReviews)
    .innerJoin(
      suppliers,
      and(
        eq(suppliers.workspaceId, supplierReviews.workspaceId),
        eq(suppliers.id, supplierReviews.supplierId),
      ),
    )
    .where(eq(supplierReviews.id, id));
  if (review === undefined) return NO_SOURCE;
  const seen = `Review of ${review.name}: ${review.findings}`.slice(0, 4_000);
  return { refs: [], itemId: null, found: "supplier", seen, returned: "" };
}

async function readItemSource(tx: Tx, id: string) {
  const [item] = await tx.select().from(evidenceItems).where(eq(evidenceItems.id, id));
  if (item === undefined) return { item: undefined, served: [] };
  const links = await tx
    .select({ ref: evidenceLinks.ref })
    .from(evidenceLinks)
    .where(eq(evidenceLinks.itemId, item.id));
  return { item, served: links.map(({ ref }) => ref) };
}

type Item = Awaited<ReturnType<typeof readItemSource>>["item"];

/** Title and statement from what was seen; a return brings its reason. */
function wordsOf(source: Source, item: Item): Pick<NcPrefill, "source" | "title" | "objectiveEvidence"> {
  const what = source.seen || (item?.title ?? "");
  const returned = source.returned || (item?.state === "returned" ? item.stateReason : "");
  if (what === "") return { source: null, title: "", objectiveEvidence: "" };
  if (returned === "") return { source: source.found ?? "self", title: "", objectiveEvidence: what };
  return {
    source: "self",
    title: `${what} was returned`,
    objectiveEvidence: `${what}. Returned: ${returned}`,
  };
}

function idIn(text: string | null | undefined): string | null {
  return z.uuid().safeParse(text).data ?? null;
}

function titlesOf(refs: readonly string[]): string {
  return refs
    .map((ref) => entryOf(ref))
    .filter((entry) => entry !== undefined)
    .map((entry) => `${entry.ref} ${entry.title}`)
    .join("; ");
}

/**
 * What a new record knows when it is raised from a requirement, a piece of evidence, a request or the review of a supplier.
 * Unknown references are left out.
 */
export async function getPrefill(
  scope: Scope<"nonconformity:write">,
  from: {
    readonly refs: readonly string[];
    readonly itemId: string | null;
    readonly requestId?: string | null;
    readonly reviewId?: string | null;
    /** Numbers of risks, as an address gives them. */
    readonly risks?: string;
  },
): Promise<NcPrefill> {
  const requestId = idIn(from.requestId);
  const reviewId = idIn(from.reviewId);
  return inWorkspace(scope, async (tx) => {
    const reviewed = reviewId === null ? NO_SOURCE : await readReviewSource(tx, reviewId);
    const source = requestId === null ? reviewed : await readRequestSource(tx, requestId);
    const itemId = source.itemId ?? idIn(from.itemId);
    const [members, { item, served }] = await Promise.all([
      readMembers(tx),
      itemId === null ? { item: undefined, served: [] } : readItemSource(tx, itemId),
    ]);
    const refs = [...new Set([...readRefList(from.refs.join(", ")).refs, ...source.refs])];
    const evidence = item === undefined ? [] : [{ id: item.id, title: item.title }];
    return {
      ...wordsOf(source, item),
      refs: [...new Set([...refs, ...(requestId === null ? served : [])])].sort(compareRefs),
      members: members.map(person),
      candidates: await readEvidenceChoices(
        tx,
        refs,
        evidence.map(({ id }) => id),
      ),
      evidence,
      risks: readRiskNumbers((from.risks ?? "").slice(0, 200)).numbers.join(", "),
      requirementText: titlesOf(refs),
    };
  });
}
