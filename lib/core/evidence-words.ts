// The sentences that answer a change of evidence, and numbers with their noun.
import type { BulkAnswer } from "@/lib/core/evidence-dto";

/** `1 link`, `3 links`. */
export function counted(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

const NAMES_SHOWN = 3;

/** `8 items accepted. 2 refused: E-001: ...`; names three refused items at the most. */
export function bulkSentence(answer: BulkAnswer, past: string): string {
  const done = `${counted(answer.done, "item")} ${past}.`;
  if (answer.refused.length === 0) return done;
  const shown = answer.refused.slice(0, NAMES_SHOWN).map(({ name, reason }) => `${name}: ${reason}`);
  const rest = answer.refused.length - shown.length;
  const more = rest > 0 ? ` And ${rest} more.` : "";
  return `${done} ${answer.refused.length} refused. ${shown.join(" ")}${more}`;
}
