// The sentences that every export of the crosswalk carries: where the facts come from, what they mean, and what is not in them.
import type { DatasetEdition } from "@/lib/core/frameworks/editions";
import { SOURCES } from "@/lib/core/frameworks/sources";
import type { SourceRef } from "@/lib/core/frameworks/types";

export const EXPORT_TITLE = "Crosswalk between SOC 2 and ISO/IEC 27001:2022";

export const EXPORT_NOTICE =
  "Of the standards only numbers, edition names and short titles are given, as identifiers. Names of criteria, notes and explanations are in our own words. No text of ISO/IEC 27001, ISO/IEC 27002, ISO/IEC 27701 or the Trust Services Criteria is included: buy it from its publisher.";

export const EXPORT_READING =
  "Full and Partial say how far evidence gathered for SOC 2 can be reused for ISO/IEC 27001. They are no set relation and prove nothing about a control.";

export const EXPORT_WAY_BACK =
  "On the way back, having a control is not having the criterion: SOC 2 asks for operation over a period and a system description, and its Processing Integrity and Privacy criteria go further than ISO/IEC 27001.";

export const EXPORT_THEME_LEVEL =
  "A theme-level statement names a theme as a whole and no control. It is listed apart, is never Full and makes no pair.";

export const EXPORT_PRIVACY =
  "ISO/IEC 27701 is shown beside the privacy criteria, always as intersecting. It enters no number.";

/** The day of the newest source: what the export's facts are dated with. */
export const SOURCES_DATE: string =
  SOURCES.map((source) => source.reviewedOn)
    .sort()
    .at(-1) ?? "";

/** One line per source: who published it, under which title, in the state of which day. */
export const ATTRIBUTION: readonly string[] = SOURCES.map(
  ({ title, by, reviewedOn }) => `${title}, by ${by}, as of ${reviewedOn}`,
);

/** "Dataset 2026.05.1 of 2026-11-21, sources as of 2026-06-09". */
export function datasetLine({
  version,
  publishedOn,
}: Pick<DatasetEdition, "version" | "publishedOn">): string {
  return `Dataset ${version} of ${publishedOn}, sources as of ${SOURCES_DATE}`;
}

/** The title of a source document, as attribution prints it. */
export function sourceTitle(document: SourceRef["document"]): string {
  return SOURCES.find((source) => source.document === document)?.title ?? "Our own reading";
}
