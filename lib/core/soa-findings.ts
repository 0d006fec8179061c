// What an auditor looks for in the rows of a Statement of Applicability, one question at a time.

import type { IsoDate } from "@/lib/core/dates";
import { isWritten } from "@/lib/core/decision";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import type { TscCategory } from "@/lib/core/frameworks/types";
import type { Hosting } from "@/lib/core/programme";
import { canInherit, type SoaRow } from "@/lib/core/soa";

/** What the workspace says about itself; null where it has not said. */
export type SoaContext = {
  readonly today: IsoDate;
  readonly hosting: Hosting;
  readonly categories: readonly TscCategory[];
  readonly remoteStaff: boolean | null;
  readonly outsourcedDevelopment: boolean | null;
  /** References whose reliance statement is valid today. */
  readonly relied: ReadonlySet<string>;
  /** References whose reliance statements have all ended. */
  readonly lapsed: ReadonlySet<string>;
  /** References with a suggestion that nobody has accepted or dismissed. */
  readonly suggested: ReadonlySet<string>;
  readonly ground: SoaGround;
};

/** What a statement rests on besides its rows. */
type SoaGround = {
  readonly scopeApproved: boolean;
  readonly methodApproved: boolean;
  readonly climateDetermined: boolean;
  /** The register holds risks, so a risk named in words can be looked for. */
  readonly hasRisks: boolean;
  /** References of controls behind a risk whose residual was accepted. */
  readonly settled: ReadonlySet<string>;
  /** A version of the statement is in force. */
  readonly versionApproved: boolean;
  /** Clauses with current evidence. */
  readonly evidencedClauses: ReadonlySet<string>;
  /** Numbers of nonconformities whose root cause says no more than the finding. */
  readonly symptoms: readonly string[];
};

/** Whether the row is decided that way. */
export const included = (row: SoaRow) => row.applicability === "included";
/** Whether the row is decided that way. */
export const excluded = (row: SoaRow) => row.applicability === "excluded";

/** The words that give a reason, over which the checks of wording run. */
export function reasonTexts(row: SoaRow): readonly string[] {
  return [row.justification, ...row.reasons.map((reason) => reason.detail)].filter(isWritten);
}

/** Excluded although what the workspace says about its scope calls for the control. */
export function contradictsScope(row: SoaRow, context: SoaContext): boolean {
  if (!excluded(row)) return false;
  const contradictions: Readonly<Record<string, boolean>> = {
    "A.6.7": context.remoteStaff === true,
    "A.8.30": context.outsourcedDevelopment === true,
    "A.5.23": context.hosting === "cloud",
    "A.5.34": context.categories.includes("privacy"),
  };
  return contradictions[row.ref] ?? false;
}

/** References of rows that share one text with at least four others. */
export function boilerplate(rows: readonly SoaRow[]): readonly string[] {
  const byText = new Map<string, string[]>();
  for (const row of rows) {
    const text = excluded(row) ? row.exclusionJustification : row.justification;
    const key = text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
    if (key !== "") byText.set(key, [...(byText.get(key) ?? []), row.ref]);
  }
  return [...byText.values()].filter((refs) => refs.length >= 5).flat();
}

/** Controls of Annex A that have no row. */
export function missing(rows: readonly SoaRow[]): readonly string[] {
  const present = new Set(rows.map((row) => row.ref));
  return CONTROLS.map((control) => control.ref).filter((ref) => !present.has(ref));
}

/** Inherited, and no reliance statement that is valid today names the control. */
export function inheritsWithoutReliance(row: SoaRow, { relied }: SoaContext): boolean {
  return !excluded(row) && row.delivery === "inherited" && canInherit(row.ref).ok && !relied.has(row.ref);
}

/** Nothing behind the inclusion: no record that names the control, and nothing written either. */
export function untraced(row: SoaRow): boolean {
  return included(row) && row.reasons.length > 0 && row.citedBy.length === 0 && reasonTexts(row).length === 0;
}

/** A risk, law or contract is claimed, and no record of the registers names the control. */
export function inWordsOnly(row: SoaRow): boolean {
  const claimed = row.reasons.some((reason) => reason.kind !== "business");
  return included(row) && claimed && row.citedBy.length === 0 && reasonTexts(row).length > 0;
}

const RISK_NUMBER = /\bR-\d{3,}\b/g;

/** Names a risk that did not choose the control. */
export function outOfStep(row: SoaRow, { ground }: SoaContext): boolean {
  if (!ground.hasRisks || !included(row)) return false;
  const chosen = new Set(row.citedBy.join(" ").match(RISK_NUMBER) ?? []);
  const risks = row.reasons.filter((reason) => reason.kind === "risk").map((reason) => reason.detail);
  return (risks.join(" ").match(RISK_NUMBER) ?? []).some((number) => !chosen.has(number));
}
