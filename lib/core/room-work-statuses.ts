// Statuses of what auditors do in a room: findings and samples.
import type { StatusDef } from "@/lib/core/statuses";

type Table<K extends string> = Readonly<Record<K, StatusDef>>;

export const FINDING_STATES = ["raised", "taken_over", "withdrawn"] as const;
export type FindingState = (typeof FINDING_STATES)[number];
export const FINDING_STATE: Table<FindingState> = {
  raised: {
    label: "Raised",
    tone: "due",
    icon: "triangle",
    meaning: "Written by the auditor; the company has not taken it over yet.",
  },
  taken_over: {
    label: "Taken over",
    tone: "progress",
    icon: "half",
    meaning: "The company works on it as a nonconformity.",
  },
  withdrawn: {
    label: "Withdrawn",
    tone: "none",
    icon: "slash",
    meaning: "Taken back by the auditor with a reason.",
  },
};

export const SAMPLE_METHODS = ["random", "interval", "judgemental"] as const;
export type SampleMethod = (typeof SAMPLE_METHODS)[number];
