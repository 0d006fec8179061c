// The demo's context, interested parties and approved scope statement (4.1 to 4.3).
import { eq } from "drizzle-orm";
import { scopeStatements } from "@/db/schema/context";
import { dayOf, type Stage } from "@/db/seed/demo-story";
import { inWorkspace } from "@/db/tenant";
import {
  addIssueInput,
  addNeedInput,
  addPartyInput,
  approveScopeInput,
  beginScopeInput,
  saveScopeInput,
  setClimateInput,
  submitScopeInput,
} from "@/lib/context/input";
import { addIssue, setClimate } from "@/lib/context/mutations/issues";
import { addNeed, addParty } from "@/lib/context/mutations/parties";
import { approveScope, beginScope, saveScope, submitScope } from "@/lib/context/mutations/scope";
import { addDays } from "@/lib/core/dates";

const ISSUES = [
  {
    side: "internal",
    title: "Knowledge of operation sits with four engineers",
    effect: "Absence can delay a restore. Written procedures and pairs on call answer it.",
  },
  {
    side: "internal",
    title: "The team doubled within a year",
    effect: "Joining, moving and leaving have to be controlled from the first day.",
  },
  {
    side: "external",
    title: "Customers in Europe ask for ISO/IEC 27001",
    effect: "Two contracts of this year depend on the certificate.",
  },
  {
    side: "external",
    title: "Production rests on one cloud provider",
    effect: "Its failures reach customers. Its certificate and the exit are part of the system.",
  },
] as const;

const PARTIES = [
  {
    name: "Customers",
    kind: "Contract partners",
    needs: [
      {
        need: "Availability of 99.9 % and recovery within four hours",
        answered: "yes",
        how: "Two zones, tested restores, A.5.29 and A.5.30",
        climate: undefined,
      },
      {
        need: "Word of an incident within 24 hours",
        answered: "yes",
        how: "Procedure for incidents with the times of the contracts",
        climate: undefined,
      },
    ],
  },
  {
    name: "Data protection authority",
    kind: "Authority",
    needs: [
      {
        need: "Report of a personal data breach within 72 hours",
        answered: "yes",
        how: "Contact list and duty roster, A.5.5",
        climate: undefined,
      },
    ],
  },
  {
    name: "Employees",
    kind: "Staff",
    needs: [
      {
        need: "Work from home without unsafe shortcuts",
        answered: "yes",
        how: "Managed devices and the rule for remote work",
        climate: undefined,
      },
    ],
  },
  {
    name: "Investors",
    kind: "Owners",
    needs: [
      {
        need: "A statement on climate risk to operation",
        answered: "no",
        how: "Outside the management system: finance answers it in the yearly report.",
        climate: "on",
      },
    ],
  },
] as const;

const SCOPE = {
  statement:
    "Development, operation and support of the Northwind planning service, including the people, offices and providers that it takes.",
  units: "Product, Operations, Support, People, Finance as far as they handle customer data",
  sites: "Office Hamburg; data centres in the regions North and West at the provider",
  remoteWork: "All employees work from home or on the road on managed laptops.",
  technology: "The service with its interfaces, the build chain, the cloud accounts, managed laptops",
  interfaces:
    "Hosting by Meridian Cloud, mail by Quillpost, payroll by Bright & Lowe; customers connect over the public network.",
  exclusions: "Marketing website: it holds no customer data and is run by an agency on its own accounts.",
  soc2Boundary: "The planning service in production, its operation and support.",
  soc2Difference:
    "The management system also covers the office, personnel and finance as far as they handle customer data; the SOC 2 system ends at the service.",
  remoteStaff: "yes",
  outsourcedDevelopment: "no",
};

async function addParties({ scopes }: Stage): Promise<void> {
  for (const { name, kind, needs } of PARTIES) {
    const { id: partyId } = await addParty(scopes.lead, addPartyInput.parse({ name, kind }));
    for (const need of needs) await addNeed(scopes.lead, addNeedInput.parse({ partyId, ...need }));
  }
}

/** Issues, the climate determination, parties with what they ask, and version 1 of the scope, approved. */
export async function addContext(stage: Stage): Promise<void> {
  const { scopes, today } = stage;
  const reviewedOn = addDays(today, -52);
  for (const issue of ISSUES) await addIssue(scopes.lead, addIssueInput.parse({ ...issue, reviewedOn }));
  await setClimate(
    scopes.lead,
    setClimateInput.parse({
      relevant: "yes",
      reason:
        "Heat and flood at the sites of the hosting provider can stop the service; the provider's plans are read with its review.",
      version: 0,
    }),
  );
  await addParties(stage);
  const { number } = await beginScope(scopes.lead, beginScopeInput.parse({}));
  await saveScope(scopes.lead, saveScopeInput.parse({ number, version: 1, ...SCOPE }));
  const changeReason = "First version, for the Stage 1 audit";
  await submitScope(scopes.lead, submitScopeInput.parse({ number, version: 2, changeReason }));
  await inWorkspace(scopes.lead, (tx) =>
    tx
      .update(scopeStatements)
      .set({ submittedAt: dayOf(stage, 50) })
      .where(eq(scopeStatements.number, number)),
  );
  await approveScope(scopes.approver, approveScopeInput.parse({ number, version: 3 }), dayOf(stage, 48, 14));
}
