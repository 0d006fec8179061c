// The checks of a Statement of Applicability: what an auditor would return it for, with the rows and how to mend each.

import { isWritten } from "@/lib/core/decision";
import { compareRefs } from "@/lib/core/frameworks/catalogue";
import { canInherit, isUnsupported, type SoaRow } from "@/lib/core/soa";
import {
  boilerplate,
  contradictsScope,
  excluded,
  included,
  inheritsWithoutReliance,
  inWordsOnly,
  missing,
  outOfStep,
  reasonTexts,
  type SoaContext,
  untraced,
} from "@/lib/core/soa-findings";
import { isCircular, isGeneric, isGenericExclusion, namesOldNumber } from "@/lib/core/soa-wording";

export type SoaCheck = {
  readonly rule: SoaRule;
  readonly severity: "blocking" | "warning";
  readonly refs: readonly string[];
  /** What is wrong, with the number of rows. */
  readonly sentence: string;
  /** How to mend it. */
  readonly mend: string;
};

type Rule = {
  readonly severity: SoaCheck["severity"];
  /** The references that break the rule. */
  readonly find: (rows: readonly SoaRow[], context: SoaContext) => readonly string[];
  /** After the subject: `A.5.31 ` or `12 rows `. */
  readonly one: string;
  readonly other: string;
  /** What is counted; rows unless said. */
  readonly noun?: string;
  readonly mend: string;
};

const each =
  (test: (row: SoaRow, context: SoaContext) => boolean): Rule["find"] =>
  (rows, context) =>
    rows.filter((row) => test(row, context)).map((row) => row.ref);

/** A finding about the whole statement, named by the clause it falls under. */
const whole =
  (clause: string, missing: (context: SoaContext) => boolean): Rule["find"] =>
  (_rows, context) =>
    missing(context) ? [clause] : [];

/** Those of the clauses that no current evidence speaks for. */
const withoutEvidence =
  (clauses: readonly string[]): Rule["find"] =>
  (_rows, { ground }) =>
    clauses.filter((clause) => !ground.evidencedClauses.has(clause));

const RULES = {
  "not-addressed": {
    severity: "blocking",
    find: missing,
    one: "has no row",
    other: "have no row",
    noun: "controls",
    mend: "All 93 controls have to be addressed. Rows are never deleted on these pages, so have the workspace restored from a backup.",
  },
  undecided: {
    severity: "blocking",
    find: each((row) => row.applicability === "undecided"),
    one: "is undecided",
    other: "are undecided",
    mend: "Include each with a reason, or exclude it with a justification.",
  },
  "no-reason": {
    severity: "blocking",
    find: each((row) => included(row) && row.reasons.length === 0),
    one: "is included with no reason",
    other: "are included with no reason",
    mend: "Name the risk, law, contract or business need behind each.",
  },
  "circular-reason": {
    severity: "blocking",
    find: each((row) => included(row) && reasonTexts(row).some(isCircular)),
    one: "is included only because the standard lists it",
    other: "are included only because the standard lists them",
    mend: "Annex A is compared, not imposed. Say which risk, law, contract or business need asks for it here.",
  },
  "exclusion-without-justification": {
    severity: "blocking",
    find: each((row) => excluded(row) && !isWritten(row.exclusionJustification)),
    one: "is excluded without a justification",
    other: "are excluded without a justification",
    mend: "Say why no risk, law or contract in scope needs it.",
  },
  "circular-exclusion": {
    severity: "blocking",
    find: each((row) => excluded(row) && isGenericExclusion(row.exclusionJustification)),
    one: "is excluded with a text that gives no reason",
    other: "are excluded with a text that gives no reason",
    mend: "Say what is absent from your scope, so that an auditor can check it.",
  },
  "excluded-while-cited": {
    severity: "blocking",
    find: each((row) => excluded(row) && row.citedBy.length > 0),
    one: "is excluded while a risk, obligation or contract names it",
    other: "are excluded while risks, obligations or contracts name them",
    mend: "Include the control, or treat the risk in another way first.",
  },
  "exclusion-against-scope": {
    severity: "blocking",
    find: each(contradictsScope),
    one: "is excluded although the scope calls for it",
    other: "are excluded although the scope calls for them",
    mend: "Compare with the scope settings: cloud hosting, Privacy, remote staff, outsourced development.",
  },
  "planned-without-date": {
    severity: "blocking",
    find: each((row) => !excluded(row) && row.implementation === "planned" && row.targetOn === null),
    one: "is planned without a target date",
    other: "are planned without a target date",
    mend: "Set the date by which it operates.",
  },
  "implemented-without-evidence": {
    severity: "blocking",
    find: each((row) => !excluded(row) && isUnsupported(row)),
    one: "is Implemented with no current evidence",
    other: "are Implemented with no current evidence",
    mend: "Attach and accept evidence, or write down why none is needed.",
  },
  "inheritance-refused": {
    severity: "blocking",
    find: each((row) => !excluded(row) && row.delivery === "inherited" && !canInherit(row.ref).ok),
    one: "is inherited but cannot be",
    other: "are inherited but cannot be",
    mend: "Choose Own, or Shared where a provider does a part.",
  },
  "inherited-without-reliance": {
    severity: "blocking",
    find: each((row, context) => inheritsWithoutReliance(row, context) && !context.lapsed.has(row.ref)),
    one: "is inherited without a valid reliance statement",
    other: "are inherited without a valid reliance statement",
    mend: "Record under Suppliers what the provider's document covers, or choose Own or Shared.",
  },
  "reliance-expired": {
    severity: "blocking",
    find: each((row, context) => inheritsWithoutReliance(row, context) && context.lapsed.has(row.ref)),
    one: "leans on a reliance statement that has ended",
    other: "lean on reliance statements that have ended",
    mend: "Record the provider's new document and review the statement.",
  },
  "not-traceable": {
    severity: "blocking",
    find: each(untraced),
    one: "is included for a reason that nothing stands behind",
    other: "are included for reasons that nothing stands behind",
    mend: "Choose the control in a risk or an obligation, or write down the business need.",
  },
  "out-of-step": {
    severity: "blocking",
    find: each(outOfStep),
    one: "names a risk whose treatment does not choose it",
    other: "name a risk whose treatment does not choose them",
    mend: "Choose the control in the risk's treatment, or take the risk out of the reason.",
  },
  "no-scope": {
    severity: "blocking",
    find: whole("4.3", ({ ground }) => !ground.scopeApproved),
    one: "asks for an approved scope statement, and there is none",
    other: "",
    mend: "Write the scope statement and have it approved.",
  },
  "no-risk-method": {
    severity: "blocking",
    find: whole("6.1.2", ({ ground }) => !ground.methodApproved),
    one: "asks for an approved risk method, and there is none",
    other: "",
    mend: "Set the scales and the acceptance criterion and have them approved.",
  },
  "no-climate": {
    severity: "blocking",
    find: whole("4.1", ({ ground }) => !ground.climateDetermined),
    one: "asks whether climate change is a relevant issue, and nobody has decided",
    other: "",
    mend: "Record the determination under Context and scope.",
  },
  "not-approved": {
    severity: "warning",
    find: whole("6.1.3", ({ ground }) => !ground.versionApproved),
    one: "asks for an approved statement, and no version has been approved yet",
    other: "",
    mend: "Submit the draft and have it approved.",
  },
  "no-internal-audit": {
    severity: "warning",
    find: withoutEvidence(["9.2.1", "9.2.2"]),
    one: "has no current evidence of an internal audit",
    other: "have no current evidence of an internal audit",
    noun: "clauses",
    mend: "Audit every clause and the controls in scope, and attach the programme and the report.",
  },
  "no-management-review": {
    severity: "warning",
    find: withoutEvidence(["9.3.1", "9.3.2", "9.3.3"]),
    one: "has no current evidence of a management review",
    other: "have no current evidence of a management review",
    noun: "clauses",
    mend: "Hold the review over every input of 9.3.2, and attach its record with the decisions.",
  },
  "cause-repeats-finding": {
    severity: "warning",
    find: (_rows, { ground }) => ground.symptoms,
    one: "names the finding itself as its root cause",
    other: "name the finding itself as their root cause",
    noun: "nonconformities",
    mend: "Ask once more why it could happen, and record what let it.",
  },
  "suggestions-unread": {
    severity: "blocking",
    find: (rows, { suggested }) => rows.map((row) => row.ref).filter((ref) => suggested.has(ref)),
    one: "has a suggestion that nobody has read",
    other: "have suggestions that nobody has read",
    mend: "Accept or dismiss each of them.",
  },
  "in-words-only": {
    severity: "warning",
    find: each(inWordsOnly),
    one: "names a risk, law or contract in words only",
    other: "name a risk, law or contract in words only",
    mend: "Choose the control in the risk or the obligation, so that the reason leads to its record.",
  },
  "accepted-before-control": {
    severity: "warning",
    find: each(
      (row, { ground }) =>
        !excluded(row) &&
        ["not_started", "planned"].includes(row.implementation) &&
        ground.settled.has(row.ref),
    ),
    one: "does not operate yet, and the residual risk behind it is accepted",
    other: "do not operate yet, and the residual risks behind them are accepted",
    mend: "Assess the risk again as it is today, or record that the control operates.",
  },
  "generic-reason": {
    severity: "warning",
    find: each((row) => included(row) && reasonTexts(row).some(isGeneric)),
    one: "has a reason that would fit any control",
    other: "have a reason that would fit any control",
    mend: "Say what it protects here.",
  },
  "same-text": {
    severity: "warning",
    find: boilerplate,
    one: "shares its justification text",
    other: "share one justification text with at least four others",
    mend: "Auditors read identical texts as a template. Say what differs.",
  },
  "old-numbering": {
    severity: "warning",
    find: each((row) =>
      [...reasonTexts(row), row.exclusionJustification, row.description].some((text) => namesOldNumber(text)),
    ),
    one: "names a control number of the 2013 edition",
    other: "name control numbers of the 2013 edition",
    mend: "Use the numbers of the 2022 edition.",
  },
  "partial-without-evidence": {
    severity: "warning",
    find: each((row) => !excluded(row) && row.implementation === "partial" && !row.evidencedCurrent),
    one: "is Partial with no current evidence",
    other: "are Partial with no current evidence",
    mend: "Attach evidence for the part that operates.",
  },
  "target-passed": {
    severity: "warning",
    find: each(
      (row, { today }) =>
        !excluded(row) &&
        row.implementation !== "implemented" &&
        row.targetOn !== null &&
        row.targetOn < today,
    ),
    one: "has passed its target date",
    other: "have passed their target date",
    mend: "Record the new status or a new date.",
  },
  "no-target": {
    severity: "warning",
    find: each(
      (row) =>
        included(row) && ["not_started", "partial"].includes(row.implementation) && row.targetOn === null,
    ),
    one: "is not implemented and has no target date",
    other: "are not implemented and have no target date",
    mend: "Set the date by which it operates.",
  },
  "implemented-with-major": {
    severity: "warning",
    find: each((row) => !excluded(row) && row.implementation === "implemented" && row.openMajor > 0),
    one: "is Implemented with an open major nonconformity",
    other: "are Implemented with an open major nonconformity",
    mend: "Set it to Partial until the nonconformity is closed.",
  },
  "no-owner": {
    severity: "warning",
    find: each((row) => included(row) && row.ownerId === null),
    one: "has no owner",
    other: "have no owner",
    mend: "Name who answers for it.",
  },
} as const satisfies Record<string, Rule>;

export type SoaRule = keyof typeof RULES;
export const SOA_RULE_NAMES = Object.keys(RULES) as readonly SoaRule[];

/** The rules that the rows break: blocking ones first, then in the order of the rules. Empty when nothing is wrong. */
export function checkSoa(rows: readonly SoaRow[], context: SoaContext): readonly SoaCheck[] {
  const found = SOA_RULE_NAMES.flatMap((name) => checkOf(name, rows, context));
  return [
    ...found.filter((check) => check.severity === "blocking"),
    ...found.filter((check) => check.severity === "warning"),
  ];
}

function checkOf(name: SoaRule, rows: readonly SoaRow[], context: SoaContext): readonly SoaCheck[] {
  const rule: Rule = RULES[name];
  const refs = rule.find(rows, context).toSorted(compareRefs);
  const [first] = refs;
  if (first === undefined) return [];
  const sentence =
    refs.length === 1 ? `${first} ${rule.one}.` : `${refs.length} ${rule.noun ?? "rows"} ${rule.other}.`;
  return [{ rule: name, severity: rule.severity, refs, sentence, mend: rule.mend }];
}

/** Whether the statement may lose its draft watermark. */
export function isApprovable(checks: readonly SoaCheck[]): boolean {
  return checks.every((check) => check.severity !== "blocking");
}

/** The references that a blocking check names, each once, in standard order. */
export function blockedRefs(checks: readonly SoaCheck[]): readonly string[] {
  const blocking = checks.filter((check) => check.severity === "blocking");
  return [...new Set(blocking.flatMap((check) => check.refs))].sort(compareRefs);
}
