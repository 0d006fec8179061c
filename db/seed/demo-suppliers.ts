// The demo's suppliers: the host whose certificate the physical controls rest on, and two others with less to show.
import type { Stage } from "@/db/seed/demo-story";
import { addDays, addMonths } from "@/lib/core/dates";
import {
  addAttestationInput,
  addEntityControlInput,
  addRelianceInput,
  addSupplierInput,
  saveReviewInput,
} from "@/lib/suppliers/input";
import { addAttestation } from "@/lib/suppliers/mutations/attestations";
import { addEntityControl, addReliance } from "@/lib/suppliers/mutations/reliance";
import { saveReview, startReview } from "@/lib/suppliers/mutations/reviews";
import { addSupplier } from "@/lib/suppliers/mutations/suppliers";
import { getSupplier } from "@/lib/suppliers/queries/detail";

const HOST = {
  name: "Meridian Cloud",
  service: "Hosting of production in two regions",
  tier: "critical",
  ict: "on",
  dataTypes: "Customer data, encrypted; keys stay with us",
  contractRef: "MC-2024-118",
  clauseSecurity: "present",
  clauseNotification: "present",
  clauseAudit: "present",
  clauseSubprocessing: "present",
  clauseExit: "present",
  incidentProcedure:
    "Their status feed opens an incident with us; the lead on call tells customers within 24 hours.",
  exitNote: "Nightly copies at a second provider; the restore there is tested twice a year.",
};

const OTHERS = [
  {
    name: "Quillpost",
    service: "Transactional mail",
    tier: "important",
    ict: "on",
    dataTypes: "Names and mail addresses",
    clauseSecurity: "present",
    clauseNotification: "present",
    clauseSubprocessing: "present",
    clauseExit: "absent",
  },
  { name: "Bright & Lowe", service: "Payroll", tier: "standard", dataTypes: "Data of employees" },
] as const;

const ENTITY_CONTROLS = [
  { text: "Accounts of leavers are removed by the customer.", ref: "A.5.18", state: "in_place" },
  { text: "The customer encrypts what it stores and keeps the keys.", ref: "A.8.24", state: "in_place" },
  { text: "The customer reads the notices of planned changes.", ref: "A.5.22", state: "open" },
] as const;

async function attest({ scopes, today }: Stage, supplierId: string): Promise<string> {
  await addAttestation(
    scopes.lead,
    addAttestationInput.parse({
      supplierId,
      kind: "iso27001",
      issuer: "Harbour Certification",
      number: "HC-20771",
      scope: "Data centres of both regions: building, power, cooling, cabling, maintenance",
      validUntil: addMonths(today, 19),
    }),
  );
  await addAttestation(
    scopes.lead,
    addAttestationInput.parse({
      supplierId,
      kind: "soc2_type2",
      issuer: "Alder Assurance",
      number: "",
      scope: "Security and Availability of the hosting service",
      periodFrom: addMonths(today, -14),
      periodTo: addMonths(today, -2),
      exceptions: "One of 25 sampled access reviews was held two weeks late.",
    }),
  );
  const { attestations } = await getSupplier(scopes.lead, supplierId);
  return attestations.find(({ kind }) => kind === "iso27001")?.id ?? "";
}

async function rely({ scopes, today }: Stage, supplierId: string, attestationId: string): Promise<void> {
  await addReliance(
    scopes.lead,
    addRelianceInput.parse({
      supplierId,
      attestationId,
      services: "Compute, storage and databases in the regions North and West",
      covers: "Threats from outside, power, cabling and upkeep of the equipment in both data centres.",
      gaps: "Office and home desks, and the cabling of the office.",
      refs: "A.7.5, A.7.11, A.7.12, A.7.13",
      reviewedOn: addDays(today, -20),
      nextReviewOn: addMonths(today, 11),
    }),
  );
  const { statements } = await getSupplier(scopes.lead, supplierId);
  for (const control of ENTITY_CONTROLS) {
    const input = addEntityControlInput.parse({ statementId: statements[0]?.id, ...control });
    await addEntityControl(scopes.lead, input);
  }
}

async function review({ scopes, today }: Stage, supplierId: string): Promise<void> {
  await startReview(scopes.lead, { supplierId, onceKey: "", dueOn: null });
  const { reviews } = await getSupplier(scopes.lead, supplierId);
  await saveReview(
    scopes.lead,
    saveReviewInput.parse({
      id: reviews[0]?.id,
      version: 1,
      findings:
        "Two short incidents, both told within the hour. The late access review does not touch our account.",
      decision: "accept",
      nextReviewOn: addMonths(today, 6),
    }),
  );
}

/** Three suppliers; the first one's certificate carries the controls that are inherited. */
export async function addSuppliers(stage: Stage): Promise<void> {
  const { lead } = stage.scopes;
  const ownerId = stage.team.lead.userId;
  const { id } = await addSupplier(lead, addSupplierInput.parse({ ...HOST, ownerId }));
  await rely(stage, id, await attest(stage, id));
  await review(stage, id);
  for (const other of OTHERS) await addSupplier(lead, addSupplierInput.parse(other));
}
