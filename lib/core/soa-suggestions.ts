// What the crosswalk, the risks and the evidence suggest for a row: words for how it is implemented and evidence to attach.
// Never an inclusion reason: a mapping says what evidence serves, not what is necessary.

import { SOA_TEXT_LIMIT, type SoaRow } from "@/lib/core/soa";
import { clipped } from "@/lib/core/storable";

export const SUGGESTION_FIELDS = ["description", "evidence"] as const;
export type SuggestionField = (typeof SUGGESTION_FIELDS)[number];

/** An accepted, current piece of evidence for a criterion that pairs with the control in full. */
export type FullItem = {
  readonly id: string;
  readonly label: string;
  readonly linked: boolean;
  /** The link was proposed before and somebody declined it. */
  readonly declined: boolean;
};
export type FullEvidence = { readonly via: readonly string[]; readonly items: readonly FullItem[] };
/** A risk that the control treats, with the words of its treatment. */
export type TreatedRisk = { readonly number: string; readonly title: string; readonly note: string };

export type SuggestionGround = {
  readonly full: ReadonlyMap<string, FullEvidence>;
  readonly risks: ReadonlyMap<string, readonly TreatedRisk[]>;
};

export type SoaSuggestion = {
  readonly ref: string;
  readonly field: SuggestionField;
  /** The words for the description, or the evidence to attach in words. */
  readonly text: string;
  /** What it rests on, as the mark beside it prints. */
  readonly because: string;
  /** The crosswalk's Full pairs have a part in it. */
  readonly fromFull: boolean;
  /** Evidence to link; empty for a description. */
  readonly itemIds: readonly string[];
};

const NAMED = 5;

function listed(names: readonly string[]): string {
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join("; ") + (more > 0 ? ` and ${more} more` : "");
}

type DescribedRow = Pick<SoaRow, "ref" | "applicability" | "description">;

function describe(row: DescribedRow, full: FullEvidence | undefined, risks: readonly TreatedRisk[]) {
  const treated = risks.filter((risk) => risk.note !== "");
  if (full === undefined && treated.length === 0) return null;
  const parts = [
    ...(full === undefined
      ? []
      : [
          `In operation for SOC 2 ${full.via.join(", ")}; evidence: ${listed(full.items.map((item) => item.label))}.`,
        ]),
    ...treated.map(({ number, title, note }) => `Treats ${number} ${title}: ${note}`),
  ];
  const because = [
    ...(full === undefined ? [] : [`Full with ${full.via.join(", ")}`]),
    ...treated.map((risk) => risk.number),
  ];
  return {
    ref: row.ref,
    field: "description" as const,
    text: clipped(parts.join("\n"), SOA_TEXT_LIMIT),
    because: because.join(", "),
    fromFull: full !== undefined,
    itemIds: [],
  };
}

function attach(ref: string, full: FullEvidence | undefined): SoaSuggestion | null {
  const items = full?.items.filter((item) => !item.linked && !item.declined) ?? [];
  if (full === undefined || items.length === 0) return null;
  return {
    ref,
    field: "evidence",
    text: `Attach ${listed(items.map((item) => item.label))}.`,
    because: `Full with ${full.via.join(", ")}`,
    fromFull: true,
    itemIds: items.map((item) => item.id),
  };
}

/** Suggestions in the order of the rows; none for an excluded row, and none for a description that somebody wrote. */
export function suggestionsFor(
  rows: readonly DescribedRow[],
  { full, risks }: SuggestionGround,
): readonly SoaSuggestion[] {
  return rows
    .filter((row) => row.applicability !== "excluded")
    .flatMap((row) => {
      const evidence = full.get(row.ref);
      const written = row.description.trim() !== "";
      const words = written ? null : describe(row, evidence, risks.get(row.ref) ?? []);
      return [words, attach(row.ref, evidence)].filter((one) => one !== null);
    });
}

/** The text whose hash says whether a suggestion is still the one that was read. */
export function suggestionText({ ref, field, text, itemIds }: SoaSuggestion): string {
  return JSON.stringify([ref, field, text, [...itemIds].sort()]);
}
