import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { evidenceItems } from "@/db/schema/evidence";
import { isIsoDate } from "@/lib/core/dates";
import type { ItemState } from "@/lib/core/statuses";
import { isStorable } from "@/lib/core/storable";
import type { LibraryFilters, LibrarySort } from "@/lib/evidence/input";

/** The list in an order is a row of parts, one after the other; each is one range of one index. */
type Part = {
  /** What only the rows of this part have. */
  readonly where: SQL;
  /** What they are sorted by, before their id. */
  readonly by: SQL;
  /** None of its rows has a value to sort by, so their id alone tells where one stands. */
  readonly empty?: true;
  /** Its type, for the text of a cursor. */
  readonly type: "text" | "date" | "integer";
};

const any = sql`true`;
const { reference, title, renewOn, ownerId, ownerText } = evidenceItems;
const byName = (text: typeof title | typeof reference) => sql`${text} collate "und-x-icu"`;
const withRenewal: Part = { where: sql`${renewOn} is not null`, by: sql`${renewOn}`, type: "date" };
const withoutRenewal: Part = {
  where: sql`${renewOn} is null`,
  by: sql`${renewOn}`,
  type: "date",
  empty: true,
};
const hasOwner = sql`(${ownerId} is not null or ${ownerText} <> '')`;
const STATE_ORDER = ["draft", "returned", "submitted", "accepted", "superseded", "withdrawn"] as const;

function ofState(state: ItemState, part: Part): Part {
  return { ...part, where: sql`${evidenceItems.state} = ${state} and ${part.where}` };
}

/** Rows without a value come last in both directions, so falling turns the order inside the parts, not of the parts. */
function partsOf(by: LibrarySort, falling: boolean): readonly Part[] {
  switch (by) {
    case "title":
      return [{ where: any, by: byName(title), type: "text" }];
    case "renew":
      return [withRenewal, withoutRenewal];
    case "state": {
      const states = falling ? [...STATE_ORDER].reverse() : STATE_ORDER;
      return states.flatMap((state) => [ofState(state, withRenewal), ofState(state, withoutRenewal)]);
    }
    case "owner":
      return [
        { where: hasOwner, by: sql`lower(coalesce(owners.name, ${ownerText}))`, type: "text" },
        { where: sql`not ${hasOwner}`, by: sql`null::text`, type: "text", empty: true },
      ];
    case "used":
      return [{ where: any, by: sql`coalesce(uses.number, 0)`, type: "integer" }];
    default:
      return [
        { where: sql`${reference} is not null`, by: byName(reference), type: "text" },
        { where: sql`${reference} is null`, by: byName(reference), type: "text", empty: true },
      ];
  }
}

/** What the two orders that no index carries have to look up beside the item. */
function lookups(by: LibrarySort): SQL {
  if (by === "owner") return sql` left join users owners on owners.id = ${ownerId}`;
  if (by !== "used") return sql``;
  return sql` left join (select l.item_id, count(*)::int as number from evidence_links l group by l.item_id) uses on uses.item_id = ${evidenceItems.id}`;
}

/** Where a page begins: after (or, going back, before) the row with this key in this part. */
export type Cursor = {
  readonly p: number;
  readonly k: string | null;
  readonly id: string;
  /** Position of the row that follows, from 1. */
  readonly n: number;
  /** Whether the page before is meant. */
  readonly b: boolean;
};

/** The cursor as an address carries it. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isKey: Readonly<Record<Part["type"], (text: string) => boolean>> = {
  text: isStorable,
  date: isIsoDate,
  integer: (text) => /^\d{1,9}$/.test(text),
};

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function cursorOf(given: unknown, parts: readonly Part[]): Cursor | null {
  if (typeof given !== "object" || given === null) return null;
  const { p, k, id, n, b } = given as Record<string, unknown>;
  if (!(isPlace(p) && isPlace(n)) || typeof id !== "string" || !ID.test(id)) return null;
  const part = parts[p];
  if (part === undefined) return null;
  const key = typeof k === "string" && isKey[part.type](k) ? k : null;
  return part.empty || key !== null ? { p, k: key, id, n, b: b === true } : null;
}

function decode(text: string, parts: readonly Part[]): Cursor | null {
  if (text === "") return null;
  try {
    return cursorOf(JSON.parse(Buffer.from(text, "base64url").toString()), parts);
  } catch {
    return null;
  }
}

const TYPE = { text: sql`text`, date: sql`date`, integer: sql`integer` } as const;

function beyond(part: Part, cursor: Cursor, falling: boolean): SQL {
  const compare = falling ? sql`<` : sql`>`;
  const id = sql`${cursor.id}::uuid`;
  if (part.empty) return sql`${evidenceItems.id} ${compare} ${id}`;
  const key = sql`${cursor.k}::${TYPE[part.type]}`;
  return sql`(${part.by}, ${evidenceItems.id}) ${compare} (${key}, ${id})`;
}

type Reading = {
  readonly by: LibrarySort;
  readonly filter: SQL;
  readonly cursor: Cursor | null;
  readonly falling: boolean;
  readonly limit: number;
};

/** At most `limit` rows of one part, read off its index. */
function partQuery(part: Part, index: number, reading: Reading): SQL {
  const { by, filter, cursor, falling, limit } = reading;
  const way = falling ? sql`desc` : sql`asc`;
  const at = cursor !== null && cursor.p === index ? sql` and ${beyond(part, cursor, falling)}` : sql``;
  return sql`(select found.id, ${index}::int as part, found.k::text as k, row_number() over (order by k ${way}, id ${way}) as place from (
    select ${evidenceItems.id} as id, ${part.by} as k from ${evidenceItems}${lookups(by)}
    where ${part.where} and ${filter}${at} order by ${part.by} ${way}, ${evidenceItems.id} ${way} limit ${limit}) found)`;
}

export type PageQuery = {
  /** Rows (id, part, k, place) of the page and the first beyond it, in no order: a derived table. */
  readonly rows: SQL;
  /** Their order, for the table under the name `page`. */
  readonly order: SQL;
  readonly cursor: Cursor | null;
  readonly back: boolean;
};

/**
 * The rows after the filters' cursor as a query that reads at most `limit` rows of each part, whatever comes before
 * them. Going back, the rows come nearest first. A cursor that does not fit the order is ignored.
 */
export function pageQuery(filters: LibraryFilters, filter: SQL, limit: number): PageQuery {
  const by = filters.sort?.by ?? "reference";
  const descending = filters.sort?.descending ?? false;
  const parts = partsOf(by, descending);
  const cursor = decode(filters.cursor, parts);
  const back = cursor?.b ?? false;
  const reading: Reading = { by, filter, cursor, falling: descending !== back, limit };
  const reached = parts.flatMap((part, index) => {
    const passed = cursor !== null && (back ? index > cursor.p : index < cursor.p);
    return passed ? [] : [partQuery(part, index, reading)];
  });
  return {
    rows: sql`(${sql.join(reached, sql` union all `)})`,
    order: back ? sql`page.part desc, page.place` : sql`page.part, page.place`,
    cursor,
    back,
  };
}
