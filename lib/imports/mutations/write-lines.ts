import "server-only";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/bulk";
import { artifacts, evidenceItems, evidenceLinks, importLines } from "@/db/schema/evidence";
import type { Tx } from "@/db/tenant";
import type { ActivityEntry } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId } from "@/lib/core/access";
import { nextDue } from "@/lib/core/cadence";
import { AppError } from "@/lib/core/errors";
import { identityOf, type PlannedLine } from "@/lib/core/register-csv";
import { baseNameOf } from "@/lib/core/register-files";
import { foldText, type RegisterValues } from "@/lib/core/register-line";
import type { ImportContext, StoredItem } from "@/lib/imports/queries";
import { now } from "@/lib/platform/clock";

export type Writer = {
  readonly tx: Tx;
  readonly scope: AnyScope;
  readonly runId: string;
  readonly context: ImportContext;
  /** Members by folded e-mail address and name. */
  readonly members: ReadonlyMap<string, string>;
};

/** The acting member's id. @throws AppError FORBIDDEN */
export function importer(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "An import needs a person who is responsible for it.");
  return id;
}

/** Members by what a register may call them. */
export function membersByName(context: ImportContext): ReadonlyMap<string, string> {
  return new Map([
    ...context.members.map((one) => [foldText(one.name), one.userId] as const),
    ...context.members.map((one) => [foldText(one.email), one.userId] as const),
  ]);
}

function ownerOf(writer: Writer, text: string): { ownerId: string | null; ownerText: string } {
  const member = writer.members.get(foldText(text));
  return member === undefined || text === ""
    ? { ownerId: null, ownerText: text }
    : { ownerId: member, ownerText: "" };
}

function hasArtifact(values: RegisterValues): boolean {
  const { collectedOn, periodFrom, periodTo, source, link, file } = values;
  return [collectedOn, periodFrom, periodTo, source, link, file].some(Boolean);
}

const NO_CONTENT = {
  body: "",
  query: "",
  rowCount: null,
  countedRows: null,
  completeness: "",
  isScreenshot: false,
  showsDate: false,
  showsSource: false,
  showsAccount: false,
  showsProduction: false,
};

/** What the item had is carried on unless the register brings a file or the item had nothing but a link. */
function contentOf(values: RegisterValues, before: StoredItem["artifact"]) {
  const brings = values.file !== null && values.file.sha256 !== before?.blobSha256;
  if (before !== null && !brings && before.kind !== "link" && before.kind !== "register") {
    const { kind, blobSha256, fileName, body, query, rowCount, countedRows, completeness } = before;
    const { isScreenshot, showsDate, showsSource, showsAccount, showsProduction } = before;
    return {
      ...{ kind, blobSha256, fileName, body, query, rowCount, countedRows, completeness },
      ...{ isScreenshot, showsDate, showsSource, showsAccount, showsProduction },
    };
  }
  const { file } = values;
  const kind = values.link === null ? ("register" as const) : ("link" as const);
  return {
    ...NO_CONTENT,
    kind: file === null ? kind : ("file" as const),
    blobSha256: file?.sha256 ?? null,
    fileName: baseNameOf(file?.name ?? ""),
  };
}

function artifactRow(
  writer: Writer,
  place: { readonly itemId: string; readonly number: number },
  values: RegisterValues,
  before: StoredItem["artifact"],
) {
  return {
    workspaceId: writer.scope.workspaceId,
    ...place,
    ...contentOf(values, before),
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

function itemRow(writer: Writer, id: string, values: RegisterValues, at: Date) {
  const submitted = values.state === "submitted";
  return {
    workspaceId: writer.scope.workspaceId,
    id,
    reference: values.reference,
    identity: identityOf(values),
    title: values.name,
    category: values.type,
    internalNotes: values.comment,
    ...ownerOf(writer, values.owner),
    renewOn: values.renewOn,
    state: values.state,
    submittedBy: submitted ? importer(writer.scope) : null,
    submittedAt: submitted ? at : null,
    currentArtifact: hasArtifact(values) ? 1 : 0,
    // As the database would bring it over from the first version, item by item.
    effectiveOn: hasArtifact(values) ? values.collectedOn : null,
    sourceSystem: hasArtifact(values) ? values.source : "",
    importRunId: writer.runId,
  };
}

/** Writes the new items with their first version and their links: three statements. Returns their ids by line. */
export async function createItems(
  writer: Writer,
  lines: readonly PlannedLine[],
): Promise<ReadonlyMap<number, string>> {
  const made = lines.map((line) => ({ id: uuidv7(), line: line.line, values: line.values }));
  const { tx } = writer;
  const at = now();
  await insertRows(
    tx,
    evidenceItems,
    made.map(({ id, values }) => itemRow(writer, id, values, at)),
  );
  const withArtifact = made.filter(({ values }) => hasArtifact(values));
  await insertRows(
    tx,
    artifacts,
    withArtifact.map(({ id, values }) => artifactRow(writer, { itemId: id, number: 1 }, values, null)),
  );
  await insertRows(
    tx,
    evidenceLinks,
    made.flatMap(({ id, values }) => linkRows(writer, id, [...values.criteria, ...values.controls])),
  );
  return new Map(made.map(({ line, id }) => [line, id]));
}

const ARTIFACT_FIELDS = new Set(["collectedOn", "periodFrom", "periodTo", "source", "link", "file"]);

/** What the register leaves empty keeps its stored value. */
function merged(line: PlannedLine, stored: StoredItem["values"]): RegisterValues {
  const { values } = line;
  return {
    ...values,
    reference: values.reference ?? stored.reference,
    type: values.type || stored.type,
    criteria: [...new Set([...stored.criteria, ...values.criteria])],
    controls: [...new Set([...stored.controls, ...values.controls])],
    owner: values.owner || stored.owner,
    collectedOn: values.collectedOn ?? stored.collectedOn,
    periodFrom: values.periodFrom ?? stored.periodFrom,
    periodTo: values.periodTo ?? stored.periodTo,
    renewOn: values.renewOn ?? stored.renewOn,
    source: values.source || stored.source,
    link: values.link ?? stored.link,
    file: values.file ?? stored.file,
    comment: values.comment || stored.comment,
  };
}

/** What a person is told when somebody else was faster. */
export const MEANWHILE =
  "Evidence that the register names was changed while it was imported. Nothing was imported: look at the preview again.";

type Change = {
  readonly line: PlannedLine;
  readonly stored: StoredItem;
  readonly values: RegisterValues;
  readonly newArtifact: boolean;
  readonly number: number;
};

function changeOf(writer: Writer, line: PlannedLine): readonly Change[] {
  const stored = line.existingId === null ? undefined : writer.context.items.get(line.existingId);
  if (stored === undefined) return [];
  const newArtifact = line.changes.some((change) => ARTIFACT_FIELDS.has(change.field));
  const number = stored.currentArtifact + (newArtifact ? 1 : 0);
  return [{ line, stored, values: merged(line, stored.values), newArtifact, number }];
}

/** A date in the register is set by hand for this once; else a new version lets the cadence count again. */
function renewal({ line, stored, values, newArtifact }: Change) {
  const { cadence, cadenceDays, renewOverrideOn } = stored;
  if (cadence === "none") return { renewOn: values.renewOn, renewOverrideOn };
  if (line.changes.some((change) => change.field === "renewOn")) {
    return { renewOn: values.renewOn, renewOverrideOn: values.renewOn };
  }
  if (!newArtifact) return { renewOn: stored.values.renewOn, renewOverrideOn };
  return { renewOn: nextDue(values.collectedOn, cadence, cadenceDays), renewOverrideOn: null };
}

/** Whoever hands a draft in, or brings a new version of what waits for review, is its submitter from then on, and does not review it. */
function givenRow(writer: Writer, change: Change) {
  const { line, stored, values } = change;
  const dates = renewal(change);
  const state = line.changes.some((one) => one.field === "status") ? "submitted" : stored.state;
  const owner = line.changes.some((one) => one.field === "owner")
    ? ownerOf(writer, values.owner)
    : { ownerId: stored.ownerId, ownerText: stored.ownerText };
  return {
    id: stored.id,
    version: stored.version,
    reference: values.reference,
    identity: identityOf(values),
    title: values.name,
    category: values.type,
    internal_notes: values.comment,
    owner_id: owner.ownerId,
    owner_text: owner.ownerText,
    renew_on: dates.renewOn,
    renew_override_on: dates.renewOverrideOn,
    current_artifact: change.number,
    state,
    hands_in: state === "submitted" && (change.newArtifact || stored.state !== "submitted"),
  };
}

/**
 * Changes the items of the lines: five statements however many there are. Returns an entry for the log of each item,
 * with every changed field before and after.
 * @throws AppError CONFLICT (one of them was changed since the plan was made: nothing is written)
 */
export async function changeItems(
  writer: Writer,
  lines: readonly PlannedLine[],
): Promise<readonly ActivityEntry[]> {
  const changes = lines.flatMap((line) => changeOf(writer, line));
  if (changes.length === 0) return [];
  const { tx, scope } = writer;
  // Before the items, which take their effective date from the version that they name.
  await insertRows(
    tx,
    artifacts,
    changes
      .filter((change) => change.newArtifact)
      .map(({ stored, number, values }) =>
        artifactRow(writer, { itemId: stored.id, number }, values, stored.artifact),
      ),
  );
  const json = JSON.stringify(changes.map((change) => givenRow(writer, change)));
  // The planner takes the list for a short one and would compare every item with every entry of it.
  await tx.execute(sql`select set_config('enable_nestloop', 'off', true)`);
  const changed = await tx.execute(sql`
    update evidence_items e set
      reference = g.reference, identity = g.identity, title = g.title, category = g.category,
      internal_notes = g.internal_notes, owner_id = g.owner_id, owner_text = g.owner_text,
      renew_on = g.renew_on, renew_override_on = g.renew_override_on, current_artifact = g.current_artifact, state = g.state,
      submitted_by = case when g.hands_in then ${importer(scope)}::uuid else e.submitted_by end,
      submitted_at = case when g.hands_in then now() else e.submitted_at end,
      version = e.version + 1, updated_at = now()
    from jsonb_to_recordset(${json}::text::jsonb) as g(
      id uuid, version int, reference text, identity text, title text, category text, internal_notes text,
      owner_id uuid, owner_text text, renew_on date, renew_override_on date, current_artifact int, state text, hands_in boolean)
    where e.workspace_id = ${scope.workspaceId} and e.id = g.id and e.version = g.version
    returning e.id`);
  await tx.execute(sql`select set_config('enable_nestloop', 'on', true)`);
  if (changed.length !== changes.length) throw new AppError("CONFLICT", MEANWHILE);
  await addLinks(writer, changes);
  return changes.map(entryOf);
}

async function addLinks(writer: Writer, changes: readonly Change[]): Promise<void> {
  const links = changes.flatMap(({ stored, values }) => {
    const known = new Set([...stored.values.criteria, ...stored.values.controls]);
    return [...values.criteria, ...values.controls]
      .filter((ref) => !known.has(ref))
      .map((ref) => ({ item_id: stored.id, ref }));
  });
  if (links.length === 0) return;
  const { scope, tx } = writer;
  await tx.execute(sql`
    insert into evidence_links (workspace_id, item_id, ref, origin, linked_by)
    select ${scope.workspaceId}::uuid, g.item_id, g.ref, 'import', ${importer(scope)}::uuid
    from jsonb_to_recordset(${JSON.stringify(links)}::text::jsonb) as g(item_id uuid, ref text)
    on conflict do nothing`);
}

function entryOf({ line, stored, newArtifact, number }: Change): ActivityEntry {
  return {
    verb: "evidence.edit",
    subject: { kind: "evidence", ref: stored.id },
    before: Object.fromEntries(line.changes.map((change) => [change.field, change.from])),
    after: {
      ...Object.fromEntries(line.changes.map((change) => [change.field, change.to])),
      ...(newArtifact ? { artifact: number } : {}),
    },
  };
}

/** Keeps every line of the file with its outcome. */
export async function keepLines(writer: Writer, created: ReadonlyMap<number, string>): Promise<void> {
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
