import "server-only";
import { and, asc, desc, eq, exists, inArray, isNull, ne, notInArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import { requirements } from "@/db/schema/requirements";
import { rooms } from "@/db/schema/rooms";
import { requestEvidence, requestRequirements, requests } from "@/db/schema/work";
import { inWorkspace, type Tx } from "@/db/tenant";
import { entriesAbout } from "@/lib/audit-log/queries/subject";
import { type AnyScope, holds, roleHas, type Scope } from "@/lib/core/access";
import { nextPeriod } from "@/lib/core/cadence";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { notFound } from "@/lib/core/errors";
import { compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import type { Programme } from "@/lib/core/programme";
import type {
  AnswerDefaults,
  RequestAnswer,
  RequestDetail,
  RequestForm,
  RequestItem,
  RequestListRow,
  RequestPerson,
} from "@/lib/core/request-dto";
import { requestHistoryIcon, requestHistoryWords } from "@/lib/core/request-words";
import { type RoomDates, roomPhase } from "@/lib/core/room";
import { readMembers, readProgramme } from "@/lib/workspaces/queries";

const LIST_LIMIT = 5_000;
const HISTORY_SHOWN = 100;
const CANDIDATES = 100;

const owner = alias(users, "owner");
const asker = alias(users, "asker");
const submitter = alias(users, "submitter");
const decider = alias(users, "decider");

const refsOf = sql<string[]>`array(
  select q.ref from ${requestRequirements} q
  where q.workspace_id = ${requests.workspaceId} and q.request_id = ${requests.id})`;

const itemOfRequest = and(
  eq(evidenceItems.workspaceId, requests.workspaceId),
  eq(evidenceItems.id, requests.itemId),
);

/** Drafts are for those who ask. */
function visible(scope: AnyScope) {
  return holds(scope, "request:write") ? undefined : ne(requests.state, "draft");
}

function selectRequests(tx: Tx) {
  return tx
    .select({
      request: requests,
      ownerName: owner.name,
      askerName: asker.name,
      submitterName: submitter.name,
      deciderName: decider.name,
      refs: refsOf,
      itemTitle: evidenceItems.title,
      itemReference: evidenceItems.reference,
    })
    .from(requests)
    .innerJoin(owner, eq(owner.id, requests.ownerId))
    .innerJoin(asker, eq(asker.id, requests.askedBy))
    .leftJoin(submitter, eq(submitter.id, requests.submittedBy))
    .leftJoin(decider, eq(decider.id, requests.decidedBy))
    .leftJoin(evidenceItems, itemOfRequest);
}

type Read = Awaited<ReturnType<typeof selectRequests>>[number];

function person(userId: string | null, name: string | null): RequestPerson | null {
  return userId === null ? null : { userId, name: name ?? "Former member" };
}

function listRow(read: Read, timeZone: string): RequestListRow {
  const { request } = read;
  const { id, number, kind, title, state, stateReason, dueOn, version, itemId, roomId, auditorRef } = request;
  const day = (at: Date | null) => (at === null ? null : dateIn(timeZone, at));
  return {
    ...{ id, number, kind, title, state, stateReason, dueOn, version, roomId, auditorRef },
    owner: { userId: request.ownerId, name: read.ownerName },
    askedBy: { userId: request.askedBy, name: read.askerName },
    refs: [...read.refs].sort(compareRefs),
    item: itemId === null ? null : { id: itemId, title: read.itemTitle ?? "", reference: read.itemReference },
    askedOn: dateIn(timeZone, request.createdAt),
    submittedOn: day(request.submittedAt),
    decidedOn: day(request.decidedAt),
  };
}

/** All requests of the workspace, newest first, at most 5,000; drafts only for those who ask. One statement. */
export async function listRequests(scope: Scope<"request:read">): Promise<readonly RequestListRow[]> {
  return inWorkspace(scope, async (tx) => {
    const rows = await selectRequests(tx)
      .where(visible(scope))
      .orderBy(desc(requests.createdAt), desc(requests.number))
      .limit(LIST_LIMIT);
    return rows.map((row) => listRow(row, scope.timeZone));
  });
}

async function readAnswers(tx: Tx, requestId: string): Promise<readonly RequestAnswer[]> {
  const rows = await tx
    .select({
      itemId: artifacts.itemId,
      number: artifacts.number,
      title: evidenceItems.title,
      reference: evidenceItems.reference,
      kind: artifacts.kind,
      url: artifacts.url,
      body: artifacts.body,
      fileName: artifacts.fileName,
      effectiveOn: artifacts.effectiveOn,
      periodFrom: artifacts.periodFrom,
      periodTo: artifacts.periodTo,
      sourceSystem: artifacts.sourceSystem,
      itemState: evidenceItems.state,
      currentArtifact: evidenceItems.currentArtifact,
      addedBy: users.name,
      at: requestEvidence.createdAt,
    })
    .from(requestEvidence)
    .innerJoin(
      artifacts,
      and(
        eq(artifacts.workspaceId, requestEvidence.workspaceId),
        eq(artifacts.itemId, requestEvidence.itemId),
        eq(artifacts.number, requestEvidence.artifactNumber),
      ),
    )
    .innerJoin(
      evidenceItems,
      and(eq(evidenceItems.workspaceId, artifacts.workspaceId), eq(evidenceItems.id, artifacts.itemId)),
    )
    .innerJoin(users, eq(users.id, requestEvidence.addedBy))
    .where(eq(requestEvidence.requestId, requestId))
    .orderBy(desc(requestEvidence.createdAt), desc(requestEvidence.artifactNumber))
    .limit(50);
  return rows;
}

async function readHistory(tx: Tx, requestId: string) {
  const rows = await entriesAbout(tx, { kinds: ["request"], refs: [requestId], most: HISTORY_SHOWN });
  return rows.map(({ seq, at, actor, verb, body }) => ({
    ...{ seq, at, actor },
    words: requestHistoryWords(verb, body),
    icon: requestHistoryIcon(verb),
  }));
}

type Newest = Pick<RequestAnswer, "periodFrom" | "periodTo" | "sourceSystem">;

async function readNewest(tx: Tx, itemId: string): Promise<(Newest & { item: RequestItem }) | null> {
  const [row] = await tx
    .select({
      id: evidenceItems.id,
      title: evidenceItems.title,
      reference: evidenceItems.reference,
      periodFrom: artifacts.periodFrom,
      periodTo: artifacts.periodTo,
      sourceSystem: artifacts.sourceSystem,
    })
    .from(evidenceItems)
    .leftJoin(
      artifacts,
      and(
        eq(artifacts.workspaceId, evidenceItems.workspaceId),
        eq(artifacts.itemId, evidenceItems.id),
        eq(artifacts.number, evidenceItems.currentArtifact),
      ),
    )
    .where(
      and(
        eq(evidenceItems.id, itemId),
        notInArray(evidenceItems.state, ["withdrawn", "superseded"]),
        isNull(evidenceItems.archivedAt),
      ),
    );
  if (row === undefined) return null;
  const { id, title, reference, periodFrom, periodTo, sourceSystem } = row;
  return { item: { id, title, reference }, periodFrom, periodTo, sourceSystem: sourceSystem ?? "" };
}

/** Effective today; the period that follows the last one, for a mended answer the same one, else the programme's window. */
function defaultsFor(
  newest: Newest | null,
  facts: { readonly today: IsoDate; readonly again: boolean; readonly programme: Programme },
): AnswerDefaults {
  const { today, again, programme } = facts;
  const common = { effectiveOn: today, sourceSystem: newest?.sourceSystem ?? "" };
  const [from, to] = [newest?.periodFrom ?? null, newest?.periodTo ?? null];
  if (from !== null && to !== null) {
    if (again)
      return { ...common, periodFrom: from, periodTo: to, periodFromWords: "as in the returned answer." };
    const next = nextPeriod({ from, to });
    return {
      ...common,
      periodFrom: next.from,
      periodTo: next.to,
      periodFromWords: "follows the last period.",
    };
  }
  const { windowFrom, windowTo } = programme;
  const hasWindow = windowFrom !== null || windowTo !== null;
  return {
    ...common,
    periodFrom: windowFrom,
    periodTo: windowTo,
    periodFromWords: hasWindow ? "the observation window of the workspace." : "",
  };
}

/** Whether the text can be a request's id. @throws AppError NOT_FOUND (it cannot) */
export function requireRequestId(id: string): string {
  if (!z.uuid().safeParse(id).success) throw notFound("The request");
  return id;
}

async function readRoomDates(tx: Tx, roomId: string | null): Promise<RoomDates | undefined> {
  if (roomId === null) return undefined;
  const { state, accessFrom, accessUntil } = rooms;
  const [row] = await tx.select({ state, accessFrom, accessUntil }).from(rooms).where(eq(rooms.id, roomId));
  return row;
}

/**
 * One request with what was handed over, its history and what an answer would start from; and the programme's waiver.
 * @throws AppError NOT_FOUND (no such request, or a draft of those who ask)
 */
export async function getRequest(
  scope: Scope<"request:read">,
  id: string,
  today: IsoDate,
): Promise<{ readonly request: RequestDetail; readonly selfAcceptance: boolean }> {
  requireRequestId(id);
  return inWorkspace(scope, async (tx) => {
    const [read] = await selectRequests(tx).where(and(eq(requests.id, id), visible(scope)));
    if (read === undefined) throw notFound("The request");
    const { request } = read;
    const [answers, history, programme, room] = await Promise.all([
      readAnswers(tx, id),
      readHistory(tx, id),
      readProgramme(tx),
      readRoomDates(tx, request.roomId),
    ]);
    const renewed = answers[0]?.itemId ?? request.itemId;
    const newest = renewed === null ? null : await readNewest(tx, renewed);
    const detail: RequestDetail = {
      ...listRow(read, scope.timeZone),
      detail: request.detail,
      byAuditor: request.auditorId !== null,
      roomPhase: room === undefined ? null : roomPhase(room, today),
      submittedBy: person(request.submittedBy, read.submitterName),
      submittedAt: request.submittedAt,
      decidedBy: person(request.decidedBy, read.deciderName),
      decidedAt: request.decidedAt,
      answers,
      history,
      defaults: defaultsFor(newest, { today, again: answers.length > 0, programme }),
      renews: newest?.item ?? null,
    };
    return { request: detail, selfAcceptance: programme.selfAcceptance };
  });
}

const summary = { id: evidenceItems.id, title: evidenceItems.title, reference: evidenceItems.reference };

async function readCandidates(tx: Tx, refs: readonly string[], itemId: string | null) {
  if (refs.length === 0 && itemId === null) return [];
  const named = itemId === null ? undefined : eq(evidenceItems.id, itemId);
  const linked =
    refs.length === 0
      ? undefined
      : exists(
          tx
            .select({ ref: evidenceLinks.ref })
            .from(evidenceLinks)
            .where(
              and(
                eq(evidenceLinks.workspaceId, evidenceItems.workspaceId),
                eq(evidenceLinks.itemId, evidenceItems.id),
                inArray(evidenceLinks.ref, [...refs]),
              ),
            ),
        );
  return tx
    .select({ ...summary, ownerId: evidenceItems.ownerId })
    .from(evidenceItems)
    .where(
      and(
        or(named, linked),
        notInArray(evidenceItems.state, ["withdrawn", "superseded"]),
        isNull(evidenceItems.archivedAt),
      ),
    )
    .orderBy(asc(evidenceItems.title))
    .limit(CANDIDATES);
}

async function refsOfItem(tx: Tx, itemId: string): Promise<readonly string[]> {
  const rows = await tx
    .select({ ref: evidenceLinks.ref })
    .from(evidenceLinks)
    .where(eq(evidenceLinks.itemId, itemId))
    .limit(CANDIDATES);
  return rows.map(({ ref }) => ref);
}

function titleFor(refs: readonly string[], item: RequestItem | undefined): string {
  if (item !== undefined) return item.title;
  const [only] = refs;
  return refs.length === 1 && only !== undefined ? (entryOf(only)?.title ?? "") : "";
}

/**
 * What the form that asks starts from: who can be asked, evidence to renew, and what the page that led here named.
 * Unknown references and items are left out. The owner of the item, else of the first requirement, is proposed.
 */
export async function getRequestForm(
  scope: Scope<"request:write">,
  from: { readonly refs: readonly string[]; readonly itemId: string | null },
): Promise<RequestForm> {
  const itemId = z.uuid().safeParse(from.itemId).data ?? null;
  return inWorkspace(scope, async (tx) => {
    const [members, owners] = await Promise.all([
      readMembers(tx),
      from.refs.length === 0
        ? []
        : tx
            .select({ ref: requirements.ref, ownerId: requirements.ownerId })
            .from(requirements)
            .where(and(inArray(requirements.ref, [...from.refs]), isNull(requirements.archivedAt))),
    ]);
    const refs = owners.map(({ ref }) => ref).sort(compareRefs);
    const candidates = await readCandidates(tx, refs, itemId);
    const item = candidates.find(({ id }) => id === itemId);
    const people = members
      .filter(({ role }) => roleHas(role, "evidence:write"))
      .map(({ userId, name }) => ({ userId, name }));
    const wanted = item?.ownerId ?? owners.find(({ ownerId }) => ownerId !== null)?.ownerId ?? null;
    return {
      people,
      candidates: candidates.map(({ id, title, reference }) => ({ id, title, reference })),
      refs:
        item !== undefined && refs.length === 0
          ? (await refsOfItem(tx, item.id)).toSorted(compareRefs)
          : refs,
      itemId: item?.id ?? null,
      ownerId: people.some(({ userId }) => userId === wanted) ? wanted : null,
      title: titleFor(refs, item),
    };
  });
}
