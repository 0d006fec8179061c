import { type FontCoverage, isRightToLeft, printable } from "@/lib/core/font-coverage";
import type { ExportProfile } from "@/lib/core/isms-statuses";
import { type SoaPlace, soaCells, soaColumns } from "@/lib/core/soa-columns";
import type { SoaDocument, SoaDocumentRow } from "@/lib/core/soa-document";
import {
  CHANGES_HEAD,
  changeLines,
  checkLines,
  classificationOf,
  coverFacts,
  footLine,
  HISTORY_HEAD,
  headLine,
  historyLines,
  SHAREABLE_NOTE,
  SOA_LEGEND,
  SOA_TITLE,
  statusLine,
  watermarkOf,
} from "@/lib/core/soa-export-words";
import { soaGroups } from "@/lib/core/soa-list";
import { SOA_TEMPLATE } from "@/lib/exports/soa-typst";
import { printedCharacters, typesetPdf } from "@/lib/platform/typst";

/** A text that begins right to left travels with that mark; the template sets it so. */
type PrintedCell = string | { readonly t: string };
type Lines = readonly (readonly (string | number)[])[];

function printer(covers: FontCoverage) {
  let replaced = false;
  const text = (value: string | number): string => {
    const shown = printable(String(value), covers);
    replaced ||= shown.includes("[U+") && !String(value).includes("[U+");
    return shown;
  };
  const cell = (value: string | number): PrintedCell => {
    const shown = text(value);
    return isRightToLeft(shown) ? { t: shown } : shown;
  };
  const lines = (rows: Lines) => rows.map((row) => row.map(cell));
  return { text, cell, lines, replaced: () => replaced };
}
type Printer = ReturnType<typeof printer>;

function tableOf(document: SoaDocument, profile: ExportProfile, place: SoaPlace) {
  const columns = soaColumns(profile, place);
  return {
    head: columns.map((column) => column.title),
    shares: columns.map((column) => column.share ?? column.width),
    linesOf: (rows: readonly SoaDocumentRow[]) => soaCells(columns, rows, document),
  };
}

function statementOf(document: SoaDocument, profile: ExportProfile, { text, lines }: Printer) {
  const { head, shares, linesOf } = tableOf(document, profile, "statement");
  const groups = soaGroups(document.rows).map(({ label, refs }) => {
    const named = new Set(refs);
    return { label: text(label), rows: lines(linesOf(document.rows.filter(({ ref }) => named.has(ref)))) };
  });
  return { statement: { head, shares }, groups };
}

function recordOf(document: SoaDocument, profile: ExportProfile, { lines }: Printer) {
  const { head, shares, linesOf } = tableOf(document, profile, "record");
  return head.length === 0 ? null : { head, shares, rows: lines(linesOf(document.rows)) };
}

function dataOf(document: SoaDocument, profile: ExportProfile, covers: FontCoverage) {
  const print = printer(covers);
  const { text, cell, lines } = print;
  const { header } = document;
  const inner = profile === "internal";
  const data = {
    name: SOA_TITLE,
    title: text(headLine(document)),
    author: text(header.organisation),
    date: (header.approval?.on ?? header.date).split("-").map(Number),
    organisation: cell(header.organisation),
    head: text(headLine(document)),
    classification: text(classificationOf(document, profile)),
    foot: text(footLine(document)),
    mark: watermarkOf(document),
    status: text(statusLine(document)),
    note: inner ? null : SHAREABLE_NOTE,
    facts: lines(coverFacts(document, profile)),
    blocking: lines(checkLines(document, "blocking", profile)),
    warnings: lines(checkLines(document, "warning", profile)),
    ...statementOf(document, profile, print),
    record: recordOf(document, profile, print),
    historyHead: HISTORY_HEAD,
    history: lines(historyLines(document, profile)),
    changesHead: CHANGES_HEAD,
    changes: inner ? lines(changeLines(document)) : [],
    legend: SOA_LEGEND,
  };
  return { ...data, replaced: print.replaced() };
}

/**
 * The statement for paper and archive: A4 landscape, tagged, with bookmarks, page numbers and repeated header rows. Equal
 * documents give equal bytes. @throws TypesetError with a sentence (too large, too many at once)
 */
export async function soaPdf(
  document: SoaDocument,
  profile: ExportProfile,
): Promise<Uint8Array<ArrayBuffer>> {
  return typesetPdf(SOA_TEMPLATE, dataOf(document, profile, await printedCharacters()));
}
