// Statuses of what auditors do in a room: findings and samples.
export const FINDING_STATES = ["raised", "taken_over", "withdrawn"] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const SAMPLE_METHODS = ["random", "interval", "judgemental"] as const;
export type SampleMethod = (typeof SAMPLE_METHODS)[number];
