import "server-only";
import { createHash } from "node:crypto";
import { and, eq, isNull, ne } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/bulk";
import { users } from "@/db/schema/people";
import { requirements } from "@/db/schema/requirements";
import { requestRequirements, requests } from "@/db/schema/work";
import { memberships } from "@/db/schema/workspaces";
import { inRoom, inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type ActingScope, type RoomScope, roleHas, type Scope } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import { decodeRegister } from "@/lib/core/register-text";
import {
  type ImportedRequest,
  planRequestImport,
  REQUEST_IMPORT_LIMITS,
  type RequestImportContext,
  type RequestImportReport,
} from "@/lib/core/room-request-import";
import { notify } from "@/lib/notifications/mutations";
import { askedDetail, noticeOf, requireAskable } from "@/lib/requests/mutations/locked";
import type { ImportInRoomInput, ImportRequestsInput } from "@/lib/rooms/input";
import { lockAdmitted } from "@/lib/rooms/mutations/admitted";
import { nextRequestNumbers } from "@/lib/rooms/mutations/copy";
import { lockRoom, memberOf, requireAsking, requireEditable, todayOf } from "@/lib/rooms/mutations/locked";
import { readGrants } from "@/lib/rooms/queries/visible";

function refuse(message: string): AppError {
  return new AppError("INVALID", message, { fields: { file: message } });
}

async function textOf(input: ImportInRoomInput): Promise<string> {
  if (input.file === undefined || input.file.size === 0) {
    if (input.text === undefined || input.text.trim() === "") throw refuse("Choose a file.");
    return input.text;
  }
  const decoded = decodeRegister(new Uint8Array(await input.file.arrayBuffer()));
  if (!decoded.ok) throw refuse(decoded.reason);
  return decoded.text;
}

async function readExisting(tx: Tx, roomId: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ ref: requests.auditorRef })
    .from(requests)
    .where(and(eq(requests.roomId, roomId), ne(requests.auditorRef, "")));
  return new Set(rows.map(({ ref }) => ref));
}

type Given = {
  readonly text: string;
  readonly step: "check" | "import";
  readonly roomId: string;
  readonly context: Omit<RequestImportContext, "existing">;
  readonly chosen: RequestImportReport["chosen"];
};

/** The plan, made anew from the text in each step, so that nothing of the first one has to be trusted. @throws AppError INVALID */
async function planOf(tx: Tx, given: Given) {
  const existing = await readExisting(tx, given.roomId);
  const plan = planRequestImport(given.text, { ...given.context, existing });
  if (!plan.ok) throw refuse(plan.reason);
  const good = plan.lines.flatMap(({ request }) => (request === null ? [] : [request]));
  if (existing.size + good.length > REQUEST_IMPORT_LIMITS.room) {
    throw refuse("A room holds at most 2,000 requests. Leave some out.");
  }
  const done = given.step === "import";
  const { lines, unused } = plan;
  const report = { done, text: done ? "" : given.text, chosen: given.chosen, lines, unused };
  return { good, report };
}

type Asking = {
  readonly roomId: string;
  readonly askedBy: string;
  readonly auditorId: string | null;
  readonly ownerId: string;
  readonly draft: boolean;
  readonly text: string;
};

async function write(
  tx: Tx,
  scope: ActingScope,
  asking: Asking,
  good: readonly ImportedRequest[],
): Promise<void> {
  if (good.length === 0) throw refuse("No line of the file is new.");
  const { workspaceId } = scope;
  const { roomId, askedBy, auditorId, draft } = asking;
  const numbers = await nextRequestNumbers(tx, scope, good.length);
  const state: "draft" | "requested" = draft ? "draft" : "requested";
  const made = good.map((request, at) => ({ id: uuidv7(), number: numbers[at] ?? "", request }));
  const rows = made.map(({ id, number, request: { requirements: _refs, ownerId, ...asked } }) => ({
    ...{ workspaceId, id, number, roomId, askedBy, auditorId, state },
    ...asked,
    ownerId: ownerId ?? asking.ownerId,
  }));
  await insertRows(tx, requests, rows);
  await insertRows(
    tx,
    requestRequirements,
    made.flatMap(({ id: requestId, request }) =>
      request.requirements.map((ref) => ({ workspaceId, requestId, ref })),
    ),
  );
  if (!draft) {
    const notices = rows.map((row) =>
      noticeOf(row, { personId: row.ownerId, kind: "assignment", detail: askedDetail(row) }),
    );
    await notify(tx, scope, notices);
  }
  const refsOf = new Map(made.map(({ id, request }) => [id, request.requirements]));
  await record(tx, scope, [
    {
      verb: "room.import",
      subject: { kind: "room", ref: roomId },
      after: {
        imported: rows.length,
        from: rows[0]?.number,
        to: rows.at(-1)?.number,
        sha256: createHash("sha256").update(asking.text).digest("hex"),
      },
    },
    ...rows.map(({ id, number, title, ownerId }) => ({
      verb: "room.request" as const,
      subject: { kind: "request" as const, ref: id },
      after: { number, title, room: roomId, state, refs: refsOf.get(id) ?? [], ownerId },
    })),
  ]);
}

async function readAskable(tx: Tx) {
  const rows = await tx
    .select({ userId: users.id, name: users.name, email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(isNull(memberships.endedAt));
  return rows.filter(({ role }) => roleHas(role, "evidence:write"));
}

/**
 * Checks an auditor's list line by line, and on the second step writes its new requests, as drafts or sent to whom the file
 * or the form names. Lines whose reference the room has already change nothing, so importing twice is importing once.
 * @throws AppError NOT_FOUND, CONFLICT (the room is over), INVALID (no list, nobody to be asked)
 */
export async function importRequests(
  scope: Scope<"room:write">,
  input: ImportRequestsInput,
): Promise<RequestImportReport> {
  const askedBy = memberOf(scope);
  const text = await textOf(input);
  const { roomId, step, ownerId, draft } = input;
  return inWorkspace(scope, async (tx) => {
    const room = await lockRoom(tx, roomId);
    requireEditable(room);
    if (!draft) requireAsking(room, todayOf(scope));
    await requireAskable(tx, ownerId);
    const rows = await tx
      .select({ ref: requirements.ref })
      .from(requirements)
      .where(isNull(requirements.archivedAt));
    const context = { known: new Set(rows.map(({ ref }) => ref)), owners: await readAskable(tx) };
    const chosen = { roomId, ownerId, draft: draft ? "on" : "" };
    const { good, report } = await planOf(tx, { text, step, roomId, context, chosen });
    if (report.done) await write(tx, scope, { roomId, askedBy, auditorId: null, ownerId, draft, text }, good);
    return report;
  });
}

/**
 * The same by an auditor inside the room: requests go to the lead of the room and can only be about what the room covers.
 * @throws AppError INVALID (no list)
 */
export async function importInRoom(scope: RoomScope, input: ImportInRoomInput): Promise<RequestImportReport> {
  const { actor, roomId } = scope;
  if (actor.kind !== "auditor") throw new AppError("FORBIDDEN", "Only an auditor does this.");
  const { auditorId } = actor;
  const text = await textOf(input);
  return inRoom(scope, async (tx) => {
    const room = await lockAdmitted(tx, scope);
    const { covered } = await readGrants(tx, roomId);
    const context = { known: new Set(covered), owners: null };
    const { good, report } = await planOf(tx, { text, step: input.step, roomId, context, chosen: {} });
    const ownerId = room.leadId;
    if (report.done) {
      await write(tx, scope, { roomId, askedBy: ownerId, auditorId, ownerId, draft: false, text }, good);
    }
    return report;
  });
}
