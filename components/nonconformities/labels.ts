import type { NcDetail } from "@/lib/core/nonconformity-dto";
import type { NcEdit } from "@/lib/core/nonconformity-edit";
import type { NcRights } from "@/lib/core/nonconformity-rights";

/** What every part of a record's page needs to know. */
export type RecordProps = {
  readonly slug: string;
  readonly timeZone: string;
  readonly today: string;
  readonly nc: NcDetail;
  readonly rights: NcRights;
  /** The one form that is open; null while everything is read only. */
  readonly edit: NcEdit | null;
};

/** The year that short dates leave out. */
export function yearOf(today: string): number {
  return Number(today.slice(0, 4));
}

/** "1 action", "4 actions". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
