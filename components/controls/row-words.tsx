import { Badge } from "@/components/ui/badge";
import { Nothing } from "@/components/ui/table";
import type { StatusLook } from "@/components/ui/tone";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { REQUIREMENT_FLAG, requirementFlags } from "@/lib/core/evidence";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { APPLICABILITY, IMPLEMENTATION } from "@/lib/core/statuses";

/** What the Statement of Applicability says: the decision where it is open or against, else the implementation; words where it says nothing. */
export function soaLook(row: RequirementRow): StatusLook | string {
  if (row.kind === "criterion") return "Not part of the SoA";
  if (row.kind !== "clause" && row.applicability !== "included" && row.implementation === "not_started") {
    return APPLICABILITY[row.applicability];
  }
  if (row.applicability === "excluded") return APPLICABILITY.excluded;
  return IMPLEMENTATION[row.implementation];
}

/** The statement's words about a row. */
export function SoaWords({ row }: { row: RequirementRow }) {
  const look = soaLook(row);
  return typeof look === "string" ? <Nothing>{look}</Nothing> : <Badge status={look} />;
}

/** Whether the date has passed while the evidence is not recorded as ready. */
export function isOverdue(row: RequirementRow, today: IsoDate): boolean {
  return row.dueOn !== null && row.dueOn < today && row.evidenceStatus !== "ready";
}

/** The date in full, red only when overdue. */
export function DueWords({ row, today }: { row: RequirementRow; today: IsoDate }) {
  if (row.dueOn === null) return <span className="i3">None</span>;
  const overdue = isOverdue(row, today);
  return (
    <span className={overdue ? "txt-gap" : undefined}>
      {formatDate(row.dueOn)}
      {overdue ? <span className="sr"> overdue</span> : null}
    </span>
  );
}

/** Flags that deserve attention, without the disputes, which the overlap column's page explains. */
export function flagsOf(
  row: RequirementRow,
): readonly (typeof REQUIREMENT_FLAG)[keyof typeof REQUIREMENT_FLAG][] {
  return requirementFlags({
    evidenceStatus: row.evidenceStatus,
    evidencedCurrent: row.evidencedCurrent,
    overridden: row.overridden,
    expired: row.expiredCount,
    dueSoon: row.dueSoonCount,
    returned: row.returnedCount,
    openNonconformities: row.openMajor + row.openMinor,
    disputed: false,
  }).map((flag) => REQUIREMENT_FLAG[flag]);
}
