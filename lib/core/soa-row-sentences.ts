// What the checks say at a row of the statement, in short.

import type { SoaCheck, SoaRule } from "@/lib/core/soa-checks";

/** Sentences at a row; none where the cells say it already, or where it is about no row. */
const AT_ROW: Readonly<Partial<Record<SoaRule, string>>> = {
  "no-reason": "No reason recorded. Add one: risk, legal, contract or business.",
  "circular-reason": "Says only that the standard lists it. Name the risk, law, contract or business need.",
  "exclusion-without-justification": "No justification. Say why the control is not necessary.",
  "circular-exclusion": "Gives no reason. Say what is absent from the scope.",
  "excluded-while-cited": "Cited by a risk, an obligation or a contract.",
  "exclusion-against-scope": "The scope calls for this control.",
  "planned-without-date": "Planned without a target date.",
  "implemented-without-evidence":
    "Implemented with no current evidence. Attach it, or say why none is needed.",
  "inheritance-refused": "Cannot be inherited. Choose Own or Shared.",
  "inherited-without-reliance": "No valid reliance statement names it. Record one under Suppliers.",
  "reliance-expired": "The reliance statement behind it has ended.",
  "not-traceable": "Nothing stands behind the reason. Name the record or the business need.",
  "out-of-step": "Names a risk whose treatment does not choose this control.",
  "accepted-before-control": "The residual risk behind it is accepted, but it does not operate yet.",
  "generic-reason": "The reason would fit any control.",
  "same-text": "Shares its justification with at least four other rows.",
  "old-numbering": "Names a control number of the 2013 edition.",
  "partial-without-evidence": "Partial with no current evidence.",
  "target-passed": "Target date passed.",
  "implemented-with-major": "An open major nonconformity names this control.",
};

/** The sentences of one severity that a row prints below its cells. */
export function sentencesAt(ref: string, checks: readonly SoaCheck[], severity: SoaCheck["severity"]) {
  return checks
    .filter((check) => check.severity === severity && check.refs.includes(ref))
    .map((check) => AT_ROW[check.rule])
    .filter((sentence) => sentence !== undefined);
}
