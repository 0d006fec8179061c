import { OVERLAP_NAME } from "@/lib/core/crosswalk-export";
import type { CrosswalkDocument } from "@/lib/core/crosswalk-export-document";
import { EXPORT_TITLE } from "@/lib/core/crosswalk-export-words";
import { DISPUTES } from "@/lib/core/frameworks/disputes";
import { aboutLines, groupOf, pairColumns, privacyText, titleOf } from "@/lib/exports/crosswalk-columns";
import { type SheetSpec, writeWorkbook } from "@/lib/exports/xlsx";

function table(name: string, titles: readonly [string, number][], rows: SheetSpec["rows"]): SheetSpec {
  return {
    name,
    columns: titles.map(([, width]) => ({ width })),
    rows: [titles.map(([title]) => title), ...rows],
    header: 0,
    frozenColumns: 1,
  };
}

function aboutSheet(document: CrosswalkDocument): SheetSpec {
  return { name: "About", columns: [{ width: 38 }, { width: 100 }], rows: aboutLines(document), strong: [0] };
}

function pairSheet(document: CrosswalkDocument): SheetSpec {
  const columns = pairColumns(document);
  return {
    name: "Pairs",
    columns: columns.map(({ width, number }) => ({ width, ...(number ? { number } : {}) })),
    rows: [
      columns.map((column) => column.title),
      ...document.pairs.map((pair) => columns.map((column) => column.value(pair))),
    ],
    header: 0,
    frozenColumns: 1,
  };
}

function withoutPairSheet({ soc2Only, netNew, themeLevel }: CrosswalkDocument): SheetSpec {
  return table(
    "Without a pair",
    [
      ["Reference", 12],
      ["Title", 40],
      ["Group", 28],
      ["Why", 24],
      ["To make", 60],
    ],
    [
      ...netNew.map(({ ref, toMake, themeLevelOnly }) => [
        ...[ref, titleOf(ref), groupOf(ref)],
        ...[themeLevelOnly ? "Net-new, theme-level only" : "Net-new", toMake ?? ""],
      ]),
      ...soc2Only.map((ref) => [ref, titleOf(ref), groupOf(ref), "SOC 2 only", ""]),
      ...themeLevel.map(({ criterion, theme }) => [
        ...[criterion, titleOf(criterion), groupOf(criterion), `Names ${theme}.* as a whole`, ""],
      ]),
    ],
  );
}

function privacySheets({ privacy }: CrosswalkDocument): readonly SheetSpec[] {
  if (privacy === null) return [];
  const rows = privacy.map((row) => [
    ...[row.criterion, titleOf(row.criterion), `ISO/IEC 27701:${row.edition}`],
    ...[privacyText(row) || "No control of the edition", "Intersects", row.confidence, row.basis],
  ]);
  return [
    table(
      "ISO 27701",
      [
        ["Criterion", 10],
        ["Criterion name", 36],
        ["Edition", 20],
        ["Numbers", 50],
        ["Relation", 12],
        ["Confidence", 12],
        ["Basis", 50],
      ],
      rows,
    ),
  ];
}

function decisionSheets({ team }: CrosswalkDocument): readonly SheetSpec[] {
  if (team === null) return [];
  const rows = [...team.decisions, ...team.orphaned].map((one) => [
    ...[
      one.criterion,
      one.ref,
      OVERLAP_NAME[one.overlap],
      one.note,
      one.reason,
      one.decidedBy,
      one.decidedAt,
    ],
    ...[one.datasetVersion, team.orphaned.includes(one) ? "Orphaned" : "Holds"],
  ]);
  return [
    table(
      "Decisions",
      [
        ["Criterion", 10],
        ["Requirement", 12],
        ["Decided overlap", 12],
        ["Note", 40],
        ["Reason", 40],
        ["Decided by", 20],
        ["Decided at (UTC)", 22],
        ["Dataset version", 12],
        ["State", 12],
      ],
      rows,
    ),
  ];
}

function disputeSheet(): SheetSpec {
  return table(
    "Disputes",
    [
      ["Id", 6],
      ["Claim", 40],
      ["Finding", 60],
      ["How it is shown", 60],
      ["References", 30],
      ["Lines", 30],
    ],
    DISPUTES.map(({ id, claim, finding, presented, refs, lines }) => [
      ...[id, claim, finding, presented, refs.join(", ")],
      lines.map(({ document, line }) => `${document} ${line}`).join("; "),
    ]),
  );
}

/** The document as a workbook: about, pairs, what has no pair, disputes; ISO/IEC 27701 and a team's decisions where they belong. */
export async function crosswalkWorkbook(
  document: CrosswalkDocument,
  at: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  return writeWorkbook({
    title: EXPORT_TITLE,
    author: document.team?.workspace ?? "Carryover",
    at,
    watermark: null,
    sheets: [
      aboutSheet(document),
      pairSheet(document),
      withoutPairSheet(document),
      ...privacySheets(document),
      ...decisionSheets(document),
      disputeSheet(),
    ],
  });
}
