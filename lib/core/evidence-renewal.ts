// Which verdicts still hold when a new version comes (docs/decisions/009-verdicts-and-versions.md).

import { daysBetween, type IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, firstRefusal, refused } from "@/lib/core/decision";
import { ARTIFACT_KIND_LABEL, type ArtifactKind, type Verdict } from "@/lib/core/statuses";

export type RenewalFacts = {
  readonly kind: ArtifactKind;
  readonly sourceSystem: string;
  readonly effectiveOn: IsoDate | null;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
};

function fold(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}

/** Days covered, both ends included; 0 without a whole period. */
function daysCovered({ periodFrom, periodTo }: RenewalFacts): number {
  return periodFrom === null || periodTo === null ? 0 : daysBetween(periodFrom, periodTo) + 1;
}

/** A month has 28 to 31 days and a quarter 90 to 92: as long means not shorter by more than that. */
function isShorter(older: RenewalFacts, newer: RenewalFacts): boolean {
  const before = daysCovered(older);
  const slack = before >= 28 ? 3 : 0;
  return daysCovered(newer) < before - slack;
}

function isEarlier(older: RenewalFacts, newer: RenewalFacts): boolean {
  if (older.effectiveOn === null) return false;
  return newer.effectiveOn === null || newer.effectiveOn < older.effectiveOn;
}

/** Whether the newer version is the same evidence collected again; a refusal says what differs. */
export function isRenewal(older: RenewalFacts, newer: RenewalFacts): Decision {
  const [was, is] = [ARTIFACT_KIND_LABEL[older.kind], ARTIFACT_KIND_LABEL[newer.kind]];
  return firstRefusal([
    older.kind === newer.kind
      ? ALLOWED
      : refused(`It was a ${was.toLowerCase()} and is a ${is.toLowerCase()} now.`),
    fold(older.sourceSystem) === fold(newer.sourceSystem)
      ? ALLOWED
      : refused("It comes from another source system."),
    isEarlier(older, newer) ? refused("Its effective date is missing or earlier.") : ALLOWED,
    isShorter(older, newer) ? refused("It covers a shorter period.") : ALLOWED,
  ]);
}

export type StandingVerdict = {
  readonly verdict: Verdict;
  readonly forRenewals: boolean;
  readonly reviewerId: string | null;
  /** The newest version that the verdict stands for. */
  readonly reviewedArtifact: number | null;
  /** The version that the reviewer looked at; null reads as `reviewedArtifact`. */
  readonly seenArtifact: number | null;
};

export type NewVersion = {
  /** Number of the version that was the newest until now, and its facts. */
  readonly before: { readonly number: number; readonly facts: RenewalFacts };
  readonly facts: RenewalFacts;
  /** The version that was brought back; null for a new collection. */
  readonly restoredFrom: number | null;
  /** Who brings it. */
  readonly actorId: string;
  /** The workspace waived the separation of duties. */
  readonly selfAcceptance: boolean;
};

function heldFor(link: StandingVerdict, number: number): boolean {
  const last = link.reviewedArtifact ?? 0;
  return number >= (link.seenArtifact ?? last) && number <= last;
}

/**
 * Whether the verdict also holds for the new version. A version brought back has the verdicts that it had. Otherwise
 * only a Sufficient that its reviewer gave for renewals too stays, and only for a renewal brought by somebody else.
 */
export function keepsVerdict(link: StandingVerdict, version: NewVersion): Decision {
  const { before, facts, restoredFrom, actorId, selfAcceptance } = version;
  const own = link.verdict === "sufficient" && link.reviewerId === actorId && !selfAcceptance;
  if (link.verdict === "proposed") return refused("There is no verdict to keep.");
  if (own) return refused("Its reviewer brought the new version. Somebody else has to judge it.");
  if (restoredFrom !== null) {
    return heldFor(link, restoredFrom) ? ALLOWED : refused(`It was not given on version ${restoredFrom}.`);
  }
  return firstRefusal([
    link.verdict === "sufficient" && link.forRenewals
      ? ALLOWED
      : refused("It was given for that version alone."),
    heldFor(link, before.number) ? ALLOWED : refused("It was already asked for again."),
    isRenewal(before.facts, facts),
  ]);
}
