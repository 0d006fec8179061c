// What a workspace is working towards: the SOC 2 scope it starts from and the dates it aims at.

import type { IsoDate } from "@/lib/core/dates";
import type { TscCategory } from "@/lib/core/frameworks/types";

export const REPORT_TYPES = ["type1", "type2", "none"] as const;
export type ReportType = (typeof REPORT_TYPES)[number];
export const REPORT_TYPE_LABEL: Readonly<Record<ReportType, string>> = {
  type1: "Type 1",
  type2: "Type 2",
  none: "No report yet",
};

export const HOSTINGS = ["cloud", "premises"] as const;
export type Hosting = (typeof HOSTINGS)[number];
export const HOSTING_LABEL: Readonly<Record<Hosting, string>> = {
  cloud: "SaaS on a cloud provider, no server rooms of our own",
  premises: "We run premises that hold information or equipment in scope",
};

/** The facts every number of the workspace depends on. Security is always in `categories`. */
export type Programme = {
  readonly categories: readonly TscCategory[];
  readonly reportType: ReportType;
  readonly windowFrom: IsoDate | null;
  readonly windowTo: IsoDate | null;
  readonly hosting: Hosting;
  readonly stage1On: IsoDate | null;
  readonly stage2On: IsoDate | null;
  /** Count theme-level wildcard rows in "Mapped", shown apart; never as Full. */
  readonly countWildcard: boolean;
  /** A submitter may accept their own evidence; off unless an owner waives the separation (logged). */
  readonly selfAcceptance: boolean;
  readonly onboardedAt: string | null;
  readonly version: number;
};
