// The words of the Statement of Applicability's page that belong to no status.
import type { SoaRule } from "@/lib/core/soa-checks";
import {
  APPLICABILITIES,
  APPLICABILITY,
  DELIVERIES,
  DELIVERY_LABEL,
  IMPLEMENTATION,
  IMPLEMENTATIONS,
} from "@/lib/core/statuses";

/** A row that is not there cannot be shown. */
type Mendable = Exclude<SoaRule, "not-addressed">;

/** What the link beside a failing check does. */
export const MEND_VERB: Readonly<Record<Mendable, { readonly one: string; readonly other: string }>> = {
  undecided: { one: "Decide", other: "Decide" },
  "no-reason": { one: "Add reason", other: "Add reasons" },
  "circular-reason": { one: "Edit reason", other: "Show rows" },
  "exclusion-without-justification": { one: "Add justification", other: "Show rows" },
  "circular-exclusion": { one: "Edit justification", other: "Show rows" },
  "excluded-while-cited": { one: "Decide", other: "Show rows" },
  "exclusion-against-scope": { one: "Decide", other: "Show rows" },
  "planned-without-date": { one: "Set date", other: "Show rows" },
  "implemented-without-evidence": { one: "Give reason", other: "Show rows" },
  "inheritance-refused": { one: "Change delivery", other: "Show rows" },
  "inherited-without-reliance": { one: "Show row", other: "Show rows" },
  "reliance-expired": { one: "Show row", other: "Show rows" },
  "not-traceable": { one: "Add record", other: "Show rows" },
  "out-of-step": { one: "Edit reason", other: "Show rows" },
  "no-scope": { one: "Open scope", other: "Open scope" },
  "no-risk-method": { one: "Open method", other: "Open method" },
  "no-climate": { one: "Decide", other: "Decide" },
  "not-approved": { one: "Open versions", other: "Open versions" },
  "no-internal-audit": { one: "Open clause", other: "Open clause" },
  "no-management-review": { one: "Open clause", other: "Open clause" },
  "cause-repeats-finding": { one: "Open record", other: "Open register" },
  "suggestions-unread": { one: "Read suggestion", other: "Read suggestions" },
  "in-words-only": { one: "Show row", other: "Show rows" },
  "accepted-before-control": { one: "Show row", other: "Show rows" },
  "generic-reason": { one: "Edit reason", other: "Show rows" },
  "same-text": { one: "Show row", other: "Show rows" },
  "old-numbering": { one: "Edit text", other: "Show rows" },
  "partial-without-evidence": { one: "Show row", other: "Show rows" },
  "target-passed": { one: "Set date", other: "Show rows" },
  "no-target": { one: "Set date", other: "Show rows" },
  "implemented-with-major": { one: "Show row", other: "Show rows" },
  "no-owner": { one: "Name owner", other: "Show rows" },
};

export const APPLICABILITY_OPTIONS = APPLICABILITIES.map((value) => ({ value, ...APPLICABILITY[value] }));
export const IMPLEMENTATION_OPTIONS = IMPLEMENTATIONS.map((value) => ({ value, ...IMPLEMENTATION[value] }));
export const DELIVERY_OPTIONS = DELIVERIES.map((value) => ({ value, label: DELIVERY_LABEL[value] }));
