// Risks and the risk method as pages, exports and snapshots receive them.
import type { IsoDate } from "@/lib/core/dates";
import type { AssessmentKind, RiskState, Treatment, VersionState } from "@/lib/core/isms-statuses";
import type { Assessed, RiskFacts, RiskFlag } from "@/lib/core/risk";
import type { BandRange, RiskMethodContent } from "@/lib/core/risk-method";
import type { ActionState, NcState } from "@/lib/core/statuses";

export type Person = { readonly userId: string; readonly name: string };

/** An assessment with the band of the method that it was made on. */
export type RiskLevelDto = Assessed & { readonly band: BandRange };

export type RiskListRow = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly asset: string;
  readonly cause: string;
  readonly consequence: string;
  readonly confidentiality: boolean;
  readonly integrity: boolean;
  readonly availability: boolean;
  readonly owner: Person | null;
  readonly state: RiskState;
  readonly treatment: Treatment | null;
  readonly treatmentNote: string;
  readonly refs: readonly string[];
  readonly inherent: RiskLevelDto | null;
  readonly residual: RiskLevelDto | null;
  /** What counts at present. */
  readonly current: RiskLevelDto | null;
  readonly targetOn: IsoDate | null;
  readonly reviewOn: IsoDate | null;
  /** Until when the residual risk is accepted; null where it is not, or without an end. */
  readonly expiresOn: IsoDate | null;
  readonly openActions: number;
  readonly overdueActions: number;
  readonly flags: readonly RiskFlag[];
  readonly isArchived: boolean;
};

export type RiskMethodDto = RiskMethodContent & {
  readonly number: number;
  readonly state: VersionState;
  readonly changeReason: string;
  readonly sha256: string | null;
  readonly submittedBy: Person | null;
  readonly approvedBy: Person | null;
  readonly approvedAt: Date | null;
  /** A draft that came back: who sent it, and why. */
  readonly sentBack: { readonly by: string; readonly reason: string } | null;
  readonly version: number;
};

export type MethodSummary = Pick<
  RiskMethodDto,
  "number" | "state" | "approvedBy" | "approvedAt" | "changeReason"
>;

export type AssessmentDto = RiskLevelDto & {
  readonly kind: AssessmentKind;
  readonly likelihoodLabel: string;
  readonly consequenceLabel: string;
  readonly note: string;
  readonly by: string;
  readonly on: IsoDate;
};

export type RiskActionDto = {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly owner: Person | null;
  readonly dueOn: IsoDate | null;
  readonly state: ActionState;
  readonly proofNote: string;
  readonly proofItem: { readonly id: string; readonly title: string } | null;
  readonly version: number;
};

export type AcceptanceDto = {
  readonly assessmentNumber: number;
  readonly by: string;
  readonly at: Date;
  readonly aboveCriterion: boolean;
  readonly reason: string;
  readonly expiresOn: IsoDate | null;
};

export type RiskDetail = RiskListRow & {
  readonly planApprovedBy: Person | null;
  readonly planApprovedAt: Date | null;
  readonly archiveReason: string;
  readonly scenario: string | null;
  /** Newest first. */
  readonly assessments: readonly AssessmentDto[];
  readonly acceptances: readonly AcceptanceDto[];
  readonly actions: readonly RiskActionDto[];
  readonly facts: RiskFacts;
  readonly version: number;
};

export type RiskHistoryEntry = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly words: string;
};

export type ControlChoice = { readonly ref: string; readonly title: string };

/** What stands around one risk. */
export type RiskContext = {
  /** Members who can own a risk: those who may approve and accept. */
  readonly owners: readonly Person[];
  readonly members: readonly Person[];
  readonly controls: readonly ControlChoice[];
  readonly history: readonly RiskHistoryEntry[];
  /** Who sent the plan back and why, while that is the newest decision on it. */
  readonly returned: { readonly by: string; readonly reason: string } | null;
  /** Evidence linked to the risk's controls, and what proves its actions already. */
  readonly candidates: readonly { readonly id: string; readonly title: string }[];
  /** Nonconformities that name the risk, newest first. */
  readonly nonconformities: readonly {
    readonly id: string;
    readonly number: string;
    readonly title: string;
    readonly state: NcState;
  }[];
};

export type SnapshotSummary = {
  readonly id: string;
  readonly label: string;
  readonly takenBy: string;
  readonly at: Date;
  readonly sha256: string;
};
