// The sentences that answer a change of evidence, and numbers with their noun.
import { type BulkAnswer, COUNTED_AT_MOST } from "@/lib/core/evidence-dto";

/** `1,250`, or `10,000+` for what was not counted to its end. */
export function countText(n: number): string {
  return n > COUNTED_AT_MOST ? `${COUNTED_AT_MOST.toLocaleString("en")}+` : n.toLocaleString("en");
}

/** `1 link`, `3 links`. */
export function counted(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

const NAMES_SHOWN = 3;

function named(names: readonly string[]): string {
  const rest = names.length - NAMES_SHOWN;
  return names.slice(0, NAMES_SHOWN).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** Each reason once, with the items it holds for: `E-001, E-002 and 3 more: Own.` */
export function refusalSentence(refused: BulkAnswer["refused"]): string {
  const byReason = new Map<string, string[]>();
  for (const { name, reason } of refused) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  return [...byReason].map(([reason, names]) => `${named(names)}: ${reason}`).join(" ");
}

/** `8 items accepted. 2 refused. E-001, E-002: ...` */
export function bulkSentence(answer: BulkAnswer, past: string): string {
  const done = `${counted(answer.done, "item")} ${past}.`;
  if (answer.refused.length === 0) return done;
  return `${done} ${answer.refused.length} refused. ${refusalSentence(answer.refused)}`;
}

/** What was done to the items, by the verb of a bulk change. */
export const BULK_PAST = {
  submit: "submitted",
  accept: "accepted",
  return: "returned",
  assign: "assigned",
  renew: "given a renewal date",
  cadence: "given a cadence",
  archive: "archived",
  unarchive: "brought back",
  link: "linked",
} as const;
