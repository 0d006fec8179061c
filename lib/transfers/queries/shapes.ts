import "server-only";
import { z } from "zod";
import { FILE_TYPES } from "@/lib/core/file-allowed";
import { isStorable } from "@/lib/core/storable";
import type { TransferColumn, TransferTable } from "@/lib/transfers/queries/tables";

const TEXT_LIMIT = 5_000_000;
const KEY = /^[0-9a-f]{16}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::\d\d)?)$/;

const BY_TYPE: Readonly<Record<string, z.ZodType>> = {
  uuid: z.guid(),
  text: z.string().max(TEXT_LIMIT).refine(isStorable),
  "text[]": z.array(z.string().max(TEXT_LIMIT).refine(isStorable)),
  integer: z.int().min(-2_147_483_648).max(2_147_483_647),
  bigint: z.int(),
  boolean: z.boolean(),
  date: z.iso.date(),
  "timestamp with time zone": z.string().regex(INSTANT),
  jsonb: z.json(),
};

/** What the product itself would never have stored, beyond the types of the columns. */
const CHECKS: Readonly<Record<string, (row: Readonly<Record<string, unknown>>) => string | null>> = {
  artifacts: ({ url }) =>
    url === null || url === undefined || /^https?:\/\//i.test(String(url))
      ? null
      : "the address of a link begins with something else than http",
  blobs: ({ media_type: type }) =>
    Object.values(FILE_TYPES).some(({ mediaType }) => mediaType === type)
      ? null
      : `files of the type "${String(type)}" are not taken`,
};

function fieldOf(column: TransferColumn): z.ZodType {
  const base = column.person ? z.string().regex(KEY) : BY_TYPE[column.type];
  if (base === undefined) throw new Error(`No rule for a column of the type ${column.type}.`);
  return column.required ? base : base.nullable().optional();
}

export type RowReader = (
  line: string,
) =>
  | { readonly ok: true; readonly row: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly reason: string };

/** Reads one line of a table's file strictly: only known columns, each of its type. Constraints are the database's. */
export function rowReader(table: TransferTable): RowReader {
  const shape = z.strictObject(
    Object.fromEntries(table.columns.map((column) => [column.name, fieldOf(column)])),
  );
  return (line) => {
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      return { ok: false, reason: "the line is not JSON" };
    }
    const parsed = shape.safeParse(json);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue?.path.join(".") ?? "";
      return {
        ok: false,
        reason: where === "" ? (issue?.message ?? "unknown fields") : `"${where}" is not as expected`,
      };
    }
    const refusal = CHECKS[table.name]?.(parsed.data) ?? null;
    return refusal === null ? { ok: true, row: parsed.data } : { ok: false, reason: refusal };
  };
}
