import { asc, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { activity } from "@/db/schema/activity";
import { risks } from "@/db/schema/risks";
import { soaVersions } from "@/db/schema/soa-versions";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { citeRisk, layGround } from "@/db/testing/soa-ground";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import type { SoaPatch } from "@/lib/core/soa-dto";
import { bulkEditSoa, setSoaRow } from "@/lib/soa/mutations/rows";
import { decideSuggestions } from "@/lib/soa/mutations/suggestions";
import { submitSoa } from "@/lib/soa/mutations/versions";
import { getSoa } from "@/lib/soa/queries";
import { compareSoaVersions, getSoaVersion } from "@/lib/soa/queries/versions";
import { rowReader } from "@/lib/transfers/queries/shapes";
import { transferTables } from "@/lib/transfers/queries/tables";

const TODAY = "2026-11-20";
const ROLES = { roles: ["owner", "lead", "viewer"] } as const;

const edit = (ref: string, patch: SoaPatch, version = 1) => ({ ref, version, requirementVersion: 1, patch });

async function draftOf(workspace: TestWorkspace) {
  return (await getSoa(workspace.scope("viewer", "soa:read"), TODAY)).draft;
}

async function methodsOf(workspace: TestWorkspace, ref: string) {
  return (await draftOf(workspace)).rows.find((row) => row.ref === ref)?.methods;
}

async function edits(workspace: TestWorkspace) {
  const rows = await inWorkspace(workspace.system, (tx) =>
    tx.select({ body: activity.body }).from(activity).orderBy(asc(activity.seq)),
  );
  return rows.map(({ body }) => JSON.parse(body)).filter(({ verb }) => verb === "soa.set-row");
}

test("of two choices at once one is stored whole, and the other gets what stands now (S-02)", async () => {
  const workspace = await createWorkspaceWith(ROLES);
  const lead = workspace.scope("lead", "soa:write");
  const choices = [["policy", "procedure"], ["provider"]] as const;
  const results = await Promise.allSettled(
    choices.map((methods) => setSoaRow(lead, edit("A.5.3", { methods }))),
  );
  const won = choices[results.findIndex((result) => result.status === "fulfilled")] ?? [];
  const lost = results.find((result) => result.status === "rejected");
  expect(await methodsOf(workspace, "A.5.3")).toEqual(won);
  expect(lost?.reason).toMatchObject({ code: "CONFLICT", current: { "methods[]": won, version: 2 } });
  const same = await setSoaRow(lead, edit("A.5.3", { methods: won.toReversed() }));
  expect(same.version).toBe(2);
  expect(await edits(workspace)).toMatchObject([{ before: { methods: [] }, after: { methods: won } }]);
});

test("the database holds no unknown method, none twice and none out of order", async () => {
  const workspace = await createWorkspaceWith(ROLES);
  const put = (methods: string) =>
    inWorkspace(workspace.system, (tx) =>
      tx.execute(sql`update soa_rows set methods = ${methods}::text[] where ref = 'A.5.4'`),
    );
  for (const methods of ["{magic}", "{policy,policy}", "{technical,policy}", "{policy,NULL}"]) {
    await expect(put(methods), methods).rejects.toMatchObject({
      cause: { constraint_name: "soa_rows_methods" },
    });
  }
  await put("{policy,procedure,technical,provider}");
  expect(await methodsOf(workspace, "A.5.4")).toEqual(["policy", "procedure", "technical", "provider"]);
});

test("words that are suggested and accepted leave the methods alone (S-08)", async () => {
  const workspace = await createWorkspaceWith(ROLES);
  const lead = workspace.scope("lead", "soa:write");
  await setSoaRow(lead, edit("A.7.7", { methods: ["technical"] }));
  await citeRisk(workspace, { number: "R-004", title: "Stolen session", refs: ["A.7.7", "A.8.5"] });
  await inWorkspace(workspace.system, (tx) =>
    tx.update(risks).set({ treatmentNote: "Screens lock by policy and by a provider's service." }),
  );
  const { suggestions } = await draftOf(workspace);
  expect(suggestions.map(({ ref }) => ref)).toEqual(["A.7.7", "A.8.5"]);
  await decideSuggestions(lead, { decision: "accept", picks: [...suggestions] });
  expect([await methodsOf(workspace, "A.7.7"), await methodsOf(workspace, "A.8.5")]).toEqual([
    ["technical"],
    [],
  ]);
});

test("a version freezes the methods, and one that was frozen without them is whole and compared as none (S-09, S-10)", async () => {
  const workspace = await createWorkspaceWith({ name: "Northwind" });
  await layGround(workspace);
  const lead = workspace.scope("lead", "soa:write");
  const reader = workspace.scope("viewer", "soa:read");
  await bulkEditSoa(lead, {
    rows: CONTROLS.map(({ ref }) => ({ ref, version: 1, requirementVersion: 1 })),
    patch: {
      ...{ applicability: "included", implementation: "planned", targetOn: "2099-01-01" },
      addReasons: [{ kind: "business", detail: "Customers ask for it" }],
    },
  });
  await setSoaRow(lead, { ...edit("A.5.1", { methods: ["policy"] }, 2), requirementVersion: 2 });
  const { id } = await submitSoa(lead, { changeReason: "First.", major: false });
  const frozen = await getSoaVersion(reader, id);
  expect(frozen.document?.rows.map(({ methods }) => methods?.join())).toEqual([
    "policy",
    ...Array<string>(92).fill(""),
  ]);

  // As an earlier edition of the product froze it: the same rows without the key, under the hash of that text.
  const without = (content: string) => content.replaceAll(/"methods":\[[^\]]*\],/g, "");
  const before = await inWorkspace(workspace.system, async (tx) => {
    const [row] = await tx.select().from(soaVersions);
    if (row === undefined) throw new Error("The version is not there.");
    const content = without(row.content);
    expect(content).not.toContain('"methods"');
    const [old] = await tx
      .insert(soaVersions)
      .values({
        ...{ ...row, id: crypto.randomUUID(), state: "superseded", major: 0, minor: 9, content },
        sha256: sql`encode(sha256(convert_to(${content}, 'UTF8')), 'hex')`,
        ...{ approvedBy: row.submittedBy, approvedAt: row.submittedAt, approverName: "Ann" },
      })
      .returning({ id: soaVersions.id });
    return old?.id ?? "";
  });
  const old = await getSoaVersion(reader, before);
  expect(old.document?.rows).toHaveLength(93);
  expect(old.document?.rows.some((row) => "methods" in row)).toBe(false);
  const { damaged, changes } = await compareSoaVersions(reader, { from: before, to: id }, TODAY);
  expect(damaged).toEqual([]);
  expect(changes).toEqual([
    { kind: "changed", ref: "A.5.1", title: CONTROLS[0]?.title, cell: "Method", before: "", after: "Policy" },
  ]);
});

test("a workspace's archive carries them, and one made before is read as it is", () => {
  const table = transferTables().find(({ name }) => name === "soa_rows");
  if (table === undefined) throw new Error("Rows are not carried over.");
  const read = rowReader(table);
  const line = (more: object) => JSON.stringify({ ref: "A.5.1", applicability: "undecided", ...more });
  expect(read(line({ methods: ["policy"] }))).toMatchObject({ ok: true, row: { methods: ["policy"] } });
  expect(read(line({}))).toMatchObject({ ok: true });
  for (const methods of ["policy", [1]]) {
    expect(read(line({ methods }))).toEqual({ ok: false, reason: expect.stringContaining('"methods') });
  }
});
