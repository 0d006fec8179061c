import "server-only";
import { createHash } from "node:crypto";
import { inWorkspace, type Tx } from "@/db/tenant";
import { type ActivityEntry, record } from "@/lib/audit-log/mutations";
import type { AnyScope, Scope } from "@/lib/core/access";
import { canonicalJson } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import { CONTROL_BY_REF } from "@/lib/core/frameworks/catalogue";
import {
  type ObligationLine,
  type ObligationPlan,
  type ObligationWrite,
  outcomesOf,
  planObligations,
} from "@/lib/core/obligation-csv";
import { decodeRegister } from "@/lib/core/register-text";
import type { ImportObligationsInput } from "@/lib/obligations/input";
import {
  invalid,
  lockObligations,
  nextNumbers,
  type StoredObligation,
} from "@/lib/obligations/mutations/locked";
import {
  changeObligations,
  type ObligationChange,
  storeObligations,
} from "@/lib/obligations/mutations/register";
import { readControlChoices, readObligations } from "@/lib/obligations/queries";
import { readMembers } from "@/lib/workspaces/queries";

export type ObligationImport = {
  /** Whether it was stored; a preview stores nothing. */
  readonly done: boolean;
  /** Sent back to store exactly what was announced. */
  readonly text: string;
  readonly announced: string;
  readonly lines: readonly ObligationLine[];
  readonly ignored: readonly string[];
};

async function textOf({ file, text }: ImportObligationsInput): Promise<string> {
  if (text !== undefined && text !== "") return text;
  if (file === undefined || file.size === 0) throw invalid("file", "Choose a file.");
  const decoded = decodeRegister(new Uint8Array(await file.arrayBuffer()));
  if (!decoded.ok) throw invalid("file", decoded.reason);
  return decoded.text;
}

async function plan(tx: Tx, text: string): Promise<ObligationPlan> {
  const rows = await readObligations(tx);
  const members = await readMembers(tx);
  const controls = await readControlChoices(tx);
  const ownControls = new Set(controls.map(({ ref }) => ref).filter((ref) => !CONTROL_BY_REF.has(ref)));
  const existing = rows.filter(({ archived }) => !archived);
  const result = planObligations(text, { existing, members, ownControls });
  if (!result.ok) throw invalid("file", result.reason);
  return result.plan;
}

function announcedBy({ lines, writes }: ObligationPlan): string {
  return createHash("sha256").update(canonicalJson({ lines, writes })).digest("hex");
}

type Locked = ReadonlyMap<string, StoredObligation>;

async function writeChanged(
  tx: Tx,
  scope: AnyScope,
  writes: readonly ObligationWrite[],
  locked: Locked,
): Promise<readonly ActivityEntry[]> {
  const changes = writes.flatMap(({ id, values }): readonly ObligationChange[] => {
    const row = id === null ? undefined : locked.get(id);
    return row === undefined ? [] : [{ row, wanted: values }];
  });
  const sides = await changeObligations(tx, scope, changes);
  return sides.map(({ before, after }, at) => ({
    verb: "obligation.edit",
    subject: { kind: "obligation", ref: changes[at]?.row.id ?? "" },
    before,
    after: { ...after, imported: true },
  }));
}

async function write(
  tx: Tx,
  scope: AnyScope,
  writes: readonly ObligationWrite[],
  locked: Locked,
): Promise<readonly ActivityEntry[]> {
  const added = writes.filter(({ id }) => id === null).map(({ values }) => values);
  const entries: ActivityEntry[] = [];
  if (added.length > 0) {
    const stored = await storeObligations(tx, scope, added);
    for (const [at, { id, number }] of stored.entries()) {
      entries.push({
        verb: "obligation.add",
        subject: { kind: "obligation", ref: id },
        after: { number, ...added[at], imported: true },
      });
    }
  }
  return [...entries, ...(await writeChanged(tx, scope, writes, locked))];
}

/**
 * Reads a register of obligations. Without `announced` it only says what each line would do; with it, it stores that,
 * unless the register has changed so that something else would happen. Lines with a problem are left out.
 * @throws AppError INVALID (no register), CONFLICT (something else would happen, or nothing)
 */
export async function importObligations(
  scope: Scope<"obligation:write">,
  input: ImportObligationsInput,
): Promise<ObligationImport> {
  const text = await textOf(input);
  const wanted = input.announced;
  return inWorkspace(scope, async (tx) => {
    // Numbers are given one import at a time: the second reads what the first has added.
    if (wanted !== undefined) await nextNumbers(tx, scope, 0);
    const locked = wanted === undefined ? [] : await lockObligations(tx);
    const planned = await plan(tx, text);
    const { lines, writes, ignored } = planned;
    const announced = announcedBy(planned);
    if (wanted === undefined) return { done: false, text, announced, lines, ignored };
    if (wanted !== announced) {
      throw new AppError(
        "CONFLICT",
        "The register changed after the preview, so nothing was stored. Choose the file again and look at the new preview.",
      );
    }
    if (writes.length === 0) throw new AppError("CONFLICT", "The file changes nothing.");
    const entries = await write(tx, scope, writes, new Map(locked.map((row) => [row.id, row])));
    const { new: added, changed, refused } = outcomesOf(lines);
    await record(tx, scope, [
      ...entries,
      {
        verb: "obligation.import",
        subject: { kind: "import", ref: "obligations" },
        after: { added, changed, refused },
      },
    ]);
    return { done: true, text: "", announced, lines, ignored };
  });
}
