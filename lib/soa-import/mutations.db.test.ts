import { expect, test } from "vitest";
import { activity } from "@/db/schema/activity";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { exportSoa } from "@/lib/soa/handlers";
import { bulkEditSoa } from "@/lib/soa/mutations/rows";
import { getSoa } from "@/lib/soa/queries";
import { importSoa } from "@/lib/soa-import/mutations";

const TODAY = "2026-11-20";

async function csvOf(workspace: TestWorkspace): Promise<string> {
  const file = await exportSoa(workspace.scope("lead", "soa:read"), "csv", "http://localhost:3000/x");
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes);
}

async function row(workspace: TestWorkspace, ref: string) {
  const { draft } = await getSoa(workspace.scope("lead", "soa:read"), TODAY);
  return draft.rows.find((one) => one.ref === ref);
}

async function preview(workspace: TestWorkspace, text: string) {
  const shown = await importSoa(workspace.scope("lead"), { file: new File([text], "soa.csv") });
  if (shown.done) throw new Error("A preview stores nothing.");
  return shown;
}

async function verbs(workspace: TestWorkspace): Promise<readonly string[]> {
  const rows = await inWorkspace(workspace.system, (tx) => tx.select({ verb: activity.verb }).from(activity));
  return rows.map(({ verb }) => verb);
}

test("export, edit and import changes exactly the edited cells, after the difference was shown", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead"], name: "Northwind" });
  const text = (await csvOf(workspace)).replace(/^("A\.5\.10","5\.10",.*)$/m, (line) =>
    line.replace('"Undecided","",""', '"Included","Contract: Customer terms","Customers upload files."'),
  );
  const shown = await preview(workspace, text);
  expect(shown.unchanged).toBe(92);
  expect(
    shown.lines.map(({ ref, outcome, changes }) => [ref, outcome, changes.map((one) => one.column)]),
  ).toEqual([["A.5.10", "changed", ["Applicability", "Reasons for inclusion", "Justification"]]]);
  expect((await row(workspace, "A.5.10"))?.applicability).toBe("undecided");
  expect(await verbs(workspace)).not.toContain("soa.import");

  const done = await importSoa(workspace.scope("lead"), { text: shown.text, seen: shown.seen });
  expect(done).toEqual({ done: true, sentence: "1 row saved.", saved: 1, refused: [] });
  expect(await row(workspace, "A.5.10")).toMatchObject({
    ...{ applicability: "included", justification: "Customers upload files." },
    reasons: [{ kind: "contractual", detail: "Customer terms", cited: false }],
  });
  expect((await verbs(workspace)).filter((verb) => verb === "soa.import")).toHaveLength(1);
  expect((await preview(workspace, await csvOf(workspace))).lines).toEqual([]);
});

test("methods come back in any order, an unknown one is refused at its line, an empty cell empties the row's (S-02)", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
  await bulkEditSoa(workspace.scope("owner", "soa:write"), {
    rows: ["A.5.2", "A.5.3"].map((ref) => ({ ref, version: 1, requirementVersion: 1 })),
    patch: { methods: ["provider"] },
  });
  const edited = "Ref,Method\nA.5.1,technical; Policy\nA.5.2,\nA.5.3,Provider\nA.5.4,Tools\n";
  const shown = await preview(workspace, edited);
  expect(shown.lines.map(({ ref, outcome, problems }) => [ref, outcome, ...problems])).toEqual([
    ["A.5.1", "changed"],
    ["A.5.2", "changed"],
    [
      ...["A.5.4", "refused"],
      'Line 5, Method: "Tools" is not known. Use any of Policy, Procedure, Technical, Provider, with semicolons between.',
    ],
  ]);
  await importSoa(workspace.scope("lead"), { text: shown.text, seen: shown.seen });
  const methods = async (ref: string) => (await row(workspace, ref))?.methods;
  expect(await Promise.all(["A.5.1", "A.5.2", "A.5.3", "A.5.4"].map(methods))).toEqual([
    ...[["policy", "technical"], [], ["provider"], []],
  ]);
  const whole = await csvOf(workspace);
  expect(whole).toContain('"Policy; Technical"');
  expect((await preview(workspace, whole)).lines).toEqual([]);
});

test("a row that somebody changed after the preview is refused by itself; the others are stored", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const shown = await preview(workspace, "Ref,Justification\nA.5.1,From the file\nA.5.2,From the file\n");
  await bulkEditSoa(workspace.scope("owner", "soa:write"), {
    rows: [{ ref: "A.5.1", version: 1, requirementVersion: 1 }],
    patch: { justification: "Somebody was faster." },
  });
  const done = await importSoa(workspace.scope("lead"), { text: shown.text, seen: shown.seen });
  expect(done).toEqual({
    ...{ done: true, sentence: "1 row saved.", saved: 1 },
    refused: [{ ref: "A.5.1", reason: "Somebody else changed the row after you opened the page." }],
  });
  expect((await row(workspace, "A.5.1"))?.justification).toBe("Somebody was faster.");
  expect((await row(workspace, "A.5.2"))?.justification).toBe("From the file");
});

test("rows that the preview did not announce are never written", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const text = "Ref,Justification\nA.5.1,One\nA.5.2,Two\n";
  await importSoa(workspace.scope("lead"), { text, seen: "A.5.2:1:1" });
  expect((await row(workspace, "A.5.1"))?.justification).toBe("");
  expect((await row(workspace, "A.5.2"))?.justification).toBe("Two");
  await expect(importSoa(workspace.scope("lead"), { text, seen: "A.5.2:2:1" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("no file, an empty one and a workbook are refused at the field", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
  const scope = workspace.scope("lead");
  await expect(importSoa(scope, {})).rejects.toThrow("Choose a file.");
  await expect(importSoa(scope, { file: new File([], "soa.csv") })).rejects.toThrow("Choose a file.");
  const zip = new File([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])], "soa.xlsx");
  await expect(importSoa(scope, { file: zip })).rejects.toMatchObject({ code: "INVALID" });
});

test("a member of another workspace cannot become an owner, and no other workspace's row changes", async () => {
  const [mine, theirs] = await Promise.all([
    createWorkspaceWith({ roles: ["owner", "lead"] }),
    createWorkspaceWith({ roles: ["owner", "lead"] }),
  ]);
  const { members } = await getSoa(theirs.scope("lead", "soa:read"), TODAY);
  const address = members[0]?.email ?? "";
  const shown = await preview(mine, `Ref,Owner,Justification\nA.5.1,${address},x\nA.5.2,,Mine\n`);
  expect(shown.lines[0]?.problems).toEqual([`Line 2, Owner: No member is called "${address}".`]);
  await importSoa(mine.scope("lead"), { text: shown.text, seen: shown.seen });
  expect((await row(theirs, "A.5.2"))?.justification).toBe("");
});
