import { readFileSync } from "node:fs";
import { join } from "node:path";
import { count, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { evidenceItems, evidenceLinks, importRuns } from "@/db/schema/evidence";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import type { ImportPreview } from "@/lib/core/import-dto";
import { REGISTER_FIELDS } from "@/lib/core/register-columns";
import { acceptEvidence } from "@/lib/evidence/mutations/moves";
import { cancelImport, runImport, setImportMapping, uploadRegister } from "@/lib/imports/mutations";
import { getImportRun, getRejectedLines } from "@/lib/imports/queries";

const ALL = { outcome: null, offset: 0 };

function register(name: string): File {
  return new File([readFileSync(join("e2e/fixtures", name))], name, { type: "text/csv" });
}

function csv(text: string, name = "register.csv"): File {
  return new File([text], name, { type: "text/csv" });
}

async function preview(workspace: TestWorkspace, file: File): Promise<ImportPreview> {
  const { id } = await uploadRegister(workspace.scope("lead"), { file });
  const run = await getImportRun(workspace.scope("lead"), id, ALL);
  if (run.state !== "preview") throw new Error("The run is no preview.");
  return run;
}

async function importFile(workspace: TestWorkspace, file: File) {
  const run = await preview(workspace, file);
  await runImport(workspace.scope("lead"), { id: run.id, version: run.version });
  return run.plan.counts;
}

async function itemsOf(workspace: TestWorkspace) {
  return inWorkspace(workspace.scope("lead"), (tx) => tx.select().from(evidenceItems));
}

describe("the registers", () => {
  it("takes all 111 lines of the clean register and the privacy and integrity lines without a problem", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const clean = await preview(workspace, register("soc2-evidence-register.csv"));
    expect(clean.plan.counts).toMatchObject({ create: 111, rejected: 0, duplicate: 0 });
    expect(clean.plan.linesWithProblems).toBe(0);
    await runImport(workspace.scope("lead"), { id: clean.id, version: clean.version });
    const more = await importFile(workspace, register("soc2-evidence-privacy-integrity.csv"));
    expect(more.rejected + more.duplicate).toBe(0);
    expect(await itemsOf(workspace)).toHaveLength(111 + more.create);
  });

  it("imports 8 of the 12 messy lines, skips 1 and rejects 3 with their reasons", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const counts = await importFile(workspace, register("soc2-evidence-register-messy.csv"));
    expect(counts).toEqual({ create: 8, update: 0, unchanged: 0, duplicate: 1, rejected: 3, skipped: 0 });
    const items = await itemsOf(workspace);
    expect(items.map((item) => item.title)).toContain('=HYPERLINK("http://evil.example","click")');
    const runs = await inWorkspace(workspace.scope("lead"), (tx) => tx.select().from(importRuns));
    expect(runs[0]).toMatchObject({ state: "done", content: "" });
    const rejected = await getRejectedLines(workspace.scope("lead"), runs[0]?.id ?? "");
    expect(rejected.lines).toHaveLength(3);
    expect(rejected.lines.every((line) => line.problems.some((found) => found.severity === "error"))).toBe(
      true,
    );
  });

  it("accepts nothing by itself: Ready arrives as submitted, the rest as drafts", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    await importFile(workspace, register("soc2-evidence-register.csv"));
    const items = await itemsOf(workspace);
    expect(new Set(items.map((item) => item.state))).toEqual(new Set(["submitted", "draft"]));
    const verdicts = await inWorkspace(workspace.scope("lead"), (tx) =>
      tx.selectDistinct({ verdict: evidenceLinks.verdict }).from(evidenceLinks),
    );
    expect(verdicts).toEqual([{ verdict: "proposed" }]);
  });

  it("stores the good lines around one with a character that no text may hold, and lists that one", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const odd = "Evidence,Owner\nFirst,Ada\nRota \u0007x,Ada\nOld\u0000x,Ada\nTurned \u202e,Ada\nLast,Ada\n";
    const counts = await importFile(workspace, csv(odd));
    expect(counts).toMatchObject({ create: 2, rejected: 3 });
    expect((await itemsOf(workspace)).map(({ title }) => title).sort()).toEqual(["First", "Last"]);
    const [run] = await inWorkspace(workspace.scope("lead"), (tx) => tx.select().from(importRuns));
    const { lines } = await getRejectedLines(workspace.scope("lead"), run?.id ?? "");
    expect(lines.map(({ line, problems }) => [line, problems[0]?.message])).toEqual([
      [3, 'The cell Evidence holds a control character (U+0007) after "Rota". Take it out.'],
      [4, 'The cell Evidence holds a control character (U+0000) after "Old". Take it out.'],
      [5, expect.stringContaining("The cell Evidence turns the direction of writing (U+202E)")],
    ]);
  });

  it("creates nothing twice when the same file comes again", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const first = await importFile(workspace, register("soc2-evidence-register.csv"));
    const again = await preview(workspace, register("soc2-evidence-register.csv"));
    expect(again.plan.counts).toMatchObject({ create: 0, update: 0, unchanged: first.create });
  });
});

describe("importing", () => {
  it("writes one entry to the activity log with the counts", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    await importFile(workspace, register("soc2-evidence-register-messy.csv"));
    const entries = await inWorkspace(workspace.scope("lead"), (tx) =>
      tx.select().from(activity).where(eq(activity.verb, "import.run")),
    );
    expect(entries).toHaveLength(1);
    expect(JSON.parse(entries[0]?.body ?? "{}").after).toMatchObject({ create: 8, rejected: 3 });
  });

  it("imports once when the button is pressed twice at the same time", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const run = await preview(workspace, register("soc2-evidence-register.csv"));
    const press = () => runImport(workspace.scope("lead"), { id: run.id, version: run.version });
    const answers = await Promise.allSettled([press(), press()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await itemsOf(workspace)).toHaveLength(111);
  });

  it("shows the difference first, then updates what nobody accepted, as a new version", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    await importFile(workspace, csv("Reference,Name,Criteria,Collected on\nE-1,Plan,CC1.1,2026-01-01\n"));
    const run = await preview(
      workspace,
      csv("Reference,Name,Criteria,Collected on\nE-1,Plan B,CC1.2,2026-02-01\n"),
    );
    expect(run.plan.lines[0]?.changes.map((change) => change.field)).toEqual([
      "name",
      "criteria",
      "collectedOn",
    ]);
    await runImport(workspace.scope("lead"), { id: run.id, version: run.version });
    const [item] = await itemsOf(workspace);
    expect(item).toMatchObject({ title: "Plan B", currentArtifact: 2, version: 2 });
    const [links] = await inWorkspace(workspace.scope("lead"), (tx) =>
      tx.select({ n: count() }).from(evidenceLinks),
    );
    expect(links?.n).toBe(2);
  });

  it("leaves an accepted item alone and says so", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    await importFile(workspace, csv("Reference,Name\nE-1,Plan\n"));
    await inWorkspace(workspace.scope("lead"), (tx) => tx.update(evidenceItems).set({ state: "accepted" }));
    const run = await preview(workspace, csv("Reference,Name\nE-1,Plan B\n"));
    expect(run.plan.counts).toMatchObject({ update: 0, unchanged: 1 });
    expect(run.plan.lines[0]?.problems[0]?.message).toContain("Kept: the item was accepted");
  });

  it("leaves an archived item alone, and names the day of an acceptance in the workspace's own zone", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    await importFile(workspace, csv("Reference,Name\nE-1,Plan\nE-2,Policy\n"));
    await inWorkspace(workspace.scope("lead"), async (tx) => {
      await tx
        .update(evidenceItems)
        .set({ archivedAt: new Date() })
        .where(eq(evidenceItems.reference, "E-1"));
      await tx
        .update(evidenceItems)
        .set({ state: "accepted", reviewedAt: new Date("2026-03-01T23:30:00Z") })
        .where(eq(evidenceItems.reference, "E-2"));
    });
    const { id } = await preview(
      workspace,
      csv("Reference,Name,Collected on\nE-1,Plan B,\nE-2,Policy B,2026-02-28\n"),
    );
    const run = await getImportRun({ ...workspace.scope("lead"), timeZone: "Europe/Berlin" }, id, ALL);
    if (run.state !== "preview") throw new Error("The run is no preview.");
    expect(run.plan.counts).toMatchObject({ update: 0, unchanged: 2 });
    expect(run.plan.lines.map((line) => line.problems[0]?.message)).toEqual([
      "Kept: the item is archived. The register differs in: name. Nothing was changed.",
      "Kept: the item was accepted on 2 Mar 2026. The register differs in: name, collected on. Nothing was changed.",
    ]);
  });

  it("says so when somebody took a reference while it was written, and imports nothing", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const run = await preview(workspace, csv("Reference,Name\nE-1,Plan\nE-2,Policy\n"));
    let importing: Promise<unknown> = Promise.resolve();
    await inWorkspace(workspace.scope("lead"), async (tx) => {
      const { workspaceId } = workspace;
      await tx
        .insert(evidenceItems)
        .values({ workspaceId, reference: "E-2", title: "Other", identity: "other" });
      importing = runImport(workspace.scope("lead"), { id: run.id, version: run.version }).catch(
        (error: unknown) => error,
      );
      await new Promise((done) => setTimeout(done, 500));
    });
    expect(await importing).toMatchObject({ code: "CONFLICT" });
    expect((await itemsOf(workspace)).map((item) => item.title)).toEqual(["Other"]);
  });

  it("keeps the lines whose problems quote words too long to print", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const word = `x${"\u{1F525}".repeat(30)}`;
    const counts = await importFile(workspace, csv(`Name,Criteria,Collected on\nA,${word},\nB,,${word}\n`));
    expect(counts).toMatchObject({ create: 1, rejected: 1 });
  });

  it("makes the importer the submitter of a version that replaces what somebody else handed in", async () => {
    const workspace = await createWorkspaceWith();
    const [owner, lead] = [workspace.people.owner.userId, workspace.people.lead.userId];
    await importFile(workspace, csv("Reference,Name,Status,Collected on\nE-1,Plan,Ready,2026-01-01\n"));
    await inWorkspace(workspace.scope("lead"), (tx) => tx.update(evidenceItems).set({ submittedBy: owner }));
    await importFile(workspace, csv("Reference,Name,Status,Collected on\nE-1,Plan,Ready,2026-02-01\n"));
    const [item] = await itemsOf(workspace);
    expect(item).toMatchObject({ state: "submitted", currentArtifact: 2, submittedBy: lead });
    const itemIds = [{ itemId: item?.id ?? "", version: null }];
    await expect(
      acceptEvidence(workspace.scope("lead"), { itemIds, sufficient: true }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("hands a draft in that the register now calls ready", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    await importFile(workspace, csv("Reference,Name,Status\nE-1,Plan,In progress\nE-2,Policy,In progress\n"));
    await importFile(workspace, csv("Reference,Name,Status\nE-1,Plan,Ready\nE-2,Policy,In progress\n"));
    const byReference = (await itemsOf(workspace)).map((item) => [
      item.reference,
      item.state,
      item.submittedBy,
    ]);
    expect(byReference.sort()).toEqual([
      ["E-1", "submitted", workspace.people.lead.userId],
      ["E-2", "draft", null],
    ]);
  });

  it("never writes over what was accepted while the import ran", async () => {
    const workspace = await createWorkspaceWith();
    const head = "Reference,Name,Criteria,Status,Collected on";
    await importFile(workspace, csv(`${head}\nE-1,Plan,CC1.1,Ready,2026-01-01\n`));
    const run = await preview(workspace, csv(`${head}\nE-1,Plan B,CC1.1,Ready,2026-02-01\n`));
    const [item] = await itemsOf(workspace);
    const itemIds = [{ itemId: item?.id ?? "", version: null }];
    const [imported, accepted] = await Promise.allSettled([
      runImport(workspace.scope("lead"), { id: run.id, version: run.version }),
      acceptEvidence(workspace.scope("approver"), { itemIds, sufficient: true }),
    ]);
    const [after] = await itemsOf(workspace);
    const [link] = await inWorkspace(workspace.scope("lead"), (tx) => tx.select().from(evidenceLinks));
    expect(accepted.status).toBe("fulfilled");
    expect(after).toMatchObject({ state: "accepted", currentArtifact: link?.reviewedArtifact });
    expect(after?.title).toBe(imported.status === "fulfilled" ? "Plan B" : "Plan");
  });

  it("takes 10,000 lines, and the planner knows of them at once", { timeout: 60_000 }, async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const startedAt = new Date();
    const lines = Array.from(
      { length: 10_000 },
      (_, at) => `E-${at},Item ${at},CC${1 + (at % 5)}.1,2026-01-01`,
    );
    const counts = await importFile(
      workspace,
      csv(["Reference,Name,Criteria,Collected on", ...lines].join("\n")),
    );
    expect(counts.create).toBe(10_000);
    expect(await itemsOf(workspace)).toHaveLength(10_000);
    const analyzed = await inWorkspace(workspace.scope("lead"), (tx) =>
      tx.execute<{ name: string }>(
        sql`select relname as name from pg_stat_user_tables where last_analyze > ${startedAt.toISOString()}::timestamptz`,
      ),
    );
    expect(analyzed.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["artifacts", "evidence_items", "evidence_links"]),
    );
  });

  it("follows a changed mapping and refuses one without a name", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const run = await preview(workspace, csv("A,B\nx,CC1.1\n"));
    const none = Object.fromEntries(REGISTER_FIELDS.map((field) => [field, null])) as Record<
      (typeof REGISTER_FIELDS)[number],
      null
    >;
    const scope = workspace.scope("lead");
    const base = { id: run.id, version: run.version, dateOrder: null };
    await expect(setImportMapping(scope, { ...base, ...none })).rejects.toMatchObject({ code: "INVALID" });
    await setImportMapping(scope, { ...base, ...none, name: 0, criteria: 1 });
    const next = await getImportRun(scope, run.id, ALL);
    expect(next.counts).toMatchObject({ create: 1 });
    await expect(setImportMapping(scope, { ...base, ...none, name: 1 })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });

  it("refuses what is no register with a sentence and keeps nothing", async () => {
    const workspace = await createWorkspaceWith({ roles: ["owner", "lead"] });
    const zip = new File([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])], "register.xlsx");
    await expect(uploadRegister(workspace.scope("lead"), { file: zip })).rejects.toThrow(/workbook/);
    const runs = await inWorkspace(workspace.scope("lead"), (tx) => tx.select().from(importRuns));
    expect(runs).toHaveLength(0);
  });
});

describe("other workspaces", () => {
  it("cannot see, run, change or cancel an import", async () => {
    const [mine, theirs] = [await createWorkspaceWith(), await createWorkspaceWith()];
    const run = await preview(mine, register("soc2-evidence-register-messy.csv"));
    const scope = theirs.scope("lead");
    const target = { id: run.id, version: run.version };
    await expect(getImportRun(scope, run.id, ALL)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getRejectedLines(scope, run.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(runImport(scope, target)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(cancelImport(scope, target)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getImportRun(scope, "no-uuid", ALL)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await getImportRun(mine.scope("lead"), run.id, ALL)).state).toBe("preview");
  });
});
