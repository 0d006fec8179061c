// Which entries of the activity log may leave in a pack: an entry is proven with its whole text, so none may hold internal words.

import type { RequestState } from "@/lib/core/work-statuses";

/** Kinds of entries that tell an auditor something, all about states, dates and names. */
const VERBS: ReadonlySet<string> = new Set([
  ...["evidence.add-artifact", "evidence.submit", "evidence.accept", "evidence.withdraw", "evidence.link"],
  ...["requirement.set-status", "requirement.set-implementation", "soa.submit", "soa.approve"],
  ...["nonconformity.raise", "nonconformity.move", "nonconformity.complete-action"],
  ...["request.ask", "request.submit", "request.accept"],
]);

/** Fields whose text is a state, a date, a hash, an id or a name that stands elsewhere in the pack. */
const FIELDS: ReadonlySet<string> = new Set([
  ...["state", "from", "to", "verdict", "grade", "dueOn", "targetOn", "effectiveOn", "implementation"],
  ...["evidenceStatus", "applicability", "result", "number", "label", "sha256", "itemId", "ownerId"],
  ...["title", "item", "reference", "fileName", "kind", "mediaType"],
]);

/** An answer in this state is not with its auditor, who is not told of it. */
const UNSEEN: RequestState = "internal_review";

function isSafeValue(name: string, value: unknown): boolean {
  if (value === null || value === "" || typeof value === "number" || typeof value === "boolean") return true;
  if (typeof value === "string") return FIELDS.has(name) && value !== UNSEEN;
  return name === "refs" && Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isSafeSide(side: unknown): boolean {
  if (side === null || side === undefined) return true;
  if (typeof side !== "object" || Array.isArray(side)) return false;
  return Object.entries(side).every(([name, value]) => isSafeValue(name, value));
}

/** Whether an entry with this text may stand in a pack: a known kind, and every field known to hold no internal words. */
export function mayLeave(verb: string, body: string): boolean {
  if (!VERBS.has(verb)) return false;
  const read: unknown = JSON.parse(body);
  if (typeof read !== "object" || read === null) return false;
  const { before, after } = read as { readonly before?: unknown; readonly after?: unknown };
  return isSafeSide(before) && isSafeSide(after);
}
