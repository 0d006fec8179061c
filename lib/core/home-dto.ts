// What the home page shows.
import type { Count } from "@/lib/core/count";
import type { IsoDate } from "@/lib/core/dates";
import type { NextAction } from "@/lib/core/next-actions";
import type { NcAge } from "@/lib/core/nonconformity";
import type { SetupStep } from "@/lib/core/onboarding";
import type { Programme } from "@/lib/core/programme";
import type { Readiness } from "@/lib/core/readiness";
import type { Freshness, NcGrade, NcState } from "@/lib/core/statuses";
import type { TrendDay } from "@/lib/core/trend";

export type MonthCount = { readonly month: string; readonly count: number };

export type EvidenceNumbers = {
  /** Neither withdrawn nor superseded. */
  readonly live: number;
  readonly accepted: number;
  readonly freshness: Readonly<Record<Freshness, number>>;
  /** The rest of this month and the eleven months after it. */
  readonly expires: readonly MonthCount[];
};

export type OpenNonconformity = {
  readonly id: string;
  readonly number: string;
  readonly grade: NcGrade;
  readonly state: NcState;
  readonly raisedOn: IsoDate;
  readonly dueOn: IsoDate | null;
  readonly overdueActions: number;
  readonly refs: readonly string[];
};

export type Home = {
  readonly workspace: { readonly name: string; readonly slug: string };
  readonly today: IsoDate;
  readonly programme: Programme;
  readonly criteria: number;
  /** May change scope and dates. */
  readonly manages: boolean;
  readonly readiness: Readiness;
  readonly evidence: EvidenceNumbers;
  readonly ageing: readonly NcAge[];
  readonly oldest: OpenNonconformity | null;
  readonly trend: readonly TrendDay[];
  readonly actions: readonly NextAction[];
  readonly overdue: Count;
  readonly setup: readonly SetupStep[];
};
