import { asc } from "drizzle-orm";
import { expect, test } from "vitest";
import { activity } from "@/db/schema/activity";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { riskPath } from "@/db/testing/risks";
import { suppliersOf } from "@/db/testing/suppliers";
import { AppError } from "@/lib/core/errors";
import { archiveRisk, restoreRisk } from "@/lib/risks/mutations";
import { approvePlan } from "@/lib/risks/mutations/decide";
import {
  addOwnControl,
  archiveOwnControl,
  renameOwnControl,
  restoreOwnControl,
} from "@/lib/soa/mutations/own-controls";
import { getSoa } from "@/lib/soa/queries";
import { archiveReliance } from "@/lib/suppliers/mutations/reliance";

const TODAY = "2026-11-20";

async function draftOf(workspace: TestWorkspace) {
  return (await getSoa(workspace.scope("viewer", "soa:read"), TODAY)).draft;
}

async function verbs(workspace: TestWorkspace): Promise<readonly string[]> {
  const rows = await inWorkspace(workspace.system, (tx) =>
    tx.select({ body: activity.body }).from(activity).orderBy(asc(activity.seq)),
  );
  return rows.map(({ body }) => JSON.parse(body).verb).filter((verb) => verb.startsWith("soa."));
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return "no error";
}

const input = (title: string, once = "") => ({ title, about: "", once });

test("own controls get the next number, are counted in the statement and listed last (S-06)", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
  const lead = workspace.scope("lead", "soa:write");
  const refs = await Promise.all(
    ["One", "Two", "Three"].map(async (title) => (await addOwnControl(lead, input(title))).ref),
  );
  expect(refs.toSorted()).toEqual(["X.1", "X.2", "X.3"]);
  const draft = await draftOf(workspace);
  expect(draft.rows).toHaveLength(96);
  expect(draft.rows.slice(93).map((row) => row.ref)).toEqual(["X.1", "X.2", "X.3"]);
});

test("the form sent twice adds one control", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
  const lead = workspace.scope("lead", "soa:write");
  const first = await addOwnControl(lead, input("Once", "key-1"));
  expect(await addOwnControl(lead, input("Once", "key-1"))).toEqual(first);
  expect((await draftOf(workspace)).rows).toHaveLength(94);
  await expect(addOwnControl(lead, input("Twice", "key-1"))).rejects.toMatchObject({
    ...{ code: "CONFLICT", message: expect.stringContaining("sent with other values") },
  });
  const owner = workspace.scope("owner", "soa:write");
  const theirs = await Promise.all([1, 2, 3].map(() => addOwnControl(owner, input("Theirs", "key-1"))));
  expect(new Set(theirs.map(({ ref }) => ref))).toEqual(new Set(["X.2"]));
  expect((await draftOf(workspace)).rows).toHaveLength(95);
});

test("an own control is renamed, archived and brought back with all that was recorded", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
  const lead = workspace.scope("lead", "soa:write");
  await addOwnControl(lead, input("Old"));
  await renameOwnControl(lead, {
    ref: "X.1",
    version: 1,
    title: "Model cards",
    about: "What a model may do.",
  });
  expect(await codeOf(archiveOwnControl(lead, { ref: "X.1", version: 1 }))).toBe("CONFLICT");
  await archiveOwnControl(lead, { ref: "X.1", version: 2 });
  const gone = await draftOf(workspace);
  expect(gone.rows).toHaveLength(93);
  expect(gone.archived).toEqual([{ ref: "X.1", title: "Model cards", requirementVersion: 3 }]);
  await restoreOwnControl(lead, { ref: "X.1", version: 3 });
  const back = await draftOf(workspace);
  expect(back.rows.at(-1)).toMatchObject({ ref: "X.1", title: "Model cards", about: "What a model may do." });
  expect((await addOwnControl(lead, input("Next"))).ref).toBe("X.2");
  expect(await verbs(workspace)).toEqual([
    "soa.add-control",
    "soa.edit-control",
    "soa.remove-control",
    "soa.restore-control",
    "soa.add-control",
  ]);
});

test("another workspace's own control is not found and stays as it is; Annex A is never archived", async () => {
  const [mine, theirs] = await Promise.all([
    createWorkspaceWith({ roles: ["owner", "lead", "viewer"] }),
    createWorkspaceWith({ roles: ["owner", "lead", "viewer"] }),
  ]);
  await addOwnControl(theirs.scope("lead", "soa:write"), input("Theirs"));
  const lead = mine.scope("lead", "soa:write");
  for (const ref of ["X.1", "A.5.1"]) {
    expect(await codeOf(archiveOwnControl(lead, { ref, version: 1 }))).toBe("NOT_FOUND");
    expect(await codeOf(renameOwnControl(lead, { ref, version: 1, title: "Mine", about: "" }))).toBe(
      "NOT_FOUND",
    );
    expect(await codeOf(restoreOwnControl(lead, { ref, version: 1 }))).toBe("NOT_FOUND");
  }
  expect((await draftOf(theirs)).rows.at(-1)?.title).toBe("Theirs");
  expect((await draftOf(mine)).rows).toHaveLength(93);
});

test("of two people who archive at once one succeeds", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
  const lead = workspace.scope("lead", "soa:write");
  await addOwnControl(lead, input("Shared"));
  const codes = await Promise.all(
    [1, 2].map(() => codeOf(archiveOwnControl(lead, { ref: "X.1", version: 1 }))),
  );
  expect(codes.toSorted()).toEqual(["CONFLICT", "no error"]);
});

test("an own control stays while a risk names it, and a risk that comes back later comes without it", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "approver", "viewer"] });
  const [lead, path] = [workspace.scope("lead", "soa:write"), riskPath(workspace)];
  await path.approvedMethod();
  await addOwnControl(lead, input("Model cards"));
  const id = await path.add();
  await path.assess(id, "inherent", [4, 4]);
  await path.treat(id, { controls: ["A.8.13", "X.1"] });
  await approvePlan(path.own("approver"), await path.at(id));
  await expect(archiveOwnControl(lead, { ref: "X.1", version: 1 })).rejects.toMatchObject({
    code: "CONFLICT",
    message: "X.1 cannot be archived while it is cited by Risk R-001.",
  });
  await archiveRisk(path.as("lead"), { ...(await path.at(id)), reason: "The service pauses." });
  await archiveOwnControl(lead, { ref: "X.1", version: 1 });
  await restoreRisk(path.as("lead"), await path.at(id));
  expect(await path.read(id)).toMatchObject({ refs: ["A.8.13"], state: "treatment_chosen" });
  await restoreOwnControl(lead, { ref: "X.1", version: 2 });
  const rows = (await draftOf(workspace)).rows;
  expect(rows.filter(({ citedBy }) => citedBy.length > 0).map(({ ref }) => ref)).toEqual(["A.8.13"]);
});

test("an own control is not archived while a reliance statement names it, on either side", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const lead = workspace.scope("lead", "soa:write");
  for (const title of ["Badge desk", "Leavers"]) await addOwnControl(lead, input(title));
  const there = suppliersOf(workspace);
  const supplier = await there.add({ name: "Nimbus" });
  const document = await there.attest(supplier);
  const statement = await there.rely(supplier, document, { refs: "A.7.5, X.1" });
  await there.leaves(statement, { ref: "X.2" });
  for (const ref of ["X.1", "X.2"]) {
    await expect(archiveOwnControl(lead, { ref, version: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
      message: `${ref} cannot be archived while it is cited by the reliance statement on Nimbus.`,
    });
  }
  await archiveReliance(workspace.scope("lead", "supplier:write"), { id: statement, version: 1 });
  for (const ref of ["X.1", "X.2"]) await archiveOwnControl(lead, { ref, version: 1 });
});
