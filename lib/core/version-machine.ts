// Versions that a named person approves (scope statement, risk method, Statement of Applicability): which step is possible and what it does to the others.

import { ALLOWED, type Decision, isWritten, refused } from "@/lib/core/decision";
import { VERSION_STATE, type VersionState } from "@/lib/core/isms-statuses";

/** `superseded` is nobody's step: the approval of a later version causes it. */
export const VERSION_MOVES: Readonly<Record<VersionState, readonly VersionState[]>> = {
  draft: ["in_review"],
  in_review: ["approved", "draft"],
  approved: [],
  superseded: [],
};

export type VersionFacts = {
  /** What the record is called inside a sentence: "scope statement". */
  readonly noun: string;
  readonly actorId: string;
  readonly submitterId: string | null;
  /** The workspace waived the separation of duties. */
  readonly selfAcceptance: boolean;
  /** Why it is sent back. */
  readonly reason: string;
  /** A sentence about the content that stands against handing it in or approving it; null when nothing does. */
  readonly blocked: string | null;
};

export type VersionChange<K> = { readonly key: K; readonly from: VersionState; readonly to: VersionState };
export type VersionMove<K> =
  /** In the order in which they are to be written: what is superseded comes first. */
  | { readonly ok: true; readonly changes: readonly VersionChange<K>[] }
  | {
      readonly ok: false;
      readonly reason: string;
      /** What refuses: the state, the content, the missing reason, or the person. */
      readonly cause: "state" | "content" | "reason" | "person";
    };

type Refusal = Extract<VersionMove<never>, { ok: false }>;

function refuse(cause: Refusal["cause"], reason: string): Refusal {
  return { ok: false, cause, reason };
}

function stateRefusal(noun: string, from: VersionState, to: VersionState): Refusal {
  const label = VERSION_STATE[from].label.toLowerCase();
  if (from === to) return refuse("state", `The ${noun} is already ${label}.`);
  if (VERSION_MOVES[from].length === 0) {
    return refuse(
      "state",
      `This version of the ${noun} is ${label} and stays as it is. Begin a new version.`,
    );
  }
  const wanted = VERSION_STATE[to].label.toLowerCase();
  return refuse("state", `The ${noun} is ${label} and cannot become ${wanted}.`);
}

/** Whether the actor may approve what `submitterId` handed in. */
export function canApproveVersion(
  facts: Pick<VersionFacts, "noun" | "actorId" | "submitterId" | "selfAcceptance">,
): Decision {
  if (facts.selfAcceptance || facts.submitterId !== facts.actorId) return ALLOWED;
  return refused(`You handed this ${facts.noun} in. Somebody else has to approve it.`);
}

function refusalOf(from: VersionState, to: VersionState, facts: VersionFacts): Refusal | null {
  if (!VERSION_MOVES[from].includes(to)) return stateRefusal(facts.noun, from, to);
  if (to === "draft") {
    return isWritten(facts.reason) ? null : refuse("reason", "Say what has to change before it is approved.");
  }
  if (to === "approved") {
    const person = canApproveVersion(facts);
    if (!person.ok) return refuse("person", person.reason);
  }
  return facts.blocked === null ? null : refuse("content", facts.blocked);
}

/**
 * What moving one version changes. Approving supersedes the version approved before, so that one at most is in force.
 * `versions` are all of the record, `key` names one of them.
 */
export function moveVersion<K>(
  versions: readonly { readonly key: K; readonly state: VersionState }[],
  key: K,
  to: VersionState,
  facts: VersionFacts,
): VersionMove<K> {
  const version = versions.find((one) => one.key === key);
  if (version === undefined) return refuse("state", `This version of the ${facts.noun} does not exist.`);
  const refusal = refusalOf(version.state, to, facts);
  if (refusal !== null) return refusal;
  const replaced = to === "approved" ? versions.filter((one) => one.state === "approved") : [];
  return {
    ok: true,
    changes: [
      ...replaced.map((one): VersionChange<K> => ({ key: one.key, from: "approved", to: "superseded" })),
      { key, from: version.state, to },
    ],
  };
}

/** Whether the content of a version may change: only while nobody judges it or relies on it. */
export function canEditVersion(noun: string, state: VersionState): Decision {
  if (state === "draft") return ALLOWED;
  return refused(
    state === "in_review"
      ? `The ${noun} waits for approval and does not change meanwhile. It can be changed after it was sent back.`
      : `This version of the ${noun} is ${VERSION_STATE[state].label.toLowerCase()} and stays as it is. Begin a new version.`,
  );
}

/** Whether a new version may be begun beside those that exist: one is worked on at a time. */
export function canBeginVersion(noun: string, states: readonly VersionState[]): Decision {
  if (states.includes("in_review")) {
    return refused(`A version of the ${noun} waits for approval. A new one can be begun after the decision.`);
  }
  return states.includes("draft")
    ? refused(`A draft of the ${noun} exists already. Continue with that one.`)
    : ALLOWED;
}
