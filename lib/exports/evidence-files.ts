import { toCsv } from "@/lib/core/csv";
import type { IsoDate } from "@/lib/core/dates";
import type { EvidenceExportRow } from "@/lib/core/evidence-dto";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { FRESHNESS_STATUS, ITEM_STATE } from "@/lib/core/statuses";
import { CADENCE_LABEL } from "@/lib/core/work-statuses";
import { type SheetSpec, writeWorkbook } from "@/lib/exports/xlsx";

function cadenceOf({ cadence, cadenceDays }: EvidenceExportRow): string {
  return cadence === "custom" ? `Every ${cadenceDays} days` : CADENCE_LABEL[cadence];
}

type Column = {
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly value: (row: EvidenceExportRow) => string | number | null;
  readonly number?: true;
};

const COLUMNS: readonly Column[] = [
  { title: "Reference", width: 12, value: (row) => row.reference },
  { title: "Title", width: 44, value: (row) => row.title },
  { title: "Category", width: 18, value: (row) => row.category },
  { title: "State", width: 12, value: (row) => ITEM_STATE[row.state].label },
  { title: "Freshness", width: 16, value: (row) => FRESHNESS_STATUS[row.freshness].label },
  { title: "Owner", width: 22, value: (row) => row.ownerName },
  { title: "Effective date", width: 13, value: (row) => row.effectiveOn },
  { title: "Period from", width: 12, value: (row) => row.periodFrom },
  { title: "Period to", width: 12, value: (row) => row.periodTo },
  { title: "Outside window", width: 10, value: (row) => (row.outOfWindow ? "yes" : "no") },
  { title: "Renew by", width: 12, value: (row) => row.renewOn },
  { title: "Source system", width: 20, value: (row) => row.sourceSystem },
  { title: "Address", width: 36, value: (row) => row.url },
  { title: "Version", width: 8, value: (row) => row.artifactCount, number: true },
  { title: "Requirements", width: 30, value: (row) => [...row.refs].sort(compareRefs).join(", ") },
  { title: "Description", width: 44, value: (row) => row.sharedDescription },
  { title: "Collected", width: 14, value: cadenceOf },
  { title: "File", width: 28, value: (row) => row.fileName },
  { title: "SHA-256", width: 66, value: (row) => row.sha256 },
];

export type EvidenceList = {
  readonly workspace: string;
  readonly today: IsoDate;
  readonly rows: readonly EvidenceExportRow[];
};

/** The list as CSV, one line per item. */
export function evidenceCsv({ rows }: EvidenceList): string {
  return toCsv(
    COLUMNS.map((column) => column.title),
    rows.map((row) => COLUMNS.map((column) => column.value(row))),
  );
}

/** The list as a workbook of one sheet. */
export async function evidenceWorkbook(list: EvidenceList, at: Date): Promise<Uint8Array<ArrayBuffer>> {
  const sheet: SheetSpec = {
    name: "Evidence",
    columns: COLUMNS.map(({ width, number }) => ({ width, ...(number ? { number } : {}) })),
    rows: [
      COLUMNS.map((column) => column.title),
      ...list.rows.map((row) => COLUMNS.map((column) => column.value(row) ?? "")),
    ],
    header: 0,
    frozenColumns: 2,
  };
  const title = `Evidence of ${list.workspace}, ${list.today}`;
  return writeWorkbook({ title, author: list.workspace, at, watermark: null, sheets: [sheet] });
}
