import { withScope } from "@/lib/auth/route-scope";
import { carryOverFilters } from "@/lib/carry-over/input";
import { getCarryOver } from "@/lib/carry-over/queries";
import type { CarryOverPair, CarryOverRow } from "@/lib/core/carry-over-list";
import { toCsv } from "@/lib/core/csv";
import { OVERLAP_LABEL } from "@/lib/core/overrides";
import { overlapLook } from "@/lib/core/requirement-detail";
import { REQUIREMENT_KIND_LABEL } from "@/lib/core/statuses";
import { PAIR_REVIEW } from "@/lib/core/work-statuses";

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
  "Overlap in the source",
  "Kind of pair",
  "Linked evidence of the pair",
  "To add",
  "Limit",
  "Evidence that often serves",
  "Source",
  "Disputed",
  "Decision of the team",
  "Decided by",
  "Decided on",
  "Review",
] as const;

function pairCells(pair: CarryOverPair) {
  return [
    pair.ref,
    pair.title,
    OVERLAP_LABEL[pair.overlap],
    pair.inherited === null ? "" : OVERLAP_LABEL[pair.inherited],
    pair.kind,
    pair.linked,
    pair.toAdd,
    pair.caveat,
    pair.hints.map((hint) => hint.text).join("; "),
    pair.source,
    pair.disputes.map((dispute) => dispute.claim).join("; "),
    pair.overrideReason,
    pair.decided?.by ?? null,
    pair.decided?.on ?? null,
    PAIR_REVIEW[pair.review].label,
  ];
}

const PAIR_COLUMNS = HEADER.slice(HEADER.indexOf("Paired with"));

/** The columns of a pair for a row that has none: what has to be made stands where a pair says what to add. */
function withoutPair(row: CarryOverRow) {
  return PAIR_COLUMNS.map((column) => (column === "To add" ? row.toAdd.join("; ") : null));
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
  const pairs = [...row.pairs, ...row.takenOut];
  if (pairs.length > 0) return pairs.map((pair) => [...own, ...pairCells(pair)]);
  return [[...own, ...withoutPair(row)]];
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
