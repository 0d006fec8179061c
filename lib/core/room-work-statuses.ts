// Statuses of what auditors do in a room: findings and samples.
export const FINDING_STATES = ["draft", "raised", "taken_over", "withdrawn"] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What the company answers to a finding, each on its own. */
export const FINDING_PARTS = ["correction", "action"] as const;
export type FindingPart = (typeof FINDING_PARTS)[number];

/** What the auditor made of one answer. */
export const PART_VERDICTS = ["waiting", "accepted", "returned"] as const;
export type PartVerdict = (typeof PART_VERDICTS)[number];

export const SAMPLE_METHODS = ["random", "interval", "judgemental"] as const;
export type SampleMethod = (typeof SAMPLE_METHODS)[number];
