// Suppliers for database tests: added, attested, relied on and reviewed through the product's own mutations.
import { desc, eq } from "drizzle-orm";
import { relianceStatements, supplierAttestations, supplierReviews, suppliers } from "@/db/schema/suppliers";
import { inWorkspace } from "@/db/tenant";
import type { TestWorkspace } from "@/db/testing/factories";
import { addDays, dateIn } from "@/lib/core/dates";
import {
  addAttestationInput,
  addEntityControlInput,
  addRelianceInput,
  addSupplierInput,
} from "@/lib/suppliers/input";
import { addAttestation } from "@/lib/suppliers/mutations/attestations";
import { addEntityControl, addReliance } from "@/lib/suppliers/mutations/reliance";
import { addSupplier } from "@/lib/suppliers/mutations/suppliers";
import { readReliance } from "@/lib/suppliers/queries";

type Fields = Readonly<Record<string, unknown>>;

type Table = typeof supplierAttestations | typeof relianceStatements;

/** The id of the supplier's newest row of the table; rows made later have later ids. */
async function newestOf(ws: TestWorkspace, table: Table, supplierId: string): Promise<string> {
  const [row] = await inWorkspace(ws.system, (tx) =>
    tx
      .select({ id: table.id })
      .from(table)
      .where(eq(table.supplierId, supplierId))
      .orderBy(desc(table.id))
      .limit(1),
  );
  if (row === undefined) throw new Error("Nothing is stored for the supplier.");
  return row.id;
}

async function rowOf(ws: TestWorkspace, id: string) {
  const [row] = await inWorkspace(ws.system, (tx) => tx.select().from(suppliers).where(eq(suppliers.id, id)));
  if (row === undefined) throw new Error("The supplier is not stored.");
  return row;
}

/** What tests do with the suppliers of a workspace that has a lead. */
export function suppliersOf(ws: TestWorkspace) {
  const today = dateIn(ws.timeZone, new Date());
  const scope = () => ws.scope("lead", "supplier:write");
  const add = async (fields: Fields = {}) =>
    (
      await addSupplier(
        scope(),
        addSupplierInput.parse({
          name: `Nimbus ${crypto.randomUUID().slice(0, 8)}`,
          tier: "critical",
          ...fields,
        }),
      )
    ).id;
  /** A certificate that is valid for 200 days. */
  const attest = async (supplierId: string, fields: Fields = {}) => {
    const input = addAttestationInput.parse({
      supplierId,
      kind: "iso27001",
      issuer: "Meridian Certification",
      number: "C-77",
      validUntil: addDays(today, 200),
      ...fields,
    });
    await addAttestation(scope(), input);
    return newestOf(ws, supplierAttestations, supplierId);
  };
  /** On A.7.5 and A.7.11, reviewed again in 100 days. */
  const rely = async (supplierId: string, attestationId: string, fields: Fields = {}) => {
    const input = addRelianceInput.parse({
      supplierId,
      attestationId,
      covers: "Power, cooling and cabling of the data centres.",
      gaps: "The office.",
      refs: "A.7.5, A.7.11",
      reviewedOn: today,
      nextReviewOn: addDays(today, 100),
      ...fields,
    });
    await addReliance(scope(), input);
    return newestOf(ws, relianceStatements, supplierId);
  };
  const leaves = (statementId: string, fields: Fields = {}) =>
    addEntityControl(
      scope(),
      addEntityControlInput.parse({
        statementId,
        text: "Accounts of leavers are removed by the customer.",
        state: "open",
        ...fields,
      }),
    );
  return {
    today,
    rowOf: (id: string) => rowOf(ws, id),
    add,
    attest,
    rely,
    leaves,
    statementsOf: (supplierId: string) => inWorkspace(ws.system, (tx) => readReliance(tx, supplierId)),
    reviewsOf: (supplierId: string) =>
      inWorkspace(ws.system, (tx) =>
        tx.select().from(supplierReviews).where(eq(supplierReviews.supplierId, supplierId)),
      ),
    /** One row of each kind of work about suppliers, the lead's. */
    work: async () => {
      const { userId: ownerId } = ws.people.lead;
      const id = await add({ ownerId, nextReviewOn: addDays(today, 10) });
      const document = await attest(id, { validUntil: addDays(today, 20) });
      const statement = await rely(id, document, { nextReviewOn: addDays(today, 15) });
      await leaves(statement, { ownerId });
      return { id, document, statement };
    },
  };
}
