import "server-only";
import { and, eq, max, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/bulk";
import { sampleItems, samples } from "@/db/schema/room-work";
import { requestRequirements, requests } from "@/db/schema/work";
import { inRoom, type Tx, violates } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { RoomScope } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import { keepLines, type ListFacts, scanList } from "@/lib/core/population";
import { itemDetail, itemReference, itemTitle, sampleNumber } from "@/lib/core/sample";
import { drawLines, drawWords, type RecordedDraw } from "@/lib/core/sample-draw";
import type { SampleDetail } from "@/lib/core/sample-dto";
import { notify } from "@/lib/notifications/mutations";
import { sha256 } from "@/lib/platform/audit-key";
import { requireAttempts } from "@/lib/platform/rate-limit";
import { askableAmong, noticeOf, readRefs } from "@/lib/requests/mutations/locked";
import { lockAdmitted } from "@/lib/rooms/mutations/admitted";
import { nextRequestNumbers } from "@/lib/rooms/mutations/copy";
import { invalid } from "@/lib/rooms/mutations/locked";
import type { AskForSampleInput, DrawSampleInput } from "@/lib/sampling/input";
import { type OpenList, openList } from "@/lib/sampling/queries/list";
import { findPopulation } from "@/lib/sampling/queries/populations";
import { readSample } from "@/lib/sampling/queries/samples";

const DRAWS_PER_HOUR = 120;

function auditorOf(scope: RoomScope): string {
  if (scope.actor.kind !== "auditor") throw new AppError("FORBIDDEN", "Only an auditor draws samples.");
  return scope.actor.auditorId;
}

type Drawn = { readonly facts: ListFacts; readonly draw: RecordedDraw };

/** Reads the list twice: how long it is, then the lines drawn. Memory holds those and nothing more. */
async function drawFrom(list: OpenList, { idColumn, rule }: DrawSampleInput): Promise<Drawn> {
  const whole = await list.read(() => scanList({ idColumn, keep: () => false }));
  const drawn = drawLines(whole.lines, rule, sha256);
  if (!drawn.ok) throw invalid(drawn.field, drawn.reason);
  const { kept } = await list.read(() => scanList({ idColumn, keep: keepLines(drawn.lines) }));
  const byLine = new Map(kept.map((one) => [one.line, one]));
  const inOrder = drawn.lines.flatMap((line) => byLine.get(line) ?? []);
  return {
    facts: { ...whole, kept: inOrder },
    draw: {
      method: rule.method,
      size: drawn.lines.length,
      populationSize: whole.lines,
      seed: rule.method === "random" ? rule.seed : null,
      step: drawn.step,
      start: rule.method === "interval" ? rule.start : null,
      rationale: rule.method === "judgemental" ? rule.rationale.trim() : "",
    },
  };
}

async function nextNumber(tx: Tx, roomId: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(samples.number) })
    .from(samples)
    .where(eq(samples.roomId, roomId));
  return (row?.last ?? 0) + 1;
}

async function findDrawn(tx: Tx, onceKey: string) {
  if (onceKey === "") return null;
  const [row] = await tx
    .select({ id: samples.id, number: samples.number })
    .from(samples)
    .where(eq(samples.onceKey, onceKey));
  return row ?? null;
}

type Name = { readonly id: string; readonly number: number };

/**
 * Draws a sample from a population that the room shows and keeps it with everything that repeats it: version and hash of
 * the list, its length and heading, the method with its numbers, and the lines as they stand. The lead is told.
 * @throws AppError NOT_FOUND (not shown here, no population), INVALID (the list, or the rule on it), CONFLICT, LIMITED
 */
export async function drawSample(scope: RoomScope, input: DrawSampleInput): Promise<Name> {
  const auditorId = auditorOf(scope);
  await requireAttempts(
    [{ key: `sample-draw:${auditorId}`, hits: DRAWS_PER_HOUR, seconds: 3_600 }],
    `You drew ${DRAWS_PER_HOUR} samples within an hour. Wait until the hour is over.`,
  );
  const { row, file } = await findPopulation(scope, input);
  const list = await openList(scope.workspaceId, file, input.sheet);
  const { facts, draw } = await drawFrom(list, input);
  const { workspaceId, roomId } = scope;
  return inRoom(scope, async (tx) => {
    const room = await lockAdmitted(tx, scope);
    const known = await findDrawn(tx, input.onceKey);
    if (known !== null) return known;
    const id = uuidv7();
    const number = await nextNumber(tx, roomId);
    await tx.insert(samples).values({
      ...{ workspaceId, id, roomId, number, auditorId },
      ...{ requestId: row.request?.id ?? null, itemId: file.itemId, artifactNumber: file.number },
      ...{ sheet: list.sheet, sha256: file.sha256 },
      ...draw,
      ...{ columns: facts.header, idColumn: facts.idColumn, repeated: facts.repeated },
      onceKey: input.onceKey === "" ? null : input.onceKey,
    });
    await insertRows(
      tx,
      sampleItems,
      facts.kept.map(({ line, cells }, at) => ({
        ...{ workspaceId, sampleId: id, position: at + 1, line },
        cells: [...cells],
      })),
    );
    await notify(tx, scope, {
      personId: room.leadId,
      kind: "submission",
      subjectKind: "sample",
      subjectId: `${roomId}|${id}`,
      title: `${sampleNumber(number)} ${row.title}`,
      detail: `${drawWords(draw)}.`,
    });
    await record(tx, scope, {
      verb: "sample.draw",
      subject: { kind: "sample", ref: id },
      after: {
        ...{ number: sampleNumber(number), room: roomId, list: row.title, version: file.number },
        ...{ sha256: file.sha256, ...draw },
        lines: facts.kept.map(({ line }) => line),
      },
    });
    return { id, number };
  });
}

async function requestsOf(
  tx: Tx,
  scope: RoomScope,
  given: { readonly sample: SampleDetail; readonly input: AskForSampleInput; readonly leadId: string },
) {
  const { sample, input, leadId } = given;
  const [parent] =
    sample.request === null
      ? []
      : await tx
          .select({ ownerId: requests.ownerId })
          .from(requests)
          .where(eq(requests.id, sample.request.id));
  const mayAnswer = await askableAmong(tx, [parent?.ownerId ?? null]);
  const ownerId = parent !== undefined && mayAnswer(parent.ownerId) ? parent.ownerId : leadId;
  const numbers = await nextRequestNumbers(tx, scope, sample.items.length);
  const auditorId = auditorOf(scope);
  const { workspaceId, roomId } = scope;
  return sample.items.map((item, at) => ({
    ...{ workspaceId, id: uuidv7(), number: numbers[at] ?? "", roomId, auditorId, ownerId },
    kind: "sample" as const,
    state: "requested" as const,
    title: itemTitle(sample, item),
    detail: itemDetail(sample, item, input.detail),
    dueOn: input.dueOn,
    askedBy: leadId,
    auditorRef: itemReference(sample.number, item.position, sample.size),
  }));
}

/** @throws AppError CONFLICT (one of the references is in use) */
async function insertOfSample(tx: Tx, rows: Awaited<ReturnType<typeof requestsOf>>): Promise<void> {
  try {
    await insertRows(tx, requests, rows);
  } catch (error) {
    if (!violates(error, "requests_auditor_ref")) throw error;
    throw new AppError(
      "CONFLICT",
      `A request of this room has a reference of this sample already, such as ${rows[0]?.auditorRef ?? ""}. Draw the sample again: the next one has another number.`,
    );
  }
}

async function linkItems(tx: Tx, sample: SampleDetail, ids: readonly string[]): Promise<void> {
  const pairs = sample.items.map(({ position }, at) => sql`(${position}::int, ${ids[at] ?? ""}::uuid)`);
  await tx
    .update(sampleItems)
    .set({ requestId: sql`v.request_id` })
    .from(sql`(values ${sql.join(pairs, sql`, `)}) as v(place, request_id)`)
    .where(and(eq(sampleItems.sampleId, sample.id), sql`${sampleItems.position} = v.place`));
}

/**
 * Asks for every item of a sample at once: one request each, with what the list's request is about, owned by who owned
 * that one. A second time creates nothing.
 * @throws AppError NOT_FOUND, CONFLICT (the requests are there already)
 */
export async function askForSample(
  scope: RoomScope,
  input: AskForSampleInput,
): Promise<Name & { readonly created: number }> {
  auditorOf(scope);
  const { workspaceId, roomId } = scope;
  return inRoom(scope, async (tx) => {
    const { leadId } = await lockAdmitted(tx, scope);
    const sample = await readSample(tx, roomId, input.id, "room");
    const name = sampleNumber(sample.number);
    if (sample.counts.asked > 0)
      throw new AppError("CONFLICT", `The requests of ${name} are there already. Nothing was created twice.`);
    if (sample.held)
      throw new AppError(
        "CONFLICT",
        `The company holds the list of ${name} back, so nothing is asked from it.`,
      );
    const rows = await requestsOf(tx, scope, { sample, input, leadId });
    await insertOfSample(tx, rows);
    const refs = sample.request === null ? [] : await readRefs(tx, sample.request.id);
    const links = rows.flatMap(({ id }) => refs.map((ref) => ({ workspaceId, requestId: id, ref })));
    await insertRows(tx, requestRequirements, links);
    await linkItems(
      tx,
      sample,
      rows.map(({ id }) => id),
    );
    const detail = `${rows.length} items of sample ${name}. ${input.detail}`.slice(0, 500);
    await notify(
      tx,
      scope,
      rows.map((row) => noticeOf(row, { personId: row.ownerId, kind: "assignment", detail })),
    );
    await record(tx, scope, {
      verb: "sample.ask",
      subject: { kind: "sample", ref: sample.id },
      after: { number: name, room: roomId, requests: rows.map(({ number }) => number), refs },
    });
    return { id: sample.id, number: sample.number, created: rows.length };
  });
}
