// The demo's laws, contracts and commitments with the controls that they require: what the rows of the statement trace back to.
import type { Stage } from "@/db/seed/demo-story";
import { addMonths } from "@/lib/core/dates";
import { addObligationInput } from "@/lib/obligations/input";
import { addObligation } from "@/lib/obligations/mutations/register";

const OBLIGATIONS = [
  {
    kind: "regulation",
    title: "General Data Protection Regulation",
    source: "Regulation (EU) 2016/679",
    description:
      "Security of processing, processors, breach reports, storage limitation, erasure, protection by design.",
    refs: ["A.5.5", "A.5.14", "A.5.20", "A.5.34", "A.7.14", "A.8.10", "A.8.11", "A.8.24", "A.8.33"],
  },
  {
    kind: "law",
    title: "Commercial and tax law on records",
    source: "Retention duties of the seat",
    description:
      "Books and letters are kept for the time that the law states; what is kept has to hold in a dispute.",
    refs: ["A.5.28", "A.5.31", "A.5.33"],
  },
  {
    kind: "law",
    title: "Labour law and copyright",
    source: "Law of the seat",
    description:
      "Duties of staff are part of the contract; licences of the libraries in the product are kept.",
    refs: ["A.5.32", "A.6.2"],
  },
  {
    kind: "contract",
    title: "Main customer agreement with its security annex",
    source: "MCA 4.2, annex S",
    description:
      "Approved policy, background checks, confidentiality, incident terms, access by support on duty, closed weaknesses within 14 days, yearly penetration test.",
    refs: [
      ...["A.5.1", "A.5.10", "A.5.12", "A.5.24", "A.5.26", "A.5.35", "A.6.1", "A.6.6", "A.7.4"],
      ...["A.8.3", "A.8.8", "A.8.15", "A.8.26", "A.8.29"],
    ],
  },
  {
    kind: "customer_commitment",
    title: "Availability of 99.9 % and recovery within four hours",
    source: "Service levels, published",
    description: "At most one hour of data may be lost; month-end load within the promised response time.",
    refs: ["A.5.29", "A.5.30", "A.7.11", "A.8.6", "A.8.13", "A.8.14"],
  },
  {
    kind: "contract",
    title: "Terms of the network and hosting provider",
    source: "MC-2024-118",
    description: "Security duties of both sides on the network services that are bought.",
    refs: ["A.8.21"],
  },
] as const;

/** Six obligations, each with an owner and a day of its next review. */
export async function addObligations({ scopes, team, today }: Stage): Promise<void> {
  for (const [at, obligation] of OBLIGATIONS.entries()) {
    const input = addObligationInput.parse({
      ...obligation,
      ownerId: at % 2 === 0 ? team.owner.userId : team.lead.userId,
      reviewOn: addMonths(today, 4 + at),
    });
    await addObligation(scopes.lead, input);
  }
}
