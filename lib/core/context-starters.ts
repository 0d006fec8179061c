// Suggestions for a software company's issues and interested parties, in our own words. None counts before it is added.

import type { ContextDto } from "@/lib/core/context";
import type { IssueSide } from "@/lib/core/isms-statuses";

export type IssueStarter = {
  readonly key: string;
  readonly side: IssueSide;
  readonly title: string;
  readonly effect: string;
};

export const ISSUE_STARTERS: readonly IssueStarter[] = [
  {
    key: "few-people",
    side: "internal",
    title: "Knowledge sits with few people",
    effect:
      "An absence can stop operation or an answer to an incident. Substitutes and written procedures are needed.",
  },
  {
    key: "fast-growth",
    side: "internal",
    title: "The organisation grows faster than its procedures",
    effect:
      "New people and teams work from habit. Joining, moving and leaving have to be controlled from the first day.",
  },
  {
    key: "remote-work",
    side: "internal",
    title: "People work from many places",
    effect:
      "Devices and conversations leave the office. Access, equipment and places of work need rules that hold anywhere.",
  },
  {
    key: "old-parts",
    side: "internal",
    title: "Older parts of the product are hard to change",
    effect: "Weaknesses there take longer to mend. They are known, isolated and planned for.",
  },
  {
    key: "many-releases",
    side: "internal",
    title: "Software is released many times a week",
    effect:
      "Controls have to live in the pipeline: a manual check at the end would be skipped or would slow delivery.",
  },
  {
    key: "customers-ask",
    side: "external",
    title: "Customers ask for proof before they sign",
    effect: "Sales depend on a certificate and a report that hold, and on answers that agree with them.",
  },
  {
    key: "cloud-provider",
    side: "external",
    title: "Operation rests on one cloud provider",
    effect: "Its failures and changes reach customers. Its reports, regions and exit are part of the system.",
  },
  {
    key: "law-changes",
    side: "external",
    title: "Laws on data and security change",
    effect: "Duties and deadlines of notification grow. They are followed in the register of obligations.",
  },
  {
    key: "attacks",
    side: "external",
    title: "Attacks aim at accounts and at software that is built on",
    effect:
      "Stolen sign-ins and poisoned components are the likeliest way in. Both steer where effort goes first.",
  },
  {
    key: "labour-market",
    side: "external",
    title: "Security specialists are hard to find",
    effect: "Some tasks go to providers. What is given away still has to be directed and checked.",
  },
];

export type PartyStarter = {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly need: string;
};

export const PARTY_STARTERS: readonly PartyStarter[] = [
  {
    key: "customers",
    name: "Customers",
    kind: "Contract",
    need: "Their data stays confidential and available, and they learn of an incident in time.",
  },
  {
    key: "people",
    name: "Employees",
    kind: "Internal",
    need: "Clear rules, working tools, and care with their own data.",
  },
  {
    key: "owners",
    name: "Owners and investors",
    kind: "Internal",
    need: "Risks to revenue and reputation are known and treated.",
  },
  {
    key: "data-protection",
    name: "Data protection authority",
    kind: "Authority",
    need: "Personal data is processed as the law says, and breaches are reported in time.",
  },
  {
    key: "suppliers",
    name: "Cloud and service providers",
    kind: "Supplier",
    need: "The customer does its part of what is shared: access, configuration, keys.",
  },
  {
    key: "certification",
    name: "Certification body and service auditor",
    kind: "Assurance",
    need: "Evidence is complete, current and reachable during the audit.",
  },
];

const fold = (text: string) => text.trim().toLowerCase();

/** Suggestions of a side whose title nobody has used yet. */
export function openIssueStarters(context: ContextDto, side: IssueSide): readonly IssueStarter[] {
  const used = new Set(context.issues.map((issue) => fold(issue.title)));
  return ISSUE_STARTERS.filter((starter) => starter.side === side && !used.has(fold(starter.title)));
}

/** Suggested parties that nobody has added yet. */
export function openPartyStarters(context: ContextDto): readonly PartyStarter[] {
  const used = new Set(context.parties.map((party) => fold(party.name)));
  return PARTY_STARTERS.filter((starter) => !used.has(fold(starter.name)));
}
