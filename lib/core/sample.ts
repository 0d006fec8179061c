// Samples in words: what they are called, how far their answers are, and what the request for one item says.

import { headingOf, nameOfLine } from "@/lib/core/population";
import type { SampleMethod } from "@/lib/core/room-work-statuses";
import type { SampleCounts, SampleDetail, SampleItem, SampleRequest } from "@/lib/core/sample-dto";
import { clipped } from "@/lib/core/storable";
import type { RequestState } from "@/lib/core/work-statuses";

export const SAMPLE_METHOD_LABEL: Readonly<Record<SampleMethod, string>> = {
  random: "At random",
  interval: "At an interval",
  judgemental: "By judgement",
};
export const SAMPLE_METHOD_HELP: Readonly<Record<SampleMethod, string>> = {
  random: "The seed decides which lines: the same seed on the same file gives the same lines.",
  interval: "Every so many lines, beginning with the first line that you choose.",
  judgemental: "The lines that you tick or write down, with your reason.",
};

/** How a sample is called within its room: `S-3`. */
export function sampleNumber(n: number): string {
  return `S-${n}`;
}

/** `S-3.07`: the reference of the request for one item; references of one sample sort by position. */
export function itemReference(sample: number, position: number, size: number): string {
  return `S-${sample}.${String(position).padStart(String(size).length, "0")}`;
}

/** How far the answers to a sample are. */
export function sampleCounts(states: readonly (RequestState | null)[]): SampleCounts {
  const of = (...wanted: readonly RequestState[]) =>
    states.filter((state) => state !== null && wanted.includes(state)).length;
  return {
    items: states.length,
    asked: states.filter((state) => state !== null).length,
    answered: of("submitted", "accepted"),
    accepted: of("accepted"),
    returned: of("returned"),
  };
}

/** `12 of 25 answered, 8 accepted, 1 returned`. */
export function countWords({ items, asked, answered, accepted, returned }: SampleCounts): string {
  if (asked === 0) return "Not asked for yet";
  return [
    `${answered} of ${items} answered`,
    `${accepted} accepted`,
    ...(returned > 0 ? [`${returned} returned`] : []),
  ].join(", ");
}

/** The request that the words name: by the auditor's reference where there is one. */
export function requestName({ number, auditorRef, title }: SampleRequest): string {
  return `${auditorRef === "" ? number : auditorRef} ${title}`;
}

const CELL_SHOWN = 300;
const COLUMNS_SHOWN = 30;

function cut(text: string): string {
  return text.length > CELL_SHOWN ? `${clipped(text, CELL_SHOWN)}...` : text;
}

type Drawn = Pick<
  SampleDetail,
  "number" | "size" | "title" | "columns" | "idColumn" | "request" | "artifactNumber"
>;

/** The title of the request for one item. */
export function itemTitle(sample: Drawn, item: Pick<SampleItem, "line" | "cells">): string {
  return clipped(`${clipped(cut(nameOfLine(item, sample.idColumn)), 150)}, from ${sample.title}`, 300);
}

/** What the request for one item asks: the auditor's words, where the item comes from, and its line of the list. */
export function itemDetail(
  sample: Drawn,
  item: Pick<SampleItem, "line" | "cells" | "position">,
  asked: string,
): string {
  const list = `version ${sample.artifactNumber} of ${sample.title}`;
  const brought = sample.request === null ? "" : `, which answered ${requestName(sample.request)}`;
  const shown = item.cells.slice(0, COLUMNS_SHOWN).flatMap((cell, column) => {
    return cell === "" ? [] : [`${headingOf(sample.columns, column)}: ${cut(cell)}`];
  });
  const more = item.cells.length - COLUMNS_SHOWN;
  return [
    ...(asked === "" ? [] : [asked, ""]),
    `Item ${item.position} of ${sample.size} of sample ${sampleNumber(sample.number)}: line ${item.line} of ${list}${brought}.`,
    ...shown,
    ...(more > 0 ? [`${more} more columns stand on the sample's page.`] : []),
  ].join("\n");
}

/** What stands for the title of a list that the company holds back from the room. */
export const HELD_LIST = "A list that is held back";

/** The sample as it is told where its list is held back: how it was drawn, and nothing of the list. */
export function withoutList<
  T extends {
    readonly title: string;
    readonly fileName: string;
    readonly columns: readonly string[];
    readonly items: readonly { readonly cells: readonly string[] }[];
  },
>(sample: T): T {
  const items = sample.items.map((item) => ({ ...item, cells: [] }));
  return { ...sample, title: HELD_LIST, fileName: "", columns: [], items };
}
