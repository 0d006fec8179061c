// Versions of the Statement of Applicability: their numbers, what stands against handing one in, and what lists print of them.

import { formatDate, type IsoDate } from "@/lib/core/dates";
import type { ExportProfile, VersionState } from "@/lib/core/isms-statuses";
import { isApprovable, type SoaCheck } from "@/lib/core/soa-checks";
import type { SoaApproval } from "@/lib/core/soa-document";

export const SOA_NOUN = "Statement of Applicability";

export type VersionNumber = { readonly major: number; readonly minor: number };

/** "1.0", as the certificate and the file name print it. */
export function versionLabel({ major, minor }: VersionNumber): string {
  return `${major}.${minor}`;
}

/** The number after the highest approved one: 1.0 first, then the next minor, or the next major when that is chosen. */
export function nextVersion(approved: readonly VersionNumber[], isMajor: boolean): VersionNumber {
  const highest = approved.reduce<VersionNumber | null>(
    (best, one) =>
      best === null || one.major > best.major || (one.major === best.major && one.minor > best.minor)
        ? one
        : best,
    null,
  );
  if (highest === null) return { major: 1, minor: 0 };
  return isMajor
    ? { major: highest.major + 1, minor: 0 }
    : { major: highest.major, minor: highest.minor + 1 };
}

/** Why a version with these findings is neither handed in nor approved; null when nothing blocks. */
export function blockedSentence(checks: readonly SoaCheck[]): string | null {
  if (isApprovable(checks)) return null;
  const blocking = checks.filter((check) => check.severity === "blocking");
  const [first, second] = blocking;
  const named = [first, second].flatMap((check) => (check === undefined ? [] : [check.sentence])).join(" ");
  const more = blocking.length > 2 ? ` And ${blocking.length - 2} more.` : "";
  const count = blocking.length === 1 ? "1 check blocks" : `${blocking.length} checks block`;
  return `${count} approval. ${named}${more}`;
}

/** What is said where the frozen text of a version would stand; the other versions and the stored files are not touched by it. */
export function damagedSentence(label: string): string {
  return `The frozen text of version ${label} is damaged: it is not what its SHA-256 stands for. Bring the database back from a backup, or approve a new version.`;
}

/** The reason that the form proposes; whoever hands the version in may write another one. */
export function proposedChangeReason(approved: string | null, changes: number): string {
  if (approved === null) return "First version.";
  const cells = changes === 1 ? "1 cell" : `${changes} cells`;
  return changes === 0 ? `Reviewed, unchanged since ${approved}.` : `${cells} changed since ${approved}.`;
}

/** One version as lists print it. */
export type SoaVersionSummary = VersionNumber & {
  readonly id: string;
  readonly label: string;
  /** `draft` means: handed in once and sent back. */
  readonly state: VersionState;
  readonly sha256: string;
  readonly changeReason: string;
  readonly submittedBy: string;
  readonly submitterId: string;
  readonly submittedOn: IsoDate;
  readonly returnReason: string;
  readonly returnedBy: string | null;
  readonly returnedOn: IsoDate | null;
  readonly approval: SoaApproval | null;
  readonly version: number;
};

export type SoaStoredFile = {
  readonly profile: ExportProfile;
  readonly format: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** The last check found other bytes than those that were stored, or none. */
  readonly damaged: boolean;
};

/** `1.1, approved 1 Dec 2026`: a version in a list of choices. */
export function versionChoice({ label, state, approval, submittedOn }: SoaVersionSummary): string {
  if (approval !== null) {
    return `${label}, ${state === "superseded" ? "superseded, " : ""}approved ${formatDate(approval.on)}`;
  }
  return `${label}, ${state === "in_review" ? "in review" : "sent back"}, submitted ${formatDate(submittedOn)}`;
}
