// What the activity page and its export show of one entry, and how the log is filtered.
import { ACTIVITY_VERBS, type ActivityVerb, SUBJECT_KINDS, type SubjectKind } from "@/lib/core/audit-actions";
import { formatDate, formatInstant, type IsoDate, isIsoDate } from "@/lib/core/dates";

export type ActivityRow = {
  readonly seq: number;
  readonly at: Date;
  readonly actorName: string;
  readonly verb: ActivityVerb;
  readonly subjectKind: SubjectKind;
  readonly subjectRef: string;
  readonly changes: readonly ActivityChange[];
  readonly requestId: string;
  /** Hexadecimal SHA-256 that chains this entry to the one before it. */
  readonly hash: string;
};
export type ActivityChange = { readonly field: string; readonly before: string; readonly after: string };

export type ActivityFilter = {
  readonly actorId: string | null;
  readonly verb: ActivityVerb | null;
  readonly kind: SubjectKind | null;
  readonly ref: string;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
};

export type ActivityPage = {
  readonly rows: readonly ActivityRow[];
  /** Entries that fit the filter, on all pages. */
  readonly total: number;
  /** Number of the last entry shown when older ones follow. */
  readonly before: number | null;
};

export type ChainCheck = {
  readonly entries: number;
  /** Number of the first entry that does not fit its hash or its predecessor; null when all fit. */
  readonly firstBroken: number | null;
  /** The newest hash, to keep outside the database. */
  readonly head: string;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The filter that an address asks for; what is unknown or malformed filters nothing. */
export function readActivityFilter(query: Readonly<Record<string, string | undefined>>): ActivityFilter {
  const date = (text: string | undefined) => (text !== undefined && isIsoDate(text) ? text : null);
  return {
    actorId: query.actor !== undefined && UUID.test(query.actor) ? query.actor : null,
    verb: (Object.keys(ACTIVITY_VERBS) as ActivityVerb[]).find((one) => one === query.verb) ?? null,
    kind: SUBJECT_KINDS.find((one) => one === query.kind) ?? null,
    ref: (query.ref ?? "").trim().slice(0, 200),
    from: date(query.from),
    to: date(query.to),
  };
}

/** The same filter as an address spells it. */
export function activityQuery(filter: ActivityFilter): Readonly<Record<string, string | null>> {
  return {
    actor: filter.actorId,
    verb: filter.verb,
    kind: filter.kind,
    ref: filter.ref === "" ? null : filter.ref,
    from: filter.from,
    to: filter.to,
  };
}

function words(value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(words).join(", ");
  return Object.entries(members(value))
    .map(([name, inner]) => `${fieldWords(name)} ${words(inner) || "empty"}`)
    .join(", ");
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** The fields that an entry's body names, before and after, as text. */
export function changesOf(before: unknown, after: unknown): readonly ActivityChange[] {
  const old = members(before);
  const now = members(after);
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].map((field) => ({
    field,
    before: words(old[field]),
    after: words(now[field]),
  }));
}

const UUIDS = new RegExp(UUID.source.slice(1, -1), "gi");
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const STATE = /^[a-z]+(_[a-z]+)+$/;

/** A stored value as a person reads it: people by name, other ids by their first eight digits, dates and states in words. */
export function valueWords(value: string, names: ReadonlyMap<string, string>, timeZone: string): string {
  if (isIsoDate(value)) return formatDate(value);
  if (INSTANT.test(value)) return formatInstant(new Date(value), timeZone);
  if (STATE.test(value)) return value.replaceAll("_", " ");
  return value.replace(UUIDS, (id) => names.get(id) ?? id.slice(0, 8));
}

const REF = /^[A-Z]+\.?\d[\d.]*$/;

/** `requestId` reads "request id"; references such as A.5.15 stay. */
export function fieldWords(field: string): string {
  if (REF.test(field)) return field;
  return field
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}
