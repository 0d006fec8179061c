import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { activity } from "@/db/schema/activity";
import { evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { asSystem } from "@/db/system";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { download, exportClauses, exportSoa } from "@/lib/soa/handlers";
import { bulkEditSoa } from "@/lib/soa/mutations/rows";
import { getSoa } from "@/lib/soa/queries";

async function exportEntries(workspace: TestWorkspace) {
  const rows = await inWorkspace(workspace.system, (tx) => tx.select({ body: activity.body }).from(activity));
  return rows.map(({ body }) => JSON.parse(body)).filter((entry) => entry.verb === "soa.export");
}

async function addEvidence(
  workspace: TestWorkspace,
  item: { reference: string; renewOn: string | null; verdict: "sufficient" | "proposed" },
): Promise<void> {
  const { workspaceId } = workspace;
  const by = workspace.people.owner.userId;
  await inWorkspace(workspace.system, async (tx) => {
    const [made] = await tx
      .insert(evidenceItems)
      .values({
        workspaceId,
        reference: item.reference,
        identity: item.reference,
        title: `Item ${item.reference}`,
        renewOn: item.renewOn,
        state: "accepted",
        reviewedBy: by,
        reviewedAt: new Date("2026-11-02T10:00:00Z"),
      })
      .returning({ id: evidenceItems.id });
    if (made === undefined) throw new Error("The item was not created.");
    await tx.insert(evidenceLinks).values({
      workspaceId,
      itemId: made.id,
      ref: "A.5.15",
      origin: "manual",
      verdict: item.verdict,
      linkedBy: by,
    });
  });
}

const AT = (file: string, query = "") => `http://localhost:3000/w/northwind/exports/${file}${query}`;
const MIXED = ["xlsx", "csv", "json", "csv"] as const;

test("64 exports at once all succeed, each with an entry that names the bytes", {
  timeout: 60_000,
}, async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"], name: "Northwind" });
  const scope = workspace.scope("viewer", "soa:read");
  const files = await Promise.all(
    Array.from({ length: 64 }, (_, index) =>
      exportSoa(scope, index % 16 === 7 ? "docx" : (MIXED[index % 4] ?? "csv"), AT("soa")),
    ),
  );
  expect(files).toHaveLength(64);
  expect(files[0]?.name).toMatch(/^Northwind_SoA_draft_\d{4}-\d{2}-\d{2}\.xlsx$/);
  const entries = await exportEntries(workspace);
  expect(entries).toHaveLength(64);
  const hashes = new Set(entries.map((entry) => entry.after.sha256));
  for (const file of files) {
    expect(hashes).toContain(createHash("sha256").update(file.bytes).digest("hex"));
  }
  const book = await readXlsx(files[0]?.bytes ?? new Uint8Array());
  expect(book.sheets[1]?.rows).toHaveLength(95);
});

test("8 PDF files at once are all made, by one compiler", { timeout: 120_000 }, async () => {
  const workspaces = await Promise.all(
    [1, 2].map((number) => createWorkspaceWith({ roles: ["owner", "viewer"], name: `Northwind ${number}` })),
  );
  const files = await Promise.all(
    Array.from({ length: 8 }, (_, index) => {
      const workspace = workspaces[index % 2];
      if (workspace === undefined) throw new Error("There is no workspace.");
      const scope = workspace.scope("viewer", "soa:read");
      return exportSoa(scope, "pdf", AT("soa.pdf", "?profile=shareable"));
    }),
  );
  for (const file of files) expect(Buffer.from(file.bytes.subarray(0, 5)).toString()).toBe("%PDF-");
  expect(new Set(files.map((file) => Buffer.from(file.bytes).toString("base64"))).size).toBe(2);
  expect(new Set(files.map((file) => file.name.replace(/_SoA.*/, "")))).toEqual(
    new Set(["Northwind-1", "Northwind-2"]),
  );
});

test("the edition is read from the address, and an unknown one is refused with a sentence", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"], name: "Northwind" });
  const scope = workspace.scope("viewer", "soa:read");
  const shared = await exportSoa(scope, "csv", AT("soa.csv", "?profile=shareable"));
  expect(shared.name).toMatch(/^Northwind_SoA-shareable_draft_/);
  expect(new TextDecoder().decode(shared.bytes)).not.toContain("Justification");
  await expect(exportSoa(scope, "csv", AT("soa.csv", "?profile=secret"))).rejects.toThrow(
    'There is no edition "secret". Known editions: internal, shareable.',
  );
  await expect(exportSoa(scope, "oscal-profile.json", AT("soa"))).rejects.toThrow(
    "No control is included yet",
  );
  const entries = await exportEntries(workspace);
  expect(entries.map((entry) => [entry.after.profile, entry.after.format])).toEqual([["shareable", "csv"]]);
});

test("one person takes at most 240 files an hour", { timeout: 60_000 }, async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"] });
  const scope = workspace.scope("viewer", "soa:read");
  await asSystem("rate-limit", (database) =>
    database.execute(
      sql`insert into rate_limits (key, hits, reset_at) values (${`soa-export:${workspace.people.viewer.userId}`}, 239, now() + interval '1 hour')`,
    ),
  );
  await exportSoa(scope, "csv", AT("soa.csv"));
  await expect(exportSoa(scope, "csv", AT("soa.csv"))).rejects.toMatchObject({ code: "LIMITED" });
});

test("clauses 4 to 10 are a file of their own, with all 30 and none of the controls (S-13)", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"], name: "Northwind" });
  const scope = workspace.scope("viewer", "soa:read", "requirement:read");
  const csv = await exportClauses(scope, "csv");
  expect(csv.name).toMatch(/^Northwind_Clauses_\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = new TextDecoder().decode(csv.bytes).trim().split("\r\n");
  expect(lines).toHaveLength(31);
  expect(lines.filter((line) => line.startsWith('"A.'))).toEqual([]);
  const book = await readXlsx((await exportClauses(scope, "xlsx")).bytes);
  expect(book.sheets.map((sheet) => [sheet.name, sheet.rows.length])).toEqual([["Clauses", 32]]);
  const statement = new TextDecoder().decode((await exportSoa(scope, "csv", AT("soa.csv"))).bytes);
  expect(statement).not.toContain("Understanding the organization");
});

test("the file is offered under its name and kept by no cache", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "viewer"], name: "Northwind" });
  const response = download(await exportSoa(workspace.scope("viewer", "soa:read"), "csv", AT("soa.csv")));
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="Northwind_SoA_draft_/);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect((await response.text()).split("\r\n")).toHaveLength(95);
});

test("evidence counts on its last day and no longer, and only when judged sufficient", async () => {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "viewer"] });
  await addEvidence(workspace, { reference: "E-001", renewOn: "2026-11-20", verdict: "sufficient" });
  await addEvidence(workspace, { reference: "E-002", renewOn: null, verdict: "proposed" });
  const viewer = workspace.scope("viewer", "soa:read");
  const on = async (today: string) =>
    (await getSoa(viewer, today)).draft.rows.find((row) => row.ref === "A.5.15");
  expect(await on("2026-11-20")).toMatchObject({
    evidenceCount: 2,
    currentCount: 1,
    acceptedOn: "2026-11-02",
  });
  expect(await on("2026-11-21")).toMatchObject({
    evidenceCount: 2,
    currentCount: 0,
    acceptedOn: null,
    evidencedCurrent: false,
  });
});

test("an export shows the rows as they stand and nothing of another workspace", async () => {
  const [mine, theirs] = await Promise.all([
    createWorkspaceWith({ roles: ["owner", "lead", "viewer"] }),
    createWorkspaceWith({ roles: ["owner", "lead", "viewer"] }),
  ]);
  await bulkEditSoa(theirs.scope("lead", "soa:write"), {
    rows: [{ ref: "A.5.1", version: 1, requirementVersion: 1 }],
    patch: { justification: "A secret of theirs." },
  });
  const text = new TextDecoder().decode(
    (await exportSoa(mine.scope("viewer", "soa:read"), "csv", AT("soa.csv"))).bytes,
  );
  expect(text).not.toContain("A secret of theirs.");
  expect(await exportEntries(theirs)).toEqual([]);
});
