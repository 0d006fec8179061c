import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { requirements } from "@/db/schema/requirements";
import { roomGrants, rooms } from "@/db/schema/rooms";
import { soaVersions } from "@/db/schema/soa-versions";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, roleHas, type Scope } from "@/lib/core/access";
import { criteriaInScope } from "@/lib/core/crosswalk";
import { AppError, notFound } from "@/lib/core/errors";
import { canMoveRoom, type RoomStandard } from "@/lib/core/room";
import { coveredRefs, kindsOf } from "@/lib/core/room-scope";
import { once } from "@/lib/idempotency/mutations";
import type {
  CreateRoomInput,
  EditRoomInput,
  MoveRoomInput,
  RevokeRoomInput,
  SetScopeInput,
} from "@/lib/rooms/input";
import { sendInvitations } from "@/lib/rooms/mutations/auditors";
import { copyRequests } from "@/lib/rooms/mutations/copy";
import { endSessions } from "@/lib/rooms/mutations/entry";
import {
  invalid,
  lockRoom,
  memberOf,
  type RoomRow,
  readRoomFacts,
  requireEditable,
  requireRoomVersion,
  saveRoom,
  todayOf,
} from "@/lib/rooms/mutations/locked";
import { readGrants } from "@/lib/rooms/queries/visible";
import { readProgramme } from "@/lib/workspaces/queries";

type Id = { readonly id: string; readonly name: string };

/** Every requirement that a room of the standard can cover; criteria only of the categories in scope. */
async function readCoverable(tx: Tx, standard: RoomStandard) {
  const kinds = kindsOf(standard);
  const rows = await tx
    .select({ ref: requirements.ref, kind: requirements.kind })
    .from(requirements)
    .where(and(isNull(requirements.archivedAt), inArray(requirements.kind, [...kinds])));
  if (standard !== "soc2") return rows;
  const { categories } = await readProgramme(tx);
  const inScope = new Set(
    criteriaInScope({ categories, countWildcard: false, overrides: [] }).map(({ ref }) => ref),
  );
  return rows.filter(({ ref }) => inScope.has(ref));
}

async function grant(
  tx: Tx,
  row: Pick<RoomRow, "workspaceId" | "id">,
  given: { readonly requirement: readonly string[]; readonly register: readonly string[] },
): Promise<void> {
  const { workspaceId, id: roomId } = row;
  await tx
    .delete(roomGrants)
    .where(and(eq(roomGrants.roomId, roomId), inArray(roomGrants.kind, ["requirement", "register"])));
  const values = [
    ...given.requirement.map((subjectId) => ({
      workspaceId,
      roomId,
      kind: "requirement" as const,
      subjectId,
    })),
    ...given.register.map((subjectId) => ({ workspaceId, roomId, kind: "register" as const, subjectId })),
  ];
  if (values.length > 0) await tx.insert(roomGrants).values(values);
}

/**
 * A room as a draft: it covers every requirement of its standard and shows the Statement of Applicability until somebody
 * narrows it. `copyFrom` takes over the requests of an earlier room without its answers and decisions. The same form sent
 * twice makes one room.
 * @throws AppError NOT_FOUND (the room to copy)
 */
export async function createRoom(scope: Scope<"room:write">, input: CreateRoomInput): Promise<Id> {
  const actor = memberOf(scope);
  const { onceKey, copyFrom, ...facts } = input;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: onceKey, input: { ...facts, copyFrom } }, async () => {
      const id = uuidv7();
      const { workspaceId } = scope;
      await tx.insert(rooms).values({
        ...facts,
        workspaceId,
        id,
        leadId: actor,
        createdBy: actor,
        copiedFrom: copyFrom,
      });
      const all = await readCoverable(tx, facts.standard);
      const covered = coveredRefs(all, { kinds: kindsOf(facts.standard), refs: [] });
      const register = facts.standard === "iso27001" ? ["soa"] : [];
      await grant(tx, { workspaceId, id }, { requirement: covered, register });
      await record(tx, scope, {
        verb: "room.create",
        subject: { kind: "room", ref: id },
        after: { ...facts, covers: covered.length },
      });
      if (copyFrom !== null) await copyRequests(tx, scope, { from: copyFrom, to: id });
      return { id, name: facts.name };
    }),
  );
}

async function requireLead(tx: Tx, userId: string): Promise<void> {
  const [member] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
  if (member === undefined || !roleHas(member.role, "room:write")) {
    throw invalid("leadId", "Choose an owner or a lead of this workspace.");
  }
}

const EDITED = [
  "name",
  "standard",
  "type",
  "windowFrom",
  "windowTo",
  "accessFrom",
  "accessUntil",
  "welcome",
  "leadId",
  "watermark",
] as const;

/** Changes facts and dates of a room that is not over. @throws AppError NOT_FOUND, CONFLICT (stale, over), INVALID */
export async function editRoom(scope: Scope<"room:write">, input: EditRoomInput): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockRoom(tx, input.id);
    requireRoomVersion(row, input.version);
    requireEditable(row);
    if (row.state === "open" && input.standard !== row.standard) {
      throw invalid(
        "standard",
        "The standard of an open room stays. Make another room for the other standard.",
      );
    }
    if (row.state === "open" && input.accessUntil < todayOf(scope)) {
      throw invalid("accessUntil", "This day has passed. Close or revoke the room to end access today.");
    }
    if (input.leadId !== row.leadId) await requireLead(tx, input.leadId);
    const { id: _id, version: _version, ...fields } = input;
    const changed = EDITED.filter((key) => row[key] !== input[key]);
    await saveRoom(tx, row, fields);
    if (input.standard !== row.standard) {
      const all = await readCoverable(tx, input.standard);
      const requirement = coveredRefs(all, { kinds: kindsOf(input.standard), refs: [] });
      await grant(tx, row, { requirement, register: input.standard === "iso27001" ? ["soa"] : [] });
    }
    await record(tx, scope, {
      verb: "room.edit",
      subject: { kind: "room", ref: row.id },
      before: Object.fromEntries(changed.map((key) => [key, row[key]])),
      after: Object.fromEntries(changed.map((key) => [key, input[key]])),
    });
    return { id: row.id, name: input.name };
  });
}

async function requireSoaVersion(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return;
  const [found] = await tx
    .select({ state: soaVersions.state })
    .from(soaVersions)
    .where(eq(soaVersions.id, id));
  if (found === undefined) throw notFound("The version of the Statement of Applicability");
  if (found.state !== "approved" && found.state !== "superseded") {
    throw invalid("soaVersionId", "Only an approved version can be shown to an auditor.");
  }
}

type Shared = Pick<SetScopeInput, "registers" | "evidenceSet"> & { readonly covered: readonly string[] };

/** Whether something that was shared is not shared any more. */
function isNarrower(
  before: Omit<Shared, "registers"> & { readonly registers: readonly string[] },
  after: Shared,
) {
  const registers: readonly string[] = after.registers;
  return (
    before.covered.some((ref) => !after.covered.includes(ref)) ||
    before.registers.some((register) => !registers.includes(register)) ||
    (before.evidenceSet === "scope" && after.evidenceSet !== "scope")
  );
}

/** Packs hold what was shared when they were built; they are given again by hand. Returns how many left the room. */
async function takePacks(tx: Tx, roomId: string): Promise<number> {
  const taken = await tx
    .delete(roomGrants)
    .where(and(eq(roomGrants.roomId, roomId), eq(roomGrants.kind, "pack")))
    .returning({ id: roomGrants.subjectId });
  return taken.length;
}

/**
 * Sets what the room shares. A narrower scope holds from the auditor's next request on and takes the packs out of the room.
 * @throws AppError NOT_FOUND, CONFLICT (stale, over), INVALID (nothing covered, a version that is not approved)
 */
export async function setScope(scope: Scope<"room:write">, input: SetScopeInput): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockRoom(tx, input.id);
    requireRoomVersion(row, input.version);
    requireEditable(row);
    await requireSoaVersion(tx, input.soaVersionId);
    const covered = coveredRefs(await readCoverable(tx, row.standard), input);
    if (covered.length === 0) {
      throw invalid("refs", "A room covers at least one requirement. Tick a group or name references.");
    }
    const before = { ...(await readGrants(tx, row.id)), evidenceSet: row.evidenceSet };
    await grant(tx, row, { requirement: covered, register: input.registers });
    const narrower = isNarrower(before, { ...input, covered });
    const packsTaken = narrower ? await takePacks(tx, row.id) : 0;
    const { evidenceSet, soaVersionId } = input;
    await saveRoom(tx, row, {
      ...{ evidenceSet, soaVersionId },
      ...(narrower ? { narrowedAt: sql`now()` } : {}),
    });
    await record(tx, scope, {
      verb: "room.set-scope",
      subject: { kind: "room", ref: row.id },
      before: { evidenceSet: row.evidenceSet, soaVersionId: row.soaVersionId },
      after: {
        covers: covered.length,
        refs: covered.length <= 60 ? covered : [],
        registers: input.registers,
        evidenceSet: input.evidenceSet,
        soaVersionId: input.soaVersionId,
        ...(packsTaken > 0 ? { packsTaken } : {}),
      },
    });
    return { id: row.id, name: row.name };
  });
}

async function requireMove(
  tx: Tx,
  scope: AnyScope,
  row: RoomRow,
  move: { readonly to: RoomRow["state"]; readonly reason: string | null },
): Promise<void> {
  const facts = { ...(await readRoomFacts(tx, row.id)), ...row };
  const decision = canMoveRoom(facts, move.to, { today: todayOf(scope), reason: move.reason });
  if (decision.ok) return;
  if (move.to === "revoked" && row.state === "open") throw invalid("reason", decision.reason);
  throw new AppError("CONFLICT", decision.reason);
}

/** Opens the room and mails every auditor their link. @throws AppError NOT_FOUND, CONFLICT (stale, not ready) */
export async function openRoom(scope: Scope<"room:write">, input: MoveRoomInput): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockRoom(tx, input.id);
    await requireMove(tx, scope, row, { to: "open", reason: null });
    requireRoomVersion(row, input.version);
    await saveRoom(tx, row, { state: "open", openedAt: sql`now()` });
    const invited = await sendInvitations(tx, scope, row, null);
    await record(tx, scope, {
      verb: "room.open",
      subject: { kind: "room", ref: row.id },
      before: { state: row.state },
      after: { state: "open", invited, until: row.accessUntil },
    });
    return { id: row.id, name: row.name };
  });
}

async function endRoom(
  tx: Tx,
  scope: AnyScope,
  row: RoomRow,
  end: { readonly to: "closed" | "revoked"; readonly reason: string },
): Promise<void> {
  await saveRoom(tx, row, { state: end.to, stateReason: end.reason, endedAt: sql`now()` });
  const sessions = await endSessions(tx, row.id, null);
  await record(tx, scope, {
    verb: end.to === "closed" ? "room.close" : "room.revoke",
    subject: { kind: "room", ref: row.id },
    before: { state: row.state },
    after: { state: end.to, reason: end.reason, sessions },
  });
}

/** Closes the room at the end of the engagement; whoever is in it is out with the next request. @throws AppError NOT_FOUND, CONFLICT */
export async function closeRoom(scope: Scope<"room:write">, input: MoveRoomInput): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockRoom(tx, input.id);
    await requireMove(tx, scope, row, { to: "closed", reason: null });
    requireRoomVersion(row, input.version);
    await endRoom(tx, scope, row, { to: "closed", reason: "" });
    return { id: row.id, name: row.name };
  });
}

/** Takes all access away at once, with a reason for the log. @throws AppError NOT_FOUND, CONFLICT, INVALID (no reason) */
export async function revokeRoom(scope: Scope<"room:write">, input: RevokeRoomInput): Promise<Id> {
  return inWorkspace(scope, async (tx) => {
    const row = await lockRoom(tx, input.id);
    await requireMove(tx, scope, row, { to: "revoked", reason: input.reason });
    requireRoomVersion(row, input.version);
    await endRoom(tx, scope, row, { to: "revoked", reason: input.reason });
    return { id: row.id, name: row.name };
  });
}
