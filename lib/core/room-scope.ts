// What a room covers: whole kinds of requirements, or single ones, kept as a list of references.

import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { belongsTo, type RoomStandard } from "@/lib/core/room";
import type { RequirementKind } from "@/lib/core/statuses";

export type Covered = { readonly ref: string; readonly kind: RequirementKind };

/** The kinds that can be chosen as a whole, in the order in which they are offered. */
export const COVER_KINDS = [
  "control",
  "own",
  "clause",
  "criterion",
] as const satisfies readonly RequirementKind[];
export const COVER_LABEL: Readonly<Record<(typeof COVER_KINDS)[number], string>> = {
  control: "All controls of Annex A",
  own: "All own controls",
  clause: "All requirements of clauses 4 to 10",
  criterion: "All trust services criteria in scope",
};

/** The kinds that a room of the standard can cover. */
export function kindsOf(standard: RoomStandard): readonly (typeof COVER_KINDS)[number][] {
  return COVER_KINDS.filter((kind) => belongsTo(kind, standard));
}

/** The references that the choice stands for, in standard order; unknown ones are left out. */
export function coveredRefs(
  all: readonly Covered[],
  choice: { readonly kinds: readonly string[]; readonly refs: readonly string[] },
): readonly string[] {
  const named = new Set(choice.refs);
  return all
    .filter(({ ref, kind }) => choice.kinds.includes(kind) || named.has(ref))
    .map(({ ref }) => ref)
    .sort(compareRefs);
}

/** The choice that a list of references was made by: kinds that are there as a whole, and the rest one by one. */
export function choiceOf(
  all: readonly Covered[],
  granted: ReadonlySet<string>,
): { readonly kinds: readonly string[]; readonly refs: readonly string[] } {
  const kinds = COVER_KINDS.filter((kind) => {
    const of = all.filter((one) => one.kind === kind);
    return of.length > 0 && of.every(({ ref }) => granted.has(ref));
  });
  const whole = new Set<string>(kinds);
  const refs = all.filter(({ ref, kind }) => granted.has(ref) && !whole.has(kind)).map(({ ref }) => ref);
  return { kinds, refs: refs.sort(compareRefs) };
}
