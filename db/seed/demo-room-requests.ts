// What the auditor of the demo's Stage 2 room asks for and how far each answer is. Days count back from the day of creation.
import { addDays, type IsoDate } from "@/lib/core/dates";

export type DemoSpeaker = "auditor" | "owner" | "lead" | "contributor";
type DemoFile = { readonly name: string; readonly text: (today: IsoDate) => string };
export type DemoRound = {
  readonly by: "owner" | "lead" | "contributor";
  readonly answered: number;
  /** A file, or words. */
  readonly file?: DemoFile;
  readonly body?: string;
  readonly source: string;
  /** Days since a colleague gave it to the auditor; absent while it is looked at. */
  readonly shared?: number;
  /** What the auditor decided; a reason returns it. */
  readonly decided?: { readonly ago: number; readonly reason?: string };
};
export type DemoRoomRequest = {
  readonly ref: string;
  readonly title: string;
  readonly detail: string;
  readonly kind: "document" | "sample" | "population";
  readonly refs: string;
  readonly owner: "owner" | "lead" | "contributor";
  /** Written down by the company from the auditor's list, or asked by the auditor in the room. */
  readonly asker: "lead" | "auditor";
  readonly asked: number;
  /** Days until it is due; negative when overdue. */
  readonly due: number | null;
  readonly draft?: true;
  readonly rounds: readonly DemoRound[];
  readonly said?: readonly { readonly by: DemoSpeaker; readonly ago: number; readonly body: string }[];
  /** Comments that stay with the team. */
  readonly noted?: readonly { readonly by: "lead" | "contributor"; readonly body: string }[];
};

const lines = (rows: readonly (readonly (string | number)[])[]) =>
  `${rows.map((row) => row.join(",")).join("\n")}\n`;

function accessReview(signed: boolean): DemoFile {
  const systems = [
    ["Production console", 14, 14, 1, 62],
    ["Source code", 32, 32, 0, 62],
    ["Customer database", 6, 6, 1, 63],
    ["Identity provider", 41, 41, 2, 64],
    ["Support desk", 18, 18, 0, 64],
    ["Data warehouse", 9, 8, 0, 64],
  ] as const;
  const text = (today: IsoDate) =>
    lines([
      ["System", "Accounts", "Reviewed", "Removed", "Signed", ...(signed ? ["Removed on"] : [])],
      ...systems.map(([system, accounts, reviewed, removed, ago]) => [
        ...[system, accounts, reviewed, removed, addDays(today, -ago)],
        ...(signed ? [removed === 0 ? "" : addDays(today, -ago + 1)] : []),
      ]),
    ]);
  return { name: `Access review, last quarter${signed ? ", with dates" : ""}.csv`, text };
}

const VISITORS: DemoFile = {
  name: "Visitor log, last quarter.csv",
  text: (today) =>
    lines([
      ["Day", "Visitor", "Host", "In", "Out"],
      ...Array.from({ length: 41 }, (_, at) => [
        addDays(today, 2 * at - 96),
        `V-${301 + at}`,
        ["People", "Operations", "Product"][at % 3] ?? "",
        `${9 + (at % 6)}:${at % 2 === 0 ? "05" : "40"}`,
        // Nine visitors never signed out: the auditor's first finding counts them.
        at % 9 === 0 || (at % 9 === 1 && at < 30) ? "" : `${15 + (at % 3)}:30`,
      ]),
    ]),
};

const TEAMS = ["Operations", "Product", "Support", "People", "Finance"] as const;
const LEAVERS = 38;
const LEAVER_LIST: DemoFile = {
  name: "Leavers of the last six months.csv",
  text: (today) =>
    lines([
      ["Number", "Team", "Last day", "Accounts closed", "Equipment returned"],
      ...Array.from({ length: LEAVERS }, (_, at) => {
        const last = addDays(today, at * 4 - 168);
        const late = at % 13 === 5 ? 9 : 0;
        return [
          `E-${1042 + at * 7}`,
          TEAMS[at % TEAMS.length] ?? "",
          last,
          addDays(last, late),
          at % 11 === 7 ? "" : addDays(last, at % 3),
        ];
      }),
    ]),
};

export const DEMO_ROOM_REQUESTS: readonly DemoRoomRequest[] = [
  {
    ref: "R-01",
    title: "Scope of the management system",
    detail: "The approved statement with interfaces, and who decided on it.",
    kind: "document",
    refs: "4.3, 4.4",
    owner: "lead",
    asker: "lead",
    asked: 15,
    due: -8,
    rounds: [
      {
        by: "lead",
        answered: 14,
        body: "Scope statement 1 as approved by Anna Petrov. Interfaces: hosting, mail, payroll. The marketing website is outside.",
        source: "Wiki",
        shared: 13,
        decided: { ago: 12 },
      },
    ],
  },
  {
    ref: "R-02",
    title: "Risk method and treatment plan",
    detail: "Scales, the criterion for acceptance, and the plan with its owners.",
    kind: "document",
    refs: "6.1.2, 6.1.3",
    owner: "lead",
    asker: "lead",
    asked: 15,
    due: -7,
    rounds: [
      {
        by: "lead",
        answered: 13,
        body: "Method version 1: five by five, accepted up to 9. The register is shared in this room with its treatments and owners.",
        source: "Risk register",
        shared: 12,
        decided: { ago: 10 },
      },
    ],
  },
  {
    ref: "R-03",
    title: "Security policy set with its approvals",
    detail: "All policies in force with the date and the name of the approval.",
    kind: "document",
    refs: "A.5.1",
    owner: "contributor",
    asker: "lead",
    asked: 15,
    due: -6,
    rounds: [
      {
        by: "contributor",
        answered: 12,
        body: "Fourteen policies, all approved by Olga Brandt in September; the index of the wiki names version and date of each.",
        source: "Wiki",
        shared: 11,
        decided: { ago: 8 },
      },
    ],
  },
  {
    ref: "R-04",
    title: "Quarterly access review",
    detail:
      "The review of all production systems with the decision for each account and the date on which access was changed.",
    kind: "document",
    refs: "A.5.15, A.5.18",
    owner: "contributor",
    asker: "lead",
    asked: 14,
    due: 2,
    rounds: [
      {
        by: "contributor",
        answered: 11,
        file: accessReview(false),
        source: "Identity provider",
        shared: 10,
        decided: { ago: 9, reason: "Include the date on which access was changed, not only the decision." },
      },
      {
        by: "contributor",
        answered: 6,
        file: accessReview(true),
        source: "Identity provider",
        shared: 5,
      },
    ],
    said: [
      { by: "auditor", ago: 9, body: "One account of the data warehouse was not reviewed. Which one is it?" },
      {
        by: "lead",
        ago: 6,
        body: "The second version adds the day of each removal. The ninth account of the warehouse is a service account; its owner reviews it with the keys.",
      },
    ],
    noted: [
      {
        by: "lead",
        body: "@Chris Novak, put service accounts on the list from the next quarter on, so that this question does not come back.",
      },
    ],
  },
  {
    ref: "R-05",
    title: "Visitor log of the office",
    detail: "All visits of the last quarter with the times of coming and leaving.",
    kind: "document",
    refs: "A.7.2",
    owner: "contributor",
    asker: "lead",
    asked: 13,
    due: -3,
    rounds: [
      {
        by: "contributor",
        answered: 9,
        file: VISITORS,
        source: "Reception",
        shared: 8,
        decided: { ago: 7 },
      },
    ],
    said: [
      {
        by: "auditor",
        ago: 7,
        body: "Accepted as evidence. Nine visits have no time of leaving; that is a finding of its own.",
      },
    ],
  },
  {
    ref: "R-06",
    title: "Restore test with its result",
    detail: "The record of the last restore: what was restored, when, and how it was checked.",
    kind: "document",
    refs: "A.8.13",
    owner: "contributor",
    asker: "lead",
    asked: 13,
    due: 4,
    rounds: [
      {
        by: "contributor",
        answered: 7,
        body: "Restore of the customer database from the nightly copy, 47 minutes, run by the engineer on call.",
        source: "Tracker",
        shared: 6,
        decided: {
          ago: 3,
          reason:
            "The record ends with the restored database. Show that the data was compared with its source.",
        },
      },
    ],
    noted: [
      {
        by: "contributor",
        body: "The next restore is on Thursday; the comparison is part of the checklist now.",
      },
    ],
  },
  {
    ref: "R-07",
    title: "Reviews of the critical suppliers",
    detail: "The last review of each supplier of the critical tier, with its decision.",
    kind: "document",
    refs: "A.5.19, A.5.22",
    owner: "lead",
    asker: "lead",
    asked: 12,
    due: 3,
    rounds: [
      {
        by: "lead",
        answered: 2,
        body: "One critical supplier: Meridian Cloud, reviewed three weeks ago and accepted. Certificate and SOC 2 report are in the register.",
        source: "Supplier register",
      },
    ],
  },
  {
    ref: "R-08",
    title: "Security training of the year",
    detail: "Who completed it, and who has not yet.",
    kind: "document",
    refs: "A.6.3, clause 7.3",
    owner: "contributor",
    asker: "lead",
    asked: 9,
    due: 5,
    rounds: [],
  },
  {
    ref: "R-09",
    title: "Minutes of the last management review",
    detail: "With the decisions and who follows them up.",
    kind: "document",
    refs: "9.3.2, 9.3.3",
    owner: "owner",
    asker: "lead",
    asked: 12,
    due: -2,
    rounds: [],
  },
  {
    ref: "R-10",
    title: "Leavers of the last six months",
    detail:
      "The complete list with the last day, the day on which accounts were closed, and the return of equipment.",
    kind: "population",
    refs: "A.5.18",
    owner: "contributor",
    asker: "lead",
    asked: 10,
    due: -1,
    rounds: [
      {
        by: "contributor",
        answered: 4,
        file: LEAVER_LIST,
        source: "HR system",
        shared: 3,
        decided: { ago: 2 },
      },
    ],
  },
  {
    ref: "R-11",
    title: "Emergency changes of the year",
    detail: "How many there were, and who approved each of them afterwards.",
    kind: "document",
    refs: "A.8.32",
    owner: "lead",
    asker: "auditor",
    asked: 4,
    due: 8,
    rounds: [],
    said: [
      { by: "lead", ago: 3, body: "There were three. The tickets follow with the approval of each." },
      { by: "auditor", ago: 2, body: "Tickets are enough; no screenshots are needed." },
    ],
  },
  {
    ref: "R-12",
    title: "Penetration test of the year",
    detail: "Summary and the state of its findings.",
    kind: "document",
    refs: "A.8.8, A.8.29",
    owner: "lead",
    asker: "lead",
    asked: 2,
    due: null,
    draft: true,
    rounds: [],
  },
];

/** The query behind the population and why it is whole, as its owner states them. */
export const DEMO_POPULATION = {
  query: "HR system: contracts with an end within the last six months, all sites",
  completeness: "38 of 38 agree with the payroll run of each month.",
} as const;
