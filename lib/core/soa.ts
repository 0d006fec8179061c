// The Statement of Applicability: what a row may become, what delivery is proposed, and the totals.

import { type Count, countOf } from "@/lib/core/count";
import type { IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, isWritten, refused } from "@/lib/core/decision";
import type { AnnexTheme } from "@/lib/core/frameworks/types";
import type { Hosting } from "@/lib/core/programme";
import type { Applicability, Delivery, Implementation, ReasonKind } from "@/lib/core/statuses";

export type SoaReason = { readonly kind: ReasonKind; readonly detail: string };

export type SoaRow = {
  readonly ref: string;
  readonly title: string;
  /** Null for own controls. */
  readonly theme: AnnexTheme | null;
  readonly applicability: Applicability;
  readonly reasons: readonly SoaReason[];
  /** How the inclusion reasons apply here. */
  readonly justification: string;
  readonly exclusionJustification: string;
  /** How the control is implemented. */
  readonly description: string;
  readonly implementation: Implementation;
  readonly targetOn: IsoDate | null;
  readonly delivery: Delivery;
  /** Why "Implemented" stands without current evidence; empty when it does not need to. */
  readonly evidenceOverride: string;
  readonly ownerId: string | null;
  readonly evidenceCount: number;
  readonly evidencedCurrent: boolean;
  /** Risks, obligations and contracts that name the control; empty until those registers exist. */
  readonly citedBy: readonly string[];
  readonly openMajor: number;
};

/** Controls of a provider's premises that a company without own premises may inherit under a reliance statement. */
const INHERITABLE = new Set(["A.7.5", "A.7.11", "A.7.12", "A.7.13"]);
/** Own desks and own equipment: no provider takes these over. */
const NEVER_INHERITED = new Set(["A.7.7", "A.7.8"]);
/** Partly in own hands wherever the data centre is; our reading. */
export const AT_MOST_SHARED: ReadonlySet<string> = new Set(["A.7.9", "A.7.10", "A.7.14", "A.8.1"]);
/** Access to premises: the provider's for the data centre, one's own for any office; our reading. */
const SHARED_PREMISES = new Set(["A.7.1", "A.7.2", "A.7.3", "A.7.4", "A.7.6"]);

/** Whether the control may be inherited from a provider at all. Own controls may. */
export function canInherit(ref: string): Decision {
  if (NEVER_INHERITED.has(ref)) {
    return refused(`${ref} concerns your own desks, screens and equipment. No provider can take it over.`);
  }
  if (AT_MOST_SHARED.has(ref)) {
    return refused(`${ref} stays partly in your hands. Choose Shared and say what the provider does.`);
  }
  return ALLOWED;
}

/** Whether the row may be set to Inherited now. */
export function mayInherit(ref: string, relied: boolean): Decision {
  const decision = canInherit(ref);
  if (!decision.ok || relied) return decision;
  return refused(`No valid reliance statement names ${ref}. Record one under Suppliers first.`);
}

/** The delivery to propose for a new row. A proposal about who does it, never about whether it is covered. */
export function proposedDelivery(ref: string, hosting: Hosting): Delivery {
  if (hosting !== "cloud") return "own";
  if (INHERITABLE.has(ref)) return "inherited";
  return SHARED_PREMISES.has(ref) ? "shared" : "own";
}

// ---- edits ----

export type SoaChange = Partial<
  Pick<
    SoaRow,
    | "applicability"
    | "reasons"
    | "justification"
    | "exclusionJustification"
    | "description"
    | "implementation"
    | "targetOn"
    | "delivery"
    | "evidenceOverride"
  >
>;
/** Sentences by field; empty when the change may be stored. */
export type SoaRefusals = Partial<Record<keyof SoaChange, string>>;

export const SOA_TEXT_LIMIT = 4_000;
const TEXTS = ["justification", "exclusionJustification", "description", "evidenceOverride"] as const;

/**
 * Why the change may not be stored on this row: the state machine of applicability, implementation and delivery.
 * `relied` says that a valid reliance statement names the control.
 */
export function validateRow(change: SoaChange, row: SoaRow, relied: boolean): SoaRefusals {
  const next: SoaRow = { ...row, ...change };
  return {
    ...applicabilityRefusal(change, next),
    ...implementationRefusal(change, next),
    ...deliveryRefusal(change, next, relied),
    ...textRefusals(change),
  };
}

function applicabilityRefusal(change: SoaChange, next: SoaRow): SoaRefusals {
  if (
    next.applicability === "excluded" &&
    (change.applicability ?? change.exclusionJustification) !== undefined
  ) {
    if (next.citedBy.length > 0) {
      const cited = next.citedBy.join(", ");
      return { applicability: `${next.ref} cannot be excluded while it is cited by ${cited}.` };
    }
    if (!isWritten(next.exclusionJustification)) {
      return { exclusionJustification: `Say why ${next.ref} is not necessary.` };
    }
  }
  if (change.applicability === "included" && next.reasons.length === 0) {
    return { reasons: "Give at least one reason: risk, legal, contract or business." };
  }
  return {};
}

function implementationRefusal(change: SoaChange, next: SoaRow): SoaRefusals {
  const touched = change.implementation !== undefined || change.targetOn !== undefined;
  return touched && next.implementation === "planned" && next.targetOn === null
    ? { targetOn: "Planned needs a target date." }
    : {};
}

function deliveryRefusal(change: SoaChange, next: SoaRow, relied: boolean): SoaRefusals {
  const decision = change.delivery === "inherited" ? mayInherit(next.ref, relied) : ALLOWED;
  return decision.ok ? {} : { delivery: decision.reason };
}

function textRefusals(change: SoaChange): SoaRefusals {
  const long = TEXTS.filter((field) => [...(change[field] ?? "")].length > SOA_TEXT_LIMIT);
  return Object.fromEntries(long.map((field) => [field, "Write at most 4,000 characters."]));
}

// ---- numbers ----

/** A row is decided and justified when it is included with a reason or excluded with a justification. */
export function isJustified(row: SoaRow): boolean {
  if (row.applicability === "included") return row.reasons.length > 0;
  return row.applicability === "excluded" && isWritten(row.exclusionJustification);
}

/** "Implemented" with neither current evidence nor a written override. */
export function isUnsupported(row: SoaRow): boolean {
  return row.implementation === "implemented" && !row.evidencedCurrent && !isWritten(row.evidenceOverride);
}

const kept = (row: SoaRow) => row.applicability !== "excluded";

/** One predicate per number and saved view, for the totals and for the list. */
export const SOA_FILTERS = {
  all: { label: "All", test: () => true },
  included: { label: "Included", test: (row) => row.applicability === "included" },
  excluded: { label: "Excluded", test: (row) => row.applicability === "excluded" },
  undecided: { label: "Undecided", test: (row) => row.applicability === "undecided" },
  justified: { label: "Decided and justified", test: isJustified },
  "not-justified": { label: "Not justified", test: (row) => !isJustified(row) },
  implemented: {
    label: "Implemented",
    test: (row) => kept(row) && row.implementation === "implemented",
  },
  "no-evidence": { label: "No evidence", test: (row) => kept(row) && row.evidenceCount === 0 },
  unsupported: { label: "Implemented without evidence", test: (row) => kept(row) && isUnsupported(row) },
  inherited: { label: "Inherited", test: (row) => kept(row) && row.delivery === "inherited" },
  own: { label: "Own controls", test: (row) => row.theme === null },
} as const satisfies Record<string, { label: string; test: (row: SoaRow) => boolean }>;
export type SoaFilter = keyof typeof SOA_FILTERS;
export const SOA_FILTER_NAMES = Object.keys(SOA_FILTERS) as readonly SoaFilter[];

/** Whether the text of a `?show=` parameter names a filter of the SoA. */
export function isSoaFilter(text: string): text is SoaFilter {
  return Object.hasOwn(SOA_FILTERS, text);
}

/** The rows of one filter, in the order given. */
export function selectSoaRows(rows: readonly SoaRow[], filter: SoaFilter): readonly SoaRow[] {
  return rows.filter(SOA_FILTERS[filter].test);
}

export type SoaTotals = {
  readonly included: Count;
  readonly excluded: Count;
  readonly undecided: Count;
  readonly decidedAndJustified: Count;
  /** Of the rows that are not excluded. */
  readonly implemented: Count;
};

/** The totals of the cover and of the page: Annex A and own controls together. */
export function soaTotals(rows: readonly SoaRow[]): SoaTotals {
  const pick = (filter: SoaFilter, of: number) =>
    countOf(
      selectSoaRows(rows, filter).map((row) => row.ref),
      of,
    );
  return {
    included: pick("included", rows.length),
    excluded: pick("excluded", rows.length),
    undecided: pick("undecided", rows.length),
    decidedAndJustified: pick("justified", rows.length),
    implemented: pick("implemented", rows.filter(kept).length),
  };
}
