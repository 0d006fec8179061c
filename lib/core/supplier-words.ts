// What the activity log says about a supplier, in one line after the person's name.

import { ACTIVITY_VERBS, type ActivityVerb } from "@/lib/core/audit-actions";
import { formatDate, isIsoDate } from "@/lib/core/dates";
import { SUPPLIER_DECISION_LABEL, SUPPLIER_DECISIONS } from "@/lib/core/isms-statuses";
import { sidesOf } from "@/lib/core/requirement-history";
import { SUPPLIER_CLAUSES } from "@/lib/core/supplier";

const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: "the name",
  service: "the service",
  tier: "the tier",
  ict: "the ICT supply-chain flag",
  dataTypes: "the data types",
  ownerId: "the owner",
  contractRef: "the contract",
  incidentProcedure: "the incident procedure",
  exitNote: "the exit note",
  nextReviewOn: "the next review",
  ...Object.fromEntries(
    SUPPLIER_CLAUSES.map(({ field, label }) => [field, `the clause on ${label.toLowerCase()}`]),
  ),
};

type After = Readonly<Record<string, unknown>>;

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function editWords(after: After): string {
  if (after.restored === true) return "brought the supplier back";
  const fields = Object.keys(after).flatMap((key) => FIELD_WORDS[key] ?? []);
  return fields.length === 0 ? "edited the supplier" : `changed ${fields.join(", ")}`;
}

function attestWords(after: After): string {
  const until = text(after.validUntil);
  const valid = isIsoDate(until) ? `, valid until ${formatDate(until)}` : "";
  const what = text(after.document) || "an attestation";
  if (after.archived === true) return `archived ${what}`;
  return `${after.edited === true ? "edited" : "recorded"} ${what}${valid}`;
}

function reviewWords(after: After): string {
  const decision = SUPPLIER_DECISIONS.find((one) => one === after.decision);
  if (decision !== undefined) return `closed the review: ${SUPPLIER_DECISION_LABEL[decision].toLowerCase()}`;
  return after.started === true ? "started a review" : "noted findings of the review";
}

function relianceWords(after: After): string {
  if (typeof after.entityControl === "string") return `set a user-entity control: "${after.entityControl}"`;
  const refs = Array.isArray(after.refs) ? after.refs.join(", ") : "";
  return refs === "" ? "edited a reliance statement" : `set the reliance statement for ${refs}`;
}

/** What an entry says about the supplier. */
export function supplierHistoryWords(verb: ActivityVerb, body: string): string {
  const { after } = sidesOf(body);
  switch (verb) {
    case "supplier.add":
      return after.imported === true ? "imported the supplier from a file" : "added the supplier";
    case "supplier.edit":
      return after.imported === true ? `${editWords(after)}, from a file` : editWords(after);
    case "supplier.archive":
      return isIsoDate(text(after.endedOn))
        ? `ended the supplier on ${formatDate(text(after.endedOn))}`
        : "ended the supplier";
    case "supplier.attest":
      return attestWords(after);
    case "supplier.review":
      return reviewWords(after);
    case "reliance.set":
      return relianceWords(after);
    default:
      return ACTIVITY_VERBS[verb];
  }
}
