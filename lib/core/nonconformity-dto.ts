// What the nonconformity pages show.

import type { IsoDate } from "@/lib/core/dates";
import type { AgeBucket, NcFacts } from "@/lib/core/nonconformity";
import type { ActionState, CauseMethod, NcGrade, NcSource, NcState } from "@/lib/core/statuses";

export type Person = { readonly userId: string; readonly name: string };

export type NcListRow = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly grade: NcGrade;
  readonly state: NcState;
  readonly source: NcSource;
  readonly refs: readonly string[];
  readonly owner: Person | null;
  readonly raisedOn: IsoDate;
  readonly dueOn: IsoDate | null;
  readonly ageDays: number;
  readonly bucket: AgeBucket;
  readonly openActions: number;
  readonly overdueActions: number;
};

/** Causes as they are stored: each method has its own shape. */
export type Cause =
  | {
      readonly method: "five_whys";
      readonly whys: readonly { readonly why: string; readonly because: string }[];
    }
  | { readonly method: "fishbone"; readonly branches: Readonly<Record<FishboneBranch, string>> }
  | { readonly method: "free"; readonly text: string };

export const FISHBONE_BRANCHES = [
  "people",
  "process",
  "technology",
  "suppliers",
  "environment",
  "measurement",
] as const;
export type FishboneBranch = (typeof FISHBONE_BRANCHES)[number];
export const FISHBONE_LABEL: Readonly<Record<FishboneBranch, string>> = {
  people: "People",
  process: "Process",
  technology: "Technology",
  suppliers: "Suppliers",
  environment: "Environment",
  measurement: "Measurement",
};

export type NcAction = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly owner: Person | null;
  readonly dueOn: IsoDate | null;
  readonly state: ActionState;
  readonly proofNote: string;
  readonly proofItem: { readonly id: string; readonly title: string } | null;
  readonly doneAt: Date | null;
  readonly version: number;
};

export type NcStep = {
  readonly state: NcState;
  readonly loop: number;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
};

export type NcDetail = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly grade: NcGrade;
  readonly source: NcSource;
  readonly state: NcState;
  readonly stateReason: string;
  readonly loop: number;
  readonly version: number;
  readonly raisedBy: Person;
  readonly raisedAt: Date;
  readonly owner: Person | null;
  readonly dueOn: IsoDate | null;
  readonly refs: readonly string[];
  readonly evidence: readonly {
    readonly id: string;
    readonly title: string;
    readonly reference: string | null;
  }[];
  /** Risks that it bears on, by number. */
  readonly risks: readonly { readonly id: string; readonly number: string; readonly title: string }[];
  readonly requirementText: string;
  readonly objectiveEvidence: string;
  readonly gap: string;
  readonly extent: string;
  readonly consequences: string;
  readonly correction: string;
  readonly correctionOn: IsoDate | null;
  readonly causeMethod: CauseMethod | null;
  readonly cause: Cause | null;
  readonly rootCause: string;
  readonly effectivenessCriteria: string;
  readonly effectivenessDueOn: IsoDate | null;
  readonly effectivenessReviewer: Person | null;
  readonly effectivenessResult: "effective" | "not_effective" | null;
  readonly effectivenessNote: string;
  readonly ismsChange: string;
  readonly closedBy: Person | null;
  readonly closedAt: Date | null;
  readonly actions: readonly NcAction[];
  readonly steps: readonly NcStep[];
  /** The same record as the machine sees it: `stepGate` and `movesFrom` take it. */
  readonly facts: NcFacts;
};

/** One entry of the activity log about the record, in words. */
export type NcHistoryEntry = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly words: string;
  readonly icon: "activity" | "edit" | "check" | "nonconformity" | "comment" | "plus";
};

export type EvidenceChoice = { readonly id: string; readonly title: string };

/** What stands around a record: choices for its forms, links, history. */
export type NcContext = {
  readonly members: readonly Person[];
  /** Members whose role may judge effectiveness. */
  readonly reviewers: readonly Person[];
  /** Evidence already named by the record or linked to its requirements. */
  readonly candidates: readonly EvidenceChoice[];
  /** SOC 2 criteria that the crosswalk pairs with the requirements. */
  readonly criteria: readonly string[];
  readonly history: readonly NcHistoryEntry[];
  /** When the criteria of effectiveness and the root cause were last written, as far as the log shows. */
  readonly criteriaSetAt: Date | null;
  readonly causeSetAt: Date | null;
};

/** What a new record starts from when it is raised from somewhere. */
export type NcPrefill = {
  readonly refs: readonly string[];
  readonly evidence: readonly EvidenceChoice[];
  /** More evidence of the same requirements. */
  readonly candidates: readonly EvidenceChoice[];
  readonly members: readonly Person[];
  readonly source: NcSource | null;
  /** Numbers of the risks that it was raised from, as they are typed. */
  readonly risks: string;
  readonly title: string;
  readonly requirementText: string;
  readonly objectiveEvidence: string;
};
