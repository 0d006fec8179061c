// The demo's Statement of Applicability: why each control is necessary at Northwind, how far it is, and who answers for it.
import type { ControlMethod, Implementation, ReasonKind } from "@/lib/core/statuses";

export type DemoRow = {
  readonly ref: string;
  readonly kind: ReasonKind;
  /** The reason in words. */
  readonly detail: string;
  readonly implementation: Implementation;
  /** None where the work has not begun. */
  readonly methods: readonly ControlMethod[];
};

type Letter = "i" | "p" | "l" | "n";
const STATUS: Readonly<Record<Letter, Implementation>> = {
  i: "implemented",
  p: "partial",
  l: "planned",
  n: "not_started",
};

type Line = readonly [ref: string, kind: ReasonKind, status: Letter, detail: string];

const LINES: readonly Line[] = [
  ["A.5.1", "contractual", "i", "Customer contracts ask for an approved security policy"],
  ["A.5.2", "risk", "i", "Nobody acts because everybody could"],
  ["A.5.3", "risk", "i", "One person ships and approves a change"],
  ["A.5.4", "risk", "p", "Managers leave the rules to the security team"],
  ["A.5.5", "legal", "i", "GDPR Art. 33: the authority is told within 72 hours"],
  ["A.5.6", "business", "p", "Early word of attacks on our stack"],
  ["A.5.7", "risk", "p", "Exploited weakness in a library we ship"],
  ["A.5.8", "risk", "i", "A feature goes live without a review"],
  ["A.5.9", "risk", "i", "Data on a system that nobody remembers"],
  ["A.5.10", "contractual", "i", "Customer data may be handled in named tools only"],
  ["A.5.11", "risk", "p", "A laptop stays with a leaver"],
  ["A.5.12", "contractual", "i", "Customer data is marked confidential by contract"],
  ["A.5.13", "risk", "p", "A confidential export is sent as if it were public"],
  ["A.5.14", "legal", "i", "GDPR Art. 32 on transfers of personal data"],
  ["A.5.15", "risk", "i", "Access to production without need"],
  ["A.5.16", "risk", "i", "Shared accounts hide who did what"],
  ["A.5.17", "risk", "i", "Stolen passwords"],
  ["A.5.18", "risk", "i", "Access that outlives the job"],
  ["A.5.19", "risk", "i", "A supplier loses our data"],
  ["A.5.20", "legal", "i", "GDPR Art. 28: agreements with processors"],
  ["A.5.21", "risk", "p", "A poisoned dependency reaches a release"],
  ["A.5.22", "risk", "i", "A supplier changes and nobody notices"],
  ["A.5.23", "risk", "p", "The cloud provider fails or closes the account"],
  ["A.5.24", "contractual", "i", "Incident terms of the main customer agreement"],
  ["A.5.25", "risk", "i", "An event is seen and not judged"],
  ["A.5.26", "contractual", "i", "Customers are told within 24 hours"],
  ["A.5.27", "risk", "i", "The same incident twice"],
  ["A.5.28", "legal", "p", "Evidence has to hold in a dispute"],
  ["A.5.29", "contractual", "i", "Availability of 99.9 % is promised"],
  ["A.5.30", "contractual", "i", "Recovery within four hours is promised"],
  ["A.5.31", "legal", "n", "GDPR, commercial law and customer terms apply together"],
  ["A.5.32", "legal", "i", "Licences of the libraries in the product"],
  ["A.5.33", "legal", "i", "Retention duties of commercial law"],
  ["A.5.34", "legal", "i", "GDPR: the product holds names and addresses"],
  ["A.5.35", "contractual", "l", "Two customers ask for an independent review"],
  ["A.5.36", "risk", "p", "Rules are written and not followed"],
  ["A.5.37", "risk", "i", "Only one engineer knows the restore"],
  ["A.6.1", "contractual", "i", "Background checks are agreed with customers"],
  ["A.6.2", "legal", "i", "Duties are part of the employment contract"],
  ["A.6.3", "risk", "i", "Phishing"],
  ["A.6.4", "business", "i", "Breaches are handled alike for everybody"],
  ["A.6.5", "risk", "p", "Duties end with the last working day"],
  ["A.6.6", "contractual", "i", "Confidentiality is owed to every customer"],
  ["A.6.7", "risk", "i", "Work from trains and kitchens"],
  ["A.6.8", "risk", "p", "Staff do not know where to report"],
  ["A.7.1", "risk", "i", "Strangers in the office"],
  ["A.7.2", "risk", "i", "Doors without a record of who came"],
  ["A.7.3", "risk", "i", "Screens seen from the street"],
  ["A.7.4", "contractual", "i", "Customers ask how entry is watched"],
  ["A.7.5", "risk", "i", "Fire or flood at the data centre"],
  ["A.7.6", "risk", "p", "Visitors beside the network cabinet"],
  ["A.7.7", "risk", "p", "Papers left on desks"],
  ["A.7.8", "risk", "i", "The office router within reach of guests"],
  ["A.7.9", "risk", "i", "Laptops on the road"],
  ["A.7.10", "risk", "i", "Data on sticks"],
  ["A.7.11", "contractual", "p", "Power and cooling stand behind the promised availability"],
  ["A.7.13", "risk", "l", "Office equipment that fails without warning"],
  ["A.7.14", "legal", "i", "GDPR Art. 17: erased means unreadable"],
  ["A.8.1", "risk", "i", "An unmanaged laptop"],
  ["A.8.2", "risk", "i", "Administrator rights for daily work"],
  ["A.8.3", "contractual", "i", "Only support on duty sees customer data"],
  ["A.8.4", "risk", "i", "Source code leaves the company"],
  ["A.8.5", "risk", "i", "Sign-in with a password alone"],
  ["A.8.6", "contractual", "i", "Month-end load within the promised response time"],
  ["A.8.7", "risk", "i", "Ransomware on a laptop"],
  ["A.8.8", "contractual", "i", "Critical weaknesses are closed within 14 days"],
  ["A.8.9", "risk", "i", "A setting drifts open"],
  ["A.8.10", "legal", "i", "GDPR Art. 5: storage limitation"],
  ["A.8.11", "legal", "n", "GDPR Art. 25: test data without names"],
  ["A.8.12", "risk", "n", "Bulk export of customer data"],
  ["A.8.13", "contractual", "i", "At most one hour of data may be lost"],
  ["A.8.14", "contractual", "i", "Two zones stand behind the promised availability"],
  ["A.8.15", "contractual", "i", "Access logs are promised for 12 months"],
  ["A.8.16", "risk", "i", "An attack runs unseen"],
  ["A.8.17", "risk", "i", "Logs that cannot be put in order"],
  ["A.8.18", "risk", "p", "Database tools that pass the checks"],
  ["A.8.19", "risk", "i", "Software installed by hand on servers"],
  ["A.8.20", "risk", "i", "An open port"],
  ["A.8.21", "contractual", "i", "Terms of the network provider"],
  ["A.8.22", "risk", "i", "A step from the office into production"],
  ["A.8.23", "risk", "n", "A drive-by download"],
  ["A.8.24", "legal", "i", "GDPR Art. 32 names encryption"],
  ["A.8.25", "risk", "i", "A weakness built in"],
  ["A.8.26", "contractual", "i", "Security annex of the main customer agreement"],
  ["A.8.27", "risk", "i", "One tenant reads another"],
  ["A.8.28", "risk", "i", "Injection"],
  ["A.8.29", "contractual", "i", "A yearly penetration test is promised"],
  ["A.8.31", "risk", "i", "A test that touches production"],
  ["A.8.32", "risk", "i", "A change that nobody can take back"],
  ["A.8.33", "legal", "p", "GDPR Art. 5: no real names in tests"],
  ["A.8.34", "business", "l", "Auditors work without slowing the product"],
];

const METHODS: readonly (readonly [methods: readonly ControlMethod[], refs: string])[] = [
  [["policy"], "A.5.1 A.5.4 A.6.2 A.6.6 A.7.7"],
  [
    ["policy", "procedure"],
    "A.5.2 A.5.10 A.5.12 A.5.13 A.5.19 A.5.20 A.5.34 A.5.36 A.6.1 A.6.4 A.6.5 A.7.8 A.8.34",
  ],
  [
    ["procedure"],
    "A.5.5 A.5.6 A.5.7 A.5.8 A.5.11 A.5.22 A.5.24 A.5.25 A.5.26 A.5.27 A.5.28 A.5.35 A.5.37 A.6.8 A.7.13",
  ],
  [["policy", "technical"], "A.5.14 A.5.15 A.5.17 A.5.32 A.5.33 A.6.7 A.7.9 A.7.10 A.8.1 A.8.5 A.8.24"],
  [
    ["procedure", "technical"],
    "A.5.3 A.5.9 A.5.16 A.5.18 A.5.21 A.8.2 A.8.6 A.8.8 A.8.10 A.8.13 A.8.18 A.8.25 A.8.26 A.8.29 A.8.32 A.8.33",
  ],
  [["technical"], "A.8.3 A.8.4 A.8.7 A.8.9 A.8.15 A.8.16 A.8.17 A.8.19 A.8.20 A.8.22 A.8.27 A.8.28 A.8.31"],
  [["policy", "procedure", "technical"], "A.6.3"],
  [["procedure", "provider"], "A.5.23 A.5.29 A.5.30 A.7.1 A.7.2 A.7.3 A.7.6 A.7.14"],
  [["technical", "provider"], "A.7.4 A.8.14 A.8.21"],
  [["provider"], "A.7.5 A.7.11"],
];
const METHODS_OF = new Map(
  METHODS.flatMap(([methods, refs]) => refs.split(" ").map((ref) => [ref, methods])),
);

export const DEMO_ROWS: readonly DemoRow[] = LINES.map(([ref, kind, status, detail]) => ({
  ...{ ref, kind, detail },
  implementation: STATUS[status],
  methods: METHODS_OF.get(ref) ?? [],
}));

export const DEMO_EXCLUDED: readonly { readonly ref: string; readonly why: string }[] = [
  {
    ref: "A.7.12",
    why: "Northwind lays no cables: offices are rented with the landlord's network and connect as guests, and servers run at the cloud provider.",
  },
  {
    ref: "A.8.30",
    why: "All software is written by employees. No development is given to outside firms, and none is planned in the risk treatment plan.",
  },
];

export const DEMO_OWN_CONTROL = {
  title: "Tenant separation is tested with every release",
  about:
    "An automated test tries to read one customer's data as another, and a release stops when it succeeds.",
  reason: "One tenant reads another",
  methods: ["technical"],
} as const;

/** Clauses whose work is done, and those that are on the way. */
export const DEMO_CLAUSES = {
  implemented: [
    ...["4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "6.1.2", "6.1.3", "7.1", "7.2", "7.3"],
    ...["7.4", "7.5.1", "7.5.2", "7.5.3", "8.2", "9.1"],
  ],
  partial: ["6.1.1", "6.2", "6.3", "8.1", "8.3", "10.2"],
} as const;
