// Findings of auditors: their states, what each grade asks of the company, who takes which step, and what an answer proposes.

import { formatDate, type IsoDate } from "@/lib/core/dates";
import { ALLOWED, type Decision, firstRefusal, isWritten, refused } from "@/lib/core/decision";
import { isImprovement } from "@/lib/core/nonconformity";
import type { RoomStandard, RoomType } from "@/lib/core/room";
import {
  FINDING_PARTS,
  type FindingPart,
  type FindingState,
  type PartVerdict,
} from "@/lib/core/room-work-statuses";
import {
  ACTION_STATE,
  type ActionState,
  NC_GRADE,
  type NcGrade,
  type NcSource,
  type StatusDef,
} from "@/lib/core/statuses";
import { clipped } from "@/lib/core/storable";

/** The newest answer to each part that was answered at all. */
export type LatestAnswers = Readonly<Partial<Record<FindingPart, PartVerdict>>>;

/** What the rules look at. */
export type FindingFacts = {
  readonly state: FindingState;
  readonly grade: NcGrade;
  readonly answers: LatestAnswers;
};

/** Where a finding stands, read from its state and the answers. */
export const FINDING_STANDINGS = [
  "draft",
  "raised",
  "taken_over",
  "answered",
  "returned",
  "settled",
  "withdrawn",
] as const;
export type FindingStanding = (typeof FINDING_STANDINGS)[number];
export const FINDING_STANDING: Readonly<Record<FindingStanding, StatusDef>> = {
  draft: {
    label: "Draft",
    tone: "none",
    icon: "hollow",
    meaning: "Seen by the auditors of the room only. It has no number yet.",
  },
  raised: {
    label: "Raised",
    tone: "due",
    icon: "triangle",
    meaning: "The company sees it and has not raised a nonconformity yet.",
  },
  taken_over: {
    label: "Nonconformity raised",
    tone: "progress",
    icon: "half",
    meaning: "The company works on it; the words of the finding stay as they are.",
  },
  answered: {
    label: "To review",
    tone: "review",
    icon: "eye",
    meaning: "An answer of the company waits for the auditor.",
  },
  returned: {
    label: "Returned",
    tone: "gap",
    icon: "diamond",
    meaning: "The auditor returned an answer with a reason.",
  },
  settled: {
    label: "Accepted",
    tone: "ok",
    icon: "check",
    meaning: "The auditor accepted every answer that the grade asks for.",
  },
  withdrawn: {
    label: "Withdrawn",
    tone: "none",
    icon: "slash",
    meaning: "Taken back by the auditor with a reason; it stays on the list.",
  },
};

/** What the company answers: an observation or an opportunity breaches nothing, so there is nothing to correct. */
export function partsOf(grade: NcGrade): readonly FindingPart[] {
  return isImprovement(grade) ? ["action"] : FINDING_PARTS;
}

/** The name of a part; improvements are acted on, not corrected. */
export function partLabel(part: FindingPart, grade: NcGrade): string {
  if (isImprovement(grade)) return "Action";
  return part === "correction" ? "Correction" : "Corrective action";
}

/** Where one part stands; `open` has no answer yet. */
export function partStanding(facts: Pick<FindingFacts, "answers">, part: FindingPart): PartVerdict | "open" {
  return facts.answers[part] ?? "open";
}

/** Where the finding stands. An answer that waits for the auditor comes before one that was returned. */
export function standingOf(facts: FindingFacts): FindingStanding {
  if (facts.state !== "taken_over") return facts.state;
  const parts = partsOf(facts.grade).map((part) => partStanding(facts, part));
  if (parts.every((one) => one === "accepted")) return "settled";
  if (parts.includes("waiting")) return "answered";
  return parts.includes("returned") ? "returned" : "taken_over";
}

/** `F-3`; a draft has no number. */
export function findingName(number: number | null): string {
  return number === null ? "Draft" : `F-${number}`;
}

/** SOC 2 speaks of exceptions where ISO speaks of nonconformities; the grade below is the same. */
const SOC2_GRADE: Readonly<Record<NcGrade, { label: string; meaning: string }>> = {
  major: {
    label: "Significant exception",
    meaning: "A control did not work, so that a criterion may not be met and the report may be qualified.",
  },
  minor: {
    label: "Exception",
    meaning: "A control did not work in single cases; the criterion still holds.",
  },
  observation: { label: "Observation", meaning: "No exception; something to watch." },
  ofi: { label: "Recommendation", meaning: "No exception; something could be better." },
};

/** The grade in the words of the room's standard. */
export function findingGrade(standard: RoomStandard, grade: NcGrade): StatusDef {
  return standard === "soc2" ? { ...NC_GRADE[grade], ...SOC2_GRADE[grade] } : NC_GRADE[grade];
}

const SOURCE: Readonly<Record<RoomType, NcSource>> = {
  stage1: "stage1",
  stage2: "stage2",
  surveillance: "surveillance",
  internal: "internal_audit",
  soc2_type1: "soc2_audit",
  soc2_type2: "soc2_audit",
};

/** Where a nonconformity that comes of a finding was found. */
export function sourceOf(type: RoomType): NcSource {
  return SOURCE[type];
}

// ---- what the auditor does ----

/** Whether the auditor may still change the words: until the company has made a nonconformity of them. */
export function canEditFinding({ state }: Pick<FindingFacts, "state">): Decision {
  if (state === "draft" || state === "raised") return ALLOWED;
  return refused(
    state === "withdrawn"
      ? "The finding is withdrawn and stays as it is. Raise a new one."
      : "The company has raised a nonconformity of it, so its words stay as they are. Withdraw it and raise a new one.",
  );
}

/** Whether a draft may be given to the company. */
export function canRaiseFinding(finding: {
  readonly state: FindingState;
  readonly refs: readonly string[];
  readonly objectiveEvidence: string;
}): Decision {
  if (finding.state !== "draft") return refused("The finding is raised already.");
  return firstRefusal([
    finding.refs.length > 0 ? ALLOWED : refused("Name the requirement that it is about."),
    isWritten(finding.objectiveEvidence)
      ? ALLOWED
      : refused("Write down the objective evidence: what was seen, where, and how much of it."),
  ]);
}

/** Whether the auditor may take it back. A draft goes without a reason; what was accepted stays. */
export function canWithdrawFinding(facts: FindingFacts, reason: string): Decision {
  const standing = standingOf(facts);
  if (standing === "withdrawn") return refused("The finding is withdrawn already.");
  if (standing === "settled") return refused("You accepted its answers, so it stays.");
  if (standing === "draft" || isWritten(reason)) return ALLOWED;
  return refused("Say why it is withdrawn; the company reads it.");
}

/** Whether the auditor may accept or return the newest answer to the part. */
export function canDecidePart(
  facts: FindingFacts,
  part: FindingPart,
  given: { readonly verdict: "accepted" | "returned"; readonly reason: string },
): Decision {
  const label = partLabel(part, facts.grade).toLowerCase();
  if (facts.state === "withdrawn") return refused("The finding is withdrawn, so nothing is decided on it.");
  const standing = partStanding(facts, part);
  if (standing === "open") return refused(`The company has not answered the ${label} yet.`);
  if (standing !== "waiting") return refused(`You have decided on the ${label} already.`);
  if (given.verdict === "accepted" || isWritten(given.reason)) return ALLOWED;
  return refused(`Say what is wrong or missing, so that the ${label} can be mended.`);
}

// ---- what the company does ----

/** Whether the company may make a nonconformity of it: once. */
export function canTakeOver({ state }: Pick<FindingFacts, "state">): Decision {
  if (state === "raised") return ALLOWED;
  if (state === "withdrawn") return refused("The auditor has withdrawn the finding.");
  return refused("A nonconformity was raised of it already.");
}

/** Whether the company may answer the part now. */
export function canAnswerPart(facts: FindingFacts, part: FindingPart): Decision {
  if (facts.state === "withdrawn") return refused("The auditor has withdrawn the finding.");
  if (facts.state !== "taken_over") return refused("Raise the nonconformity first, then answer.");
  const label = partLabel(part, facts.grade);
  if (!partsOf(facts.grade).includes(part)) return refused("This grade asks for an action only.");
  const standing = partStanding(facts, part);
  if (standing === "waiting") return refused(`${label}: the answer is with the auditor.`);
  return standing === "accepted" ? refused(`${label}: the auditor has accepted it.`) : ALLOWED;
}

const TITLE_LENGTH = 120;

/** The title of the nonconformity: the first sentence of the statement, shortened at a word. */
export function titleOf(statement: string): string {
  const line = statement.trim().split(/\r?\n/)[0]?.trim() ?? "";
  const sentence = /^(.+?)[.!?](?:\s|$)/.exec(line)?.[1] ?? line;
  if (sentence.length <= TITLE_LENGTH) return sentence;
  const cut = clipped(sentence, TITLE_LENGTH - 3);
  const at = cut.lastIndexOf(" ");
  return `${(at > TITLE_LENGTH / 2 ? cut.slice(0, at) : cut).trimEnd()}...`;
}

/** What of a nonconformity an answer may be made of; the cause, the extent and all comments are no part of it. */
export type AnswerSource = {
  readonly correction: string;
  readonly correctionOn: IsoDate | null;
  readonly actions: readonly {
    readonly title: string;
    readonly dueOn: IsoDate | null;
    readonly state: ActionState;
  }[];
};

function actionLine({ title, dueOn, state }: AnswerSource["actions"][number], at: number): string {
  const due = dueOn === null ? "" : `, due ${formatDate(dueOn)}`;
  return `${at + 1}. ${title}${due}: ${ACTION_STATE[state].label.toLowerCase()}`;
}

/** Words to start an answer from; the person who answers sees and changes them before the auditor does. */
export function proposedAnswer(part: FindingPart, nc: AnswerSource): string {
  if (part === "action") {
    return nc.actions
      .filter(({ state }) => state !== "dropped")
      .map(actionLine)
      .join("\n");
  }
  if (nc.correction === "") return "";
  return nc.correctionOn === null
    ? nc.correction
    : `${nc.correction}\nDone on ${formatDate(nc.correctionOn)}.`;
}

/** How many findings of a room stand where: what both sides count. */
export type FindingCounts = {
  /** Numbered ones that were not withdrawn. */
  readonly raised: number;
  /** Answers that wait for the auditor. */
  readonly toReview: number;
  /** Those that wait for the company: no nonconformity yet, no answer yet, or a returned one. */
  readonly withCompany: number;
  readonly settled: number;
};

/** Counts findings by where they stand; drafts and withdrawn ones are left out. */
export function countFindings(standings: readonly FindingStanding[]): FindingCounts {
  const of = (...which: readonly FindingStanding[]) =>
    standings.filter((standing) => which.includes(standing)).length;
  return {
    raised: of("raised", "taken_over", "answered", "returned", "settled"),
    toReview: of("answered"),
    withCompany: of("raised", "taken_over", "returned"),
    settled: of("settled"),
  };
}
