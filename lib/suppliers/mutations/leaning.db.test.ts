import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { soaRows } from "@/db/schema/requirements";
import { supplierAttestations } from "@/db/schema/suppliers";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith } from "@/db/testing/factories";
import { suppliersOf } from "@/db/testing/suppliers";
import { addDays } from "@/lib/core/dates";
import { getHome } from "@/lib/readiness/queries";
import { getRequirement } from "@/lib/requirements/queries/controls";
import { archiveAttestation } from "@/lib/suppliers/mutations/attestations";
import { archiveReliance } from "@/lib/suppliers/mutations/reliance";
import { endSupplier } from "@/lib/suppliers/mutations/suppliers";
import { getSupplier } from "@/lib/suppliers/queries/detail";

test("a supplier does not end while rows are inherited through a statement whose document has expired", async () => {
  const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const write = () => ws.scope("lead", "supplier:write");
  const here = suppliersOf(ws);
  const id = await here.add({ name: "Nimbus" });
  const document = await here.attest(id);
  const statement = await here.rely(id, document);
  const setDelivery = (delivery: "inherited" | "own") =>
    inWorkspace(ws.system, (tx) =>
      tx.update(soaRows).set({ delivery, applicability: "included" }).where(eq(soaRows.ref, "A.7.5")),
    );
  const relied = async () => (await getHome(ws.scope("lead"))).actions.filter(({ kind }) => kind === "rely");
  await setDelivery("inherited");
  expect(await relied()).toEqual([]);
  await inWorkspace(ws.system, (tx) =>
    tx
      .update(supplierAttestations)
      .set({ validUntil: addDays(here.today, -1) })
      .where(eq(supplierAttestations.id, document)),
  );
  const end = { id, version: 1, endedOn: here.today };
  await expect(endSupplier(write(), end)).rejects.toThrow(
    "The supplier cannot end yet: A.7.5 leans on it through ISO/IEC 27001 certificate C-77",
  );
  await expect(archiveAttestation(write(), { id: document, version: 1 })).rejects.toThrow(
    "The document cannot be archived yet: A.7.5 leans",
  );
  expect((await getSupplier(ws.scope("lead", "supplier:read"), id)).delivered).toEqual(["A.7.5"]);
  const page = (ref: string) => getRequirement(ws.scope("lead"), new Date(), ref);
  expect((await page("A.7.5")).open.reliance).toMatchObject([
    { provider: "Nimbus", state: "expired_document", attention: expect.stringContaining("expired on") },
  ]);
  expect((await page("A.7.12")).open.reliance).toEqual([]);
  expect(await relied()).toMatchObject([
    {
      title: "Renew the reliance on Nimbus",
      reason: expect.stringContaining("A.7.5 is inherited through it."),
      target: { page: "supplier", id },
    },
  ]);
  const successor = await here.attest(id, { number: "C-78" });
  const renewed = await here.rely(id, successor);
  expect(await relied()).toEqual([]);
  await archiveReliance(write(), { id: renewed, version: 1 });
  await setDelivery("own");
  expect(await relied()).toEqual([]);
  await expect(endSupplier(write(), { ...end, version: 7 })).rejects.toThrow(/changed/);
  await setDelivery("inherited");
  await archiveReliance(write(), { id: statement, version: 1 });
  await endSupplier(write(), end);
  expect(await here.rowOf(id)).toMatchObject({ endedOn: here.today });
});

test("a statement rests on a document of its own supplier that is not archived", async () => {
  const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const here = suppliersOf(ws);
  const [mine, theirs] = [await here.add(), await here.add()];
  const [document, old, foreign] = [
    await here.attest(mine),
    await here.attest(mine),
    await here.attest(theirs),
  ];
  await archiveAttestation(ws.scope("lead", "supplier:write"), { id: old, version: 1 });
  for (const wrong of [foreign, old]) {
    await expect(here.rely(mine, wrong)).rejects.toMatchObject({
      ...{ code: "INVALID", fields: { attestationId: "Choose a document of this supplier." } },
    });
  }
  await here.rely(mine, document);
  expect((await here.statementsOf(mine)).map(({ attestation }) => attestation.id)).toEqual([document]);
});
