// The facts that decide between SOC 2 and ISO/IEC 27001, and the rules that weigh them, each with its reason and source.
import type { SourceRef } from "@/lib/core/frameworks/types";

export const FACTS = [
  {
    name: "customers",
    question: "Where are the customers who ask?",
    options: [
      ["north_america", "Mostly North America"],
      ["europe", "Mostly Europe"],
      ["both", "Both"],
      ["elsewhere", "Mostly elsewhere"],
    ],
  },
  {
    name: "asked",
    question: "What do contracts or questionnaires name?",
    options: [
      ["soc2", "A SOC 2 report"],
      ["iso", "An ISO/IEC 27001 certificate"],
      ["both", "Both, by different customers"],
      ["either", "Either of them"],
      ["none", "Neither so far"],
    ],
  },
  {
    name: "deadline",
    question: "By when does the first contract need it?",
    options: [
      ["within_3", "Within 3 months"],
      ["within_6", "In 3 to 6 months"],
      ["later", "Later than 6 months"],
      ["none", "No date"],
    ],
  },
  {
    name: "held",
    question: "What do you hold today?",
    options: [
      ["nothing", "Neither"],
      ["soc2_type1", "A SOC 2 Type 1 report"],
      ["soc2_type2", "A SOC 2 Type 2 report"],
      ["iso", "An ISO/IEC 27001 certificate"],
    ],
  },
  {
    name: "proof",
    question: "Do buyers want proof that controls ran over months?",
    options: [
      ["period", "Yes, test results over a period"],
      ["certificate", "No, a certificate is enough"],
    ],
  },
  {
    name: "management",
    question: "Can top management run a management system?",
    options: [
      ["yes", "Yes, with time and budget each year"],
      ["no", "Not in the coming year"],
    ],
  },
  {
    name: "system",
    question: "Is another ISO management system running?",
    options: [
      ["yes", "Yes, such as ISO 9001"],
      ["no", "No"],
    ],
  },
  {
    name: "tenders",
    question: "Do you bid for public tenders or regulated buyers abroad?",
    options: [
      ["yes", "Yes"],
      ["no", "No"],
    ],
  },
  {
    name: "product",
    question: "What do you sell?",
    options: [
      ["service", "A hosted service"],
      ["processing", "Processing of customers' transactions"],
      ["software", "Software that customers run"],
      ["work", "Work of people, such as consulting"],
    ],
  },
  {
    name: "personal",
    question: "How much personal data do you process for customers?",
    options: [
      ["much", "It is central to the product"],
      ["little", "Little or none"],
    ],
  },
] as const satisfies readonly {
  readonly name: string;
  readonly question: string;
  readonly options: readonly (readonly [string, string])[];
}[];

export type FactName = (typeof FACTS)[number]["name"];
/** What the visitor answered; facts that are not known are absent and decide nothing. */
export type FirstFacts = Readonly<Partial<Record<FactName, string>>>;

export type RuleSide = "iso" | "soc2" | "together";
export type FirstRule = {
  readonly id: string;
  readonly side: RuleSide;
  /** 1 a hint, 2 an argument, 4 a demand, 6 settles it by itself. */
  readonly weight: 1 | 2 | 4 | 6;
  readonly applies: (facts: FirstFacts) => boolean;
  readonly reason: string;
  readonly source: SourceRef;
  /** A dispute about the source's statement. */
  readonly dispute?: string;
};

const OWN: SourceRef = { document: "own-reading", line: null };
const page = (line: number): SourceRef => ({ document: "side-by-side", line });
const article = (line: number): SourceRef => ({ document: "mapping-article", line });

const holdsType2 = ({ held }: FirstFacts) => held === "soc2_type2";
const holdsIso = ({ held }: FirstFacts) => held === "iso";

/** Answers of one fact that speak for ISO weigh the same, and no less than those that speak for both: see the tests. */
export const FIRST_RULES: readonly FirstRule[] = [
  {
    id: "holds-soc2",
    side: "iso",
    weight: 6,
    applies: holdsType2,
    reason:
      "You hold a Type 2 report: its evidence is there to reuse, and the management system is what is left to build.",
    source: page(25),
  },
  {
    id: "holds-iso",
    side: "soc2",
    weight: 6,
    applies: holdsIso,
    reason:
      "You hold the certificate: its evidence supports most criteria, and the report is what is missing.",
    source: page(29),
  },
  {
    id: "holds-type1",
    side: "soc2",
    weight: 2,
    applies: (facts) => facts.held === "soc2_type1",
    reason: "A Type 1 report is about one day; buyers who accepted it will expect the Type 2 that follows.",
    source: OWN,
  },
  {
    id: "asked-iso",
    side: "iso",
    weight: 4,
    applies: (facts) => facts.asked === "iso" && !holdsIso(facts),
    reason: "Contracts name the ISO/IEC 27001 certificate, which a SOC 2 report does not replace.",
    source: OWN,
  },
  {
    id: "asked-soc2",
    side: "soc2",
    weight: 4,
    applies: (facts) => facts.asked === "soc2" && !holdsType2(facts),
    reason: "Contracts name the SOC 2 report, which a certificate does not replace.",
    source: OWN,
  },
  {
    id: "asked-both",
    side: "together",
    weight: 4,
    applies: (facts) => facts.asked === "both",
    reason: "Contracts name both, and one set of evidence can feed both audits.",
    source: page(7),
  },
  {
    id: "customers-europe",
    side: "iso",
    weight: 2,
    applies: (facts) => facts.customers === "europe",
    reason: "The question for ISO/IEC 27001 commonly comes with the first European contract.",
    source: article(5),
  },
  {
    id: "customers-elsewhere",
    side: "iso",
    weight: 2,
    applies: (facts) => facts.customers === "elsewhere",
    reason: "Outside North America a certificate of an international standard needs less explaining.",
    source: OWN,
  },
  {
    id: "customers-north-america",
    side: "soc2",
    weight: 2,
    applies: (facts) => facts.customers === "north_america",
    reason: "North American buyers and their questionnaires ask for a SOC 2 report by name.",
    source: OWN,
  },
  {
    id: "customers-both",
    side: "together",
    weight: 2,
    applies: (facts) => facts.customers === "both",
    reason: "Customers on both sides will ask for one each before long.",
    source: OWN,
  },
  {
    id: "deadline-3",
    side: "soc2",
    weight: 2,
    applies: (facts) => facts.deadline === "within_3" && facts.held === "nothing",
    reason:
      "Three months are fewer weeks than the itemised phases of a first certification; a Type 1 report is about one day and needs no period.",
    source: article(225),
    dispute: "K34",
  },
  {
    id: "deadline-window",
    side: "iso",
    weight: 1,
    applies: (facts) => facts.deadline === "within_6" && facts.proof === "certificate",
    reason:
      "Half a year is short for a Type 2 period and its report, while a certificate, which is enough here, can be reached by a prepared team.",
    source: article(225),
    dispute: "K34",
  },
  {
    id: "time-for-both",
    side: "together",
    weight: 1,
    applies: (facts) =>
      (facts.deadline === "later" || facts.deadline === "none") && facts.management === "yes",
    reason: "There is time and a management that carries it, so the second can be prepared with the first.",
    source: page(7),
  },
  {
    id: "proof-period",
    side: "soc2",
    weight: 2,
    applies: (facts) => facts.proof === "period",
    reason: "A Type 2 report shows tests and results over a period; a certificate does not hand those out.",
    source: OWN,
  },
  {
    id: "proof-certificate",
    side: "iso",
    weight: 1,
    applies: (facts) => facts.proof === "certificate",
    reason: "A certificate is public and short; a SOC 2 report is read under a confidentiality agreement.",
    source: OWN,
  },
  {
    id: "management-yes",
    side: "iso",
    weight: 1,
    applies: (facts) => facts.management === "yes",
    reason: "The management system is the part that SOC 2 does not ask for, and there is somebody to run it.",
    source: page(43),
  },
  {
    id: "management-no",
    side: "soc2",
    weight: 2,
    applies: (facts) => facts.management === "no",
    reason:
      "ISO/IEC 27001 stands on a management system with audits and reviews; SOC 2 attests controls without it.",
    source: page(17),
  },
  {
    id: "system-yes",
    side: "iso",
    weight: 2,
    applies: (facts) => facts.system === "yes",
    reason:
      "Internal audit, management review and document control exist already and have the same structure.",
    source: OWN,
  },
  {
    id: "tenders-yes",
    side: "iso",
    weight: 2,
    applies: (facts) => facts.tenders === "yes",
    reason: "Tenders and regulators name accredited certificates, which an attestation report is not.",
    source: OWN,
  },
  {
    id: "product-processing",
    side: "soc2",
    weight: 1,
    applies: (facts) => facts.product === "processing",
    reason: "Complete and accurate processing is a SOC 2 category; Annex A has no clean counterpart for it.",
    source: page(39),
  },
  {
    id: "product-service",
    side: "soc2",
    weight: 1,
    applies: (facts) => facts.product === "service",
    reason: "A SOC 2 report is written about one hosted system, which is what you sell.",
    source: OWN,
  },
  {
    id: "product-software",
    side: "iso",
    weight: 1,
    applies: (facts) => facts.product === "software",
    reason:
      "Customers run it themselves, so there is little of a service system to report on; a certificate covers the company.",
    source: OWN,
  },
  {
    id: "product-work",
    side: "iso",
    weight: 1,
    applies: (facts) => facts.product === "work",
    reason:
      "Work of people is no system that a SOC 2 report describes well; a management system covers people and places.",
    source: OWN,
  },
  {
    id: "personal-europe",
    side: "iso",
    weight: 1,
    applies: (facts) => facts.personal === "much" && facts.customers !== "north_america",
    reason: "For privacy in full, ISO has ISO/IEC 27701, which builds on or stands beside ISO/IEC 27001.",
    source: page(39),
    dispute: "K42",
  },
  {
    id: "personal-north-america",
    side: "soc2",
    weight: 1,
    applies: (facts) => facts.personal === "much" && facts.customers === "north_america",
    reason: "The Privacy category puts notice, choice and access into the same report.",
    source: page(39),
  },
  {
    id: "no-pressure",
    side: "iso",
    weight: 1,
    applies: ({ deadline, asked, held }) =>
      deadline === "none" &&
      !["iso", "soc2", "both"].includes(asked ?? "") &&
      (held ?? "nothing") === "nothing",
    reason:
      "When nothing presses, the side-by-side page advises to take ISO first and reuse it; it gives no figures.",
    source: page(7),
    dispute: "K58",
  },
];
