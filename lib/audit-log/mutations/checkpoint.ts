import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { activityCheckpoints } from "@/db/schema/packs";
import { inWorkspace } from "@/db/tenant";
import { CHECK_TOOLS, checkLog, readHead } from "@/lib/audit-log/queries/chain";
import type { AnyScope } from "@/lib/core/access";
import {
  type CheckpointReason,
  checkpointOrigin,
  checkpointText,
  readCheckpoint,
} from "@/lib/core/checkpoint";
import { brokenSentence, isWhole, type LogReport } from "@/lib/core/checkpoint-check";
import { dateIn } from "@/lib/core/dates";
import { keyHash, readNote, signatureLine, signersOf, writeNote } from "@/lib/core/tlog";
import { fromHex, utf8 } from "@/lib/core/tlog-bytes";
import { type AuditKey, auditKey, finishRotation, nextAuditKey, sha256 } from "@/lib/platform/audit-key";
import { keepCheckpointFile } from "@/lib/platform/checkpoint-folder";
import { env } from "@/lib/platform/env";

/** The log is not the one for which earlier checkpoints were signed, so nothing more is signed. */
export class LogBroken extends Error {
  readonly report: LogReport;

  constructor(report: LogReport) {
    super(brokenSentence(report) ?? "The log does not fit.");
    this.name = "LogBroken";
    this.report = report;
  }
}

/** The host of this installation as notes name it. */
function ownHost(): string {
  return new URL(env().appOrigin).host;
}

/** The text signed by each of the keys under the name. */
function signedNote(name: string, text: string, keys: readonly AuditKey[]): string {
  const lines = keys.map((key) =>
    signatureLine(name, keyHash(name, key.publicKey, sha256), key.sign(utf8(text))),
  );
  return writeNote(text, lines);
}

/** A text signed with the present key; `name` is made from the host that the text begins with. */
export async function signText(
  at: Date,
  write: (host: string) => { readonly name: string; readonly text: string },
): Promise<string> {
  const { name, text } = write(ownHost());
  return signedNote(name, text, [await auditKey(at)]);
}

type LogState = { readonly size: number /** Hexadecimal. */; readonly root: string };

/**
 * Signs the state of a log that was checked, and keeps the note: first in the database, then as a file, so that a file
 * without a row is always a sign that a row was removed. The same state is signed once by one key. Returns the note.
 */
// house: no-record a checkpoint is about the log; an entry for it would ask for the next one
export async function storeCheckpoint(
  scope: AnyScope,
  state: LogState,
  reason: CheckpointReason,
  keys: readonly [AuditKey, ...AuditKey[]],
): Promise<string> {
  const origin = checkpointOrigin(ownHost(), scope.workspaceId);
  const root = fromHex(state.root) ?? new Uint8Array();
  const written = signedNote(origin, checkpointText({ origin, size: state.size, root }), keys);
  const { id: keyId } = keys[keys.length - 1] ?? keys[0];
  const note = await inWorkspace(scope, async (tx) => {
    const { workspaceId } = scope;
    await tx
      .insert(activityCheckpoints)
      .values({ workspaceId, ...state, keyId, reason, note: written })
      .onConflictDoNothing();
    const [kept] = await tx
      .select({ note: activityCheckpoints.note })
      .from(activityCheckpoints)
      .where(and(eq(activityCheckpoints.size, state.size), eq(activityCheckpoints.keyId, keyId)));
    return kept?.note ?? written;
  });
  await keepCheckpointFile(scope.workspaceId, { size: state.size, keyId, note });
  return note;
}

/** A checkpoint of a log that the caller has just checked, for a pack. */
// house: no-record a checkpoint is about the log; an entry for it would ask for the next one
export async function checkpointForPack(scope: AnyScope, state: LogState, at: Date): Promise<string> {
  return storeCheckpoint(scope, state, "pack", [await auditKey(at)]);
}

/** Writes the files of signed checkpoints that have none: after a crash, or on a machine that is new. */
async function restoreFiles(scope: AnyScope, key: AuditKey): Promise<void> {
  const rows = await inWorkspace(scope, (tx) => tx.select().from(activityCheckpoints));
  for (const { note, size, keyId } of rows) {
    const read = readNote(note);
    const checkpoint = read === null ? null : readCheckpoint(read.text);
    if (read === null || checkpoint === null) continue;
    const signed = signersOf(read, checkpoint.origin, [key.publicKey], CHECK_TOOLS).length > 0;
    if (signed) await keepCheckpointFile(scope.workspaceId, { size, keyId, note });
  }
}

async function checked(scope: AnyScope): Promise<LogState | null> {
  const report = await checkLog(scope);
  if (!isWhole(report)) throw new LogBroken(report);
  return report.entries === 0 ? null : { size: report.entries, root: report.root };
}

/**
 * Signs the log of the workspace when something was added since the last checkpoint and none was signed today, by the
 * workspace's calendar. Returns the number of entries signed for, null when there was nothing to do.
 * @throws LogBroken (it does not fit its earlier checkpoints: nothing is signed)
 */
// house: no-record a checkpoint is about the log; an entry for it would ask for the next one
export async function dailyCheckpoint(scope: AnyScope, at: Date): Promise<number | null> {
  const key = await auditKey(at);
  const { last, head } = await inWorkspace(scope, async (tx) => {
    const [row] = await tx
      .select({ size: activityCheckpoints.size, createdAt: activityCheckpoints.createdAt })
      .from(activityCheckpoints)
      .orderBy(desc(activityCheckpoints.size))
      .limit(1);
    return { last: row, head: await readHead(tx) };
  });
  const today = dateIn(scope.timeZone, at);
  const isDue = last === undefined || dateIn(scope.timeZone, last.createdAt) < today;
  if (head === null || !isDue || head.seq === last?.size) return null;
  const state = await checked(scope);
  if (state === null) return null;
  await restoreFiles(scope, key);
  await storeCheckpoint(scope, state, "daily", [key]);
  return state.size;
}

/**
 * Gives the installation a new signing key: one checkpoint of each log is signed by the old and the new one, then the
 * list of public keys changes. Broken off, it goes on with the same new key. Returns both ids.
 * @throws LogBroken (one of the logs does not fit; the old key stays)
 */
// house: no-record a checkpoint is about the log; an entry for it would ask for the next one
export async function rotateKey(
  scopes: readonly AnyScope[],
  at: Date,
): Promise<{ readonly old: string; readonly next: string; readonly signed: number }> {
  const old = await auditKey(at);
  const next = await nextAuditKey();
  let signed = 0;
  for (const scope of scopes) {
    const state = await checked(scope);
    if (state === null) continue;
    await storeCheckpoint(scope, state, "rotation", [old, next]);
    signed += 1;
  }
  await finishRotation(at);
  return { old: old.id, next: next.id, signed };
}
