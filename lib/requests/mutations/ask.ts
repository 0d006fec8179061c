import "server-only";
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { activity } from "@/db/schema/activity";
import { requestRequirements, requests } from "@/db/schema/work";
import { counters } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope, Scope } from "@/lib/core/access";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, firstRefusal, refused } from "@/lib/core/decision";
import { AppError, notFound } from "@/lib/core/errors";
import type { BulkAnswer } from "@/lib/core/evidence-dto";
import { refusalSentence } from "@/lib/core/evidence-words";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { awaitsAnswer, isPossibleDue, requestNumber } from "@/lib/core/request";
import { requireRequirements } from "@/lib/evidence/mutations/locked";
import { once } from "@/lib/idempotency/mutations";
import { notify } from "@/lib/notifications/mutations";
import type {
  AskInput,
  CancelRequestInput,
  EditRequestInput,
  RemindRequestsInput,
  SendRequestInput,
} from "@/lib/requests/input";
import {
  askableAmong,
  askableIn,
  askedDetail,
  invalid,
  lockRequest,
  memberOf,
  noticeOf,
  type RequestRow,
  readRefs,
  requireAskable,
  requireAskableIn,
  requireMove,
  requireRenewable,
  requireRoomNotOver,
  requireVersion,
  save,
  todayOf,
} from "@/lib/requests/mutations/locked";

type Id = { readonly id: string; readonly number: string };

/** The next numbers of the year, without gaps. */
async function nextNumbers(tx: Tx, scope: AnyScope, count: number): Promise<readonly string[]> {
  const year = Number(todayOf(scope).slice(0, 4));
  const [counter] = await tx
    .insert(counters)
    .values({ workspaceId: scope.workspaceId, kind: "request", year, last: count })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.kind, counters.year],
      set: { last: sql`${counters.last} + ${count}` },
    })
    .returning({ last: counters.last });
  const last = counter?.last ?? count;
  return Array.from({ length: count }, (_, at) => requestNumber(year, last - count + 1 + at));
}

function requireDue(scope: AnyScope, dueOn: IsoDate | null): void {
  if (isPossibleDue(dueOn, todayOf(scope))) return;
  throw invalid("dueOn", "This day has passed. Choose today or a later day.");
}

type Part = { readonly ownerId: string; readonly title: string; readonly refs: readonly string[] };

/** One request for all requirements, or one for each to its own owner where that person can be asked. */
async function partsOf(
  tx: Tx,
  input: AskInput,
  owners: ReadonlyMap<string, string | null>,
): Promise<readonly Part[]> {
  const { ownerId, title, requirements: refs } = input;
  if (!input.each || refs.length < 2) return [{ ownerId, title, refs }];
  const can = await askableAmong(tx, [...owners.values()]);
  return refs.map((ref) => {
    const own = owners.get(ref) ?? null;
    const name = entryOf(ref)?.title;
    return {
      ownerId: own !== null && can(own) ? own : ownerId,
      title: `${title}: ${ref}${name === undefined ? "" : ` ${name}`}`.slice(0, 300),
      refs: [ref],
    };
  });
}

async function store(
  tx: Tx,
  scope: AnyScope,
  input: AskInput,
  parts: readonly Part[],
): Promise<readonly RequestRow[]> {
  const { workspaceId } = scope;
  const numbers = await nextNumbers(tx, scope, parts.length);
  const rows = await tx
    .insert(requests)
    .values(
      parts.map((part, at) => ({
        workspaceId,
        id: uuidv7(),
        number: numbers[at] ?? "",
        kind: input.kind,
        title: part.title,
        detail: input.detail,
        itemId: input.itemId,
        ownerId: part.ownerId,
        dueOn: input.dueOn,
        state: input.draft ? ("draft" as const) : ("requested" as const),
        askedBy: memberOf(scope),
      })),
    )
    .returning();
  const links = rows.flatMap((row, at) =>
    (parts[at]?.refs ?? []).map((ref) => ({ workspaceId, requestId: row.id, ref })),
  );
  if (links.length > 0) await tx.insert(requestRequirements).values(links);
  return rows;
}

/**
 * Asks an owner for evidence, or several owners at once; numbers have no gaps, and everybody who is asked is told. The
 * same form sent twice asks once.
 * @throws AppError INVALID (owner, requirement, due date, finished item), NOT_FOUND (item)
 */
export async function askForEvidence(
  scope: Scope<"request:write">,
  input: AskInput,
): Promise<{ readonly ids: readonly string[]; readonly numbers: readonly string[] }> {
  memberOf(scope);
  requireDue(scope, input.dueOn);
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      const owners = await requireRequirements(tx, input.requirements);
      await requireAskable(tx, input.ownerId);
      await requireRenewable(tx, input.itemId);
      const parts = await partsOf(tx, input, owners);
      const rows = await store(tx, scope, input, parts);
      if (!input.draft) {
        await notify(
          tx,
          scope,
          rows.map((row) =>
            noticeOf(row, { personId: row.ownerId, kind: "assignment", detail: askedDetail(row) }),
          ),
        );
      }
      await record(
        tx,
        scope,
        rows.map((row, at) => ({
          verb: "request.ask",
          subject: { kind: "request", ref: row.id },
          after: {
            number: row.number,
            title: row.title,
            state: row.state,
            ownerId: row.ownerId,
            dueOn: row.dueOn,
            refs: parts[at]?.refs ?? [],
            itemId: row.itemId,
          },
        })),
      );
      return { ids: rows.map(({ id }) => id), numbers: rows.map(({ number }) => number) };
    }),
  );
}

/** Sends a draft to its owner; it counts as asked from now on, since nobody was asked before. @throws AppError NOT_FOUND, CONFLICT (stale, not a draft, room over or expired), INVALID (the owner left) */
export async function sendRequest(scope: Scope<"request:write">, input: SendRequestInput): Promise<Id> {
  memberOf(scope);
  return inWorkspace(scope, async (tx) => {
    const row = await lockRequest(tx, input.id);
    requireMove(row, "requested", "");
    requireVersion(row, input.version);
    await requireAskableIn(tx, scope, row);
    await requireAskable(tx, row.ownerId);
    await save(tx, row, { state: "requested", createdAt: sql`now()` });
    await notify(
      tx,
      scope,
      noticeOf(row, { personId: row.ownerId, kind: "assignment", detail: askedDetail(row) }),
    );
    await record(tx, scope, {
      verb: "request.ask",
      subject: { kind: "request", ref: row.id },
      before: { state: "draft" },
      after: { state: "requested", dueOn: row.dueOn, ownerId: row.ownerId },
    });
    return { id: row.id, number: row.number };
  });
}

const EDITED = ["title", "detail", "kind", "itemId", "ownerId", "dueOn"] as const;

function changesOf(row: RequestRow, refs: readonly string[], input: EditRequestInput) {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const key of EDITED.filter((one) => row[one] !== input[one])) {
    before[key] = row[key];
    after[key] = input[key];
  }
  const was = [...refs].sort().join();
  if (was !== [...input.requirements].sort().join()) {
    before.refs = refs;
    after.refs = input.requirements;
  }
  return { before, after };
}

const sameWords = (a: string, b: string) => a.replace(/\r\n?/g, "\n") === b.replace(/\r\n?/g, "\n");

/** What an auditor asked for stays in the auditor's words; the company says who answers, by when and with what. */
function requireAuditorsWords(row: RequestRow, refs: readonly string[], input: EditRequestInput): void {
  if (row.auditorId === null) return;
  const same =
    sameWords(row.title, input.title) &&
    sameWords(row.detail, input.detail) &&
    row.kind === input.kind &&
    [...refs].sort().join() === [...input.requirements].sort().join();
  if (same) return;
  throw new AppError(
    "CONFLICT",
    "An auditor wrote this request, so its words stay. Change its owner, its date or the evidence to renew, and write to the auditor about the rest.",
  );
}

async function requireEditable(
  tx: Tx,
  scope: AnyScope,
  row: RequestRow,
  input: EditRequestInput,
): Promise<void> {
  if (row.state !== "draft" && !awaitsAnswer(row.state)) {
    throw new AppError("CONFLICT", "Only requests that wait for their answer can be changed.");
  }
  requireVersion(row, input.version);
  await requireAskableIn(tx, scope, row);
  if (input.dueOn !== row.dueOn) requireDue(scope, input.dueOn);
  if (input.ownerId !== row.ownerId) await requireAskable(tx, input.ownerId);
  if (input.itemId !== row.itemId) await requireRenewable(tx, input.itemId);
}

/**
 * Changes what is asked, of whom and until when, while the answer is open; a new owner is told.
 * @throws AppError NOT_FOUND, CONFLICT (stale, answered, finished, an auditor's words, room over or expired), INVALID (owner, requirement, due date, item)
 */
export async function editRequest(scope: Scope<"request:write">, input: EditRequestInput): Promise<Id> {
  memberOf(scope);
  return inWorkspace(scope, async (tx) => {
    const row = await lockRequest(tx, input.id);
    await requireEditable(tx, scope, row, input);
    await requireRequirements(tx, input.requirements);
    const refs = await readRefs(tx, row.id);
    requireAuditorsWords(row, refs, input);
    const { before, after } = changesOf(row, refs, input);
    const { title, detail, kind, itemId, ownerId, dueOn } = input;
    await save(tx, row, { title, detail, kind, itemId, ownerId, dueOn });
    if (after.refs !== undefined) {
      await tx.delete(requestRequirements).where(eq(requestRequirements.requestId, row.id));
      if (input.requirements.length > 0) {
        const { workspaceId } = scope;
        await tx
          .insert(requestRequirements)
          .values(input.requirements.map((ref) => ({ workspaceId, requestId: row.id, ref })));
      }
    }
    if (ownerId !== row.ownerId && row.state !== "draft") {
      const told = { ...row, title, detail, dueOn };
      await notify(
        tx,
        scope,
        noticeOf(told, { personId: ownerId, kind: "assignment", detail: askedDetail(told) }),
      );
    }
    await record(tx, scope, {
      verb: "request.edit",
      subject: { kind: "request", ref: row.id },
      before,
      after,
    });
    return { id: row.id, number: row.number };
  });
}

/** Ends a request that nobody has to answer any more. @throws AppError NOT_FOUND, CONFLICT (stale, answered, finished, room over), INVALID (no reason) */
export async function cancelRequest(scope: Scope<"request:write">, input: CancelRequestInput): Promise<Id> {
  const decidedBy = memberOf(scope);
  const { reason } = input;
  return inWorkspace(scope, async (tx) => {
    const row = await lockRequest(tx, input.id);
    requireMove(row, "cancelled", reason);
    requireVersion(row, input.version);
    await requireRoomNotOver(tx, scope, row, "The room is over, so its requests stay as they are.");
    await save(tx, row, { state: "cancelled", stateReason: reason, decidedBy, decidedAt: sql`now()` });
    if (row.state !== "draft") {
      const detail = `Cancelled: ${reason}`;
      await notify(tx, scope, noticeOf(row, { personId: row.ownerId, kind: "decision", detail }));
    }
    await record(tx, scope, {
      verb: "request.cancel",
      subject: { kind: "request", ref: row.id },
      before: { state: row.state },
      after: { state: "cancelled", reason },
    });
    return { id: row.id, number: row.number };
  });
}

/** Requests of which somebody was reminded within the last twenty hours. */
async function readReminded(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ ref: activity.subjectRef })
    .from(activity)
    .where(
      and(
        eq(activity.subjectKind, "request"),
        inArray(activity.subjectRef, [...ids]),
        eq(activity.verb, "request.remind"),
        gt(activity.at, sql`now() - interval '20 hours'`),
      ),
    );
  return new Set(rows.map(({ ref }) => ref));
}

/**
 * Reminds the owners of open requests, each owner once for all of theirs. Who was reminded today is left alone.
 * @throws AppError NOT_FOUND (any), CONFLICT (all are refused)
 */
export async function remindRequests(
  scope: Scope<"request:write">,
  { ids }: RemindRequestsInput,
): Promise<BulkAnswer> {
  memberOf(scope);
  return inWorkspace(scope, async (tx) => {
    const rows = await tx
      .select()
      .from(requests)
      .where(inArray(requests.id, ids))
      .orderBy(requests.number)
      .for("update");
    if (rows.length !== ids.length) throw notFound("The request");
    const reminded = await readReminded(tx, ids);
    const inRoom = await askableIn(tx, scope, rows);
    const ruleOf = (row: RequestRow): Decision =>
      firstRefusal([
        awaitsAnswer(row.state) ? ALLOWED : refused("Nobody has to answer it now."),
        inRoom(row),
        reminded.has(row.id) ? refused("Its owner was reminded already today.") : ALLOWED,
      ]);
    const allowed = rows.filter((row) => ruleOf(row).ok);
    const left = rows.flatMap((row) => {
      const decision = ruleOf(row);
      return decision.ok ? [] : [{ name: row.number, reason: decision.reason }];
    });
    if (allowed.length === 0) throw new AppError("CONFLICT", `Nobody was reminded. ${refusalSentence(left)}`);
    const today = todayOf(scope);
    await notify(
      tx,
      scope,
      allowed.map((row) => {
        const due =
          row.dueOn === null ? "" : `${row.dueOn < today ? "Was due" : "Due"} ${formatDate(row.dueOn)}.`;
        const told = noticeOf(row, { personId: row.ownerId, kind: "assignment", detail: due });
        return { ...told, remark: "Reminder." };
      }),
    );
    await record(
      tx,
      scope,
      allowed.map((row) => ({ verb: "request.remind", subject: { kind: "request", ref: row.id } })),
    );
    return { done: allowed.length, refused: left };
  });
}
