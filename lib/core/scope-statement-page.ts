// What the pages about the scope statement show, and what the reader may do with a version.

import { type AnyScope, actorId, holds } from "@/lib/core/access";
import type { ContextDto } from "@/lib/core/context";
import type { VersionState } from "@/lib/core/isms-statuses";
import { type FrozenScope, SCOPE_NOUN, type ScopeParts } from "@/lib/core/scope-statement";
import { canApproveVersion } from "@/lib/core/version-machine";

export type ScopeVersion = {
  readonly number: number;
  readonly state: VersionState;
  readonly parts: ScopeParts;
  readonly changeReason: string;
  readonly sha256: string | null;
  /** The frozen text; null before the approval. */
  readonly frozen: FrozenScope | null;
  /** There is a frozen text, and it cannot be read or has another hash. */
  readonly damaged: boolean;
  readonly submittedBy: { readonly userId: string; readonly name: string } | null;
  readonly submittedAt: Date | null;
  readonly approvedBy: { readonly userId: string; readonly name: string } | null;
  readonly approvedAt: Date | null;
  readonly version: number;
  readonly updatedAt: Date;
};

/** What the list of versions prints. */
export type ScopeSummary = Omit<ScopeVersion, "parts" | "frozen" | "damaged">;

export type ContextPage = {
  readonly context: ContextDto;
  /** Draft or in review; null while nobody works on one. */
  readonly working: ScopeVersion | null;
  readonly approved: ScopeVersion | null;
  /** All versions, newest first. */
  readonly versions: readonly ScopeSummary[];
  readonly selfAcceptance: boolean;
  /** Who sent the draft back last, and why; null when nobody did. */
  readonly sentBack: { readonly by: string; readonly words: string } | null;
};

export type ScopeHistoryEntry = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly words: string;
};

export type ScopeVersionPage = {
  readonly shown: ScopeVersion;
  /** The version to compare with, where one was named. */
  readonly other: ScopeVersion | null;
  readonly versions: readonly ScopeSummary[];
  /** As it stands now: what a version that is not frozen rests on. */
  readonly context: ContextDto;
  readonly history: readonly ScopeHistoryEntry[];
  readonly selfAcceptance: boolean;
};

export type ScopeRights = {
  readonly write: boolean;
  /** May approve the version, or send it back. */
  readonly approve: boolean;
  readonly sendBack: boolean;
  /** Why a version in review has no button to approve it; null when it has one, or is not in review. */
  readonly refusal: string | null;
};

/** What the reader may do with a version. */
export function scopeRights(
  scope: AnyScope,
  version: Pick<ScopeVersion, "state" | "submittedBy"> | null,
  selfAcceptance: boolean,
): ScopeRights {
  const write = holds(scope, "context:write");
  if (version?.state !== "in_review") return { write, approve: false, sendBack: false, refusal: null };
  if (!holds(scope, "context:approve")) {
    return {
      write,
      approve: false,
      sendBack: false,
      refusal: "Owners and approvers approve the scope statement.",
    };
  }
  const decision = canApproveVersion({
    noun: SCOPE_NOUN,
    actorId: actorId(scope) ?? "",
    submitterId: version.submittedBy?.userId ?? null,
    selfAcceptance,
  });
  return { write, approve: decision.ok, sendBack: true, refusal: decision.ok ? null : decision.reason };
}
