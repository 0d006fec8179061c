import { withScope } from "@/lib/auth/route-scope";
import { carryOverFilters } from "@/lib/carry-over/input";
import { getCarryOver } from "@/lib/carry-over/queries";
import type { CarryOverPair, CarryOverRow } from "@/lib/core/carry-over-list";
import { toCsv } from "@/lib/core/csv";
import { overlapLook } from "@/lib/core/requirement-detail";
import { REQUIREMENT_KIND_LABEL } from "@/lib/core/statuses";

const HEADER = [
  "Reference",
  "Title",
  "Kind",
  "Outcome",
  "Theme-level only",
  "Linked evidence",
  "Paired with",
  "Paired title",
  "Overlap",
  "Kind of pair",
  "Linked evidence of the pair",
  "To add",
  "Limit",
  "Evidence that often serves",
  "Source",
  "Disputed",
  "Decision of the team",
] as const;

function pairCells(pair: CarryOverPair) {
  return [
    pair.ref,
    pair.title,
    pair.overlap === "full" ? "Full" : "Partial",
    pair.kind,
    pair.linked,
    pair.toAdd,
    pair.caveat,
    pair.hints.map((hint) => hint.text).join("; "),
    pair.source,
    pair.disputes.map((dispute) => dispute.claim).join("; "),
    pair.overrideReason,
  ];
}

function linesOf(row: CarryOverRow) {
  const own = [
    row.ref,
    row.title,
    REQUIREMENT_KIND_LABEL[row.kind],
    overlapLook(row.outcome).label,
    row.themeLevelOnly ? "yes" : "no",
    row.linked,
  ];
  if (row.pairs.length > 0) return row.pairs.map((pair) => [...own, ...pairCells(pair)]);
  return [[...own, null, null, null, null, null, row.toAdd.join("; "), null, null, null, null, null]];
}

/** The crosswalk as CSV: one line per pair of the rows that the filters leave, and one for each row without a pair. */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  return withScope(slug, "requirement:read", async (scope) => {
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const { rows } = await getCarryOver(scope, carryOverFilters.parse(query));
    return new Response(toCsv(HEADER, rows.flatMap(linesOf)), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${slug}_carry-over.csv"`,
        "cache-control": "no-store",
      },
    });
  });
}
