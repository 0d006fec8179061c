// The first steps of a workspace: each reads from the rows whether it is done, so the list can be left and taken up again.

export type SetupFacts = {
  readonly scopeSet: boolean;
  /** Items that are neither withdrawn nor superseded. */
  readonly evidence: number;
  readonly accepted: number;
  readonly waiting: number;
  /** Items that have proposed links nobody has answered. */
  readonly proposals: number;
  readonly controls: number;
  readonly undecided: number;
  readonly unassigned: number;
  readonly members: number;
  readonly invitations: number;
};

export const SETUP_PAGES = [
  "onboarding",
  "import",
  "proposals",
  "review",
  "soa",
  "unassigned",
  "members",
] as const;
export type SetupPage = (typeof SETUP_PAGES)[number];

export type SetupStep = {
  readonly page: SetupPage;
  readonly title: string;
  readonly reason: string;
  /** How far it is, from the rows; null when there is nothing to count. */
  readonly progress: string | null;
  readonly verb: string;
  readonly done: boolean;
};

function pieces(count: number): string {
  return count === 1 ? "1 piece of evidence" : `${count} pieces of evidence`;
}

function evidenceSteps(facts: SetupFacts): readonly SetupStep[] {
  return [
    {
      page: "import",
      title: "Import your SOC 2 evidence register",
      reason: "A CSV file from your GRC tool or a spreadsheet. You see every line before anything is stored.",
      progress: facts.evidence === 0 ? null : `${pieces(facts.evidence)} in the library`,
      verb: "Import a register",
      done: facts.evidence > 0,
    },
    {
      page: "proposals",
      title: "Confirm the proposed links",
      reason: "The crosswalk proposes controls for your evidence. Nothing is linked until you confirm it.",
      progress: facts.proposals === 0 ? null : `${pieces(facts.proposals)} with proposals`,
      verb: "Confirm links",
      done: facts.evidence > 0 && facts.proposals === 0,
    },
    {
      page: "review",
      title: "Review and accept evidence",
      reason: "Evidence counts once somebody other than its submitter has accepted it.",
      progress: facts.evidence === 0 ? null : `${facts.accepted} accepted, ${facts.waiting} waiting`,
      verb: "Review evidence",
      done: facts.accepted > 0,
    },
  ];
}

/** The seven steps in their order. */
export function setupSteps(facts: SetupFacts): readonly SetupStep[] {
  return [
    {
      page: "onboarding",
      title: "Set the SOC 2 scope",
      reason: "Which categories your report covers, how you host, and when the audit is.",
      progress: null,
      verb: "Set scope",
      done: facts.scopeSet,
    },
    ...evidenceSteps(facts),
    {
      page: "soa",
      title: "Go through the Statement of Applicability once",
      reason: "Include or exclude every Annex A control. The checks there then ask for each reason.",
      progress: `${facts.controls - facts.undecided} of ${facts.controls} decided`,
      verb: "Decide controls",
      done: facts.undecided === 0,
    },
    {
      page: "unassigned",
      title: "Assign owners",
      reason: "Every control needs one person who answers for it.",
      progress: `${facts.controls - facts.unassigned} of ${facts.controls} have an owner`,
      verb: "Assign owners",
      done: facts.unassigned === 0,
    },
    {
      page: "members",
      title: "Invite the people you work with",
      reason: "Control owners add evidence, an approver reviews it.",
      progress: facts.invitations === 0 ? null : `${facts.invitations} invited`,
      verb: "Invite people",
      done: facts.members > 1 || facts.invitations > 0,
    },
  ];
}
