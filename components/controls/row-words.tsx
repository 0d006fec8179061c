import { Badge } from "@/components/ui/badge";
import { Nothing } from "@/components/ui/table";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { REQUIREMENT_FLAG, requirementFlags } from "@/lib/core/evidence";
import type { RequirementRow } from "@/lib/core/requirement-rows";
import { APPLICABILITY, IMPLEMENTATION } from "@/lib/core/statuses";

/** What the Statement of Applicability says: the decision where it is open or against, else the implementation. */
export function SoaWords({ row }: { row: RequirementRow }) {
  if (row.kind === "criterion") return <Nothing>Not part of the SoA</Nothing>;
  if (row.kind !== "clause" && row.applicability !== "included" && row.implementation === "not_started") {
    return <Badge status={APPLICABILITY[row.applicability]} />;
  }
  if (row.applicability === "excluded") return <Badge status={APPLICABILITY.excluded} />;
  return <Badge status={IMPLEMENTATION[row.implementation]} />;
}

/** Whether the date has passed while the evidence is not recorded as ready. */
export function isOverdue(row: RequirementRow, today: IsoDate): boolean {
  return row.dueOn !== null && row.dueOn < today && row.evidenceStatus !== "ready";
}

/** `28 Nov`, with the year when it is another one; red only when overdue. */
export function DueWords({
  row,
  today,
  full = false,
}: {
  row: RequirementRow;
  today: IsoDate;
  full?: boolean;
}) {
  if (row.dueOn === null) return full ? <span className="i3">None</span> : <Nothing>No due date</Nothing>;
  const overdue = isOverdue(row, today);
  return (
    <span className={overdue ? "txt-gap" : full ? undefined : "i2"}>
      {full ? formatDate(row.dueOn) : formatDate(row.dueOn, Number(today.slice(0, 4)))}
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

/** The most pressing flag as a shape after the title; all of them as hidden words. */
export function FlagMark({ row }: { row: RequirementRow }) {
  const flags = row.applicability === "excluded" ? [] : flagsOf(row);
  const [first] = flags;
  if (first === undefined) return null;
  const words = flags.map((flag) => flag.label).join(", ");
  return (
    <span className={`k s-${first.icon} ${first.tone}`} title={words}>
      <span className="sr">{words}</span>
    </span>
  );
}
