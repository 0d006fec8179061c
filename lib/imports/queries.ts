import "server-only";
import { and, asc, count, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import {
  artifacts,
  evidenceItems,
  evidenceLinks,
  importFiles,
  importLines,
  importRuns,
} from "@/db/schema/evidence";
import { blobs } from "@/db/schema/files";
import { users } from "@/db/schema/people";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { dateIn, formatDate } from "@/lib/core/dates";
import { AppError, notFound } from "@/lib/core/errors";
import { CRITERION_BY_REF } from "@/lib/core/frameworks/catalogue";
import {
  type FilesBeside,
  type ImportMapping,
  type ImportPreview,
  type ImportResult,
  type ImportRunSummary,
  type ImportView,
  keepAccepted,
  leaveOut,
} from "@/lib/core/import-dto";
import { EMPTY_MAPPING, mappingProblem } from "@/lib/core/register-columns";
import {
  type ExistingItem,
  type ImportPlan,
  LINE_OUTCOMES,
  type LineOutcome,
  planImport,
} from "@/lib/core/register-csv";
import { fileFinder, type RefusedFile, type RegisterFiles } from "@/lib/core/register-files";
import type { LineProblem } from "@/lib/core/register-line";
import { registerSheet, type SheetTable, tableRegister, withSerialDates } from "@/lib/core/register-table";
import { DELIMITER_LABEL, keepable, type ParsedRegister, parseRegister } from "@/lib/core/register-text";
import type { ItemState } from "@/lib/core/statuses";
import { type Member, readMembers, readProgramme } from "@/lib/workspaces/queries";

type RunRow = typeof importRuns.$inferSelect;
type Parsed = Extract<ParsedRegister, { ok: true }>;

export type StoredItem = ExistingItem & {
  readonly currentArtifact: number;
  readonly state: ItemState;
  readonly version: number;
  readonly artifact: typeof artifacts.$inferSelect | null;
} & Pick<
    typeof evidenceItems.$inferSelect,
    "cadence" | "cadenceDays" | "renewOverrideOn" | "ownerId" | "ownerText"
  >;
export type ImportContext = {
  readonly plan: ImportPlan;
  readonly members: readonly Member[];
  readonly items: ReadonlyMap<string, StoredItem>;
  readonly parsed: Parsed;
  /** Null where the register came alone. */
  readonly files: RegisterFiles | null;
  readonly blockedBy: string | null;
};

const currentArtifactOf = and(
  eq(artifacts.workspaceId, evidenceItems.workspaceId),
  eq(artifacts.itemId, evidenceItems.id),
  eq(artifacts.number, evidenceItems.currentArtifact),
);

const refsOf = sql<string[]>`array(
  select l.ref from ${evidenceLinks} l
  where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id} order by l.ref)`;

async function selectItems(tx: Tx) {
  return tx
    .select({
      item: evidenceItems,
      artifact: artifacts,
      refs: refsOf,
      owner: { name: users.name, email: users.email },
    })
    .from(evidenceItems)
    .leftJoin(artifacts, currentArtifactOf)
    .leftJoin(users, eq(users.id, evidenceItems.ownerId));
}

type ItemRow = Awaited<ReturnType<typeof selectItems>>[number];

function fileOf(artifact: ItemRow["artifact"]) {
  if (artifact === null || artifact.blobSha256 === null) return null;
  return { name: artifact.fileName, sha256: artifact.blobSha256 };
}

function storedItem({ item, artifact, refs, owner }: ItemRow): StoredItem {
  return {
    id: item.id,
    artifact,
    cadence: item.cadence,
    cadenceDays: item.cadenceDays,
    renewOverrideOn: item.renewOverrideOn,
    ownerId: item.ownerId,
    ownerText: item.ownerText,
    currentArtifact: item.currentArtifact,
    state: item.state,
    version: item.version,
    ownerNames: owner === null ? [] : [owner.name],
    isDraft: item.state === "draft",
    values: {
      reference: item.reference,
      name: item.title,
      type: item.category,
      criteria: refs.filter((ref) => CRITERION_BY_REF.has(ref)),
      controls: refs.filter((ref) => /^A\.\d/.test(ref)),
      owner: owner?.email ?? item.ownerText,
      collectedOn: artifact?.effectiveOn ?? null,
      periodFrom: artifact?.periodFrom ?? null,
      periodTo: artifact?.periodTo ?? null,
      renewOn: item.renewOn,
      source: artifact?.sourceSystem ?? "",
      link: artifact?.url ?? null,
      file: fileOf(artifact),
      comment: item.internalNotes,
    },
  };
}

/** Why an import leaves the item alone; null when it may update it. */
function keptBecause({ item }: ItemRow, timeZone: string): string | null {
  if (item.archivedAt !== null) return "Kept: the item is archived.";
  if (item.state === "accepted") {
    const on = item.reviewedAt === null ? "" : ` on ${formatDate(dateIn(timeZone, item.reviewedAt))}`;
    return `Kept: the item was accepted${on}.`;
  }
  return item.state === "withdrawn" || item.state === "superseded"
    ? `Kept: the item is ${item.state}.`
    : null;
}

/** What a workbook or an archive keeps while it is a preview; a text file keeps its text alone. */
export type StoredContent = {
  readonly text: string | null;
  readonly sheets: readonly SheetTable[];
  readonly refused: readonly RefusedFile[];
};

/** The stored content of a run, read back. */
export function contentOf(run: Pick<RunRow, "format" | "content">): StoredContent {
  if (run.format === "csv") return { text: run.content, sheets: [], refused: [] };
  return JSON.parse(run.content) as StoredContent;
}

/** The register with the sheet that is chosen. */
export function registerOf(content: StoredContent, sheet: string | null): ParsedRegister {
  if (content.text !== null) return keepable(parseRegister(content.text));
  const chosen = registerSheet(content.sheets, sheet);
  if (chosen === null) {
    return { ok: false, reason: "No sheet of the workbook has a row of column headings.", line: null };
  }
  return keepable(tableRegister(chosen));
}

function parsedOf(content: StoredContent, mapping: ImportMapping): Parsed {
  const parsed = registerOf(content, mapping.sheet);
  if (!parsed.ok) throw new AppError("INVALID", parsed.reason);
  if (content.text !== null) return parsed;
  return { ...parsed, records: withSerialDates(parsed.records, mapping.columns) };
}

/** The mapping of a run as it was stored; what older runs do not say is as it was for them. */
export function mappingOf(run: Pick<RunRow, "mapping">): ImportMapping {
  const stored = run.mapping as Partial<ImportMapping> & Pick<ImportMapping, "columns">;
  return {
    columns: { ...EMPTY_MAPPING, ...stored.columns },
    dateOrder: stored.dateOrder ?? null,
    shape: stored.shape ?? "register",
    sheet: stored.sheet ?? null,
    skipped: stored.skipped ?? [],
    asOn: stored.asOn ?? null,
  };
}

const INFECTED = "The virus scanner found something in it.";

async function readFiles(tx: Tx, run: RunRow, content: StoredContent): Promise<RegisterFiles | null> {
  if (run.format !== "zip") return null;
  const rows = await tx
    .select({ name: importFiles.name, sha256: importFiles.sha256, scanState: blobs.scanState })
    .from(importFiles)
    .innerJoin(
      blobs,
      and(eq(blobs.workspaceId, importFiles.workspaceId), eq(blobs.sha256, importFiles.sha256)),
    )
    .where(eq(importFiles.runId, run.id))
    .orderBy(asc(importFiles.name));
  const infected = rows.filter((row) => row.scanState === "infected");
  return {
    kept: rows.filter((row) => row.scanState !== "infected").map(({ name, sha256 }) => ({ name, sha256 })),
    refused: [...content.refused, ...infected.map(({ name }) => ({ name, reason: INFECTED }))],
  };
}

/** Everything that decides what the run would do now: programme, members, the items that exist, and the plan itself. */
export async function readImportContext(tx: Tx, run: RunRow, timeZone: string): Promise<ImportContext> {
  const programme = await readProgramme(tx);
  const members = await readMembers(tx);
  const rows = await selectItems(tx);
  const mapping = mappingOf(run);
  const content = contentOf(run);
  const parsed = parsedOf(content, mapping);
  const files = await readFiles(tx, run, content);
  const items = rows.map(storedItem);
  const plan = planImport({
    records: parsed.records,
    header: parsed.header,
    mapping: mapping.columns,
    dateOrder: mapping.dateOrder,
    programme,
    existing: items,
    members: members.flatMap((member) => [member.email, member.name]),
    ...(files === null ? {} : { findFile: fileFinder(files) }),
  });
  const kept = rows.flatMap((row) => {
    const reason = keptBecause(row, timeZone);
    return reason === null ? [] : [[row.item.id, reason] as const];
  });
  return {
    plan: leaveOut(keepAccepted(plan, new Map(kept)), mapping.skipped),
    members,
    items: new Map(items.map((item) => [item.id, item])),
    parsed,
    files,
    blockedBy: mappingProblem(mapping.columns, parsed.header.length),
  };
}

function summaryOf(run: RunRow, startedBy: string): ImportRunSummary {
  const { id, state, fileName, createdAt, finishedAt, counts } = run;
  return { id, state, fileName, createdAt, finishedAt, counts, startedBy };
}

const { content: _content, ...withoutContent } = getTableColumns(importRuns);

/** The newest twenty imports, newest first. */
export async function listImportRuns(scope: Scope<"evidence:read">): Promise<readonly ImportRunSummary[]> {
  return inWorkspace(scope, async (tx) => {
    const rows = await tx
      .select({ run: withoutContent, name: users.name })
      .from(importRuns)
      .innerJoin(users, eq(users.id, importRuns.startedBy))
      .orderBy(desc(importRuns.createdAt))
      .limit(20);
    return rows.map(({ run, name }) => summaryOf({ ...run, content: "" }, name));
  });
}

async function findRun(tx: Tx, id: string) {
  if (!z.uuid().safeParse(id).success) throw notFound("The import");
  const [row] = await tx
    .select({ run: importRuns, name: users.name })
    .from(importRuns)
    .innerJoin(users, eq(users.id, importRuns.startedBy))
    .where(eq(importRuns.id, id));
  if (row === undefined) throw notFound("The import");
  return row;
}

function samplesOf(parsed: Parsed): readonly (readonly string[])[] {
  return parsed.header.map((_, column) => {
    const filled = parsed.records.map((record) => record.cells[column] ?? "").filter((cell) => cell !== "");
    return [...new Set(filled)].slice(0, 2);
  });
}

function besideOf(files: RegisterFiles, plan: ImportPlan): FilesBeside {
  const named = new Set(plan.lines.flatMap(({ values }) => (values.file === null ? [] : [values.file.name])));
  const unnamed = files.kept.filter((file) => !named.has(file.name)).map((file) => file.name);
  return { kept: files.kept.length, unnamed, refused: files.refused };
}

function readingOf(run: RunRow, parsed: Parsed, sheet: string | null): string {
  const archive = run.format === "zip" ? ", with files" : "";
  if (sheet !== null) return `workbook, sheet ${sheet}${archive}`;
  return `${run.encoding}, ${DELIMITER_LABEL[parsed.delimiter].toLowerCase()} separated${archive}`;
}

async function previewOf(tx: Tx, run: RunRow, startedBy: string, timeZone: string): Promise<ImportPreview> {
  const { plan, parsed, files, blockedBy } = await readImportContext(tx, run, timeZone);
  const mapping = mappingOf(run);
  const content = contentOf(run);
  const sheet = content.text === null ? (registerSheet(content.sheets, mapping.sheet)?.name ?? null) : null;
  return {
    ...summaryOf(run, startedBy),
    state: "preview",
    counts: plan.counts,
    reading: readingOf(run, parsed, sheet),
    version: run.version,
    mapping,
    sheets: content.sheets.map((one) => one.name),
    sheet,
    files: files === null ? null : besideOf(files, plan),
    blockedBy,
    header: parsed.header,
    samples: samplesOf(parsed),
    plan,
  };
}

export type LinesWanted = { readonly outcome: LineOutcome | null; readonly offset: number };
export const LINES_A_PAGE = 50;

async function resultOf(tx: Tx, run: RunRow, startedBy: string, wanted: LinesWanted): Promise<ImportResult> {
  const outcome = wanted.outcome === null ? undefined : eq(importLines.outcome, wanted.outcome);
  const fitting = and(eq(importLines.runId, run.id), outcome, sql`${importLines.line} > 0`);
  const rows = await tx
    .select()
    .from(importLines)
    .where(fitting)
    .orderBy(asc(importLines.line))
    .limit(LINES_A_PAGE)
    .offset(wanted.offset);
  const [counted] = await tx.select({ total: count() }).from(importLines).where(fitting);
  const [heading] = await tx
    .select({ raw: importLines.raw })
    .from(importLines)
    .where(and(eq(importLines.runId, run.id), eq(importLines.line, 0)));
  return {
    ...summaryOf(run, startedBy),
    state: run.state === "cancelled" ? "cancelled" : "done",
    header: heading?.raw ?? [],
    total: counted?.total ?? 0,
    lines: rows.map((row) => ({
      line: row.line,
      cells: row.raw,
      outcome: LINE_OUTCOMES.find((one) => one === row.outcome) ?? "rejected",
      problems: row.problems as readonly LineProblem[],
      itemId: row.itemId,
    })),
  };
}

/**
 * One run: the computed preview while it waits, the stored lines afterwards (a page of 50 that fit the outcome).
 * @throws AppError NOT_FOUND
 */
export async function getImportRun(
  scope: Scope<"evidence:read">,
  id: string,
  wanted: LinesWanted,
): Promise<ImportView> {
  return inWorkspace(scope, async (tx) => {
    const { run, name } = await findRun(tx, id);
    return run.state === "preview"
      ? previewOf(tx, run, name, scope.timeZone)
      : resultOf(tx, run, name, wanted);
  });
}

/** Header and rejected lines of a run, for the download. @throws AppError NOT_FOUND */
export async function getRejectedLines(
  scope: Scope<"evidence:read">,
  id: string,
): Promise<{
  readonly fileName: string;
  readonly header: readonly string[];
  readonly lines: ImportResult["lines"];
}> {
  return inWorkspace(scope, async (tx) => {
    const { run, name } = await findRun(tx, id);
    if (run.state === "preview") {
      const { plan, parsed } = await readImportContext(tx, run, scope.timeZone);
      const lines = plan.lines
        .filter((line) => line.outcome === "rejected")
        .map(({ line, cells, outcome, problems }) => ({ line, cells, outcome, problems, itemId: null }));
      return { fileName: run.fileName, header: parsed.header, lines };
    }
    const rejected = eq(importLines.outcome, "rejected");
    const rows = await tx
      .select()
      .from(importLines)
      .where(and(eq(importLines.runId, run.id), rejected))
      .orderBy(asc(importLines.line));
    const { header } = await resultOf(tx, run, name, { outcome: "rejected", offset: 0 });
    const lines = rows.map((row) => ({
      line: row.line,
      cells: row.raw,
      outcome: "rejected" as const,
      problems: row.problems as readonly LineProblem[],
      itemId: null,
    }));
    return { fileName: run.fileName, header, lines };
  });
}
