// What a scenario of the risk library says.

export type Scenario = {
  readonly id: string;
  readonly group: string;
  /** Which of confidentiality, integrity and availability it touches. */
  readonly cia: string;
  readonly title: string;
  readonly asset: string;
  readonly cause: string;
  readonly consequence: string;
  /** Controls that often answer it: a proposal, no choice. */
  readonly refs: readonly string[];
};
