// The ISO/IEC 27701 column of the privacy criteria in one edition. It is read beside the crosswalk and enters no number of it.
import {
  PRIVACY_CONTROL_NAME,
  PRIVACY_ROWS,
  type PrivacyConfidence,
  type PrivacyRow,
} from "@/lib/core/frameworks/iso-27701";

export type PrivacyEdition = "2025" | "2019";

/** Shown first wherever an edition has to be chosen. */
export const DEFAULT_PRIVACY_EDITION: PrivacyEdition = "2025";

export type PrivacyControl = { readonly number: string; readonly name: string };
export type PrivacyView = {
  readonly criterion: string;
  readonly edition: PrivacyEdition;
  readonly controller: readonly PrivacyControl[];
  readonly processor: readonly PrivacyControl[];
  /** Security controls of the edition itself; the 2019 edition leaves those to ISO/IEC 27001 and 27002. */
  readonly shared: readonly PrivacyControl[];
  readonly confidence: PrivacyConfidence;
  readonly basis: string;
};

/**
 * The 2025 number of a 2019 control: chapter 7 became Table A.1, chapter 8 Table A.2, and each last number went up by one.
 * Null for anything else.
 */
export function successorOf(number: string): string | null {
  const match = /^([78])\.(\d+)\.(\d+)$/.exec(number);
  if (match === null) return null;
  return `A.${match[1] === "7" ? "1" : "2"}.${match[2]}.${Number(match[3]) + 1}`;
}

function named(number: string): PrivacyControl {
  return { number, name: PRIVACY_CONTROL_NAME[successorOf(number) ?? number] ?? "" };
}

function viewOf(row: PrivacyRow, edition: PrivacyEdition): PrivacyView {
  return {
    criterion: row.criterion,
    edition,
    controller: row.controller[edition].map(named),
    processor: row.processor[edition].map(named),
    shared: edition === "2025" ? row.shared.map(named) : [],
    confidence: row.confidence,
    basis: row.basis,
  };
}

/** The column of one criterion; null for criteria outside Privacy. */
export function privacyView(criterion: string, edition: PrivacyEdition): PrivacyView | null {
  const row = PRIVACY_ROWS.find((one) => one.criterion === criterion);
  return row === undefined ? null : viewOf(row, edition);
}

/** All 18 criteria, in standard order. */
export function privacyTable(edition: PrivacyEdition): readonly PrivacyView[] {
  return PRIVACY_ROWS.map((row) => viewOf(row, edition));
}
