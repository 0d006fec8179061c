import { CATEGORY_FIELDS } from "@/components/workspaces/programme-labels";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import type { TscCategory } from "@/lib/core/frameworks/types";

const LIST = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** "Security, Availability and Privacy". */
export function categoryWords(categories: readonly TscCategory[]): string {
  const others = CATEGORY_FIELDS.filter(([, category]) => categories.includes(category));
  return LIST.format(["Security", ...others.map(([, , label]) => label)]);
}

/** "1 item", "3 items". */
export function many(count: number, one: string, other: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : other}`;
}

/** "Mon 18 Jan 2027". */
export function weekdayDate(date: IsoDate): string {
  const weekday = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" });
  return `${weekday.format(new Date(`${date}T00:00:00Z`))} ${formatDate(date)}`;
}
