// The terms of the user interface with one sentence each; the statuses come from the status table itself.

import { REQUIREMENT_FLAG } from "@/lib/core/evidence";
import { FRESHNESS_EFFECT, ITEM_EFFECT, VERDICT_EFFECT } from "@/lib/core/evidence-effects";
import { NUMBERS } from "@/lib/core/readiness";
import {
  ACTION_STATE,
  APPLICABILITY,
  EVIDENCE_STATUS,
  FRESHNESS_STATUS,
  IMPLEMENTATION,
  ITEM_STATE,
  NC_GRADE,
  NC_STATE,
  type StatusDef,
  VERDICT,
} from "@/lib/core/statuses";
import { PAIR_REVIEW } from "@/lib/core/work-statuses";

export type GlossaryEntry = { readonly term: string; readonly meaning: string };
export type GlossarySection = { readonly title: string; readonly entries: readonly GlossaryEntry[] };

const TERMS: readonly GlossaryEntry[] = [
  {
    term: "SOC 2",
    meaning:
      "A report by an independent accountant on how a service organisation meets the Trust Services Criteria.",
  },
  {
    term: "Trust Services Criteria (TSC)",
    meaning:
      "The 61 criteria in five categories that a SOC 2 report is judged by; Security is always in scope.",
  },
  {
    term: "Observation window",
    meaning: "The period over which a Type 2 report looks at whether controls worked.",
  },
  {
    term: "ISO/IEC 27001",
    meaning:
      "The standard for information security management systems, here the 2022 edition with Amendment 1:2024.",
  },
  {
    term: "ISMS",
    meaning:
      "Information security management system: the policies, processes and people that ISO/IEC 27001 certifies.",
  },
  {
    term: "Annex A control",
    meaning:
      "One of the 93 reference controls, in four themes, that an organisation compares its own controls with.",
  },
  {
    term: "Clause requirement",
    meaning: "One of the 30 assessable requirements of clauses 4 to 10; none of them can be excluded.",
  },
  {
    term: "Requirement",
    meaning:
      "A control, a clause requirement, a criterion or an own control: what evidence, owners and statuses belong to.",
  },
  {
    term: "Own control",
    meaning:
      "A necessary control that Annex A does not list, added to the Statement of Applicability by the team.",
  },
  {
    term: "Stage 1",
    meaning: "The certification body's first visit: is the system designed and documented as required.",
  },
  { term: "Stage 2", meaning: "The certification body's second visit: does the system work as documented." },
  {
    term: "Pair",
    meaning: "One criterion and one ISO requirement that a row of the crosswalk puts together.",
  },
  {
    term: "Overlap",
    meaning:
      "How far evidence for the criterion serves the ISO requirement, as the source's row says: Full, Partial or Additive.",
  },
  { term: "Full", meaning: "Evidence for the criterion can be used as it is." },
  { term: "Partial", meaning: "Evidence for the criterion helps, and something named has to be added." },
  { term: "Additive", meaning: "SOC 2 asks for it and ISO/IEC 27001 has no counterpart." },
  {
    term: "Theme-level",
    meaning: "A row that speaks of a whole theme instead of a control; shown apart and never as Full.",
  },
  {
    term: "Disputed",
    meaning: "The sources contradict themselves here; the finding and how it is shown are one click away.",
  },
  {
    term: "Override",
    meaning:
      "The team's own decision about a pair, or about evidence that is not there, with who, when and why.",
  },
  {
    term: "Edition of the data set",
    meaning:
      "The crosswalk's rows under one version; a workspace reads its own until somebody takes a newer one over.",
  },
  {
    term: "Orphaned decision",
    meaning: "A decision about a pair that the edition no longer has; it is kept and counts for nothing.",
  },
  {
    term: "Lower value",
    meaning:
      "Partial, where one pair of a requirement is Full and another Partial and not all of them are reviewed.",
  },
  { term: "Reuse as is", meaning: "At least one Full pair with a criterion in scope." },
  { term: "Supplement", meaning: "Partial pairs only; each says what to add." },
  { term: "Net-new", meaning: "No pair with a criterion in scope: work that SOC 2 did not bring." },
  { term: "SOC 2 only", meaning: "A criterion in scope without a counterpart in ISO/IEC 27001." },
  { term: "Evidence item", meaning: "One piece of evidence with its owner, dates, versions and links." },
  {
    term: "Version of evidence",
    meaning:
      "A file, a link, a statement, a population or a register entry that was added to an item on a date; earlier ones are kept.",
  },
  { term: "Verdict", meaning: "A reviewer's judgement whether an item is enough for one requirement." },
  { term: "Renewal date", meaning: "The last day on which a piece of evidence counts." },
  {
    term: "Evidence status",
    meaning: "What the team recorded about a requirement's evidence; nothing but a person changes it.",
  },
  {
    term: "Statement of Applicability (SoA)",
    meaning: "The list of necessary controls with reasons, implementation status and justified exclusions.",
  },
  {
    term: "Inclusion reason",
    meaning: "Why a control is necessary: a risk, a law, a contract or a business need.",
  },
  {
    term: "Delivery",
    meaning: "Who operates a control: the organisation (Own), both (Shared) or a provider (Inherited).",
  },
  {
    term: "Method",
    meaning:
      "By what means a control is implemented: policy, procedure, technical, provider, or several of these.",
  },
  {
    term: "Reliance statement",
    meaning:
      "Why a provider's control may be relied on: its report or certificate, what it covers, until when, and what remains to do.",
  },
  { term: "Nonconformity", meaning: "A requirement that is not met, with the evidence that shows it." },
  { term: "Correction", meaning: "What fixes the cases found." },
  { term: "Corrective action", meaning: "What removes the cause, so that it does not happen again." },
  {
    term: "Effectiveness check",
    meaning:
      "The judgement, by criteria set beforehand and by somebody who owns none of the actions, whether it worked.",
  },
  {
    term: "Separation of duties",
    meaning:
      "Who submits evidence does not accept it; an owner may waive this for the workspace, which is logged.",
  },
];

function fromStatuses<K extends string>(
  title: string,
  table: Readonly<Record<K, StatusDef>>,
  effects?: Readonly<Record<K, string>>,
): GlossarySection {
  const entries = (Object.entries(table) as [K, StatusDef][]).map(([name, { label, meaning }]) => ({
    term: label,
    meaning: effects === undefined ? meaning : `${meaning} ${effects[name]}`,
  }));
  return { title, entries };
}

const ITEM_STATES_TITLE = "States of an evidence item";
const FRESHNESS_TITLE = "Freshness of evidence";
const VERDICTS_TITLE = "Verdicts";

/** All sections in the order of docs/glossary.md. */
export const GLOSSARY: readonly GlossarySection[] = [
  { title: "Terms", entries: TERMS },
  {
    title: "Numbers",
    entries: Object.values(NUMBERS).map(({ label, definition }) => ({ term: label, meaning: definition })),
  },
  fromStatuses("Evidence status of a requirement", EVIDENCE_STATUS),
  fromStatuses("Attention marks of a requirement", REQUIREMENT_FLAG),
  fromStatuses(ITEM_STATES_TITLE, ITEM_STATE, ITEM_EFFECT),
  fromStatuses(FRESHNESS_TITLE, FRESHNESS_STATUS, FRESHNESS_EFFECT),
  fromStatuses(VERDICTS_TITLE, VERDICT, VERDICT_EFFECT),
  fromStatuses("Review of a pair", PAIR_REVIEW),
  fromStatuses("Applicability", APPLICABILITY),
  fromStatuses("Implementation", IMPLEMENTATION),
  fromStatuses("Grades of nonconformities", NC_GRADE),
  fromStatuses("States of nonconformities", NC_STATE),
  fromStatuses("States of corrective actions", ACTION_STATE),
];

/** The sections about a piece of evidence: every status with its meaning and what it does to readiness. */
export const EVIDENCE_GLOSSARY: readonly GlossarySection[] = GLOSSARY.filter(({ title }) =>
  [ITEM_STATES_TITLE, FRESHNESS_TITLE, VERDICTS_TITLE].includes(title),
);
