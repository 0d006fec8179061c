import type { StatusShape, Tone } from "@/components/ui/tone";
import type { EvidenceStatus } from "@/lib/core/statuses";

/** One of the five statuses as a choice, and as a line of the list of choices. */
export type BoardChoice = {
  readonly status: EvidenceStatus;
  readonly value: EvidenceStatus;
  readonly label: string;
  readonly tone: Tone;
  readonly icon: StatusShape;
  readonly allowed: boolean;
  readonly needs: "reason" | "override" | null;
  readonly refusal: string | null;
  /** Why the line cannot be taken. */
  readonly refused: string | undefined;
};

type Needs = NonNullable<BoardChoice["needs"]>;
/** May be taken, may be taken with words, is refused with a sentence, or 0: nothing to say. */
export type BoardRule = 0 | 1 | Needs | { readonly refusal: string };

/** All choices of a list in as few bytes as it takes; the server prepares them once. */
export type BoardChoices = {
  readonly looks: readonly (readonly [EvidenceStatus, string, Tone, StatusShape])[];
  /** By `choiceKey`, in the order of the looks. */
  readonly rules: Readonly<Record<string, readonly BoardRule[]>>;
};

export function choiceKey(status: EvidenceStatus, evidenced: boolean): string {
  return `${status}:${evidenced ? 1 : 0}`;
}

function choiceOf(
  [status, label, tone, icon]: BoardChoices["looks"][number],
  rule: BoardRule,
  from: EvidenceStatus,
): BoardChoice {
  const refusal = typeof rule === "object" ? rule.refusal : null;
  const allowed = rule !== 0 && refusal === null;
  return {
    ...{ status, value: status, label, tone, icon, allowed, refusal },
    needs: typeof rule === "string" ? rule : null,
    refused: allowed || status === from ? undefined : (refusal ?? undefined),
  };
}

const made = new WeakMap<BoardChoices, Map<string, readonly BoardChoice[]>>();

/** The choices of a row with that status; rows that stand alike share one list. */
export function choicesAt(
  board: BoardChoices,
  status: EvidenceStatus,
  evidenced: boolean,
): readonly BoardChoice[] {
  const key = choiceKey(status, evidenced);
  const lists = made.get(board) ?? new Map<string, readonly BoardChoice[]>();
  made.set(board, lists);
  const known = lists.get(key);
  if (known !== undefined) return known;
  const rules = board.rules[key] ?? [];
  const list = board.looks.map((look, at) => choiceOf(look, rules[at] ?? 0, status));
  lists.set(key, list);
  return list;
}
