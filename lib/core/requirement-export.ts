// The list of requirements as CSV: the same rows, with words instead of shapes and ISO dates.
import type { CrosswalkInput } from "@/lib/core/crosswalk";
import { toCsv } from "@/lib/core/csv";
import { overlapTable } from "@/lib/core/requirement-detail";
import { requirementGroup } from "@/lib/core/requirement-filters";
import { groupLabel } from "@/lib/core/requirement-list";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import {
  APPLICABILITY,
  DELIVERY_LABEL,
  EVIDENCE_STATUS,
  IMPLEMENTATION,
  REQUIREMENT_KIND_LABEL,
} from "@/lib/core/statuses";

const HEADER = [
  "Ref",
  "Kind",
  "Group",
  "Title",
  "Evidence status",
  "Evidenced today",
  "Linked evidence",
  "Sufficient",
  "Override",
  "Overlap",
  "SoA",
  "Implementation",
  "Target date",
  "Delivery",
  "Owner",
  "Due",
  "Open major",
  "Open minor",
  "Note",
];

/** The rows in the order given; text that a spreadsheet could run is guarded. */
export function controlsCsv(rows: readonly RequirementRow[], crosswalk: CrosswalkInput): string {
  const overlapOf = overlapTable(crosswalk);
  return toCsv(
    HEADER,
    rows.map((row) => {
      const inSoa = row.kind === "control" || row.kind === "own";
      return [
        row.ref,
        REQUIREMENT_KIND_LABEL[row.kind],
        groupLabel(requirementGroup(row)),
        row.title,
        EVIDENCE_STATUS[row.evidenceStatus].label,
        row.evidencedCurrent ? "yes" : "no",
        row.linkedCount,
        row.sufficientCount,
        row.overrideReason,
        overlapOf(row.ref).label,
        inSoa ? APPLICABILITY[row.applicability].label : null,
        row.kind === "criterion" ? null : IMPLEMENTATION[row.implementation].label,
        row.targetOn,
        inSoa ? DELIVERY_LABEL[row.delivery] : null,
        row.ownerName,
        row.dueOn,
        row.openMajor,
        row.openMinor,
        row.note,
      ];
    }),
  );
}
