// What the activity log says about one requirement, in words, and what an undo may restore.
import { ACTIVITY_VERBS, type ActivityVerb } from "@/lib/core/audit-actions";
import { formatDate, isIsoDate } from "@/lib/core/dates";
import {
  EVIDENCE_STATUS,
  EVIDENCE_STATUSES,
  type EvidenceStatus,
  IMPLEMENTATION,
  IMPLEMENTATIONS,
  VERDICT,
  VERDICTS,
} from "@/lib/core/statuses";

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The two sides of an entry's body; empty where it has none or cannot be read. */
export function sidesOf(body: string): { readonly before: Json; readonly after: Json } {
  try {
    const parsed: unknown = JSON.parse(body);
    if (!isJson(parsed)) return { before: {}, after: {} };
    return {
      before: isJson(parsed.before) ? parsed.before : {},
      after: isJson(parsed.after) ? parsed.after : {},
    };
  } catch {
    return { before: {}, after: {} };
  }
}

function status(value: unknown): EvidenceStatus | null {
  return EVIDENCE_STATUSES.find((one) => one === value) ?? null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

export type UndoableStatus = {
  readonly before: EvidenceStatus;
  readonly overrideReason: string | null;
  readonly overrideBy: string | null;
  /** The version that the change left behind. */
  readonly version: number;
};

/** What the actor's last entry changed, if it is a status change that was not itself an undo. */
export function lastStatusOf(
  entry: { readonly verb: ActivityVerb; readonly actorId: string | null; readonly body: string } | undefined,
  actor: string | null,
): UndoableStatus | null {
  if (entry?.verb !== "requirement.set-status" || entry.actorId === null || entry.actorId !== actor)
    return null;
  const { before, after } = sidesOf(entry.body);
  const was = status(before.evidenceStatus);
  if (was === null || after.undo === true || typeof after.version !== "number") return null;
  return {
    before: was,
    overrideReason: text(before.overrideReason),
    overrideBy: text(before.overrideBy),
    version: after.version,
  };
}

/** One side of a bulk entry for `ref`; the entry itself where it is about one requirement. */
function sideFor(side: Json, ref: string): Json {
  const rows = side.rows;
  if (!isJson(rows)) return side;
  const mine = rows[ref];
  return isJson(mine) ? { ...side, ...mine } : side;
}

function quoted(value: unknown): string {
  const written = text(value);
  return written === null ? "" : `: "${written}"`;
}

function statusWords(before: Json, after: Json): string {
  const from = status(before.evidenceStatus);
  const to = status(after.evidenceStatus);
  if (to === null) return "recorded an evidence status";
  const label = EVIDENCE_STATUS[to].label;
  if (after.undo === true)
    return `took back the change to ${from === null ? "another status" : EVIDENCE_STATUS[from].label}`;
  const move = from === null ? `recorded ${label}` : `moved ${EVIDENCE_STATUS[from].label} to ${label}`;
  return `${move}${quoted(after.reason)}${text(after.overrideReason) === null ? "" : `, with the override "${after.overrideReason}"`}`;
}

function dateWords(value: unknown): string {
  return typeof value === "string" && isIsoDate(value) ? formatDate(value) : "none";
}

function assignWords(after: Json): string {
  const parts: string[] = [];
  if ("ownerId" in after)
    parts.push(
      after.ownerId === null ? "removed the owner" : `assigned it to ${text(after.ownerName) ?? "a member"}`,
    );
  if ("dueOn" in after)
    parts.push(
      after.dueOn === null ? "removed the due date" : `set the due date to ${dateWords(after.dueOn)}`,
    );
  if ("note" in after) parts.push(text(after.note) === null ? "removed the note" : "edited the note");
  return parts.length === 0 ? "saved without a change" : parts.join(", ");
}

function implementationWords(after: Json): string {
  const to = IMPLEMENTATIONS.find((one) => one === after.implementation);
  return to === undefined
    ? "edited the implementation"
    : `recorded implementation ${IMPLEMENTATION[to].label}`;
}

function verdictWords(after: Json, on: string | null): string {
  const verdict = VERDICTS.find((one) => one === after.verdict);
  if (verdict === undefined) return "gave a verdict";
  return `gave the verdict ${VERDICT[verdict].label}${on === null ? "" : ` on ${on}`}${quoted(after.note)}`;
}

export type LoggedEntry = {
  readonly verb: ActivityVerb;
  readonly body: string;
  /** Of the evidence item that the entry is about. */
  readonly title: string | null;
  /** What the entry is about, as the log names it: `CC6.1|A.5.15` for a pair. */
  readonly subject?: string;
};

/** What the entry did to the requirement, after the actor's name: "moved Missing to In progress". */
export function historyWords(entry: LoggedEntry, ref: string): string {
  const { verb } = entry;
  const sides = sidesOf(entry.body);
  const before = sideFor(sides.before, ref);
  const after = sideFor(sides.after, ref);
  const title = entry.title ?? text(after.title) ?? text(before.title);
  switch (verb) {
    case "requirement.set-status":
      return statusWords(before, after);
    case "requirement.assign":
      return assignWords(after);
    case "requirement.bulk-edit":
      return "evidenceStatus" in after ? statusWords(before, after) : assignWords(after);
    case "requirement.set-implementation":
      return implementationWords(after);
    case "crosswalk.override":
    case "crosswalk.reset":
    case "crosswalk.restore":
    case "crosswalk.review":
      return entry.subject === undefined
        ? ACTIVITY_VERBS[verb]
        : `${ACTIVITY_VERBS[verb]}: ${entry.subject.replace("|", " to ")}`;
    case "evidence.give-verdict":
      return verdictWords(after, title);
    case "evidence.link":
      return title === null ? "attached evidence" : `attached ${title}`;
    case "evidence.unlink":
      return title === null ? "unlinked evidence" : `unlinked ${title}`;
    default:
      return title === null ? ACTIVITY_VERBS[verb] : `${ACTIVITY_VERBS[verb]}: ${title}`;
  }
}

/** The drawing beside an entry. */
export function historyIcon(
  verb: ActivityVerb,
): "edit" | "link" | "comment" | "nonconformity" | "soa" | "crosswalk" {
  if (verb === "evidence.confirm-proposals" || verb.startsWith("crosswalk.")) return "crosswalk";
  if (verb === "evidence.give-verdict") return "comment";
  if (verb.startsWith("evidence.")) return "link";
  if (verb.startsWith("nonconformity.")) return "nonconformity";
  return verb.startsWith("soa.") ? "soa" : "edit";
}
