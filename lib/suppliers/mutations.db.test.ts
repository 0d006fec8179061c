import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { evidenceLinks } from "@/db/schema/evidence";
import { relianceStatements, supplierAttestations, suppliers } from "@/db/schema/suppliers";
import { inWorkspace } from "@/db/tenant";
import { evidenceOf } from "@/db/testing/evidence";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { suppliersOf } from "@/db/testing/suppliers";
import { writeComment } from "@/lib/comments/mutations";
import { addDays, addMonths } from "@/lib/core/dates";
import { relianceByRef } from "@/lib/core/reliance";
import { ATTESTATION_REFS } from "@/lib/core/supplier";
import { getPrefill } from "@/lib/nonconformities/queries/context";
import { editAttestationInput, editRelianceInput, saveReviewInput } from "@/lib/suppliers/input";
import { archiveAttestation, editAttestation, linkAttestation } from "@/lib/suppliers/mutations/attestations";
import { importSuppliers } from "@/lib/suppliers/mutations/import";
import { archiveReliance, editReliance } from "@/lib/suppliers/mutations/reliance";
import { saveReview, startReview } from "@/lib/suppliers/mutations/reviews";
import { editSupplier, endSupplier, restoreSupplier } from "@/lib/suppliers/mutations/suppliers";
import { readRelied } from "@/lib/suppliers/queries";
import { getSupplier } from "@/lib/suppliers/queries/detail";
import { listSuppliers } from "@/lib/suppliers/queries/register";
import { listMyWork } from "@/lib/work/queries";

let home: TestWorkspace;
let foreign: TestWorkspace;
let there: ReturnType<typeof suppliersOf>;

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
  foreign = await createWorkspaceWith({ roles: ["owner", "lead"] });
  there = suppliersOf(home);
});

const write = (ws: TestWorkspace = home) => ws.scope("lead", "supplier:write");
const read = (ws: TestWorkspace = home) => ws.scope("contributor", "supplier:read");
const verbsOf = async (ref: string) => {
  const rows = await inWorkspace(home.system, (tx) =>
    tx
      .select({ verb: activity.verb })
      .from(activity)
      .where(eq(activity.subjectRef, ref))
      .orderBy(activity.seq),
  );
  return rows.map(({ verb }) => verb);
};

describe("the register (V-01)", () => {
  it("keeps what is said about a supplier, proposes the review by tier and tells two with one name apart", async () => {
    const id = await there.add({
      name: "Cirrus",
      ict: "on",
      clauseExit: "absent",
      dataTypes: "Customer data",
    });
    expect(await there.rowOf(id)).toMatchObject({
      ict: true,
      clauseExit: "absent",
      clauseAudit: "unknown",
      nextReviewOn: addMonths(there.today, 6),
    });
    await expect(there.add({ name: "CIRRUS" })).rejects.toMatchObject({
      code: "INVALID",
      fields: { name: expect.anything() },
    });
    const detail = await getSupplier(read(), id);
    const {
      ownerName: _o,
      endedOn: _e,
      lastReviewOn: _l,
      lastDecision: _d,
      reviewOpen: _r,
      relianceReviewOn: _n,
      attestations: _a,
      ...values
    } = detail.supplier;
    await editSupplier(write(), { ...values, tier: "standard" });
    await expect(editSupplier(write(), { ...values, tier: "important" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect((await getSupplier(read(), id)).history.map(({ words }) => words)).toEqual([
      "changed the tier",
      "added the supplier",
    ]);
  });

  it("ends only when no valid statement leans on it, and comes back", async () => {
    const id = await there.add();
    const document = await there.attest(id);
    const statement = await there.rely(id, document);
    const end = { id, version: 1, endedOn: there.today };
    await expect(endSupplier(write(), end)).rejects.toThrow(
      /A\.7\.5, A\.7\.11 lean on it through ISO\/IEC 27001/,
    );
    await expect(archiveAttestation(write(), { id: document, version: 1 })).rejects.toThrow(
      /A\.7\.5, A\.7\.11 lean/,
    );
    await archiveReliance(write(), { id: statement, version: 1 });
    await endSupplier(write(), end);
    await expect(there.attest(id)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(there.rely(id, document)).rejects.toMatchObject({ code: "CONFLICT" });
    await restoreSupplier(write(), { id, version: 2 });
    expect(await there.rowOf(id)).toMatchObject({ endedOn: null, archivedAt: null });
    expect(await verbsOf(id)).toEqual([
      "supplier.add",
      "supplier.attest",
      "supplier.archive",
      "supplier.edit",
    ]);
  });

  it("imports what the preview announced and nothing else", async () => {
    const id = await there.add({ name: "Stratus", service: "Backups" });
    const text = `Name,Tier,Service\nStratus,Important,\nAltus,Critical,=1+1\nBroken,Huge,\n`;
    const { announced, done } = await importSuppliers(write(), { text });
    expect([done, announced.startsWith("1/1/1/")]).toEqual([false, true]);
    expect((await listSuppliers(read())).some(({ name }) => name === "Altus")).toBe(false);
    await expect(importSuppliers(write(), { text, announced: "1/1/1" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await importSuppliers(write(), { text, announced });
    expect(await there.rowOf(id)).toMatchObject({ tier: "important", service: "Backups", version: 2 });
    const rows = await listSuppliers(read());
    expect(rows.find(({ name }) => name === "Altus")).toMatchObject({ tier: "critical", service: "=1+1" });
    expect(rows.some(({ name }) => name === "Broken")).toBe(false);
    expect((await importSuppliers(write(), { text })).announced).toMatch(/^0\/0\/1\//);
  });

  it("stores nothing over what somebody changed after the preview", async () => {
    const id = await there.add({ name: "Nimbus", service: "Mail" });
    const text = "Name,Service\nNimbus,Mail and chat\n";
    const { announced } = await importSuppliers(write(), { text });
    await inWorkspace(write(), (tx) =>
      tx.update(suppliers).set({ service: "Payroll" }).where(eq(suppliers.id, id)),
    );
    await expect(importSuppliers(write(), { text, announced })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await there.rowOf(id)).toMatchObject({ service: "Payroll" });
  });

  it("adds suppliers once when the import or the form of two people arrives at once", async () => {
    const empty = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const text = "Name,Tier\nAltus,Critical\n";
    const { announced } = await importSuppliers(write(empty), { text });
    const press = () => importSuppliers(write(empty), { text, announced });
    const add = () => suppliersOf(empty).add({ name: "Cirrus" });
    const all = [press, add].flatMap((one) => [one, one, one, one]);
    const answers = await Promise.allSettled(all.map((one) => one()));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    const rows = await listSuppliers(empty.scope("lead", "supplier:read"));
    expect(rows.map(({ name }) => name)).toEqual(["Altus", "Cirrus"]);
  });

  it("is not found from another workspace", async () => {
    const id = await there.add();
    await expect(getSupplier(foreign.scope("lead", "supplier:read"), id)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(
      startReview(write(foreign), { supplierId: id, onceKey: "", dueOn: null }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(suppliersOf(foreign).attest(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("attestations (V-03)", () => {
  it("stand for CC9.2 and A.5.19 to A.5.23 in one step, once the evidence is chosen", async () => {
    const id = await there.add();
    const bare = await there.attest(id);
    const both = home.scope("lead", "supplier:write", "evidence:write");
    await expect(linkAttestation(both, { id: bare })).rejects.toMatchObject({ code: "CONFLICT" });
    const itemId = await evidenceOf(home).add({ title: "Report of Nimbus" });
    const document = await there.attest(id, { itemId, number: "C-78" });
    expect(await linkAttestation(both, { id: document })).toMatchObject({ linked: 6, already: 0 });
    const links = await inWorkspace(home.system, (tx) =>
      tx
        .select({ ref: evidenceLinks.ref, verdict: evidenceLinks.verdict })
        .from(evidenceLinks)
        .where(eq(evidenceLinks.itemId, itemId)),
    );
    expect(links.map(({ ref }) => ref)).toEqual(expect.arrayContaining([...ATTESTATION_REFS]));
    expect(new Set(links.map(({ verdict }) => verdict))).toEqual(new Set(["proposed"]));
    const { attestations } = await getSupplier(read(), id);
    expect(attestations.find((one) => one.id === document)?.linkedRefs).toEqual([
      "A.5.19",
      "A.5.20",
      "A.5.21",
      "A.5.22",
      "A.5.23",
      "CC9.2",
    ]);
  });

  it("takes a year for a report without a last day, and keeps the day while controls lean on it", async () => {
    const id = await there.add();
    const document = await there.attest(id, {
      kind: "soc2_type2",
      periodFrom: addMonths(there.today, -7),
      periodTo: addMonths(there.today, -1),
      validUntil: "",
    });
    const rowOf = async () =>
      (
        await inWorkspace(home.system, (tx) =>
          tx.select().from(supplierAttestations).where(eq(supplierAttestations.id, document)),
        )
      )[0];
    expect(await rowOf()).toMatchObject({ validUntil: addMonths(addMonths(there.today, -1), 12) });
    await there.rely(id, document);
    const edit = editAttestationInput.parse({ id: document, version: 1, kind: "other" });
    await expect(editAttestation(write(), edit)).rejects.toMatchObject({
      fields: { validUntil: expect.stringMatching(/A\.7\.5/) },
    });
  });
});

describe("reviews (V-02)", () => {
  it("has one open at most, even when two start at once, and a decision plans the next", async () => {
    const id = await there.add();
    const start = () => startReview(write(), { supplierId: id, onceKey: "", dueOn: null });
    const answers = await Promise.allSettled([start(), start()]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [review] = await there.reviewsOf(id);
    const save = (fields: Readonly<Record<string, unknown>>) =>
      saveReview(write(), saveReviewInput.parse({ id: review?.id, version: 1, ...fields }));
    await expect(save({ decision: "conditions", findings: "Late notice." })).rejects.toMatchObject({
      fields: { conditions: expect.anything(), nextReviewOn: expect.anything() },
    });
    await save({ findings: "Two incidents, told late." });
    const prefill = await getPrefill(home.scope("lead", "nonconformity:write"), {
      refs: ["A.5.22"],
      itemId: null,
      reviewId: review?.id ?? null,
    });
    expect(prefill).toMatchObject({ source: "supplier", refs: ["A.5.22"] });
    expect(prefill.objectiveEvidence).toContain("Two incidents, told late.");
    const nextReviewOn = addMonths(there.today, 6);
    const decided = {
      version: 2,
      findings: "Two incidents, told late.",
      decision: "conditions",
      conditions: "Notice within a day.",
    };
    await save({ ...decided, nextReviewOn });
    expect(await there.rowOf(id)).toMatchObject({ nextReviewOn, version: 2 });
    await expect(save({ ...decided, version: 3, nextReviewOn })).rejects.toMatchObject({ code: "CONFLICT" });
    await start();
    expect((await listSuppliers(read())).find((row) => row.id === id)).toMatchObject({
      lastDecision: "conditions",
      lastReviewOn: there.today,
      reviewOpen: true,
    });
  });
});

describe("reliance statements (S-05)", () => {
  it("stand behind controls while document and review hold, and refuse what nobody can take over", async () => {
    const id = await there.add({ name: "Host of record" });
    const document = await there.attest(id);
    for (const ref of ["A.7.7", "A.7.8"]) {
      await expect(there.rely(id, document, { refs: ref })).rejects.toMatchObject({
        fields: { refs: expect.stringContaining(ref) },
      });
    }
    await expect(there.rely(id, document, { nextReviewOn: addDays(there.today, 200) })).rejects.toMatchObject(
      {
        fields: { nextReviewOn: expect.stringMatching(/before/) },
      },
    );
    await expect(there.rely(id, document, { refs: "X.9" })).rejects.toMatchObject({
      fields: { refs: expect.anything() },
    });
    const reviewOn = async () => (await listSuppliers(read())).find((row) => row.id === id)?.relianceReviewOn;
    expect(await reviewOn()).toBeNull();
    const statement = await there.rely(id, document, { refs: "A.7.12, A.7.9" });
    expect(await reviewOn()).toBe(addDays(there.today, 100));
    const other = await there.rely(id, await there.attest(id), { nextReviewOn: addDays(there.today, 50) });
    expect(await reviewOn()).toBe(addDays(there.today, 50));
    await archiveReliance(write(), { id: other, version: 1 });
    expect(await reviewOn()).toBe(addDays(there.today, 100));
    await there.leaves(statement, { ownerId: home.people.contributor.userId, ref: "A.5.18" });
    await expect(there.leaves(statement, { state: "in_place" })).rejects.toMatchObject({
      fields: { ref: expect.anything() },
    });
    const relied = (days: number) =>
      inWorkspace(home.system, (tx) => readRelied(tx, addDays(there.today, days)));
    expect((await relied(0)).has("A.7.12")).toBe(true);
    expect((await relied(100)).has("A.7.12")).toBe(true);
    expect((await relied(101)).has("A.7.12")).toBe(false);
    const statements = await there.statementsOf(id);
    expect(relianceByRef(statements, there.today).get("A.7.12")).toMatchObject([
      {
        provider: "Host of record",
        document: "ISO/IEC 27001 certificate C-77, Meridian Certification",
        validUntil: addDays(there.today, 200),
        residual: ["The office.", expect.stringContaining("A.5.18")],
        attention: null,
      },
    ]);
    expect(await listMyWork(home.scope("contributor", "workspace:read"), there.today)).toMatchObject([
      { kind: "entity_control", ref: "A.5.18", target: id, note: "Host of record" },
    ]);
  });

  it("move to a new document after the old one expired, with one winner of two edits at once", async () => {
    const id = await there.add();
    const old = await there.attest(id);
    const statement = await there.rely(id, old);
    await inWorkspace(home.system, (tx) =>
      tx
        .update(supplierAttestations)
        .set({ validUntil: addDays(there.today, -1) })
        .where(and(eq(supplierAttestations.id, old))),
    );
    const [row] = relianceByRef(await there.statementsOf(id), there.today).get("A.7.5") ?? [];
    expect(row).toMatchObject({
      state: "expired_document",
      attention: expect.stringContaining("expired on"),
    });
    const fresh = await there.attest(id, { number: "C-90" });
    const renew = (attestationId: string) =>
      editReliance(
        write(),
        editRelianceInput.parse({
          id: statement,
          version: 1,
          attestationId,
          covers: "Power and cooling.",
          refs: "A.7.5",
          reviewedOn: there.today,
          nextReviewOn: addDays(there.today, 90),
        }),
      );
    await expect(renew(old)).rejects.toMatchObject({
      fields: { attestationId: expect.stringMatching(/expired/) },
    });
    const answers = await Promise.allSettled([renew(fresh), renew(fresh)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await there.statementsOf(id)).toMatchObject([
      { refs: ["A.7.5"], attestation: { number: "C-90" }, version: 2 },
    ]);
    const [stored] = await inWorkspace(home.system, (tx) =>
      tx.select().from(relianceStatements).where(eq(relianceStatements.id, statement)),
    );
    expect(stored?.reviewedBy).toBe(home.people.lead.userId);
  });
});

describe("work and comments", () => {
  it("lists each kind of work about suppliers for whoever it waits for", async () => {
    const ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const { id } = await suppliersOf(ws).work();
    const rows = await listMyWork(ws.scope("lead", "workspace:read"), there.today);
    expect(rows.map(({ kind }) => kind).sort()).toEqual([
      "attestation",
      "entity_control",
      "reliance_review",
      "supplier_review",
    ]);
    expect(new Set(rows.map(({ target }) => target))).toEqual(new Set([id]));
    await suppliersOf(ws).attest(id, { number: "C-79" });
    const later = await listMyWork(ws.scope("lead", "workspace:read"), there.today);
    expect(later.map(({ kind }) => kind)).not.toContain("attestation");
  });

  it("takes comments of members and refuses those of strangers", async () => {
    const subjectId = await there.add();
    const comment = {
      onceKey: "",
      subjectKind: "supplier" as const,
      subjectId,
      body: "Ask for the new report.",
    };
    await writeComment(home.scope("contributor", "comment:write"), comment);
    await expect(writeComment(foreign.scope("lead", "comment:write"), comment)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
