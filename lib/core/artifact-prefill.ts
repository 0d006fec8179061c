// What the form for the next version begins with: the last version's facts, its dates moved on by one period.

import { carriedRenewal, nextPeriod, type RenewalRule } from "@/lib/core/cadence";
import type { IsoDate } from "@/lib/core/dates";
import type { ArtifactFacts } from "@/lib/core/evidence-versions";

export type VersionStart = Pick<
  ArtifactFacts,
  | "kind"
  | "url"
  | "body"
  | "effectiveOn"
  | "periodFrom"
  | "periodTo"
  | "sourceSystem"
  | "collectedBy"
  | "query"
> & {
  readonly completeness: string;
  readonly isScreenshot: boolean;
  /** The date set by hand; null where a cadence counts. */
  readonly renewOn: IsoDate | null;
};

type Item = RenewalRule & { readonly renewOn: IsoDate | null };

function movedOn(previous: ArtifactFacts | null): Pick<ArtifactFacts, "periodFrom" | "periodTo"> {
  const from = previous?.periodFrom ?? null;
  const to = previous?.periodTo ?? null;
  if (from === null || to === null || from > to) return { periodFrom: null, periodTo: null };
  const next = nextPeriod({ from, to });
  return { periodFrom: next.from, periodTo: next.to };
}

/** The next collection: effective today, the period right after the last one, collected by the person who opens the form. */
export function startOfNext(
  item: Item,
  previous: ArtifactFacts | null,
  given: { readonly today: IsoDate; readonly collector: string },
): VersionStart {
  const { today, collector } = given;
  return {
    kind: previous === null || previous.kind === "register" ? "file" : previous.kind,
    url: previous?.url ?? null,
    body: "",
    effectiveOn: today,
    ...movedOn(previous),
    sourceSystem: previous?.sourceSystem ?? "",
    collectedBy: collector,
    query: previous?.query ?? "",
    completeness: previous?.completeness ?? "",
    isScreenshot: previous?.isScreenshot ?? false,
    renewOn: carriedRenewal(item, previous?.effectiveOn ?? null, today),
  };
}

/** The same content with its facts as they stand, to correct a date or a period. */
export function startOfCorrection(item: Item, version: ArtifactFacts): VersionStart {
  return {
    ...version,
    renewOn: item.cadence === "none" ? (item.renewOverrideOn ?? item.renewOn) : item.renewOverrideOn,
  };
}
