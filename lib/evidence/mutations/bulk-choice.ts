import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import type { BulkAnswer } from "@/lib/core/evidence-dto";
import { type BulkEvidenceInput, LINKS_AT_ONCE, libraryFilters, type SeenItem } from "@/lib/evidence/input";
import {
  archiveEvidence,
  assignEvidence,
  setCadence,
  setRenewal,
  unarchiveEvidence,
} from "@/lib/evidence/mutations/bulk";
import { linkEvidence } from "@/lib/evidence/mutations/links";
import { acceptEvidence, returnEvidence, submitEvidence } from "@/lib/evidence/mutations/moves";
import { listEvidenceIds } from "@/lib/evidence/queries/library";
import { now } from "@/lib/platform/clock";

/** The ticked items, or all that the filters of the address leave. @throws AppError INVALID (none, or more than 10,000) */
async function chosen(
  scope: Scope<"evidence:read">,
  { everything, itemIds }: BulkEvidenceInput,
): Promise<readonly SeenItem[]> {
  if (everything === undefined) return itemIds;
  const filters = libraryFilters.parse(Object.fromEntries(new URLSearchParams(everything)));
  const all = await listEvidenceIds(scope, filters, dateIn(scope.timeZone, now()));
  if (all.length === 0)
    throw new AppError("INVALID", "No item is left by these filters. Nothing was changed.");
  return all;
}

async function linkAll(
  scope: Scope<"evidence:write">,
  items: readonly SeenItem[],
  refs: readonly string[],
): Promise<BulkAnswer> {
  if (items.length * refs.length > LINKS_AT_ONCE) {
    throw new AppError(
      "INVALID",
      `At most ${LINKS_AT_ONCE.toLocaleString("en")} links can be made at once. Narrow the list.`,
    );
  }
  const itemIds = items.map((item) => item.itemId);
  const { pairs } = await linkEvidence(scope, { itemIds, refs: [...refs], onceKey: "" });
  const answer = { done: itemIds.length, refused: [] };
  return pairs.length === 0 ? answer : { ...answer, undo: { verb: "link", pairs } };
}

/**
 * One verb for many items: each verb asks for its own permission before it runs.
 * @throws AppError FORBIDDEN, INVALID, CONFLICT (every item was refused), NOT_FOUND
 */
export async function changeMany(
  scope: Scope<"evidence:read">,
  input: BulkEvidenceInput,
): Promise<BulkAnswer> {
  const slug = scope.workspaceSlug;
  const writes = input.verb !== "accept" && input.verb !== "return";
  const writer = writes ? await authorize(slug, "evidence:write") : null;
  const items = { ...input, itemIds: [...(await chosen(scope, input))] };
  if (writer === null) {
    const reviewer = await authorize(slug, "evidence:review");
    return input.verb === "accept" ? acceptEvidence(reviewer, items) : returnEvidence(reviewer, items);
  }
  switch (input.verb) {
    case "assign":
      return assignEvidence(writer, items);
    case "renew":
      return setRenewal(writer, items);
    case "cadence":
      return setCadence(writer, items);
    case "archive":
      return archiveEvidence(writer, items);
    case "unarchive":
      return unarchiveEvidence(writer, items);
    case "link":
      return linkAll(writer, items.itemIds, input.requirements);
    default:
      return submitEvidence(writer, items);
  }
}
