import "server-only";
import { and, asc, count, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { artifacts, evidenceItems, evidenceLinks, importLines, importRuns } from "@/db/schema/evidence";
import { users } from "@/db/schema/people";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { formatDate } from "@/lib/core/dates";
import { AppError, notFound } from "@/lib/core/errors";
import {
  type ImportMapping,
  type ImportPreview,
  type ImportResult,
  type ImportRunSummary,
  type ImportView,
  keepAccepted,
} from "@/lib/core/import-dto";
import { mappingProblem } from "@/lib/core/register-columns";
import {
  type ExistingItem,
  type ImportPlan,
  LINE_OUTCOMES,
  type LineOutcome,
  planImport,
} from "@/lib/core/register-csv";
import type { LineProblem } from "@/lib/core/register-line";
import { type ParsedRegister, parseRegister } from "@/lib/core/register-text";
import type { ItemState } from "@/lib/core/statuses";
import { type Member, readMembers, readProgramme } from "@/lib/workspaces/queries";

type RunRow = typeof importRuns.$inferSelect;
type Parsed = Extract<ParsedRegister, { ok: true }>;

export type StoredItem = ExistingItem & {
  readonly currentArtifact: number;
  readonly state: ItemState;
  readonly version: number;
};
export type ImportContext = {
  readonly plan: ImportPlan;
  readonly members: readonly Member[];
  readonly items: ReadonlyMap<string, StoredItem>;
  readonly parsed: Parsed;
  readonly blockedBy: string | null;
};

const currentArtifactOf = and(
  eq(artifacts.workspaceId, evidenceItems.workspaceId),
  eq(artifacts.itemId, evidenceItems.id),
  eq(artifacts.number, evidenceItems.currentArtifact),
);

const criteriaOf = sql<string[]>`coalesce((
  select array_agg(l.ref order by l.ref) from ${evidenceLinks} l join requirements r
    on r.workspace_id = l.workspace_id and r.ref = l.ref and r.kind = 'criterion'
  where l.workspace_id = ${evidenceItems.workspaceId} and l.item_id = ${evidenceItems.id}), '{}')`;

async function selectItems(tx: Tx) {
  return tx
    .select({
      item: evidenceItems,
      artifact: artifacts,
      criteria: criteriaOf,
      owner: { name: users.name, email: users.email },
    })
    .from(evidenceItems)
    .leftJoin(artifacts, currentArtifactOf)
    .leftJoin(users, eq(users.id, evidenceItems.ownerId));
}

type ItemRow = Awaited<ReturnType<typeof selectItems>>[number];

function storedItem({ item, artifact, criteria, owner }: ItemRow): StoredItem {
  return {
    id: item.id,
    currentArtifact: item.currentArtifact,
    state: item.state,
    version: item.version,
    ownerNames: owner === null ? [] : [owner.name],
    values: {
      reference: item.reference,
      name: item.title,
      type: item.category,
      criteria,
      owner: owner?.email ?? item.ownerText,
      collectedOn: artifact?.effectiveOn ?? null,
      periodFrom: artifact?.periodFrom ?? null,
      periodTo: artifact?.periodTo ?? null,
      renewOn: item.renewOn,
      source: artifact?.sourceSystem ?? "",
      link: artifact?.url ?? null,
      comment: item.internalNotes,
    },
  };
}

/** Why an import leaves the item alone; null when it may update it. */
function keptBecause({ item }: ItemRow): string | null {
  if (item.state === "accepted") {
    const on =
      item.reviewedAt === null ? "" : ` on ${formatDate(item.reviewedAt.toISOString().slice(0, 10))}`;
    return `Kept: the item was accepted${on}.`;
  }
  return item.state === "withdrawn" || item.state === "superseded"
    ? `Kept: the item is ${item.state}.`
    : null;
}

function parsedOf(run: RunRow): Parsed {
  const parsed = parseRegister(run.content);
  if (!parsed.ok) throw new AppError("INVALID", parsed.reason);
  return parsed;
}

/** The mapping of a run as it was stored. */
export function mappingOf(run: RunRow): ImportMapping {
  return run.mapping as ImportMapping;
}

/** Everything that decides what the run would do now: programme, members, the items that exist, and the plan itself. */
export async function readImportContext(tx: Tx, run: RunRow): Promise<ImportContext> {
  const programme = await readProgramme(tx);
  const members = await readMembers(tx);
  const rows = await selectItems(tx);
  const parsed = parsedOf(run);
  const mapping = mappingOf(run);
  const items = rows.map(storedItem);
  const plan = planImport({
    records: parsed.records,
    mapping: mapping.columns,
    dateOrder: mapping.dateOrder,
    programme,
    existing: items,
    members: members.flatMap((member) => [member.email, member.name]),
  });
  const kept = rows.flatMap((row) => {
    const reason = keptBecause(row);
    return reason === null ? [] : [[row.item.id, reason] as const];
  });
  return {
    plan: keepAccepted(plan, new Map(kept)),
    members,
    items: new Map(items.map((item) => [item.id, item])),
    parsed,
    blockedBy: mappingProblem(mapping.columns, parsed.header.length),
  };
}

function summaryOf(run: RunRow, startedBy: string): ImportRunSummary {
  const { id, state, fileName, createdAt, finishedAt, counts } = run;
  return { id, state, fileName, createdAt, finishedAt, counts, startedBy };
}

/** The newest twenty imports, newest first. */
export async function listImportRuns(scope: Scope<"evidence:read">): Promise<readonly ImportRunSummary[]> {
  return inWorkspace(scope, async (tx) => {
    const rows = await tx
      .select({ run: { ...columnsWithoutContent }, name: users.name })
      .from(importRuns)
      .innerJoin(users, eq(users.id, importRuns.startedBy))
      .orderBy(desc(importRuns.createdAt))
      .limit(20);
    return rows.map(({ run, name }) => summaryOf({ ...run, content: "" }, name));
  });
}

const { content: _content, ...columnsWithoutContent } = {
  workspaceId: importRuns.workspaceId,
  id: importRuns.id,
  kind: importRuns.kind,
  format: importRuns.format,
  state: importRuns.state,
  fileName: importRuns.fileName,
  fileSha256: importRuns.fileSha256,
  encoding: importRuns.encoding,
  content: importRuns.content,
  mapping: importRuns.mapping,
  counts: importRuns.counts,
  startedBy: importRuns.startedBy,
  createdAt: importRuns.createdAt,
  finishedAt: importRuns.finishedAt,
  version: importRuns.version,
};

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

async function previewOf(tx: Tx, run: RunRow, startedBy: string): Promise<ImportPreview> {
  const { plan, parsed, blockedBy } = await readImportContext(tx, run);
  return {
    ...summaryOf(run, startedBy),
    state: "preview",
    counts: plan.counts,
    encoding: run.encoding,
    version: run.version,
    mapping: mappingOf(run),
    blockedBy,
    delimiter: parsed.delimiter,
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
    encoding: run.encoding,
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
    return run.state === "preview" ? previewOf(tx, run, name) : resultOf(tx, run, name, wanted);
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
      const { plan, parsed } = await readImportContext(tx, run);
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
