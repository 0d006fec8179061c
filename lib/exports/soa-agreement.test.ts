// The promise of the statement's files: every format of an edition holds the same cells.
import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { unguard } from "@/lib/core/csv";
import { EXPORT_PROFILES, type ExportProfile } from "@/lib/core/isms-statuses";
import { type SoaCell, type SoaPlace, soaCells, soaColumns } from "@/lib/core/soa-columns";
import type { SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import { type SoaJson, soaJsonShape } from "@/lib/core/soa-json";
import { soaGroups } from "@/lib/core/soa-list";
import { renderSoaFile } from "@/lib/exports/soa-files";
import {
  APPROVED,
  anyStatement,
  entryOf,
  NASTY_TEXTS,
  sampleDocument,
  sampleRow,
} from "@/lib/exports/soa-samples";

type Table = readonly (readonly SoaCell[])[];

function expected(document: SoaDocument, profile: ExportProfile, place: SoaPlace): Table {
  return soaCells(soaColumns(profile, place), document.rows, document);
}

const LEADS_ON = " [continued on the sheet Long texts]";

/** The rows of one sheet, with long texts put together again. */
async function readWorkbook(bytes: Uint8Array, width: number): Promise<Table> {
  const book = await readXlsx(bytes);
  expect(book.sheets.flatMap((one) => [...(one.cells?.values() ?? [])]).filter((one) => one.formula)).toEqual(
    [],
  );
  const long = book.sheets.find((sheet) => sheet.name === "Long texts")?.rows.slice(2) ?? [];
  const head = book.sheets[1]?.rows[1] ?? [];
  return (book.sheets[1]?.rows.slice(2) ?? []).map((cells) =>
    Array.from({ length: width }, (_, place) => {
      const cell = cells[place] ?? "";
      if (typeof cell !== "string" || !cell.endsWith(LEADS_ON)) return cell as SoaCell;
      const pieces = long.filter(([ref, column]) => ref === cells[0] && column === head[place]);
      return pieces.map((piece) => String(piece[3])).join("");
    }),
  );
}

/** RFC 4180 as a spreadsheet reads it. */
function readCsv(text: string): Table {
  const cells = [...text.slice(1).matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, value = "", end] of cells) {
    rows.at(-1)?.push(unguard(value.replaceAll('""', '"')));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(1, -1);
}

const ENTITY: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function wordText(xml: string): string {
  return [...xml.matchAll(/<w:br\/>|<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([all, text]) => (all === "<w:br/>" ? "\n" : (text ?? "")))
    .join("")
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITY[name] ?? "");
}

/** All tables of a document: header row first. */
function readDocx(bytes: Uint8Array): readonly Table[] {
  const xml = entryOf(bytes, "word/document.xml");
  return xml
    .split("<w:tbl>")
    .slice(1)
    .map((table) =>
      (table.split("</w:tbl>")[0] ?? "")
        .split("<w:tr>")
        .slice(1)
        .map((row) => row.split("<w:tc>").slice(1).map(wordText)),
    );
}

function tablesWith(tables: readonly Table[], head: readonly string[]): Table {
  return tables
    .filter((rows) => JSON.stringify(rows[0]) === JSON.stringify(head))
    .flatMap((rows) => rows.slice(1));
}

/** A row of the JSON file as the columns read it. */
function rowOfJson(row: Extract<SoaJson, { profile: "internal" }>["rows"][number]): SoaDocumentRow {
  return {
    ...sampleRow(row.ref),
    ...{ title: row.title, theme: row.theme, applicability: row.applicability, delivery: row.delivery },
    reasons: row.reasons.map(({ kind, detail, fromRegister }) => ({ kind, detail, cited: fromRegister })),
    ...{ justification: row.justification, exclusionJustification: row.justificationForExclusion },
    ...{ implementation: row.implementation, targetOn: row.targetOn, description: row.description },
    methods: row.methods,
    ...{ ownerName: row.owner, criteria: row.soc2Criteria, nonconformities: row.openNonconformities },
    risks: row.risks.map((one) => ({ id: "", ...one })),
    obligations: row.obligations.map((one) => ({ id: "", ...one })),
    reliance: row.reliance === null ? null : { supplierId: "", ...row.reliance },
    ...{ currentCount: row.evidence.current, evidence: row.evidence.items },
    ...{ acceptedOn: row.evidence.lastAcceptedOn, evidenceOverride: row.implementedWithoutEvidenceBecause },
    reviewedOn: row.lastReviewedOn,
  };
}

const texts = (table: Table) => table.map((row) => row.map(String));

async function expectAgreement(document: SoaDocument, profile: ExportProfile): Promise<void> {
  const render = (format: "xlsx" | "csv" | "docx" | "json") => renderSoaFile(format, document, { profile });
  const sheet = expected(document, profile, "sheet");
  expect(await readWorkbook(await render("xlsx"), soaColumns(profile, "sheet").length)).toEqual(sheet);
  expect(readCsv(new TextDecoder("utf-8", { ignoreBOM: true }).decode(await render("csv")))).toEqual(
    texts(sheet),
  );

  const tables = readDocx(await render("docx"));
  for (const place of ["statement", "record"] as const) {
    const columns = soaColumns(profile, place);
    if (columns.length === 0) continue;
    const order = place === "record" ? document.rows : inGroups(document);
    const wanted = soaCells(columns, order, document);
    expect(
      tablesWith(
        tables,
        columns.map((column) => column.title),
      ),
    ).toEqual(texts(wanted));
  }

  const json = soaJsonShape.parse(JSON.parse(new TextDecoder().decode(await render("json"))));
  expect(json.rows.map((row) => row.ref)).toEqual(document.rows.map((row) => row.ref));
  expect(json.rows.map((row) => row.methods)).toEqual(document.rows.map((row) => row.methods ?? []));
  if (json.profile === "internal") {
    expect(soaCells(soaColumns(profile, "sheet"), json.rows.map(rowOfJson), document)).toEqual(sheet);
  }
}

function inGroups(document: SoaDocument): readonly SoaDocumentRow[] {
  const refs = soaGroups(document.rows).flatMap((group) => group.refs);
  return refs.flatMap((ref) => document.rows.filter((row) => row.ref === ref));
}

describe("XLSX, CSV, DOCX and JSON of one statement", () => {
  test("hold the same cells, whatever people typed", { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(anyStatement, fc.constantFrom(...EXPORT_PROFILES), expectAgreement), {
      numRuns: 30,
    });
  });

  test("hold every text that broke an export elsewhere", { timeout: 60_000 }, async () => {
    const rows = NASTY_TEXTS.map((text, index) =>
      sampleRow(`X.${index + 1}`, { title: text, justification: text, ownerName: text, evidence: [text] }),
    );
    await expectAgreement(sampleDocument(rows), "internal");
  });

  test("hold 50,000 characters of one justification", { timeout: 60_000 }, async () => {
    const justification = "Words of a justification \u{1f600}. ".repeat(1_800);
    expect([...justification].length).toBeGreaterThan(50_000 - 5_000);
    await expectAgreement(sampleDocument([sampleRow("A.5.1", { justification })], APPROVED), "internal");
  });
});

test("the edition for customers shows nothing that was written for the team (S-12)", {
  timeout: 60_000,
}, async () => {
  const canary = (field: string) => `canary-${field}`;
  const secret = sampleRow("A.7.11", {
    ...{ justification: canary("justification"), description: canary("description"), delivery: "inherited" },
    ...{ evidenceOverride: canary("override"), ownerName: canary("owner"), evidence: [canary("evidence")] },
    reasons: [{ kind: "risk", detail: canary("reason"), cited: true }],
    ...{ targetOn: "2031-07-09", nonconformities: [canary("nonconformity")], about: canary("about") },
    risks: [{ id: canary("risk-id"), number: canary("risk-number"), title: canary("risk") }],
    obligations: [{ id: canary("duty-id"), number: canary("duty-number"), title: canary("duty") }],
    reliance: {
      ...{ supplierId: canary("supplier"), provider: canary("provider"), document: canary("document") },
      ...{ validUntil: "2031-07-09", valid: true, residual: [canary("residual")] },
    },
    ...{
      acceptedOn: "2031-07-09",
      reviewedOn: "2031-07-09",
      citedBy: [canary("cited")],
      ownerId: canary("id"),
    },
  });
  const out = sampleRow("A.5.1", { applicability: "excluded", exclusionJustification: canary("exclusion") });
  const document = sampleDocument(
    [out, secret],
    { ...APPROVED, preparedBy: canary("author"), changeReason: canary("change"), sha256: canary("hash") },
    {
      checks: [
        {
          rule: "no-owner",
          severity: "warning",
          refs: ["A.5.1"],
          sentence: canary("check"),
          mend: canary("mend"),
        },
      ],
      changes: [
        {
          ...{ kind: "changed", ref: "A.5.1", title: canary("title"), cell: canary("cell") },
          ...{ before: canary("before"), after: canary("after") },
        },
      ],
      history: [
        {
          label: "1.1",
          approvedOn: "2026-01-01",
          approvedBy: "Ann Approver",
          changeReason: canary("history"),
        },
      ],
    },
  );
  for (const format of ["csv", "json", "oscal-profile.json", "oscal-ssp.json"] as const) {
    const text = new TextDecoder().decode(await renderSoaFile(format, document, { profile: "shareable" }));
    expect(text, format).not.toMatch(/canary|2031/);
    expect(text, format).toContain("A.7.11");
  }
  const word = entryOf(await renderSoaFile("docx", document, { profile: "shareable" }), "word/document.xml");
  expect(word).not.toMatch(/canary|2031/);
  const book = await readXlsx(await renderSoaFile("xlsx", document, { profile: "shareable" }));
  expect(JSON.stringify(book.sheets.map((sheet) => sheet.rows))).not.toMatch(/canary|2031/);
  const inside = JSON.stringify(
    await renderSoaFile("csv", document, { profile: "internal" }).then((bytes) =>
      new TextDecoder().decode(bytes),
    ),
  );
  for (const field of ["justification", "description", "owner", "exclusion", "risk", "duty", "provider"]) {
    expect(inside, field).toContain(canary(field));
  }
});

test("a Word document names the organisation as who wrote it and changed it last", async () => {
  const document = sampleDocument([sampleRow("A.5.1")], APPROVED);
  const core = entryOf(await renderSoaFile("docx", document, { profile: "internal" }), "docProps/core.xml");
  const { organisation } = document.header;
  expect(core).toContain(`<dc:creator>${organisation}</dc:creator>`);
  expect(core).toContain(`<cp:lastModifiedBy>${organisation}</cp:lastModifiedBy>`);
});
