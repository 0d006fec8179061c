import "server-only";
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/bulk";
import { importFiles, importMappings, importRuns } from "@/db/schema/evidence";
import { inLongWorkspace, inWorkspace, type Tx, violates } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope, Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import type { ImportMapping } from "@/lib/core/import-dto";
import {
  foldHeading,
  mappingProblem,
  REGISTER_FIELDS,
  type RegisterMapping,
  withFrameworkColumns,
} from "@/lib/core/register-columns";
import { mappingFor, recogniseShape } from "@/lib/core/register-shapes";
import { registerSheet } from "@/lib/core/register-table";
import { claimUploads } from "@/lib/files/mutations";
import type {
  LeaveOutInput,
  RunImportInput,
  SetMappingInput,
  UploadRegisterInput,
} from "@/lib/imports/input";
import { type ImportScope, readSource, refuseFile } from "@/lib/imports/mutations/register-source";
import {
  changeItems,
  createItems,
  importer,
  keepLines,
  MEANWHILE,
  membersByName,
  type Writer,
} from "@/lib/imports/mutations/write-lines";
import {
  contentOf,
  mappingOf,
  readImportContext,
  registerOf,
  type StoredContent,
} from "@/lib/imports/queries";

function headingsKey(header: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify(header.map(foldHeading)))
    .digest("hex");
}

/** The columns that the team used last for such headings, else what the headings say. */
async function proposedMapping(
  tx: Tx,
  scope: AnyScope,
  header: readonly string[],
  files: boolean,
): Promise<ImportMapping> {
  const shape = recogniseShape(header);
  const fresh = { sheet: null, skipped: [] };
  const [known] = await tx
    .select()
    .from(importMappings)
    .where(
      and(eq(importMappings.kind, "evidence_register"), eq(importMappings.headings, headingsKey(header))),
    );
  if (known === undefined) {
    return { ...fresh, columns: mappingFor(shape, header, { files }), dateOrder: null, shape, asOn: null };
  }
  const kept = mappingOf(known);
  const asOn = dateIn(scope.timeZone, known.updatedAt);
  const file = files ? (kept.columns.file ?? mappingFor(shape, header, { files }).file) : null;
  const chosen = { ...kept.columns, file };
  // Who chose these columns before a register could have several for requirements had no place for the others.
  const stored = known.mapping as { readonly columns: object };
  const columns = "criteriaSecond" in stored.columns ? chosen : withFrameworkColumns(chosen, header);
  return { ...kept, ...fresh, columns, asOn };
}

/**
 * Keeps the register as a preview with the columns recognised, or those that the team used last for such headings;
 * imports nothing yet. Files beside it in an archive are kept like uploads. Returns the run's id.
 * @throws AppError INVALID (no register that can be read), NOT_FOUND (upload), LIMITED (store)
 */
// house: no-record a preview changes nothing that anybody could ask about; the import itself is recorded
export async function uploadRegister(
  scope: ImportScope,
  input: UploadRegisterInput,
): Promise<{ readonly id: string }> {
  const [uploadId] = input.uploads ?? [];
  const given = uploadId ?? input.file;
  if (given === undefined) throw refuseFile("Choose a file.");
  const source = await readSource(scope, given);
  const { text, sheets, files } = source;
  const content: StoredContent = { text, sheets, refused: files?.refused ?? [] };
  const parsed = registerOf(content, null);
  if (!parsed.ok) throw refuseFile(parsed.reason);
  const id = uuidv7();
  const { workspaceId } = scope;
  await inWorkspace(scope, async (tx) => {
    if (uploadId !== undefined) await claimUploads(tx, scope, [uploadId]);
    await tx.insert(importRuns).values({
      ...{ workspaceId, id, kind: "evidence_register", format: source.format },
      fileName: source.name.slice(0, 200) || "register.csv",
      fileSha256: source.sha256,
      encoding: source.encoding,
      content: source.format === "csv" ? (text ?? "") : JSON.stringify(content),
      mapping: await proposedMapping(tx, scope, parsed.header, files !== null),
      counts: {},
      startedBy: importer(scope),
    });
    const beside = new Map((files?.kept ?? []).map((file) => [file.name, file.sha256]));
    await insertRows(
      tx,
      importFiles,
      [...beside].map(([name, sha256]) => ({ workspaceId, runId: id, name, sha256 })),
    );
  });
  return { id };
}

async function lockPreview(tx: Tx, input: RunImportInput) {
  const [run] = await tx.select().from(importRuns).where(eq(importRuns.id, input.id)).for("update");
  if (run === undefined) throw notFound("The import");
  if (run.state === "done")
    throw new AppError("CONFLICT", "This register was already imported. Nothing was done twice.");
  if (run.state === "cancelled")
    throw new AppError("CONFLICT", "This import was cancelled. Upload the file again.");
  if (run.version !== input.version) throw staleVersion("The column mapping", { version: run.version });
  return run;
}

type LockedRun = Awaited<ReturnType<typeof lockPreview>>;

async function setMapping(tx: Tx, run: LockedRun, mapping: ImportMapping): Promise<void> {
  await tx
    .update(importRuns)
    .set({ mapping, version: run.version + 1 })
    .where(and(eq(importRuns.id, run.id), eq(importRuns.version, run.version)));
}

/** Another sheet or another kind of list means other columns: they are recognised anew. */
async function chooseMapping(
  tx: Tx,
  scope: AnyScope,
  run: LockedRun,
  input: SetMappingInput,
): Promise<ImportMapping> {
  const content = contentOf(run);
  const before = mappingOf(run);
  const sheetBefore = registerSheet(content.sheets, before.sheet)?.name ?? null;
  const sheet = input.sheet ?? before.sheet;
  const parsed = registerOf(content, sheet);
  if (!parsed.ok) throw new AppError("INVALID", parsed.reason);
  const files = run.format === "zip";
  if (content.text === null && (registerSheet(content.sheets, sheet)?.name ?? null) !== sheetBefore) {
    return { ...(await proposedMapping(tx, scope, parsed.header, files)), sheet };
  }
  const shape = input.shape ?? before.shape;
  const same = { sheet, skipped: before.skipped, asOn: null };
  if (shape !== before.shape) {
    return {
      ...same,
      columns: mappingFor(shape, parsed.header, { files }),
      dateOrder: input.dateOrder,
      shape,
    };
  }
  const columns = Object.fromEntries(
    REGISTER_FIELDS.map((field) => [field, input[field]]),
  ) as RegisterMapping;
  const problem = mappingProblem(columns, parsed.header.length);
  if (problem !== null) throw new AppError("INVALID", problem);
  return { ...same, columns, dateOrder: input.dateOrder, shape };
}

/** Changes the sheet, the kind of list, which column holds what, or the order of ambiguous dates. @throws AppError INVALID, CONFLICT, NOT_FOUND */
// house: no-record a preview changes nothing that anybody could ask about; the import itself is recorded
export async function setImportMapping(
  scope: Scope<"import:run">,
  input: SetMappingInput,
): Promise<{ readonly id: string }> {
  return inWorkspace(scope, async (tx) => {
    const run = await lockPreview(tx, input);
    await setMapping(tx, run, await chooseMapping(tx, scope, run, input));
    return { id: run.id };
  });
}

/** Leaves single lines of a preview out, or takes them back in. @throws AppError CONFLICT, NOT_FOUND */
// house: no-record a preview changes nothing that anybody could ask about; the import itself is recorded
export async function leaveLinesOut(
  scope: Scope<"import:run">,
  input: LeaveOutInput,
): Promise<{ readonly id: string; readonly lines: number }> {
  return inWorkspace(scope, async (tx) => {
    const run = await lockPreview(tx, input);
    const mapping = mappingOf(run);
    const chosen = new Set(input.lines);
    const others = mapping.skipped.filter((line) => !chosen.has(line));
    const skipped = input.decision === "leave" ? [...others, ...chosen] : others;
    await setMapping(tx, run, { ...mapping, skipped: skipped.sort((a, b) => a - b) });
    return { id: run.id, lines: chosen.size };
  });
}

/** Gives the preview up; nothing was imported. @throws AppError CONFLICT, NOT_FOUND */
// house: no-record a preview changes nothing that anybody could ask about; the import itself is recorded
export async function cancelImport(scope: Scope<"import:run">, input: RunImportInput): Promise<null> {
  return inWorkspace(scope, async (tx) => {
    const run = await lockPreview(tx, input);
    await tx
      .update(importRuns)
      .set({ state: "cancelled", content: "", finishedAt: sql`now()`, version: run.version + 1 })
      .where(eq(importRuns.id, run.id));
    await tx.delete(importFiles).where(eq(importFiles.runId, run.id));
    return null;
  });
}

async function rememberMapping(
  tx: Tx,
  scope: AnyScope,
  header: readonly string[],
  { columns, dateOrder, shape }: ImportMapping,
): Promise<void> {
  const chosen = { mapping: { columns, dateOrder, shape }, savedBy: importer(scope) };
  await tx
    .insert(importMappings)
    .values({
      workspaceId: scope.workspaceId,
      kind: "evidence_register",
      headings: headingsKey(header),
      ...chosen,
    })
    .onConflictDoUpdate({
      target: [importMappings.workspaceId, importMappings.kind, importMappings.headings],
      set: { ...chosen, updatedAt: sql`now()` },
    });
}

async function writeRun(
  tx: Tx,
  scope: Scope<"import:run">,
  input: RunImportInput,
): Promise<{ readonly id: string; readonly imported: number }> {
  const run = await lockPreview(tx, input);
  const context = await readImportContext(tx, run, scope.timeZone);
  if (context.blockedBy !== null) throw new AppError("INVALID", context.blockedBy);
  const writer: Writer = { tx, scope, runId: run.id, context, members: membersByName(context) };
  const { lines, counts } = context.plan;
  // Reference checks keep the plan of their first use in a session: one made for a table of a few rows visits all of many.
  await tx.execute(sql`discard plans`);
  const created = await createItems(
    writer,
    lines.filter((line) => line.outcome === "create"),
  );
  const changed = await changeItems(
    writer,
    lines.filter((line) => line.outcome === "update"),
  );
  await keepLines(writer, created);
  const mapping = mappingOf(run);
  await rememberMapping(tx, scope, context.parsed.header, mapping);
  await tx
    .update(importRuns)
    .set({ state: "done", content: "", counts, finishedAt: sql`now()`, version: run.version + 1 })
    .where(eq(importRuns.id, run.id));
  const files = lines.filter((line) => line.outcome !== "skipped" && line.values.file !== null).length;
  await record(tx, scope, [
    ...changed,
    {
      verb: "import.run",
      subject: { kind: "import", ref: run.id },
      after: {
        fileName: run.fileName,
        fileSha256: run.fileSha256,
        mapping,
        ...counts,
        ...(run.format === "zip" ? { files } : {}),
      },
    },
  ]);
  return { id: run.id, imported: counts.create + counts.update };
}

/** What somebody else can have taken since the plan was made: a reference, or the number of an item's next version. */
const TAKEN = ["evidence_items_reference", "artifacts_workspace_id_item_id_number_pk"];

/** Ten thousand lines take seconds on a free machine and may take longer on a busy one. */
const WRITING_MS = 60_000;

/**
 * Imports the good lines of a preview in one transaction and keeps every line with its outcome: new items with their
 * first artifact, file and links, differences of items that nobody accepted. Ready means submitted, never accepted.
 * @throws AppError INVALID (mapping), CONFLICT (already imported, cancelled, mapping or evidence changed meanwhile), NOT_FOUND
 */
export async function runImport(
  scope: Scope<"import:run">,
  input: RunImportInput,
): Promise<{ readonly id: string; readonly imported: number }> {
  return inLongWorkspace(scope, (tx) => writeRun(tx, scope, input), WRITING_MS).catch((error: unknown) => {
    throw TAKEN.some((constraint) => violates(error, constraint))
      ? new AppError("CONFLICT", MEANWHILE)
      : error;
  });
}
