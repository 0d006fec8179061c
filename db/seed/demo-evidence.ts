// The demo's evidence: an invented company, Northwind, with a SOC 2 report on S, A, C and P. Days count from the day of creation.

export type DemoFate = "accepted" | "submitted" | "returned" | "draft";
export type DemoEvidence = {
  readonly title: string;
  readonly category: string;
  readonly refs: string;
  readonly source: string;
  readonly fate: DemoFate;
  /** Days since the day that the evidence speaks for; null while nothing was collected. */
  readonly age: number | null;
  /** Days until it has to be renewed; negative when that day has passed; null without a cycle. */
  readonly renew: number | null;
  readonly reason?: string;
};

type Line = readonly [
  title: string,
  category: string,
  refs: string,
  source: string,
  fate: DemoFate,
  age: number | null,
  renew: number | null,
  reason?: string,
];

const LINES: readonly Line[] = [
  ["Code of conduct, signed", "Policy", "CC1.1", "HR system", "accepted", 120, 245],
  ["Acceptable use rules", "Policy", "CC1.1, A.5.10", "Wiki", "accepted", 118, 247],
  ["Board minutes with security report", "Minutes", "CC1.2", "Drive", "accepted", 41, 51],
  ["Organization chart with security roles", "Record", "CC1.3, 5.3, A.5.2", "HR system", "accepted", 60, 122],
  ["Background check confirmations", "Record", "CC1.4", "HR system", "accepted", 35, 147],
  ["Security training completions", "Record", "CC1.4, 7.3, A.6.3", "Training portal", "accepted", 52, 130],
  ["Disciplinary procedure", "Policy", "CC1.5", "Wiki", "accepted", 140, 225],
  ["Security metrics, monthly", "Report", "CC2.1, 9.1", "Dashboard", "accepted", 18, 12],
  ["Internal security announcements", "Record", "CC2.2, 7.4", "Chat", "accepted", 27, 63],
  ["Public security page and contact", "Record", "CC2.3", "Website", "submitted", 15, 75],
  ["Risk method and criteria", "Policy", "CC3.1, 6.1.2", "Wiki", "accepted", 90, 275],
  ["Risk register with treatment plan", "Register", "CC3.2, 6.1.3, 8.2", "Risk register", "accepted", 33, 59],
  ["Fraud risk assessment", "Report", "CC3.3", "Drive", "submitted", 44, 321],
  ["Review of significant changes", "Minutes", "CC3.4, 6.3", "Tracker", "accepted", 49, 43],
  ["Internal control tests, quarter", "Report", "CC4.1", "Tracker", "accepted", 25, 67],
  ["Deficiency log with owners", "Register", "CC4.2", "Tracker", "accepted", 22, 70],
  ["Control matrix by risk", "Register", "CC5.1", "Wiki", "accepted", 75, 107],
  ["Technology control standard", "Policy", "CC5.2", "Wiki", "accepted", 95, 270],
  ["Security policy set, approved", "Policy", "CC5.3, 5.2, A.5.1", "Wiki", "accepted", 88, 277],
  ["Access matrix by role", "Record", "CC6.1", "Identity provider", "accepted", 30, 62],
  ["Multi-factor settings export", "Configuration", "CC6.1", "Identity provider", "accepted", 21, 71],
  ["Joiner requests with approval", "Record", "CC6.2", "Tracker", "accepted", 19, 73],
  ["Quarterly access review", "Record", "CC6.2, CC6.3", "Identity provider", "accepted", 64, 26],
  [
    "Access removal confirmations",
    "Record",
    "CC6.3, A.6.5",
    "Tracker",
    "returned",
    38,
    52,
    "Three leavers of the sample have no confirmation. Add the tickets or say why there are none.",
  ],
  ["Office visitor log", "Record", "CC6.4", "Reception", "accepted", 28, 62],
  [
    "Data centre assurance report of the provider",
    "Report",
    "CC6.4, A.7.5",
    "Provider portal",
    "accepted",
    210,
    155,
  ],
  ["Disk disposal certificates", "Record", "CC6.5", "Drive", "accepted", 80, 285],
  ["Firewall and edge rules export", "Configuration", "CC6.6", "Cloud console", "accepted", 16, 74],
  ["Encryption in transit test", "Report", "CC6.7", "Scanner", "accepted", 26, 64],
  ["Removable media rules", "Policy", "CC6.7, A.7.10", "Wiki", "accepted", 130, 235],
  ["Endpoint protection coverage", "Report", "CC6.8", "Endpoint console", "accepted", 12, 18],
  ["Pipeline checks: review, scan, test", "Configuration", "CC6.8, CC8.1", "Code host", "accepted", 20, 70],
  ["Vulnerability scan, monthly", "Report", "CC7.1", "Scanner", "accepted", 46, -16],
  ["Configuration drift report", "Report", "CC7.1", "Cloud console", "accepted", 24, 66],
  ["Log retention settings", "Configuration", "CC7.2", "Log platform", "accepted", 57, 125],
  ["Alert rules with on-call rota", "Configuration", "CC7.2", "Log platform", "accepted", 29, 61],
  ["Event triage records", "Record", "CC7.3", "Tracker", "accepted", 31, 59],
  ["Incident response plan", "Policy", "CC7.3, CC7.4", "Wiki", "accepted", 101, 264],
  ["Incident exercise notes", "Record", "CC7.4", "Drive", "submitted", 13, 352],
  ["Post-incident reviews", "Record", "CC7.5", "Tracker", "accepted", 37, 145],
  ["Change tickets, sample of 25", "Sample", "CC8.1", "Code host", "accepted", 23, 67],
  ["Continuity plan", "Policy", "CC9.1", "Wiki", "accepted", 160, 205],
  ["Supplier register with tiers", "Register", "CC9.2", "Supplier register", "accepted", 43, 139],
  ["Supplier reviews of the year", "Record", "CC9.2", "Supplier register", "submitted", 17, 165],
  ["Capacity report", "Report", "A1.1", "Dashboard", "accepted", 14, 16],
  ["Backup job report", "Report", "A1.2", "Cloud console", "accepted", 11, 19],
  [
    "Restore test record",
    "Record",
    "A1.3",
    "Tracker",
    "returned",
    70,
    20,
    "The record shows the start of the restore but not that the data was checked afterwards.",
  ],
  ["Failover test record", "Record", "A1.3", "Tracker", "accepted", 72, -8],
  ["Data classification rules", "Policy", "C1.1", "Wiki", "accepted", 109, 256],
  ["Deletion run log", "Record", "C1.2", "Database", "accepted", 34, 56],
  ["Privacy notice, current version", "Policy", "P1.1", "Website", "accepted", 99, 266],
  ["Consent settings of the product", "Configuration", "P2.1, P3.2", "Product", "draft", 40, 140],
  [
    "Record of processing activities",
    "Register",
    "P3.1, P4.1, A.5.34",
    "Privacy register",
    "accepted",
    55,
    127,
  ],
  ["Retention schedule", "Policy", "P4.2, A.5.33", "Wiki", "accepted", 112, 253],
  ["Data subject request log", "Record", "P5.1, P5.2", "Tracker", "accepted", 32, 58],
  ["Sub-processor agreements", "Contract", "P6.4, P6.5, A.5.20", "Drive", "accepted", 125, -21],
  ["Breach notification procedure", "Policy", "P6.6", "Wiki", "submitted", 10, 355],
  ["Privacy complaints log", "Record", "P8.1", "Tracker", "draft", null, 30],
  ["Contact list of authorities", "Register", "A.5.5", "Wiki", "accepted", 58, 307],
  ["Asset register export", "Register", "A.5.9", "Asset register", "accepted", 36, 146],
  [
    "Cloud service rules with exit plans",
    "Policy",
    "A.5.23",
    "Wiki",
    "returned",
    62,
    303,
    "Two services of the register have no exit plan.",
  ],
  ["Scope of the management system", "Policy", "4.3, 4.4", "Wiki", "accepted", 47, 318],
  ["Competence matrix", "Record", "7.2", "HR system", "accepted", 39, 326],
  ["Document control rules", "Policy", "7.5.1, 7.5.2, 7.5.3", "Wiki", "accepted", 104, 261],
  ["Internal audit programme", "Plan", "9.2.2", "Drive", "draft", 9, 356],
  ["Clock source settings", "Configuration", "A.8.17", "Cloud console", "accepted", 48, 317],
];

export const DEMO_EVIDENCE: readonly DemoEvidence[] = LINES.map(
  ([title, category, refs, source, fate, age, renew, reason]) => ({
    ...{ title, category, refs, source, fate, age, renew },
    ...(reason === undefined ? {} : { reason }),
  }),
);

/** Partial pairs that the team confirmed, with what its reviewer asks for. */
export const DEMO_SUPPLEMENTS: readonly { readonly title: string; readonly note: string }[] = [
  {
    title: "Code of conduct, signed",
    note: "Put the code under the approved policy set and add the date of approval.",
  },
  {
    title: "Board minutes with security report",
    note: "Minutes show the report, not the instruction that managers see the rules followed.",
  },
  {
    title: "Supplier register with tiers",
    note: "Add the ICT supply chain behind each tier 1 supplier.",
  },
];
