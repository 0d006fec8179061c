// Statements for tests of the export files: one small example, and arbitrary ones with every kind of text that people paste.
import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { findZipEnd, readZipDirectory } from "@/lib/core/file-zip";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import type { SoaCheck } from "@/lib/core/soa-checks";
import {
  documentTotals,
  SOA_CLASSIFICATION,
  SOA_STANDARD,
  type SoaDocument,
  type SoaDocumentRow,
  type SoaHeader,
} from "@/lib/core/soa-document";
import {
  APPLICABILITIES,
  CONTROL_METHODS,
  DELIVERIES,
  IMPLEMENTATIONS,
  REASON_KINDS,
} from "@/lib/core/statuses";

const THEME = new Map(CONTROLS.map(({ ref, theme }) => [ref, theme]));

/** A row that is included, implemented and evidenced, changed as asked. */
export function sampleRow(ref: string, more: Partial<SoaDocumentRow> = {}): SoaDocumentRow {
  return {
    ref,
    title: `Control ${ref}`,
    about: "",
    theme: THEME.get(ref) ?? null,
    applicability: "included",
    reasons: [{ kind: "contractual", detail: "", cited: false }],
    justification: `Because of the contract with customer ${ref}.`,
    exclusionJustification: "",
    description: "",
    implementation: "implemented",
    targetOn: null,
    delivery: "own",
    methods: ["technical"],
    evidenceOverride: "",
    ownerId: "o",
    ownerName: "Lea Lead",
    evidenceCount: 2,
    currentCount: 1,
    evidencedCurrent: true,
    acceptedOn: "2026-11-02",
    citedBy: [],
    openMajor: 0,
    criteria: ["CC6.1"],
    nonconformities: [],
    risks: [],
    obligations: [],
    reliance: null,
    reviewedOn: null,
    evidence: [],
    ...more,
  };
}

/** A document of the rows: a draft unless the header says otherwise. */
export function sampleDocument(
  rows: readonly SoaDocumentRow[],
  header: Partial<SoaHeader> = {},
  more: Partial<Omit<SoaDocument, "rows" | "header">> = {},
): SoaDocument {
  return {
    header: {
      organisation: "Northwind",
      standard: SOA_STANDARD,
      classification: SOA_CLASSIFICATION,
      scope: {
        number: 2,
        statement: "The Northwind platform and the people who run it.",
        approvedOn: "2026-10-01",
      },
      categories: ["security", "privacy"],
      dataset: "2026.11.1",
      label: null,
      date: "2026-11-20",
      preparedBy: null,
      changeReason: "",
      totals: documentTotals(rows),
      status: "draft",
      approval: null,
      sha256: null,
      ...header,
    },
    rows,
    checks: [],
    changes: [],
    history: [],
    ...more,
  };
}

/** The header of version 1.2 as Ann approved it. */
export const APPROVED = {
  label: "1.2",
  status: "approved",
  preparedBy: "Lea Lead",
  changeReason: "Cloud controls after the move",
  approval: { name: "Ann Approver", role: "Head of Security", on: "2026-12-01" },
  sha256: "ab".repeat(32),
} as const satisfies Partial<SoaHeader>;

/** A check that blocks the given rows. */
export function blockingCheck(refs: readonly string[]): SoaCheck {
  return {
    ...{ rule: "no-reason", severity: "blocking", refs },
    ...{ sentence: `${refs.length} rows are included with no reason.`, mend: "Name the risk behind each." },
  };
}

/** Texts that have broken exports elsewhere. */
export const NASTY_TEXTS = [
  ...["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "'=1", "007", "1e5", "2026-01-01", "5.10"],
  ...[
    "_x0041_ stays as typed",
    "first line\r\nsecond line\rthird line",
    'quote " comma , semicolon ;',
    " ends ",
  ],
  ...["a\u0000b\u0007c\u001b \ud800 d\uffff", "]]> <w:t> & &amp; <script>", "#panic() *b* $x$ [l] `r` @ref"],
  ...[
    "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
    "\u0627\u0644\u0633\u064a\u0627\u0633\u0629 CC6.1 \u0645\u0646\u0634\u0648\u0631\u0629",
  ],
  ...[
    "\u{1f600}\u{1f389} \u{1f469}\u200d\u{1f4bb}",
    "\u6f22\u5b57 \u682a\u5f0f\u4f1a\u793e",
    "e\u0301 \u200e\u202e",
    "https://example.com/a/very/long/path",
  ],
] as const;

const typed = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constant("") },
);
const day = fc.constantFrom("2026-01-31", "2026-11-20", "2027-02-28");
const target = fc.record({ id: fc.constant("t"), number: fc.constantFrom("R-004", "O-002"), title: typed });

const patch = fc.record({
  title: typed,
  applicability: fc.constantFrom(...APPLICABILITIES),
  reasons: fc.array(
    fc.record({ kind: fc.constantFrom(...REASON_KINDS), detail: typed, cited: fc.boolean() }),
    { maxLength: 3 },
  ),
  justification: typed,
  exclusionJustification: typed,
  description: typed,
  implementation: fc.constantFrom(...IMPLEMENTATIONS),
  targetOn: fc.option(day),
  delivery: fc.constantFrom(...DELIVERIES),
  // Absent as in versions frozen before methods were recorded.
  methods: fc.option(fc.subarray([...CONTROL_METHODS]), { nil: undefined }),
  evidenceOverride: typed,
  ownerName: fc.option(typed),
  currentCount: fc.nat({ max: 9 }),
  acceptedOn: fc.option(day),
  criteria: fc.subarray(["CC6.1", "CC6.2", "P1.1"]),
  nonconformities: fc.subarray(["NC-2026-001", "OFI-2026-002"]),
  risks: fc.array(target, { maxLength: 2 }),
  obligations: fc.array(target, { maxLength: 2 }),
  reliance: fc.option(
    fc.record({
      supplierId: fc.constant("s"),
      provider: typed,
      document: typed,
      validUntil: day,
      valid: fc.boolean(),
      residual: fc.array(typed, { maxLength: 2 }),
    }),
  ),
  reviewedOn: fc.option(day),
  evidence: fc.array(typed, { maxLength: 2 }),
});

const refs = fc.uniqueArray(fc.constantFrom("A.5.1", "A.5.10", "A.6.7", "A.7.11", "A.8.34", "X.1", "X.12"), {
  ...{ minLength: 1, maxLength: 5 },
});

/** Any statement: a draft or an approved version with up to five rows of any text; once in a while one text has 50,000 characters. */
export const anyStatement: fc.Arbitrary<SoaDocument> = refs.chain((chosen) =>
  fc
    .record({
      patches: fc.array(patch, { minLength: chosen.length, maxLength: chosen.length }),
      organisation: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
      approved: fc.boolean(),
      huge: fc.option(fc.constantFrom("x", "\u{1f600}", "word "), { freq: 6 }),
      reason: typed,
    })
    .map(({ patches, organisation, approved, huge, reason }) => {
      const rows = chosen.map((ref, index) => sampleRow(ref, patches[index]));
      const [first, ...rest] = rows;
      const all =
        huge === null || first === undefined
          ? rows
          : [{ ...first, justification: huge.repeat(50_000 / [...huge].length) }, ...rest];
      const header = approved ? { ...APPROVED, changeReason: reason } : {};
      return sampleDocument(all, { organisation, ...header }, { checks: [blockingCheck(chosen)] });
    }),
);

/** The text of one file of an archive, such as a part of a workbook. */
export function entryOf(bytes: Uint8Array, name: string): string {
  const file = Buffer.from(bytes);
  const found = findZipEnd(file.subarray(Math.max(0, file.length - 65_577)), file.length);
  if (found === null) throw new Error("The file is no archive.");
  const { offset, size, entries: count } = found.end;
  const entry = readZipDirectory(file.subarray(offset, offset + size), count)?.find(
    (one) => one.name === name,
  );
  if (entry === undefined) throw new Error(`There is no ${name}.`);
  const start =
    entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28);
  return inflateRawSync(file.subarray(start, start + entry.packed)).toString("utf8");
}
