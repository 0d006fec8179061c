// A complete context for tests: issues, a party whose need is answered, the climate determination, and a scope statement that waits for approval.
import type { TestWorkspace } from "@/db/testing/factories";
import { addIssueInput, addPartyInput, setClimateInput } from "@/lib/context/input";
import { addIssue, setClimate } from "@/lib/context/mutations/issues";
import { addParty, editNeed } from "@/lib/context/mutations/parties";
import { approveScope, beginScope, saveScope, submitScope } from "@/lib/context/mutations/scope";
import { getContext } from "@/lib/context/queries";
import type { IssueSide } from "@/lib/core/isms-statuses";
import type { ScopeParts } from "@/lib/core/scope-statement";
import { addObligationInput } from "@/lib/obligations/input";
import { addObligation } from "@/lib/obligations/mutations/register";

/** What tests do with the context of a workspace that has an owner and a lead. */
export function contextOf(ws: TestWorkspace) {
  const write = () => ws.scope("lead", "context:write");
  const parts: ScopeParts = {
    statement: "Development, operation and support of the product as a service.",
    units: "Engineering, support, security.",
    sites: "One office. No data centre of our own.",
    remoteWork: "Employees work from home on managed devices.",
    technology: "Cloud accounts of production, the code host, identity provider.",
    interfaces: "The cloud provider runs hardware and buildings; payroll is done by a provider.",
    exclusions: "Marketing website: run by an agency, holds no customer data",
    soc2Boundary: "The product as a service.",
    soc2Difference: "The ISMS also covers the office and the corporate systems.",
    remoteStaff: true,
    outsourcedDevelopment: false,
  };
  const issue = async (side: IssueSide, title: string) =>
    (await addIssue(write(), addIssueInput.parse({ side, title }))).id;
  const party = async (name: string, need = "") =>
    (await addParty(write(), addPartyInput.parse({ name, need }))).id;
  /** Closes every gap that blocks the scope statement. */
  const complete = async () => {
    const { context } = await getContext(ws.scope("lead", "context:read"));
    if (context.climate === null) {
      const input = { relevant: "no", reason: "Offices only, no plants.", version: 0 };
      await setClimate(write(), setClimateInput.parse(input));
    }
    await issue("internal", "Knowledge sits with few people");
    await issue("external", "Customers ask for proof");
    await party("Customers and their auditors", "Their data stays confidential");
    const { parties } = (await getContext(ws.scope("lead", "context:read"))).context;
    for (const { id, need, version } of parties.flatMap((one) => one.needs)) {
      await editNeed(write(), { id, need, version, answered: true, how: "By contract.", climate: false });
    }
  };
  const submitted = async () => {
    await complete();
    const { number } = await beginScope(write(), { onceKey: "" });
    await saveScope(write(), { number, version: 1, ...parts });
    await submitScope(write(), { number, version: 2, changeReason: "First version" });
  };
  return {
    parts,
    issue,
    party,
    complete,
    /** The first version, in force; needs an approver. */
    approved: async () => {
      await submitted();
      const approver = ws.scope("approver", "context:approve");
      return approveScope(approver, { number: 1, version: 3 });
    },
    /** A version that waits for approval, and an obligation of the lead whose review is due. */
    work: async () => {
      await submitted();
      const input = { kind: "law", title: "An act", ownerId: ws.people.lead.userId, reviewOn: "2026-01-01" };
      await addObligation(ws.scope("lead", "obligation:write"), addObligationInput.parse(input));
    },
  };
}
