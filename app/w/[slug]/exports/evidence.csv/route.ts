import { withScope } from "@/lib/auth/route-scope";
import { toCsv } from "@/lib/core/csv";
import { dateIn } from "@/lib/core/dates";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { FRESHNESS_STATUS, ITEM_STATE } from "@/lib/core/statuses";
import { CADENCE_LABEL } from "@/lib/core/work-statuses";
import { libraryFilters } from "@/lib/evidence/input";
import { type EvidenceExportRow, listEvidenceExport } from "@/lib/evidence/queries/library";
import { now } from "@/lib/platform/clock";

const HEADER = [
  "Reference",
  "Title",
  "Category",
  "State",
  "Freshness",
  "Owner",
  "Effective date",
  "Period from",
  "Period to",
  "Outside window",
  "Renew by",
  "Source system",
  "Address",
  "Version",
  "Requirements",
  "Description",
  "Collected",
  "File",
  "SHA-256",
] as const;

function cadenceOf({ cadence, cadenceDays }: EvidenceExportRow): string {
  return cadence === "custom" ? `Every ${cadenceDays} days` : CADENCE_LABEL[cadence];
}

function cells(row: EvidenceExportRow) {
  return [
    row.reference,
    row.title,
    row.category,
    ITEM_STATE[row.state].label,
    FRESHNESS_STATUS[row.freshness].label,
    row.ownerName,
    row.effectiveOn,
    row.periodFrom,
    row.periodTo,
    row.outOfWindow ? "yes" : "no",
    row.renewOn,
    row.sourceSystem,
    row.url,
    row.artifactCount,
    [...row.refs].sort(compareRefs).join(", "),
    row.sharedDescription,
    cadenceOf(row),
    row.fileName,
    row.sha256,
  ];
}

/** The library as CSV: the rows that the filters leave, in the list's order. Internal notes stay inside. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  return withScope(slug, "evidence:read", async (scope) => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const today = dateIn(scope.timeZone, now());
    const rows = await listEvidenceExport(scope, libraryFilters.parse(query), today);
    return new Response(toCsv(HEADER, rows.map(cells)), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="evidence_${today}.csv"`,
        "cache-control": "no-store",
      },
    });
  });
}
