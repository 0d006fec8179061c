// ISO/IEC 27701 beside the 18 privacy criteria: numbers of both editions, names in our own words. A reading aid that no number counts.

export type PrivacyConfidence = "high" | "medium" | "low";

/** One privacy criterion and the 27701 controls that touch it. The relation is always "intersects", never Full. */
export type PrivacyRow = {
  readonly criterion: string;
  /** Controls for those who decide on the processing: 2019 Annex A, 2025 Table A.1. */
  readonly controller: { readonly "2019": readonly string[]; readonly "2025": readonly string[] };
  /** Controls for those who process on behalf of others: 2019 Annex B, 2025 Table A.2. */
  readonly processor: { readonly "2019": readonly string[]; readonly "2025": readonly string[] };
  /** Security controls that only the 2025 edition lists itself, in Table A.3. */
  readonly shared: readonly string[];
  readonly confidence: PrivacyConfidence;
  /** Where the pairing comes from, in our own words. */
  readonly basis: string;
};

/** Our own short names by 2025 number. A 2019 number has the name of its successor. */
export const PRIVACY_CONTROL_NAME: Readonly<Record<string, string>> = {
  "A.1.2.2": "Purposes written down",
  "A.1.2.3": "Legal ground for processing",
  "A.1.2.4": "When and how consent is asked",
  "A.1.2.5": "Consent obtained and kept",
  "A.1.2.7": "Contracts with processors",
  "A.1.2.9": "Records of processing",
  "A.1.3.3": "What a notice has to tell",
  "A.1.3.4": "Notice given to people",
  "A.1.3.5": "Way to change or withdraw consent",
  "A.1.3.6": "Way to object",
  "A.1.3.7": "Access, correction, erasure",
  "A.1.3.8": "Passing changes on to recipients",
  "A.1.3.9": "Copy of the data for the person",
  "A.1.3.10": "Handling of requests",
  "A.1.4.2": "Collecting no more than needed",
  "A.1.4.3": "Using no more than needed",
  "A.1.4.4": "Accurate data",
  "A.1.4.5": "Minimisation goals",
  "A.1.4.6": "De-identification and deletion at the end",
  "A.1.4.8": "Retention periods",
  "A.1.4.9": "Disposal",
  "A.1.5.2": "Ground for transfers between countries",
  "A.1.5.4": "Records of transfers",
  "A.1.5.5": "Records of disclosures",
  "A.2.2.3": "Use for the customer's purposes only",
  "A.2.2.4": "No marketing use without consent",
  "A.2.3.2": "Support for the customer's duties to people",
  "A.2.4.3": "Return, handover or disposal",
  "A.2.5.2": "Ground for transfers, as processor",
  "A.2.5.4": "Records of disclosures, as processor",
  "A.2.5.7": "Telling which subcontractors are used",
  "A.2.5.8": "Engaging a subcontractor",
  "A.2.5.9": "Changing a subcontractor",
  "A.3.10": "Security in supplier agreements",
  "A.3.11": "Preparing for incidents",
  "A.3.12": "Responding to incidents",
  "A.3.16": "Keeping to policies and rules",
};

const NONE = { "2019": [], "2025": [] } as const;

export const PRIVACY_ROWS: readonly PrivacyRow[] = [
  {
    criterion: "P1.1",
    controller: { "2019": ["7.3.2", "7.3.3"], "2025": ["A.1.3.3", "A.1.3.4"] },
    processor: NONE,
    shared: [],
    confidence: "high",
    basis: "SCF 2022.3, rows PRI-02 and PRI-01.3",
  },
  {
    criterion: "P2.1",
    controller: {
      "2019": ["7.2.3", "7.2.4", "7.3.4", "7.3.5"],
      "2025": ["A.1.2.4", "A.1.2.5", "A.1.3.5", "A.1.3.6"],
    },
    processor: NONE,
    shared: [],
    confidence: "high",
    basis: "SCF 2022.3, row PRI-03, lists exactly these; a second public list has 7.3.4",
  },
  {
    criterion: "P3.1",
    controller: { "2019": ["7.2.1", "7.2.2", "7.4.1"], "2025": ["A.1.2.2", "A.1.2.3", "A.1.4.2"] },
    processor: NONE,
    shared: [],
    confidence: "medium",
    basis: "SCF 2022.3, rows PRI-04 and PRI-04.1, for two of them; the purpose (7.2.1) is our own judgement",
  },
  {
    criterion: "P3.2",
    controller: { "2019": ["7.2.3", "7.2.4"], "2025": ["A.1.2.4", "A.1.2.5"] },
    processor: NONE,
    shared: [],
    confidence: "high",
    basis: "SCF 2022.3, row PRI-03",
  },
  {
    criterion: "P4.1",
    controller: { "2019": ["7.4.2", "7.4.4"], "2025": ["A.1.4.3", "A.1.4.5"] },
    processor: { "2019": ["8.2.2", "8.2.3"], "2025": ["A.2.2.3", "A.2.2.4"] },
    shared: [],
    confidence: "high",
    basis: "SCF 2022.3, rows PRI-05.1 and PRI-05.4",
  },
  {
    criterion: "P4.2",
    controller: { "2019": ["7.4.7"], "2025": ["A.1.4.8"] },
    processor: NONE,
    shared: [],
    confidence: "medium",
    basis: "By its subject; SCF 2022.3, row PRI-05, names 7.4.2 and 7.4.8 instead",
  },
  {
    criterion: "P4.3",
    controller: { "2019": ["7.4.5", "7.4.8"], "2025": ["A.1.4.6", "A.1.4.9"] },
    processor: { "2019": ["8.4.2"], "2025": ["A.2.4.3"] },
    shared: [],
    confidence: "high",
    basis: "SCF 2022.3, rows DCH-21, DCH-09.3 and PRI-05, for 7.4.8 and 8.4.2",
  },
  {
    criterion: "P5.1",
    controller: { "2019": ["7.3.6", "7.3.8", "7.3.9"], "2025": ["A.1.3.7", "A.1.3.9", "A.1.3.10"] },
    processor: { "2019": ["8.3.1"], "2025": ["A.2.3.2"] },
    shared: [],
    confidence: "high",
    basis: "SCF 2022.3, rows PRI-06 and PRI-06.1, for 7.3.6; the other two by their subject",
  },
  {
    criterion: "P5.2",
    controller: { "2019": ["7.3.6", "7.3.7", "7.4.3"], "2025": ["A.1.3.7", "A.1.3.8", "A.1.4.4"] },
    processor: NONE,
    shared: [],
    confidence: "high",
    basis: "SCF 2022.3, rows PRI-06.1 and PRI-12; passing changes on (7.3.7) by its subject",
  },
  {
    criterion: "P6.1",
    controller: { "2019": ["7.2.4", "7.5.1"], "2025": ["A.1.2.5", "A.1.5.2"] },
    processor: { "2019": ["8.5.1"], "2025": ["A.2.5.2"] },
    shared: [],
    confidence: "medium",
    basis: "SCF 2022.3, row PRI-07, for the 7.5 group; the consent side (7.2.4) is our own judgement",
  },
  {
    criterion: "P6.2",
    controller: { "2019": ["7.5.3", "7.5.4", "7.2.8"], "2025": ["A.1.5.4", "A.1.5.5", "A.1.2.9"] },
    processor: { "2019": ["8.5.3"], "2025": ["A.2.5.4"] },
    shared: [],
    confidence: "high",
    basis: "SCF 2022.3, row PRI-14.1, lists exactly these",
  },
  {
    criterion: "P6.3",
    controller: { "2019": ["7.5.4"], "2025": ["A.1.5.5"] },
    processor: NONE,
    shared: ["A.3.11", "A.3.12"],
    confidence: "low",
    basis:
      "SCF 2022.3, rows PRI-14.1 and IRO-10; the incident side stands in ISO/IEC 27001, A.5.24 to A.5.26, and the 2025 edition repeats it",
  },
  {
    criterion: "P6.4",
    controller: { "2019": ["7.2.6"], "2025": ["A.1.2.7"] },
    processor: { "2019": ["8.5.6", "8.5.7", "8.5.8"], "2025": ["A.2.5.7", "A.2.5.8", "A.2.5.9"] },
    shared: ["A.3.10"],
    confidence: "high",
    basis: "SCF 2022.3, row PRI-07.1",
  },
  {
    criterion: "P6.5",
    controller: { "2019": ["7.2.6"], "2025": ["A.1.2.7"] },
    processor: NONE,
    shared: ["A.3.10"],
    confidence: "low",
    basis:
      "Our own judgement: the duty to notify belongs in the processor's contract; SCF 2022.3 names only the supplier guidance (6.15.2)",
  },
  {
    criterion: "P6.6",
    controller: NONE,
    processor: NONE,
    shared: ["A.3.11", "A.3.12"],
    confidence: "low",
    basis:
      "No controller control in either edition and none in SCF 2022.3; ISO/IEC 27001, A.5.24 and A.5.26, with the incident guidance of 27701 (2019: 6.13.1) come nearest",
  },
  {
    criterion: "P6.7",
    controller: { "2019": ["7.3.8", "7.5.4"], "2025": ["A.1.3.9", "A.1.5.5"] },
    processor: NONE,
    shared: [],
    confidence: "medium",
    basis: "Our own judgement by subject; SCF 2022.3 names only the incident guidance (6.13.1)",
  },
  {
    criterion: "P7.1",
    controller: { "2019": ["7.4.3"], "2025": ["A.1.4.4"] },
    processor: NONE,
    shared: [],
    confidence: "high",
    basis: "SCF 2022.3, row PRI-10",
  },
  {
    criterion: "P8.1",
    controller: { "2019": ["7.3.9"], "2025": ["A.1.3.10"] },
    processor: NONE,
    shared: ["A.3.16"],
    confidence: "medium",
    basis:
      "SCF 2022.3, row PRI-06.4; the monitoring side belongs to clauses 9.1 and 9.2, and to A.3.16 in the 2025 edition",
  },
];

/** What each edition is, in our own words, with how many controls its tables have. */
export const PRIVACY_EDITION: Readonly<
  Record<"2025" | "2019", { readonly name: string; readonly about: string }>
> = {
  "2025": {
    name: "ISO/IEC 27701:2025",
    about:
      "A management system for privacy that stands alone, with clauses 4 to 10 of its own: 31 controls for controllers, 18 for processors, 29 security controls for both.",
  },
  "2019": {
    name: "ISO/IEC 27701:2019",
    about:
      "An extension of a management system for information security: 31 controls for controllers and 18 for processors beside it.",
  },
};

/** The public lists that the pairing was checked against. */
export const PRIVACY_SOURCES: readonly string[] = [
  "Secure Controls Framework (SCF) 2022.3, columns for the privacy criteria and the 2019 edition: which rows name both",
  "Probo, list of the 2025 edition: numbers",
  "Inflect, list of the 2019 edition: numbers",
  "isms.online, overview of the 2025 edition: 31, 18 and 29 controls",
];
