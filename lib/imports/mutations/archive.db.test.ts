// Registers as workbooks and archives, columns that are remembered, lines left out, and the difference on the history.
import { and, eq } from "drizzle-orm";
import { writeXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { artifacts, evidenceItems, evidenceLinks, importFiles, importMappings } from "@/db/schema/evidence";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { ownDataFolder, upload } from "@/db/testing/files";
import { zipFile } from "@/e2e/support/zip-file";
import type { ImportPreview } from "@/lib/core/import-dto";
import { REGISTER_FIELDS, type RegisterField } from "@/lib/core/register-columns";
import { leaveLinesOut, runImport, setImportMapping, uploadRegister } from "@/lib/imports/mutations";
import { getImportRun } from "@/lib/imports/queries";

const ALL = { outcome: null, offset: 0 };
let ws: TestWorkspace;
beforeAll(async () => {
  ownDataFolder();
  ws = await createWorkspaceWith({ roles: ["owner", "lead"] });
});

async function previewOf(workspace: TestWorkspace, id: string): Promise<ImportPreview> {
  const run = await getImportRun(workspace.scope("lead"), id, ALL);
  if (run.state !== "preview") throw new Error("The run is no preview.");
  return run;
}

async function preview(workspace: TestWorkspace, file: File): Promise<ImportPreview> {
  const { id } = await uploadRegister(workspace.scope("lead"), { file });
  return previewOf(workspace, id);
}

const csv = (text: string) => new File([text], "register.csv");
const run = (workspace: TestWorkspace, { id, version }: ImportPreview) =>
  runImport(workspace.scope("lead"), { id, version });

async function archive(workspace: TestWorkspace, parts: Parameters<typeof zipFile>[0]) {
  const { answer } = await upload(workspace, "evidence.zip", new Uint8Array(zipFile(parts)), "lead");
  if (answer.error !== undefined) throw new Error(answer.error);
  const { id } = await uploadRegister(workspace.scope("lead"), { uploads: [answer.uploadId] });
  return previewOf(workspace, id);
}

describe("a workbook", () => {
  it("is imported with its ids, its dates and the controls that it names", async () => {
    const rows = [
      ["Reference", "Evidence name", "Control ID", "Last collected"],
      ["0042", "Access review", "CC6.1, A.5.15", new Date(Date.UTC(2026, 4, 7))],
    ];
    const bytes = await writeXlsx({
      sheets: [
        { name: "About", rows: [["Exported list"]] },
        { name: "List", rows },
        {
          name: "Other",
          rows: [
            ["Title", "Owner"],
            ["Something", "me"],
          ],
        },
      ],
    });
    const made = await preview(ws, new File([new Uint8Array(bytes)], "list.xlsx"));
    expect(made).toMatchObject({ sheet: "List", sheets: ["About", "List", "Other"] });
    expect(made.mapping.shape).toBe("evidence_list");
    await run(ws, made);
    const [item] = await inWorkspace(ws.scope("lead"), (tx) =>
      tx.select().from(evidenceItems).where(eq(evidenceItems.reference, "0042")),
    );
    const found = await inWorkspace(ws.scope("lead"), async (tx) => ({
      links: await tx
        .select()
        .from(evidenceLinks)
        .where(eq(evidenceLinks.itemId, item?.id ?? "")),
      versions: await tx
        .select()
        .from(artifacts)
        .where(eq(artifacts.itemId, item?.id ?? "")),
    }));
    expect(found.links.map((link) => link.ref).sort()).toEqual(["A.5.15", "CC6.1"]);
    expect(found.versions[0]?.effectiveOn).toBe("2026-05-07");
    const again = await preview(ws, new File([new Uint8Array(bytes)], "list.xlsx"));
    expect(again.counts).toMatchObject({ create: 0, update: 0, unchanged: 1 });
  });

  it("is read from another sheet when a person chooses it, with that sheet's columns", async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: "A", rows: [["Evidence name"], ["x"]].map((row) => [...row, ...row]) },
        {
          name: "B",
          rows: [
            ["Owner", "Title"],
            ["me@example.com", "Something"],
          ],
        },
      ],
    });
    const made = await preview(ws, new File([new Uint8Array(bytes)], "two.xlsx"));
    const none = Object.fromEntries(REGISTER_FIELDS.map((field) => [field, null])) as Record<
      RegisterField,
      null
    >;
    const base = { id: made.id, version: made.version, dateOrder: null };
    await setImportMapping(ws.scope("lead"), { ...base, ...none, sheet: "B" });
    const next = await previewOf(ws, made.id);
    expect(next).toMatchObject({ sheet: "B", mapping: { columns: { name: 1, owner: 0 } } });
    expect(next.plan.lines[0]?.values.name).toBe("Something");
  });
});

describe("an archive", () => {
  const register =
    "Reference,Name,File\nF-1,Review,files/review.txt\nF-2,Plan,missing.txt\nF-3,Page,page.svg\n";
  const parts = [
    { name: "export/register.csv", data: register },
    { name: "export/files/review.txt", data: "reviewed by us" },
    { name: "export/page.svg", data: '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>' },
    { name: "export/extra.txt", data: "nobody names me" },
    { name: "__MACOSX/export/._register.csv", data: "x" },
  ];

  it("brings the file of each line, tells what is missing or refused, and lists what no line names", async () => {
    const made = await archive(ws, parts.slice(0, 4));
    expect(made.files).toMatchObject({ kept: 2, unnamed: ["extra.txt"], refused: [{ name: "page.svg" }] });
    expect(made.plan.counts).toMatchObject({ create: 3, rejected: 0 });
    const told = made.plan.lines.map((line) => line.problems.map((one) => one.message).join(" "));
    expect(told[0]).toBe("");
    expect(told[1]).toContain("missing.txt is not in the archive.");
    expect(told[2]).toContain("page.svg was not taken.");
    await run(ws, made);
    const stored = await inWorkspace(ws.scope("lead"), (tx) =>
      tx
        .select({ reference: evidenceItems.reference, kind: artifacts.kind, name: artifacts.fileName })
        .from(artifacts)
        .innerJoin(evidenceItems, eq(evidenceItems.id, artifacts.itemId))
        .where(eq(artifacts.kind, "file")),
    );
    expect(stored).toEqual([{ reference: "F-1", kind: "file", name: "review.txt" }]);
  });

  it("sees other bytes under the same name as a change, and the same bytes as none", async () => {
    const same = await archive(ws, parts.slice(0, 4));
    expect(same.counts).toMatchObject({ update: 0, unchanged: 3 });
    const other = await archive(ws, [
      ...parts.slice(0, 1),
      { name: "export/files/review.txt", data: "reviewed again" },
    ]);
    expect(other.plan.lines[0]?.changes).toEqual([
      { field: "file", from: "review.txt", to: "files/review.txt" },
    ]);
    await run(ws, other);
    const [item] = await inWorkspace(ws.scope("lead"), (tx) =>
      tx.select().from(evidenceItems).where(eq(evidenceItems.reference, "F-1")),
    );
    expect(item?.currentArtifact).toBe(2);
  });

  it("is refused as a whole without a register, with two of them, or when it is made to do harm", async () => {
    const refused = async (given: typeof parts) => {
      const before = await inWorkspace(ws.scope("lead"), (tx) => tx.select().from(importFiles));
      const answer = await archive(ws, given).catch((error: Error) => error.message);
      const after = await inWorkspace(ws.scope("lead"), (tx) => tx.select().from(importFiles));
      expect(after.length).toBe(before.length);
      return answer;
    };
    expect(await refused([{ name: "a.txt", data: "x" }])).toMatch(/no register/);
    expect(
      await refused([
        { name: "a.csv", data: "Name\nx" },
        { name: "b.csv", data: "Name\ny" },
      ]),
    ).toMatch(/2 tables/);
    expect(await refused([{ name: "../a.csv", data: "Name\nx" }])).toMatch(/leads out/);
  });
});

describe("choices", () => {
  it("link what several columns name, and find those columns beside choices that were made without them", async () => {
    const header = "Name;SOC 2 criteria;ISO controls";
    const place = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const first = await preview(place, csv(`${header}\nReview;CC6.1;5.15\n`));
    await run(place, first);
    const linked = await inWorkspace(place.scope("lead"), (tx) =>
      tx.select({ ref: evidenceLinks.ref }).from(evidenceLinks),
    );
    expect(linked.map((link) => link.ref).sort()).toEqual(["A.5.15", "CC6.1"]);
    const { criteriaSecond: _second, criteriaThird: _third, ...older } = first.mapping.columns;
    await inWorkspace(place.system, (tx) =>
      tx.update(importMappings).set({ mapping: { columns: older, dateOrder: null, shape: "register" } }),
    );
    const again = await preview(place, csv(`${header}\nReview;CC6.1;5.15, A.5.18\n`));
    expect(again.mapping.columns).toMatchObject({ criteria: 1, criteriaSecond: 2, criteriaThird: null });
    expect(again.plan.lines[0]).toMatchObject({
      outcome: "update",
      changes: [{ field: "criteria", from: "CC6.1, A.5.15", to: "CC6.1, A.5.15, A.5.18" }],
    });
  });

  it("are remembered for the same headings, with the day, and for no others", async () => {
    const text = "Alpha;Beta;Gamma\nR-1;Thing;CC6.1\n";
    const first = await preview(ws, csv(text));
    expect(first.mapping.asOn).toBeNull();
    const none = Object.fromEntries(REGISTER_FIELDS.map((field) => [field, null])) as Record<
      RegisterField,
      null
    >;
    await setImportMapping(ws.scope("lead"), {
      ...{ id: first.id, version: first.version, dateOrder: null },
      ...{ ...none, reference: 0, name: 1, criteria: 2 },
    });
    await run(ws, await previewOf(ws, first.id));
    const second = await preview(ws, csv("ALPHA;beta ;Gamma\nR-2;Other;CC6.2\n"));
    expect(second.mapping).toMatchObject({ columns: { reference: 0, name: 1, criteria: 2 } });
    expect(second.mapping.asOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((await preview(ws, csv("Alpha;Beta\nx;y\n"))).mapping.asOn).toBeNull();
    const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
    expect((await preview(other, csv(text))).mapping.asOn).toBeNull();
    const seen = await inWorkspace(other.scope("lead"), (tx) => tx.select().from(importMappings));
    expect(seen).toEqual([]);
  });

  it("leave single lines out until they are taken back in", async () => {
    const made = await preview(ws, csv("Reference,Name\nL-1,One\nL-2,Two\nL-3,Three\n"));
    const scope = ws.scope("lead");
    await leaveLinesOut(scope, { id: made.id, version: made.version, decision: "leave", lines: [2, 3] });
    const less = await previewOf(ws, made.id);
    expect(less.counts).toMatchObject({ create: 1, skipped: 2 });
    await leaveLinesOut(scope, { id: made.id, version: less.version, decision: "take", lines: [3] });
    await run(ws, await previewOf(ws, made.id));
    const items = await inWorkspace(scope, (tx) =>
      tx.select({ r: evidenceItems.reference }).from(evidenceItems),
    );
    const refs = items.map((item) => item.r);
    expect([refs.includes("L-1"), refs.includes("L-2"), refs.includes("L-3")]).toEqual([false, true, true]);
  });
});

describe("an import that changes items", () => {
  it("writes each difference to the item's own history, before and after", async () => {
    await run(ws, await preview(ws, csv("Reference,Name,Owner\nD-1,Old name,someone\nD-2,Same,someone\n")));
    await run(ws, await preview(ws, csv("Reference,Name,Owner\nD-1,New name,somebody\nD-2,Same,someone\n")));
    const [item] = await inWorkspace(ws.scope("lead"), (tx) =>
      tx.select().from(evidenceItems).where(eq(evidenceItems.reference, "D-1")),
    );
    expect(item).toMatchObject({ title: "New name", ownerText: "somebody", version: 2 });
    const entries = await inWorkspace(ws.scope("lead"), (tx) =>
      tx
        .select()
        .from(activity)
        .where(and(eq(activity.verb, "evidence.edit"), eq(activity.subjectRef, item?.id ?? ""))),
    );
    expect(entries.map((entry) => JSON.parse(entry.body))).toMatchObject([
      {
        before: { name: "Old name", owner: "someone" },
        after: { name: "New name", owner: "somebody" },
      },
    ]);
  });

  it("changes 10,000 items in one import", { timeout: 90_000 }, async () => {
    const big = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const text = (day: string) =>
      [
        "Reference,Name,Criteria,Collected on,Owner",
        ...Array.from(
          { length: 10_000 },
          (_, at) => `E-${at},Item ${at},CC${1 + (at % 5)}.1,${day},x@example.com`,
        ),
      ].join("\n");
    await run(big, await preview(big, csv(text("2026-01-01"))));
    const made = await preview(big, csv(text("2026-02-01")));
    expect(made.counts).toMatchObject({ update: 10_000 });
    await run(big, made);
    const items = await inWorkspace(big.scope("lead"), (tx) =>
      tx.select({ n: evidenceItems.currentArtifact }).from(evidenceItems),
    );
    expect(items.filter((item) => item.n === 2)).toHaveLength(10_000);
  });
});
