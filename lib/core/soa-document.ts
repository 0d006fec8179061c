// The Statement of Applicability as a document: the live draft and every frozen version in one form, the only thing that exports take.
import { z } from "zod";
import { canonicalJson } from "@/lib/core/canonical-json";
import type { IsoDate } from "@/lib/core/dates";
import { ANNEX_THEMES, type TscCategory } from "@/lib/core/frameworks/types";
import type { VersionState } from "@/lib/core/isms-statuses";
import { type SoaRow, soaTotals } from "@/lib/core/soa";
import type { SoaCheck } from "@/lib/core/soa-checks";
import { SOA_RULE_NAMES } from "@/lib/core/soa-checks";
import type { SoaRowDto } from "@/lib/core/soa-dto";
import {
  APPLICABILITIES,
  CONTROL_METHODS,
  type ControlMethod,
  DELIVERIES,
  IMPLEMENTATIONS,
  REASON_KINDS,
} from "@/lib/core/statuses";

export const SOA_STANDARD = "ISO/IEC 27001:2022 + Amd 1:2024";
export const SOA_CLASSIFICATION = "Internal";

export type SoaScopeFacts = {
  readonly number: number;
  readonly statement: string;
  readonly approvedOn: IsoDate;
};

export type SoaDocumentTotals = {
  readonly rows: number;
  readonly included: number;
  readonly excluded: number;
  readonly undecided: number;
  readonly decidedAndJustified: number;
  readonly implemented: number;
};

/** What is frozen with the rows when a version is handed in. */
export type SoaContentHeader = {
  readonly organisation: string;
  readonly standard: string;
  readonly classification: string;
  /** The approved scope statement; null while there is none. */
  readonly scope: SoaScopeFacts | null;
  readonly categories: readonly TscCategory[];
  /** Edition of the reference data: controls, criteria, pairs. */
  readonly dataset: string;
  /** "1.1"; null for the live draft. */
  readonly label: string | null;
  /** The day the rows were read. */
  readonly date: IsoDate;
  /** Who handed the version in; null for the live draft. */
  readonly preparedBy: string | null;
  readonly changeReason: string;
  readonly totals: SoaDocumentTotals;
};

export type SoaApproval = { readonly name: string; readonly role: string; readonly on: IsoDate };

export type SoaHeader = SoaContentHeader & {
  readonly status: VersionState;
  /** Null until a named person has approved. */
  readonly approval: SoaApproval | null;
  /** SHA-256 of the frozen content, hexadecimal; null for the live draft. */
  readonly sha256: string | null;
};

export type SoaDocumentRow = Omit<SoaRowDto, "version" | "requirementVersion" | "methods"> & {
  /** Absent in versions that were frozen before methods were recorded: their text stays what its hash stands for. */
  readonly methods?: readonly ControlMethod[] | undefined;
  /** References or titles of the current pieces of evidence. */
  readonly evidence: readonly string[];
};

/** One cell that differs from the earlier version; `cell` is null for a whole row that came or went. */
export type SoaCellChange = {
  readonly kind: "added" | "removed" | "changed";
  readonly ref: string;
  readonly title: string;
  readonly cell: string | null;
  readonly before: string;
  readonly after: string;
};

export type SoaHistoryLine = {
  readonly label: string;
  readonly approvedOn: IsoDate;
  readonly approvedBy: string;
  readonly changeReason: string;
};

type Body = {
  /** In standard order, own controls last. */
  readonly rows: readonly SoaDocumentRow[];
  readonly checks: readonly SoaCheck[];
  /** Against the approved version before it; empty for the first. */
  readonly changes: readonly SoaCellChange[];
  /** Approved versions before it, newest first. */
  readonly history: readonly SoaHistoryLine[];
};
/** What a version freezes. */
export type SoaContent = Body & { readonly header: SoaContentHeader };
export type SoaDocument = Body & { readonly header: SoaHeader };

/** The numbers of the cover. */
export function documentTotals(rows: readonly SoaRow[]): SoaDocumentTotals {
  const totals = soaTotals(rows);
  return {
    rows: rows.length,
    included: totals.included.count,
    excluded: totals.excluded.count,
    undecided: totals.undecided.count,
    decidedAndJustified: totals.decidedAndJustified.count,
    implemented: totals.implemented.count,
  };
}

const text = z.string();
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const target = z.strictObject({ id: text, number: text, title: text });

const row = z.strictObject({
  ref: text,
  title: text,
  about: text,
  theme: z.enum(ANNEX_THEMES).nullable(),
  applicability: z.enum(APPLICABILITIES),
  reasons: z.array(z.strictObject({ kind: z.enum(REASON_KINDS), detail: text, cited: z.boolean() })),
  justification: text,
  exclusionJustification: text,
  description: text,
  implementation: z.enum(IMPLEMENTATIONS),
  targetOn: date.nullable(),
  delivery: z.enum(DELIVERIES),
  methods: z.array(z.enum(CONTROL_METHODS)).optional(),
  evidenceOverride: text,
  ownerId: text.nullable(),
  ownerName: text.nullable(),
  evidenceCount: z.number(),
  currentCount: z.number(),
  evidencedCurrent: z.boolean(),
  acceptedOn: date.nullable(),
  citedBy: z.array(text),
  openMajor: z.number(),
  criteria: z.array(text),
  nonconformities: z.array(text),
  risks: z.array(target),
  obligations: z.array(target),
  reliance: z
    .strictObject({
      supplierId: text,
      provider: text,
      document: text,
      validUntil: date,
      valid: z.boolean(),
      residual: z.array(text).optional(),
    })
    .nullable(),
  reviewedOn: date.nullable(),
  evidence: z.array(text),
});

const header = z.strictObject({
  organisation: text,
  standard: text,
  classification: text,
  scope: z.strictObject({ number: z.number(), statement: text, approvedOn: date }).nullable(),
  categories: z.array(
    z.enum(["security", "availability", "confidentiality", "processing_integrity", "privacy"]),
  ),
  dataset: text,
  label: text.nullable(),
  date,
  preparedBy: text.nullable(),
  changeReason: text,
  totals: z.strictObject({
    rows: z.number(),
    included: z.number(),
    excluded: z.number(),
    undecided: z.number(),
    decidedAndJustified: z.number(),
    implemented: z.number(),
  }),
});

const CONTENT = z.strictObject({
  header,
  rows: z.array(row),
  checks: z.array(
    z.strictObject({
      rule: z.enum(SOA_RULE_NAMES as [SoaCheck["rule"], ...SoaCheck["rule"][]]),
      severity: z.enum(["blocking", "warning"]),
      refs: z.array(text),
      sentence: text,
      mend: text,
    }),
  ),
  changes: z.array(
    z.strictObject({
      kind: z.enum(["added", "removed", "changed"]),
      ref: text,
      title: text,
      cell: text.nullable(),
      before: text,
      after: text,
    }),
  ),
  history: z.array(z.strictObject({ label: text, approvedOn: date, approvedBy: text, changeReason: text })),
});

/** What a version keeps beside its frozen text. */
export type SoaVersionFacts = {
  readonly state: VersionState;
  readonly sha256: string;
  readonly approval: SoaApproval | null;
};

/** The text that is stored and hashed: equal documents have equal bytes. */
export function contentText(content: SoaContent): string {
  return canonicalJson(content);
}

/** The document of a stored version. Throws when the text is not one: frozen text is never repaired. */
export function documentOfVersion(content: string, facts: SoaVersionFacts): SoaDocument {
  const parsed: SoaContent = CONTENT.parse(JSON.parse(content));
  const { state, sha256, approval } = facts;
  return { ...parsed, header: { ...parsed.header, status: state, sha256, approval } };
}

const EXTENSION = /^[a-z0-9.-]{1,30}$/;

/** `Northwind_SoA_v1.2_2026-03-01.xlsx`, `..._draft_...` for what nobody approved: ASCII letters, digits and hyphens of the organisation's name. */
export function soaFileName(
  { organisation, label, status, approval, date: read }: SoaHeader,
  extension: string,
): string {
  if (!EXTENSION.test(extension)) throw new Error(`${extension} is no file extension`);
  const name = organisation
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  const final = status === "approved" || status === "superseded";
  const version = final && label !== null ? `v${label}` : "draft";
  return `${name === "" ? "Organisation" : name}_SoA_${version}_${approval?.on ?? read}.${extension}`;
}
