// What a file of the statement says about itself: title, status, facts of the cover, legend and change log.
import { formatDate } from "@/lib/core/dates";
import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import { type ExportProfile, VERSION_STATE } from "@/lib/core/isms-statuses";
import { plainText } from "@/lib/core/plain-text";
import type { SoaCheck } from "@/lib/core/soa-checks";
import type { SoaDocument, SoaHeader } from "@/lib/core/soa-document";
import {
  APPLICABILITIES,
  APPLICABILITY,
  CONTROL_METHODS,
  DELIVERIES,
  DELIVERY_LABEL,
  IMPLEMENTATION,
  IMPLEMENTATIONS,
  METHOD_LABEL,
  REASON_KINDS,
  REASON_LABEL,
} from "@/lib/core/statuses";

export const SOA_TITLE = "Statement of Applicability";
export const SHAREABLE_CLASSIFICATION = "For customers and partners";
export const SHAREABLE_NOTE =
  "This edition leaves out justifications, descriptions, owners, evidence and findings. The full statement is shown to auditors.";

export type Line = readonly [name: string, value: string];

/** Approved once; only then does a file lose its watermark. */
export function isFinal({ status }: Pick<SoaHeader, "status">): boolean {
  return status === "approved" || status === "superseded";
}

/** The word across the pages of what nobody approved; null on an approved version. */
export function watermarkOf({ header }: Pick<SoaDocument, "header">): "DRAFT" | null {
  return isFinal(header) ? null : "DRAFT";
}

/** `Version 1.2`, `Draft`, `Draft, in review as 1.2`. */
export function versionName({ label, status }: Pick<SoaHeader, "label" | "status">): string {
  if (isFinal({ status }) && label !== null) return `Version ${label}`;
  return status === "in_review" && label !== null ? `Draft, in review as ${label}` : "Draft";
}

/** `Internal`, or the word for readers outside. */
export function classificationOf({ header }: Pick<SoaDocument, "header">, profile: ExportProfile): string {
  return profile === "shareable" ? SHAREABLE_CLASSIFICATION : plainText(header.classification);
}

function blockingCount(checks: readonly SoaCheck[]): number {
  return checks.filter((check) => check.severity === "blocking").length;
}

/** The first line of every sheet: what the reader holds in hands, and whether it may be relied on. */
export function statusLine({ header, checks }: Pick<SoaDocument, "header" | "checks">): string {
  if (isFinal(header)) {
    const { approval } = header;
    const by = approval === null ? "" : `, approved by ${approval.name} on ${approval.on}`;
    return plainText(`${versionName(header)}${by}.`);
  }
  const blocking = blockingCount(checks);
  const start = `DRAFT of ${header.date}, not approved.`;
  if (blocking === 0) return `${start} All blocking checks pass.`;
  return `${start} ${blocking} ${blocking === 1 ? "check blocks" : "checks block"} approval.`;
}

/** Categories of the SOC 2 report in words: "Security, Availability". */
export function categoriesText({ categories }: Pick<SoaHeader, "categories">): string {
  return categories.map((category) => CATEGORY_TITLE[category]).join(", ");
}

function scopeLine({ scope }: SoaHeader): string {
  if (scope === null) return "No approved scope statement";
  return `${scope.statement} (scope statement ${scope.number}, approved on ${scope.approvedOn})`;
}

function approvalLine({ approval }: SoaHeader): string {
  if (approval === null) return "Nobody yet";
  return approval.role === "" ? approval.name : `${approval.name}, ${approval.role}`;
}

function statusName(header: SoaHeader): string {
  const name = versionName(header);
  return isFinal(header) ? `${name} (${VERSION_STATE[header.status].label.toLowerCase()})` : name;
}

/** The facts of the cover, in order; those about people and reasons only in the internal edition. */
export function coverFacts(document: SoaDocument, profile: ExportProfile): readonly Line[] {
  const { header } = document;
  const { totals } = header;
  const inner = profile === "internal";
  const facts: readonly (Line | null)[] = [
    ["Organisation", header.organisation],
    ["Standard", header.standard],
    ["Scope", scopeLine(header)],
    ["SOC 2 categories in scope", categoriesText(header)],
    ["Classification", classificationOf(document, profile)],
    ["Status", statusName(header)],
    ["Date", header.date],
    inner && header.preparedBy !== null ? ["Prepared by", header.preparedBy] : null,
    ["Approved by", approvalLine(header)],
    header.approval === null ? null : ["Approved on", header.approval.on],
    inner && header.changeReason !== "" ? ["Reason for the change", header.changeReason] : null,
    ["Reference data", header.dataset],
    inner && header.sha256 !== null ? ["SHA-256 of the frozen content", header.sha256] : null,
    ["Included", `${totals.included} of ${totals.rows}`],
    ["Excluded", `${totals.excluded} of ${totals.rows}`],
    ["Undecided", `${totals.undecided} of ${totals.rows}`],
    inner ? ["Decided and justified", `${totals.decidedAndJustified} of ${totals.rows}`] : null,
    ["Implemented", `${totals.implemented} of ${totals.rows - totals.excluded} not excluded`],
  ];
  return facts.filter((fact) => fact !== null).map(([name, value]): Line => [name, plainText(value)]);
}

/** The checks of one severity of an unapproved internal edition as lines: what is wrong, how to mend it, which rows. */
export function checkLines(
  { header, checks }: Pick<SoaDocument, "header" | "checks">,
  severity: SoaCheck["severity"],
  profile: ExportProfile,
): readonly (readonly [sentence: string, mend: string, refs: string])[] {
  if (profile === "shareable" || isFinal(header)) return [];
  return checks
    .filter((check) => check.severity === severity)
    .map((check) => [check.sentence, check.mend, check.refs.join(", ")]);
}

const DELIVERY_MEANING = {
  own: "The organisation operates the control itself.",
  shared: "A provider does a part; the organisation keeps the rest.",
  inherited: "A provider operates the control; the organisation relies on its report or certificate.",
} as const;

const METHOD_MEANING = {
  policy: "A rule that the organisation has laid down.",
  procedure: "Steps that people follow, as described.",
  technical: "Systems do it, or keep people to it.",
  provider: "A provider does it for the organisation.",
} as const;

const REASON_MEANING = {
  risk: "An assessed risk is treated by the control.",
  legal: "A law or regulation asks for it.",
  contractual: "A contract promises it.",
  business: "The organisation decided so for its own business.",
} as const;

/** The legend: column, value, meaning. */
export const SOA_LEGEND: readonly (readonly [column: string, value: string, meaning: string])[] = [
  ...APPLICABILITIES.map(
    (key) => ["Applicability", APPLICABILITY[key].label, APPLICABILITY[key].meaning] as const,
  ),
  ...REASON_KINDS.map((kind) => ["Reason", REASON_LABEL[kind], REASON_MEANING[kind]] as const),
  ...IMPLEMENTATIONS.map(
    (key) => ["Implementation", IMPLEMENTATION[key].label, IMPLEMENTATION[key].meaning] as const,
  ),
  ...DELIVERIES.map((key) => ["Delivery", DELIVERY_LABEL[key], DELIVERY_MEANING[key]] as const),
  ...CONTROL_METHODS.map((key) => ["Method", METHOD_LABEL[key], METHOD_MEANING[key]] as const),
];

export const HISTORY_HEAD = ["Version", "Approved on", "Approved by", "Reason for the change"] as const;
export const CHANGES_HEAD = ["Ref", "Control", "Change", "Cell", "Before", "After"] as const;

/** Approved versions, newest first; this one leads when it is approved. Reasons only in the internal edition. */
export function historyLines(
  { header, history }: Pick<SoaDocument, "header" | "history">,
  profile: ExportProfile,
): readonly (readonly string[])[] {
  const { approval, label, changeReason } = header;
  const own =
    isFinal(header) && approval !== null && label !== null
      ? [{ label, approvedOn: approval.on, approvedBy: approval.name, changeReason }]
      : [];
  return [...own, ...history].map((line) =>
    [line.label, line.approvedOn, line.approvedBy, profile === "internal" ? line.changeReason : ""].map(
      plainText,
    ),
  );
}

const CHANGE = { added: "Added", removed: "Removed", changed: "Changed" } as const;

/** Every cell that differs from the approved version before; internal editions only. */
export function changeLines({ changes }: Pick<SoaDocument, "changes">): readonly (readonly string[])[] {
  return changes.map(({ ref, title, kind, cell, before, after }) =>
    [ref, title, CHANGE[kind], cell ?? "Whole row", before, after].map(plainText),
  );
}

/** The line at the foot of a printed page: standard with its amendment, scope, day, who approved. */
export function footLine({ header }: Pick<SoaDocument, "header">): string {
  const by = header.approval === null ? "not approved" : `approved by ${header.approval.name}`;
  const scope = header.scope === null ? "no approved scope" : `scope statement ${header.scope.number}`;
  const day = formatDate(header.approval?.on ?? header.date);
  return plainText(`${header.standard}, ${scope}, ${day}, ${by}`);
}

/** The line at the head of a printed page. */
export function headLine({ header }: Pick<SoaDocument, "header">): string {
  return plainText(`${header.organisation}: ${SOA_TITLE}, ${versionName(header)}`);
}
