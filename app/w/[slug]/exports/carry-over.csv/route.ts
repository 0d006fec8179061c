import { handOut } from "@/lib/audit-log/handlers";
import { withWriteScope } from "@/lib/auth/route-scope";
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

/**
 * The crosswalk as CSV: one line per pair of the rows that the filters leave, and one for each row without a pair. A POST,
 * because taking the file is noted in the activity log.
 */
export async function POST(request: Request, { params }: RouteContext<"/w/[slug]/exports/carry-over.csv">) {
  const { slug } = await params;
  const what = { verb: "crosswalk.export", kind: "crosswalk", address: request.url } as const;
  return withWriteScope(slug, "requirement:read", (scope) =>
    handOut(scope, what, async (query) => {
      const { rows } = await getCarryOver(scope, carryOverFilters.parse(query));
      const lines = rows.flatMap(linesOf);
      return {
        fileName: `${scope.workspaceSlug}_carry-over.csv`,
        body: toCsv(HEADER, lines),
        rows: lines.length,
      };
    }),
  );
}
