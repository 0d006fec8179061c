import "server-only";
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/bulk";
import { artifacts, evidenceItems, evidenceLinks, importLines, importRuns } from "@/db/schema/evidence";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, type Scope } from "@/lib/core/access";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import type { ImportMapping } from "@/lib/core/import-dto";
import {
  guessMapping,
  mappingProblem,
  REGISTER_FIELDS,
  type RegisterMapping,
} from "@/lib/core/register-columns";
import { identityOf, type PlannedLine } from "@/lib/core/register-csv";
import { foldText, type RegisterValues } from "@/lib/core/register-line";
import { decodeRegister, parseRegister } from "@/lib/core/register-text";
import type { RunImportInput, SetMappingInput, UploadRegisterInput } from "@/lib/imports/input";
import { type ImportContext, mappingOf, readImportContext } from "@/lib/imports/queries";
import { now } from "@/lib/platform/clock";

function importer(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "An import needs a person who is responsible for it.");
  return id;
}

function refuseFile(reason: string): AppError {
  return new AppError("INVALID", reason, { fields: { file: reason } });
}

/**
 * Keeps the decoded register as a preview with the columns recognised; imports nothing yet. Returns the run's id.
 * @throws AppError INVALID (not a CSV file that can be read)
 */
// house: no-record a preview changes nothing that anybody could ask about; the import itself is recorded
export async function uploadRegister(
  scope: Scope<"import:run">,
  input: UploadRegisterInput,
): Promise<{ readonly id: string }> {
  const bytes = new Uint8Array(await input.file.arrayBuffer());
  const decoded = decodeRegister(bytes);
  if (!decoded.ok) throw refuseFile(decoded.reason);
  const parsed = parseRegister(decoded.text);
  if (!parsed.ok) throw refuseFile(parsed.reason);
  const id = uuidv7();
  const mapping: ImportMapping = { columns: guessMapping(parsed.header), dateOrder: null };
  await inWorkspace(scope, async (tx) => {
    await tx.insert(importRuns).values({
      workspaceId: scope.workspaceId,
      id,
      kind: "evidence_register",
      fileName: input.file.name.slice(0, 200) || "register.csv",
      fileSha256: createHash("sha256").update(bytes).digest("hex"),
      encoding: decoded.encoding,
      content: decoded.text,
      mapping,
      counts: {},
      startedBy: importer(scope),
    });
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

/** Changes which column holds what, or the order of ambiguous dates. @throws AppError INVALID, CONFLICT, NOT_FOUND */
// house: no-record a preview changes nothing that anybody could ask about; the import itself is recorded
export async function setImportMapping(
  scope: Scope<"import:run">,
  input: SetMappingInput,
): Promise<{ readonly id: string }> {
  const columns = Object.fromEntries(
    REGISTER_FIELDS.map((field) => [field, input[field]]),
  ) as RegisterMapping;
  return inWorkspace(scope, async (tx) => {
    const run = await lockPreview(tx, input);
    const parsed = parseRegister(run.content);
    const problem = parsed.ok ? mappingProblem(columns, parsed.header.length) : parsed.reason;
    if (problem !== null) throw new AppError("INVALID", problem);
    const mapping: ImportMapping = { columns, dateOrder: input.dateOrder };
    await tx
      .update(importRuns)
      .set({ mapping, version: run.version + 1 })
      .where(and(eq(importRuns.id, run.id), eq(importRuns.version, run.version)));
    return { id: run.id };
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
    return null;
  });
}

type Writer = {
  readonly tx: Tx;
  readonly scope: AnyScope;
  readonly runId: string;
  readonly context: ImportContext;
};

function ownerOf(context: ImportContext, text: string): { ownerId: string | null; ownerText: string } {
  const folded = foldText(text);
  const member = context.members.find(
    (one) => foldText(one.email) === folded || foldText(one.name) === folded,
  );
  return member === undefined
    ? { ownerId: null, ownerText: text }
    : { ownerId: member.userId, ownerText: "" };
}

function hasArtifact(values: RegisterValues): boolean {
  return [values.collectedOn, values.periodFrom, values.periodTo, values.source, values.link].some(Boolean);
}

function artifactRow(writer: Writer, itemId: string, number: number, values: RegisterValues) {
  return {
    workspaceId: writer.scope.workspaceId,
    itemId,
    number,
    kind: values.link === null ? ("register" as const) : ("link" as const),
    url: values.link,
    effectiveOn: values.collectedOn,
    periodFrom: values.periodFrom,
    periodTo: values.periodTo,
    sourceSystem: values.source,
    collectedBy: values.owner,
    addedBy: importer(writer.scope),
  };
}

function linkRows(writer: Writer, itemId: string, refs: readonly string[]) {
  return refs.map((ref) => ({
    workspaceId: writer.scope.workspaceId,
    itemId,
    ref,
    origin: "import" as const,
    linkedBy: importer(writer.scope),
  }));
}

function itemRow(writer: Writer, id: string, values: RegisterValues) {
  const submitted = values.state === "submitted";
  return {
    workspaceId: writer.scope.workspaceId,
    id,
    reference: values.reference,
    identity: identityOf(values),
    title: values.name,
    category: values.type,
    internalNotes: values.comment,
    ...ownerOf(writer.context, values.owner),
    renewOn: values.renewOn,
    state: values.state,
    submittedBy: submitted ? importer(writer.scope) : null,
    submittedAt: submitted ? now() : null,
    currentArtifact: hasArtifact(values) ? 1 : 0,
    importRunId: writer.runId,
  };
}

async function createItems(
  writer: Writer,
  lines: readonly PlannedLine[],
): Promise<ReadonlyMap<number, string>> {
  const made = lines.map((line) => ({ id: uuidv7(), line: line.line, values: line.values }));
  const { tx } = writer;
  await insertRows(
    tx,
    evidenceItems,
    made.map(({ id, values }) => itemRow(writer, id, values)),
  );
  const withArtifact = made.filter(({ values }) => hasArtifact(values));
  await insertRows(
    tx,
    artifacts,
    withArtifact.map(({ id, values }) => artifactRow(writer, id, 1, values)),
  );
  await insertRows(
    tx,
    evidenceLinks,
    made.flatMap(({ id, values }) => linkRows(writer, id, values.criteria)),
  );
  return new Map(made.map(({ line, id }) => [line, id]));
}

const ARTIFACT_FIELDS = new Set(["collectedOn", "periodFrom", "periodTo", "source", "link"]);

/** What the register leaves empty keeps its stored value. */
function merged(line: PlannedLine, stored: Omit<RegisterValues, "statusText" | "state">): RegisterValues {
  const { values } = line;
  return {
    ...values,
    reference: values.reference ?? stored.reference,
    type: values.type || stored.type,
    criteria: [...new Set([...stored.criteria, ...values.criteria])],
    owner: values.owner || stored.owner,
    collectedOn: values.collectedOn ?? stored.collectedOn,
    periodFrom: values.periodFrom ?? stored.periodFrom,
    periodTo: values.periodTo ?? stored.periodTo,
    renewOn: values.renewOn ?? stored.renewOn,
    source: values.source || stored.source,
    link: values.link ?? stored.link,
    comment: values.comment || stored.comment,
  };
}

const MEANWHILE =
  "Evidence that the register names was changed while it was imported. Nothing was imported: look at the preview again.";

/** Whoever brings a new version of what waits for review is its submitter from then on, and does not review it. */
async function changeItem(writer: Writer, line: PlannedLine): Promise<void> {
  const stored = line.existingId === null ? undefined : writer.context.items.get(line.existingId);
  if (stored === undefined) return;
  const { tx } = writer;
  const values = merged(line, stored.values);
  const newArtifact = line.changes.some((change) => ARTIFACT_FIELDS.has(change.field));
  const number = stored.currentArtifact + (newArtifact ? 1 : 0);
  if (newArtifact) await tx.insert(artifacts).values(artifactRow(writer, stored.id, number, values));
  const handsIn = newArtifact && stored.state === "submitted";
  const ownerChanged = line.changes.some((change) => change.field === "owner");
  const changed = await tx
    .update(evidenceItems)
    .set({
      reference: values.reference,
      identity: identityOf(values),
      title: values.name,
      category: values.type,
      internalNotes: values.comment,
      ...(ownerChanged ? ownerOf(writer.context, values.owner) : {}),
      renewOn: values.renewOn,
      currentArtifact: number,
      ...(handsIn ? { submittedBy: importer(writer.scope), submittedAt: sql`now()` } : {}),
      version: sql`${evidenceItems.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(evidenceItems.id, stored.id), eq(evidenceItems.version, stored.version)))
    .returning({ id: evidenceItems.id });
  if (changed.length === 0) throw new AppError("CONFLICT", MEANWHILE);
  const links = linkRows(writer, stored.id, values.criteria);
  if (links.length > 0) await tx.insert(evidenceLinks).values(links).onConflictDoNothing();
}

async function keepLines(writer: Writer, created: ReadonlyMap<number, string>): Promise<void> {
  const { plan, parsed } = writer.context;
  const base = { workspaceId: writer.scope.workspaceId, runId: writer.runId };
  const heading = { ...base, line: 0, raw: parsed.header, outcome: "header", problems: [], itemId: null };
  const lines = plan.lines.map((line) => ({
    ...base,
    line: line.line,
    raw: line.cells,
    outcome: line.outcome,
    problems: line.problems,
    itemId: created.get(line.line) ?? line.existingId,
  }));
  await insertRows(writer.tx, importLines, [heading, ...lines]);
}

/**
 * Imports the good lines of a preview in one transaction and keeps every line with its outcome: new items with their
 * first artifact and their criteria, differences of items that nobody accepted. Ready means submitted, never accepted.
 * @throws AppError INVALID (mapping), CONFLICT (already imported, cancelled, mapping changed meanwhile), NOT_FOUND
 */
export async function runImport(
  scope: Scope<"import:run">,
  input: RunImportInput,
): Promise<{ readonly id: string; readonly imported: number }> {
  return inWorkspace(scope, async (tx) => {
    const run = await lockPreview(tx, input);
    const context = await readImportContext(tx, run);
    if (context.blockedBy !== null) throw new AppError("INVALID", context.blockedBy);
    const writer: Writer = { tx, scope, runId: run.id, context };
    const { lines, counts } = context.plan;
    const created = await createItems(
      writer,
      lines.filter((line) => line.outcome === "create"),
    );
    for (const line of lines.filter((one) => one.outcome === "update")) await changeItem(writer, line);
    await keepLines(writer, created);
    await tx
      .update(importRuns)
      .set({ state: "done", content: "", counts, finishedAt: sql`now()`, version: run.version + 1 })
      .where(eq(importRuns.id, run.id));
    await record(tx, scope, {
      verb: "import.run",
      subject: { kind: "import", ref: run.id },
      after: { fileName: run.fileName, fileSha256: run.fileSha256, mapping: mappingOf(run), ...counts },
    });
    return { id: run.id, imported: counts.create + counts.update };
  });
}
