import { OVERLAP_NAME } from "@/lib/core/crosswalk-export";
import type { CrosswalkDocument } from "@/lib/core/crosswalk-export-document";
import { type CsvValue, toCsv } from "@/lib/core/csv";
import { CRITERION_BY_REF } from "@/lib/core/frameworks/catalogue";
import { aboutLines, pairColumns, privacyText, titleOf } from "@/lib/exports/crosswalk-columns";

type Line = { readonly record: string; readonly cells: Readonly<Record<string, CsvValue>> };

function side(ref: string): Readonly<Record<string, CsvValue>> {
  if (CRITERION_BY_REF.has(ref)) return { Criterion: ref, "Criterion name": titleOf(ref) };
  return { Requirement: ref, "Requirement title": titleOf(ref) };
}

function csvColumns(document: CrosswalkDocument) {
  return pairColumns(document).filter((column) => column.workbookOnly !== true);
}

function linesOf(document: CrosswalkDocument): readonly Line[] {
  const columns = csvColumns(document);
  return [
    ...document.pairs.map((pair) => ({
      record: pair.overlap === "none" ? "Taken out" : "Pair",
      cells: Object.fromEntries(columns.map((column) => [column.title, column.value(pair)])),
    })),
    ...document.themeLevel.map(({ criterion, theme }) => ({
      record: "Theme-level",
      cells: { ...side(criterion), Requirement: `${theme}.*` },
    })),
    ...document.soc2Only.map((ref) => ({ record: "SOC 2 only", cells: side(ref) })),
    ...document.netNew.map(({ ref, toMake }) => ({
      record: "Net-new",
      cells: { ...side(ref), "To add": toMake },
    })),
    ...(document.privacy ?? []).map((row) => ({
      record: `ISO/IEC 27701:${row.edition}`,
      cells: {
        ...side(row.criterion),
        Requirement: privacyText(row),
        Overlap: "Intersects",
        Limit: row.basis,
      },
    })),
    ...(document.team?.orphaned ?? []).map((one) => ({
      record: "Orphaned decision",
      cells: {
        ...{ Criterion: one.criterion, Requirement: one.ref, "Decided overlap": OVERLAP_NAME[one.overlap] },
        ...{
          Note: one.note,
          Reason: one.reason,
          "Decided by": one.decidedBy,
          "Decided at (UTC)": one.decidedAt,
        },
      },
    })),
  ];
}

/**
 * The document as one table for spreadsheets. The first column says what a line is; the last lines, "About", hold sources,
 * dates, view and numbers as name and value.
 */
export function crosswalkCsv(document: CrosswalkDocument): string {
  const header = ["Record", ...csvColumns(document).map((column) => column.title)];
  const lines = linesOf(document).map(({ record, cells }) =>
    header.map((name, place) => (place === 0 ? record : (cells[name] ?? null))),
  );
  const about = aboutLines(document).map((line) => [
    "About",
    ...line,
    ...Array(header.length - 3).fill(null),
  ]);
  return toCsv(header, [...lines, ...about]);
}
