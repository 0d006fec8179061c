// What answers of a scorecard propose for the rows of a workspace, which rows they leave alone, and what accepting one does.
import { ALLOWED, type Decision, refused } from "@/lib/core/decision";
import { moveRequirement } from "@/lib/core/evidence";
import { compareRefs, entryOf } from "@/lib/core/frameworks/catalogue";
import { type Answers, type ScorecardLine, scorecardLines } from "@/lib/core/scorecard";
import type { ScorecardDirection } from "@/lib/core/scorecard-question";
import {
  EVIDENCE_STATUS,
  type EvidenceStatus,
  IMPLEMENTATION,
  type Implementation,
} from "@/lib/core/statuses";
import type { ProposalState } from "@/lib/core/work-statuses";

/** The furthest that a self-assessment may lead; a person collects and reviews the evidence. */
type ProposedStatus = Extract<EvidenceStatus, "in_progress" | "needs_supplement">;

export type ScorecardProposal = {
  readonly ref: string;
  /** Id of the question and key of the answer. */
  readonly question: string;
  readonly answer: string;
  readonly evidenceStatus: ProposedStatus | null;
  /** Null for criteria, which have no implementation status, and while there is only a beginning. */
  readonly implementation: Extract<Implementation, "partial"> | null;
  readonly reason: string;
};

function proposalOf(ref: string, { question, option, key }: ScorecardLine): ScorecardProposal | null {
  const points = option?.points ?? 0;
  if (option === null || key === null || points === 0) return null;
  const said = `Scorecard: ${question.text} ${option.label}.`;
  return {
    ref,
    question: question.id,
    answer: key,
    evidenceStatus: points === 2 ? "needs_supplement" : "in_progress",
    implementation: points >= 2 && entryOf(ref)?.kind !== "criterion" ? "partial" : null,
    reason: points === 3 ? said : `${said} Next: ${question.next}`,
  };
}

/**
 * One proposal for each requirement that an answer speaks of, in standard order. Where several answers speak of one, the
 * weakest decides; "not known", "not in place" and "does not apply" propose nothing.
 */
export function proposalsOf(direction: ScorecardDirection, answers: Answers): readonly ScorecardProposal[] {
  const weakest = new Map<string, ScorecardLine>();
  for (const line of scorecardLines(direction, answers)) {
    if (line.state === "unanswered") continue;
    for (const ref of line.question.refs) {
      const other = weakest.get(ref);
      if (other === undefined || (line.points ?? 0) < (other.points ?? 0)) weakest.set(ref, line);
    }
  }
  return [...weakest]
    .map(([ref, line]) => proposalOf(ref, line))
    .filter((proposal) => proposal !== null)
    .sort((a, b) => compareRefs(a.ref, b.ref));
}

export type ProposalTarget = {
  readonly ref: string;
  readonly evidenceStatus: EvidenceStatus;
  readonly implementation: Implementation;
  /** Excluded in the Statement of Applicability, or a criterion outside the SOC 2 scope. */
  readonly outside: "excluded" | "out_of_scope" | null;
};

export type StoredProposal = Pick<ScorecardProposal, "ref" | "question" | "answer"> & {
  readonly id: string;
  readonly state: ProposalState;
};

export type CarryOverPlan = {
  readonly create: readonly ScorecardProposal[];
  /** Open proposals whose answer has changed since. */
  readonly replace: readonly (ScorecardProposal & { readonly id: string })[];
  /** References whose open proposal says the same already. */
  readonly kept: readonly string[];
  readonly skipped: readonly SkippedRow[];
};

const SKIPS = {
  recorded: "already recorded",
  excluded: "excluded in the Statement of Applicability",
  out_of_scope: "outside the SOC 2 scope",
  dismissed: "dismissed before",
  absent: "not in this workspace",
} as const;
export type SkippedRow = { readonly ref: string; readonly kind: keyof typeof SKIPS; readonly reason: string };

/** "8 already recorded, 4 outside the SOC 2 scope"; empty when nothing was left alone. */
export function skippedWords(skipped: readonly Pick<SkippedRow, "kind">[]): string {
  return Object.entries(SKIPS)
    .map(([kind, words]) => ({ words, count: skipped.filter((row) => row.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => `${count} ${words}`)
    .join(", ");
}

const OUTSIDE = {
  excluded: "Excluded in the Statement of Applicability.",
  out_of_scope: "Outside the SOC 2 scope of this workspace.",
} as const;

function recorded({ evidenceStatus, implementation }: ProposalTarget): string {
  const words = [
    evidenceStatus === "missing" ? "" : `evidence ${EVIDENCE_STATUS[evidenceStatus].label}`,
    implementation === "not_started" ? "" : `implementation ${IMPLEMENTATION[implementation].label}`,
  ].filter((one) => one !== "");
  return `Already recorded: ${words.join(", ")}.`;
}

/** What of a proposal the row is still free for; null when somebody recorded all of it. */
function fitting(proposal: ScorecardProposal, target: ProposalTarget): ScorecardProposal | null {
  const evidenceStatus = target.evidenceStatus === "missing" ? proposal.evidenceStatus : null;
  const implementation = target.implementation === "not_started" ? proposal.implementation : null;
  return evidenceStatus === null && implementation === null
    ? null
    : { ...proposal, evidenceStatus, implementation };
}

function same(a: Pick<StoredProposal, "question" | "answer">, b: StoredProposal): boolean {
  return a.question === b.question && a.answer === b.answer;
}

type Step =
  | { readonly kind: "create" | "kept"; readonly proposal: ScorecardProposal }
  | { readonly kind: "replace"; readonly proposal: ScorecardProposal; readonly id: string }
  | { readonly kind: "skipped"; readonly row: SkippedRow };

function skip(ref: string, kind: SkippedRow["kind"], reason: string): Step {
  return { kind: "skipped", row: { ref, kind, reason } };
}

function stepOf(
  proposal: ScorecardProposal,
  target: ProposalTarget | undefined,
  stored: readonly StoredProposal[],
): Step {
  const { ref } = proposal;
  if (target === undefined) return skip(ref, "absent", "Not in this workspace.");
  if (target.outside !== null) return skip(ref, target.outside, OUTSIDE[target.outside]);
  const free = fitting(proposal, target);
  if (free === null) return skip(ref, "recorded", recorded(target));
  const open = stored.find((one) => one.ref === ref && one.state === "open");
  if (open !== undefined) {
    return same(free, open)
      ? { kind: "kept", proposal: free }
      : { kind: "replace", proposal: free, id: open.id };
  }
  const dismissed = stored.some((one) => one.ref === ref && one.state === "dismissed" && same(free, one));
  return dismissed
    ? skip(ref, "dismissed", "The same answer was dismissed before.")
    : { kind: "create", proposal: free };
}

/**
 * What carrying the proposals over does to a workspace. A row that somebody has recorded is left alone, the same answers
 * twice change nothing, and every row that is left out has its reason.
 */
export function planCarryOver(
  proposals: readonly ScorecardProposal[],
  targets: readonly ProposalTarget[],
  stored: readonly StoredProposal[],
): CarryOverPlan {
  const byRef = new Map(targets.map((target) => [target.ref, target]));
  const steps = proposals.map((proposal) => stepOf(proposal, byRef.get(proposal.ref), stored));
  return {
    create: steps.flatMap((step) => (step.kind === "create" ? [step.proposal] : [])),
    replace: steps.flatMap((step) => (step.kind === "replace" ? [{ ...step.proposal, id: step.id }] : [])),
    kept: steps.flatMap((step) => (step.kind === "kept" ? [step.proposal.ref] : [])),
    skipped: steps.flatMap((step) => (step.kind === "skipped" ? [step.row] : [])),
  };
}

export type ScorecardProposalRow = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly question: string;
  readonly answer: string;
  readonly evidenceStatus: EvidenceStatus | null;
  readonly implementation: Implementation | null;
  readonly reason: string;
  readonly state: ProposalState;
  readonly createdOn: string;
  readonly createdBy: string;
  readonly decidedOn: string | null;
  readonly decidedBy: string | null;
  /** Why accepting is refused for the person who looks at it; null when it is not. */
  readonly refusal: string | null;
};

type Proposed = Pick<ScorecardProposalRow, "evidenceStatus" | "implementation">;
type Acceptance = {
  readonly evidenceStatus: EvidenceStatus | null;
  readonly implementation: Implementation | null;
};

function evidencePart(proposed: Proposed, target: ProposalTarget, reason: string): EvidenceStatus | null {
  const to = proposed.evidenceStatus;
  if (to === null || target.evidenceStatus !== "missing") return null;
  return moveRequirement(target.evidenceStatus, to, { reason, evidenced: false, override: null }).ok
    ? to
    : null;
}

/** What accepting would record now: only parts that nobody has recorded meanwhile and that the person may record. */
export function acceptanceOf(
  proposed: Proposed & { readonly reason: string },
  target: ProposalTarget,
  rights: { readonly owns: boolean; readonly implementation: boolean },
): { readonly decision: Decision; readonly records: Acceptance } {
  const nothing: Acceptance = { evidenceStatus: null, implementation: null };
  if (target.outside !== null) return { decision: refused(OUTSIDE[target.outside]), records: nothing };
  if (!rights.owns) {
    return {
      decision: refused("Belongs to somebody else. Contributors record only what they own."),
      records: nothing,
    };
  }
  const evidenceStatus = evidencePart(proposed, target, proposed.reason);
  const free = target.implementation === "not_started" ? proposed.implementation : null;
  const implementation = rights.implementation ? free : null;
  if (evidenceStatus !== null || implementation !== null) {
    return { decision: ALLOWED, records: { evidenceStatus, implementation } };
  }
  return {
    decision: refused(
      free === null ? recorded(target) : "An implementation status is recorded by owners and leads.",
    ),
    records: nothing,
  };
}
