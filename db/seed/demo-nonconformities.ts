// The demo's nonconformities: six records at different points of their way. Days count from the day of creation.
import type { NcGrade, NcSource, NcState } from "@/lib/core/statuses";

export type DemoPerson = "owner" | "lead" | "contributor" | "approver";
export type DemoAction = {
  readonly title: string;
  readonly owner: DemoPerson;
  /** Days from today; negative when overdue. */
  readonly due: number;
  /** What proves it; absent while it is open. */
  readonly proof?: string;
};
export type DemoNonconformity = {
  readonly grade: NcGrade;
  readonly title: string;
  readonly source: NcSource;
  readonly refs: readonly string[];
  readonly requirementText: string;
  readonly objectiveEvidence: string;
  readonly gap: string;
  /** Days since it was raised, and until it is due. */
  readonly age: number;
  readonly due: number;
  readonly owner: DemoPerson;
  /** The states that it went through after `open`. */
  readonly path: readonly NcState[];
  readonly extent?: string;
  readonly correction?: string;
  readonly rootCause?: string;
  readonly whys?: readonly (readonly [why: string, because: string])[];
  readonly criteria?: string;
  readonly actions?: readonly DemoAction[];
  readonly judged?: { readonly note: string; readonly ismsChange: string };
};

export const DEMO_NONCONFORMITIES: readonly DemoNonconformity[] = [
  {
    grade: "minor",
    title: "Restore tests end before the data is checked",
    source: "internal_audit",
    refs: ["A.8.13", "A1.3"],
    requirementText: "Backups are restored on trial and the result is compared with the source.",
    objectiveEvidence:
      "Records of three restore tests end with the restored database; no comparison is recorded.",
    gap: "Nobody can tell whether the restored data was complete.",
    age: 104,
    due: -14,
    owner: "lead",
    path: ["investigating", "action_planned", "implemented", "effectiveness_check"],
    extent: "All four restore tests of the year were looked at; three lack the comparison.",
    correction: "The last restore was compared by hand; all tables matched.",
    rootCause: "The procedure ends with the restore and names no comparison.",
    whys: [
      ["Why was the data not checked?", "The checklist has no line for it."],
      ["Why has the checklist no line for it?", "It was copied from the provider's guide."],
    ],
    criteria: "Two monthly restore tests in a row with row counts compared and signed.",
    actions: [
      {
        title: "Add the comparison to the restore procedure",
        owner: "contributor",
        due: -40,
        proof: "Procedure version 4, section 3, approved.",
      },
    ],
  },
  {
    grade: "minor",
    title: "Two suppliers were used before their review",
    source: "supplier",
    refs: ["A.5.19", "A.5.21"],
    requirementText: "A supplier with access to customer data is reviewed before it is used.",
    objectiveEvidence: "Purchase orders of two suppliers are older than their reviews by 12 and 30 days.",
    gap: "The review came after the first use.",
    age: 75,
    due: 15,
    owner: "lead",
    path: ["investigating", "action_planned", "implemented", "effectiveness_check", "closed"],
    extent: "All 31 suppliers of the register were compared with their orders; no others were found.",
    correction: "Both reviews were done; neither supplier had a finding.",
    rootCause: "Purchasing sees no flag for customer data on the order form.",
    criteria: "No order for a supplier with customer data without a review in the next eight weeks.",
    actions: [
      {
        title: "Ask for customer data on the order form and hold the order until the review",
        owner: "contributor",
        due: -30,
        proof: "Order form of 1 Sep with the new question; three held orders.",
      },
    ],
    judged: {
      note: "All nine orders of the eight weeks had a review before the first use.",
      ismsChange: "The supplier procedure names the hold; the risk R-08 stays as it is.",
    },
  },
  {
    grade: "minor",
    title: "No register of legal and contractual duties",
    source: "internal_audit",
    refs: ["A.5.31"],
    requirementText:
      "Laws, regulations and contract terms on information security are known and kept current.",
    objectiveEvidence:
      "Asked for the list, legal and the security lead named different laws; no register exists.",
    gap: "Duties are known to persons, not written down with an owner.",
    age: 45,
    due: 45,
    owner: "owner",
    path: ["investigating"],
  },
  {
    grade: "major",
    title: "Access stays on after people leave",
    source: "internal_audit",
    refs: ["A.5.18", "A.6.5"],
    requirementText: "Access ends with the last working day.",
    objectiveEvidence:
      "Of 12 leavers in the quarter, 3 kept accounts in the support tool for 9, 16 and 41 days after their last day.",
    gap: "Access to customer data outlived the job in a quarter of the cases.",
    age: 24,
    due: 36,
    owner: "lead",
    path: ["investigating", "action_planned"],
    extent:
      "All 64 accounts of the support tool and the five other tools outside single sign-on were compared with the staff list.",
    correction: "The three accounts were closed the same day; their logs show no sign-in after the last day.",
    rootCause:
      "Tools outside single sign-on are not on the leaver checklist, so nobody is asked to close them.",
    whys: [
      ["Why were the accounts open?", "Nobody was asked to close them."],
      ["Why was nobody asked?", "The leaver checklist lists tools behind single sign-on only."],
      ["Why only those?", "The checklist is older than the other tools and has no owner."],
    ],
    actions: [
      { title: "Put all tools of the asset register on the leaver checklist", owner: "contributor", due: -9 },
      { title: "Connect the support tool to single sign-on", owner: "lead", due: -4 },
      { title: "Compare accounts and staff list every month", owner: "contributor", due: -2 },
      { title: "Name an owner for the leaver checklist", owner: "owner", due: 12 },
    ],
  },
  {
    grade: "minor",
    title: "Staff do not know where to report events",
    source: "monitoring",
    refs: ["A.6.8"],
    requirementText: "Everybody knows how to report what looks wrong.",
    objectiveEvidence:
      "In the exercise, 5 of 14 people wrote to a colleague instead of the reporting address.",
    gap: "A third of the reports would have reached nobody on duty.",
    age: 6,
    due: 84,
    owner: "contributor",
    path: [],
  },
  {
    grade: "ofi",
    title: "Show the age of open findings on the team board",
    source: "management_review",
    refs: ["10.1"],
    requirementText: "",
    objectiveEvidence: "Management asked for the age of findings three times in two meetings.",
    gap: "",
    age: 30,
    due: 60,
    owner: "lead",
    path: ["accepted"],
  },
];
