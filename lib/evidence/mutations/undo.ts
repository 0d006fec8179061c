import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { evidenceLinks } from "@/db/schema/evidence";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { holds, type Scope } from "@/lib/core/access";
import { ALLOWED, firstRefusal, refused } from "@/lib/core/decision";
import { AppError } from "@/lib/core/errors";
import type { BulkAnswer, FormerDates, FormerOwner } from "@/lib/core/evidence-dto";
import type { EvidencePair, UndoBulkInput } from "@/lib/evidence/input";
import { archiveEvidence, edited, setAll, setDates, unarchiveEvidence } from "@/lib/evidence/mutations/bulk";
import { editable, type ItemRow, lockItems, memberId, sortOut } from "@/lib/evidence/mutations/locked";
import { ownRule } from "@/lib/evidence/mutations/moves";

async function membersAmong(tx: Tx, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(inArray(memberships.userId, [...userIds]), isNull(memberships.endedAt)));
  return new Set(rows.map((row) => row.userId));
}

/** Gives the items back to whom they belonged; those changed since stay as they are. */
async function giveBack(scope: Scope<"evidence:write">, owners: readonly FormerOwner[]): Promise<BulkAnswer> {
  const may = holds(scope, "requirement:assign") ? ALLOWED : refused("Owners and leads assign evidence.");
  return inWorkspace(scope, async (tx) => {
    const members = await membersAmong(
      tx,
      owners.flatMap(({ ownerId }) => (ownerId === null ? [] : [ownerId])),
    );
    const former = new Map(owners.map((one) => [one.itemId, one]));
    const ownerOf = (row: ItemRow) => former.get(row.id)?.ownerId ?? null;
    const isMember = (row: ItemRow) => {
      const ownerId = ownerOf(row);
      return ownerId === null || members.has(ownerId) ? ALLOWED : refused("Its owner before has left.");
    };
    const { allowed, answer } = sortOut(await lockItems(tx, owners), (row) =>
      firstRefusal([may, editable(row), isMember(row)]),
    );
    const groups = new Map<string, ItemRow[]>();
    for (const row of allowed) {
      const key = JSON.stringify([ownerOf(row), former.get(row.id)?.ownerText ?? ""]);
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    for (const [key, rows] of groups) {
      const [ownerId, ownerText] = JSON.parse(key) as [string | null, string];
      await setAll(tx, scope, rows, { ownerId, ownerText });
    }
    await record(
      tx,
      scope,
      allowed.map((row) => edited(row, { field: "ownerId", before: row.ownerId, after: ownerOf(row) })),
    );
    return answer;
  });
}

/** Gives the items the cadence and the renewal dates that they had; those changed since stay as they are. */
async function takeDatesBack(
  scope: Scope<"evidence:write">,
  dates: readonly FormerDates[],
): Promise<BulkAnswer> {
  memberId(scope);
  const former = new Map(dates.map((one) => [one.itemId, one]));
  const valuesOf = (row: ItemRow) => {
    const { cadence, cadenceDays, renewOverrideOn, renewOn } = former.get(row.id) ?? row;
    return { cadence, cadenceDays, renewOverrideOn, renewOn };
  };
  return inWorkspace(scope, async (tx) => {
    const { allowed, answer } = sortOut(await lockItems(tx, dates), (row) =>
      firstRefusal([ownRule(scope, row), editable(row)]),
    );
    await setDates(tx, scope, allowed, valuesOf);
    await record(
      tx,
      scope,
      allowed.map((row) => {
        const { renewOverrideOn: _override, ...after } = valuesOf(row);
        return {
          verb: "evidence.edit" as const,
          subject: { kind: "evidence" as const, ref: row.id },
          before: { cadence: row.cadence, cadenceDays: row.cadenceDays, renewOn: row.renewOn },
          after,
        };
      }),
    );
    return answer;
  });
}

/** Removes links that this person made and nobody has judged since. */
async function takeLinksBack(
  scope: Scope<"evidence:write">,
  pairs: readonly EvidencePair[],
): Promise<BulkAnswer> {
  const me = memberId(scope);
  return inWorkspace(scope, async (tx) => {
    await lockItems(
      tx,
      [...new Set(pairs.map((pair) => pair.itemId))].map((itemId) => ({ itemId, version: null })),
    );
    const json = JSON.stringify(pairs.map(({ itemId, ref }) => ({ item_id: itemId, ref })));
    const gone = await tx
      .delete(evidenceLinks)
      .where(
        and(
          eq(evidenceLinks.linkedBy, me),
          eq(evidenceLinks.verdict, "proposed"),
          sql`(${evidenceLinks.itemId}, ${evidenceLinks.ref}) in (select g.item_id, g.ref from jsonb_to_recordset(${json}::text::jsonb) as g(item_id uuid, ref text))`,
        ),
      )
      .returning();
    if (gone.length === 0) {
      throw new AppError("CONFLICT", "The links were judged or removed since. Nothing was changed.");
    }
    const byItem = new Map<string, typeof gone>();
    for (const link of gone) byItem.set(link.itemId, [...(byItem.get(link.itemId) ?? []), link]);
    await record(
      tx,
      scope,
      [...byItem].map(([itemId, links]) => ({
        verb: "evidence.unlink" as const,
        subject: { kind: "evidence" as const, ref: itemId },
        before: {
          links: links.map(({ workspaceId: _workspace, itemId: _item, version: _version, ...link }) => ({
            ...link,
            reviewedAt: link.reviewedAt?.toISOString() ?? null,
            createdAt: link.createdAt.toISOString(),
          })),
        },
      })),
    );
    return { done: byItem.size, refused: [] };
  });
}

/**
 * Takes a bulk change back as `BulkAnswer.undo` described it. What was changed since stays, with the reason.
 * @throws AppError NOT_FOUND (any item), CONFLICT (nothing of it can be taken back)
 */
// house: no-record each of its branches records what it does
export async function undoBulk(scope: Scope<"evidence:write">, input: UndoBulkInput): Promise<BulkAnswer> {
  switch (input.verb) {
    case "assign":
      return giveBack(scope, input.owners);
    case "renew":
    case "cadence":
      return takeDatesBack(scope, input.dates);
    case "link":
      return takeLinksBack(scope, input.pairs);
    default: {
      const itemIds = input.itemIds.map((itemId) => ({ itemId, version: null }));
      const { done, refused: left } =
        input.verb === "archive"
          ? await unarchiveEvidence(scope, { itemIds })
          : await archiveEvidence(scope, { itemIds });
      return { done, refused: left };
    }
  }
}
