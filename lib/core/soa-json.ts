// The statement as JSON for machines: one strict shape for each edition, checked before a file leaves.
import { z } from "zod";
import { ANNEX_THEMES } from "@/lib/core/frameworks/types";
import { type ExportProfile, VERSION_STATES } from "@/lib/core/isms-statuses";
import { plainText } from "@/lib/core/plain-text";
import type { SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import { classificationOf, isFinal, SHAREABLE_NOTE, SOA_TITLE } from "@/lib/core/soa-export-words";
import {
  APPLICABILITIES,
  CONTROL_METHODS,
  DELIVERIES,
  IMPLEMENTATIONS,
  REASON_KINDS,
} from "@/lib/core/statuses";

const text = z.string();
const day = z.iso.date();
const count = z.number().int().min(0);
const target = z.strictObject({ number: text, title: text });

const head = {
  ref: text,
  annexNumber: text.nullable(),
  title: text,
  theme: z.enum(ANNEX_THEMES).nullable(),
  applicability: z.enum(APPLICABILITIES),
};
const tail = {
  implementation: z.enum(IMPLEMENTATIONS),
  delivery: z.enum(DELIVERIES),
  methods: z.array(z.enum(CONTROL_METHODS)),
  soc2Criteria: z.array(text),
};

const internalRow = z.strictObject({
  ...head,
  reasons: z.array(z.strictObject({ kind: z.enum(REASON_KINDS), detail: text, fromRegister: z.boolean() })),
  justification: text,
  justificationForExclusion: text,
  ...tail,
  targetOn: day.nullable(),
  description: text,
  owner: text.nullable(),
  risks: z.array(target),
  obligations: z.array(target),
  reliance: z
    .strictObject({
      ...{ provider: text, document: text, validUntil: day, valid: z.boolean() },
      /** What stays with the organisation: gaps of the document, and controls that it leaves to its customers. */
      residual: z.array(text),
    })
    .nullable(),
  evidence: z.strictObject({ current: count, items: z.array(text), lastAcceptedOn: day.nullable() }),
  implementedWithoutEvidenceBecause: text,
  openNonconformities: z.array(text),
  lastReviewedOn: day.nullable(),
});

const shareableRow = z.strictObject({ ...head, reasonKinds: z.array(z.enum(REASON_KINDS)), ...tail });

const common = {
  format: z.literal("carryover-soa"),
  formatVersion: z.literal(1),
  title: z.literal(SOA_TITLE),
  organisation: text,
  standard: text,
  classification: text,
  scope: z.strictObject({ number: count, statement: text, approvedOn: day }).nullable(),
  soc2Categories: z.array(text),
  referenceData: text,
  version: text.nullable(),
  status: z.enum(VERSION_STATES),
  draft: z.boolean(),
  date: day,
  approval: z.strictObject({ name: text, role: text, on: day }).nullable(),
  totals: z.strictObject({
    rows: count,
    included: count,
    excluded: count,
    undecided: count,
    decidedAndJustified: count,
    implemented: count,
  }),
};

const internalShape = z.strictObject({
  ...common,
  profile: z.literal("internal"),
  preparedBy: text.nullable(),
  changeReason: text,
  contentSha256: text.nullable(),
  checks: z.array(
    z.strictObject({
      rule: text,
      severity: z.enum(["blocking", "warning"]),
      refs: z.array(text),
      sentence: text,
      mend: text,
    }),
  ),
  rows: z.array(internalRow),
  changes: z.array(
    z.strictObject({
      ...{ kind: z.enum(["added", "removed", "changed"]), ref: text, title: text, cell: text.nullable() },
      ...{ before: text, after: text },
    }),
  ),
  history: z.array(z.strictObject({ label: text, approvedOn: day, approvedBy: text, changeReason: text })),
});

const shareableShape = z.strictObject({
  ...common,
  profile: z.literal("shareable"),
  note: text,
  rows: z.array(shareableRow),
  history: z.array(z.strictObject({ label: text, approvedOn: day, approvedBy: text })),
});

/** The two editions, told apart by `profile`; nothing that is not named here is accepted. */
export const soaJsonShape = z.discriminatedUnion("profile", [internalShape, shareableShape]);
export type SoaJson = z.output<typeof soaJsonShape>;

function headOf(row: SoaDocumentRow) {
  const { ref, title, theme, applicability } = row;
  return { ref, annexNumber: theme === null ? null : ref.slice(2), title, theme, applicability };
}

function tailOf({ implementation, delivery, methods, criteria }: SoaDocumentRow) {
  return { implementation, delivery, methods: methods ?? [], soc2Criteria: criteria };
}

const named = ({ number, title }: { readonly number: string; readonly title: string }) => ({ number, title });

function internalRowOf(row: SoaDocumentRow) {
  const { reliance } = row;
  return {
    ...headOf(row),
    reasons: row.reasons.map(({ kind, detail, cited }) => ({ kind, detail, fromRegister: cited })),
    justification: row.justification,
    justificationForExclusion: row.exclusionJustification,
    ...tailOf(row),
    targetOn: row.targetOn,
    description: row.description,
    owner: row.ownerName,
    risks: row.risks.map(named),
    obligations: row.obligations.map(named),
    reliance:
      reliance === null
        ? null
        : {
            ...{ provider: reliance.provider, document: reliance.document },
            ...{ validUntil: reliance.validUntil, valid: reliance.valid },
            residual: reliance.residual ?? [],
          },
    evidence: { current: row.currentCount, items: row.evidence, lastAcceptedOn: row.acceptedOn },
    implementedWithoutEvidenceBecause: row.evidenceOverride,
    openNonconformities: row.nonconformities,
    lastReviewedOn: row.reviewedOn,
  };
}

function shareableRowOf(row: SoaDocumentRow) {
  return { ...headOf(row), reasonKinds: [...new Set(row.reasons.map(({ kind }) => kind))], ...tailOf(row) };
}

function commonOf(document: SoaDocument, profile: ExportProfile) {
  const { header } = document;
  return {
    format: "carryover-soa",
    formatVersion: 1,
    title: SOA_TITLE,
    organisation: header.organisation,
    standard: header.standard,
    classification: classificationOf(document, profile),
    scope: header.scope,
    soc2Categories: header.categories,
    referenceData: header.dataset,
    version: header.label,
    status: header.status,
    draft: !isFinal(header),
    date: header.date,
    approval: header.approval,
    totals: header.totals,
  };
}

function contentOf(document: SoaDocument, profile: ExportProfile) {
  const { header, rows, checks, changes, history } = document;
  if (profile === "shareable") {
    return {
      ...commonOf(document, profile),
      ...{ profile, note: SHAREABLE_NOTE },
      rows: rows.map(shareableRowOf),
      history: history.map(({ label, approvedOn, approvedBy }) => ({ label, approvedOn, approvedBy })),
    };
  }
  return {
    ...commonOf(document, profile),
    ...{ profile, preparedBy: header.preparedBy, changeReason: header.changeReason },
    contentSha256: header.sha256,
    checks,
    rows: rows.map(internalRowOf),
    ...{ changes, history },
  };
}

function plain(value: unknown): unknown {
  if (typeof value === "string") return plainText(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

/** One edition as a value of the strict shape. Throws when the document does not fit it. */
export function soaJson(document: SoaDocument, profile: ExportProfile): SoaJson {
  return soaJsonShape.parse(plain(contentOf(document, profile)));
}
