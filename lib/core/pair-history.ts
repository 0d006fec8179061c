// What the activity log says about one pair of the crosswalk, in words, and what a decision that was taken back had been.
import { ACTIVITY_VERBS, type ActivityVerb } from "@/lib/core/audit-actions";
import { OVERLAP_LABEL } from "@/lib/core/overrides";
import { sidesOf } from "@/lib/core/requirement-history";

type Side = Readonly<Record<string, unknown>>;

export type PairEvent = {
  readonly seq: number;
  /** `18 Nov 2026, 09:12` in the workspace's time zone. */
  readonly at: string;
  readonly actor: string;
  readonly verb: ActivityVerb;
  /** After the actor's name: "decided Partial instead of Full". */
  readonly words: string;
  readonly detail: string | null;
};

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function overlapWords(side: Side): string | null {
  const { overlap } = side;
  return typeof overlap === "string" && Object.hasOwn(OVERLAP_LABEL, overlap)
    ? OVERLAP_LABEL[overlap as keyof typeof OVERLAP_LABEL]
    : null;
}

function wordsOf(verb: ActivityVerb, before: Side, after: Side): string {
  const [was, is] = [overlapWords(before), overlapWords(after)];
  if (verb === "crosswalk.override" && is !== null) {
    if (was === is) return `decided ${is} again`;
    return was === null ? `decided ${is}` : `decided ${is} instead of ${was}`;
  }
  if (verb === "crosswalk.reset" && was !== null) {
    return is === null ? `took the decision ${was} back` : `took the decision ${was} back to ${is}`;
  }
  if (verb === "crosswalk.restore" && is !== null) return `brought the decision ${is} back`;
  if (verb === "crosswalk.review" && is !== null) return `read the pair and confirmed ${is}`;
  return ACTIVITY_VERBS[verb];
}

function detailOf(after: Side): string | null {
  const parts = [
    text(after.reason),
    text(after.note) === null ? null : `To add: ${String(after.note)}`,
    text(after.remark),
  ];
  const written = parts.filter((part) => part !== null);
  return written.length === 0 ? null : written.join(" · ");
}

/** The entries in the order given. */
export function pairEvents(
  entries: readonly {
    readonly seq: number;
    readonly at: string;
    readonly actor: string;
    readonly verb: ActivityVerb;
    readonly body: string;
  }[],
): readonly PairEvent[] {
  return entries.map(({ seq, at, actor, verb, body }) => {
    const { before, after } = sidesOf(body);
    return { seq, at, actor, verb, words: wordsOf(verb, before, after), detail: detailOf(after) };
  });
}
