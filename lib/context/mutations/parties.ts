import "server-only";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { interestedParties, partyNeeds } from "@/db/schema/context";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AddNeedInput, AddPartyInput, EditNeedInput, EditPartyInput } from "@/lib/context/input";
import { changesOf, invalid, lockNeed, lockParty, requireCurrent } from "@/lib/context/mutations/locked";
import type { Scope } from "@/lib/core/access";
import { CONTEXT_LIMITS } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { once } from "@/lib/idempotency/mutations";

async function requireRoom(tx: Tx, table: typeof interestedParties | typeof partyNeeds, field: string) {
  const [row] = await tx.select({ n: count() }).from(table).where(isNull(table.archivedAt));
  if ((row?.n ?? 0) < CONTEXT_LIMITS.rows) return;
  throw invalid(field, `There are ${CONTEXT_LIMITS.rows} already. Archive some, or join them.`);
}

/** Adds an interested party, with its first need where one is given; the same form sent twice adds one. */
export async function addParty(
  scope: Scope<"context:write">,
  input: AddPartyInput,
): Promise<{ readonly id: string }> {
  const { name, kind, need } = input;
  const { workspaceId } = scope;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      await requireRoom(tx, interestedParties, "name");
      const [row] = await tx
        .insert(interestedParties)
        .values({ workspaceId, name, kind })
        .returning({ id: interestedParties.id });
      const id = row?.id ?? "";
      if (need !== "") {
        await requireRoom(tx, partyNeeds, "need");
        await tx.insert(partyNeeds).values({ workspaceId, partyId: id, need });
      }
      await record(tx, scope, {
        verb: "context.edit",
        subject: { kind: "context", ref: id },
        after: { added: "interested party", name, kind, ...(need === "" ? {} : { need }) },
      });
      return { id };
    }),
  );
}

/** Changes a party's name or kind. @throws AppError NOT_FOUND, CONFLICT (stale, archived) */
export async function editParty(scope: Scope<"context:write">, input: EditPartyInput): Promise<null> {
  const { id, version, ...wanted } = input;
  return inWorkspace(scope, async (tx) => {
    const row = await lockParty(tx, id);
    requireCurrent("The interested party", row, version, { name: row.name, kind: row.kind });
    await tx
      .update(interestedParties)
      .set({ ...wanted, version: row.version + 1, updatedAt: sql`now()` })
      .where(and(eq(interestedParties.workspaceId, scope.workspaceId), eq(interestedParties.id, id)));
    await record(tx, scope, {
      verb: "context.edit",
      subject: { kind: "context", ref: id },
      ...changesOf(row, wanted),
    });
    return null;
  });
}

/** Adds what a party asks for; the same form sent twice adds one. @throws AppError NOT_FOUND, CONFLICT (the party is archived) */
export async function addNeed(
  scope: Scope<"context:write">,
  input: AddNeedInput,
): Promise<{ readonly id: string }> {
  const { onceKey, ...need } = input;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: onceKey, input }, async () => {
      const party = await lockParty(tx, need.partyId);
      if (party.archivedAt !== null) {
        throw new AppError(
          "CONFLICT",
          "The interested party is archived. Bring it back before adding a need.",
        );
      }
      await requireRoom(tx, partyNeeds, "need");
      const [row] = await tx
        .insert(partyNeeds)
        .values({ workspaceId: scope.workspaceId, ...need })
        .returning({ id: partyNeeds.id });
      const id = row?.id ?? "";
      await record(tx, scope, {
        verb: "context.edit",
        subject: { kind: "context", ref: id },
        after: { added: "need", party: party.name, ...need },
      });
      return { id };
    }),
  );
}

/** Changes a need, or decides whether and how it is answered. @throws AppError NOT_FOUND, CONFLICT (stale, archived) */
export async function editNeed(scope: Scope<"context:write">, input: EditNeedInput): Promise<null> {
  const { id, version, ...wanted } = input;
  return inWorkspace(scope, async (tx) => {
    const row = await lockNeed(tx, id);
    const { need, how } = row;
    const answered = row.answered === null ? "" : row.answered ? "yes" : "no";
    requireCurrent("The need", row, version, { need, answered, how });
    await tx
      .update(partyNeeds)
      .set({ ...wanted, version: row.version + 1 })
      .where(and(eq(partyNeeds.workspaceId, scope.workspaceId), eq(partyNeeds.id, id)));
    await record(tx, scope, {
      verb: "context.edit",
      subject: { kind: "context", ref: id },
      ...changesOf(row, wanted),
    });
    return null;
  });
}
