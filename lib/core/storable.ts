// Text that the database can keep: no NUL, no half of a surrogate pair.

const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/** Whether PostgreSQL stores the text as it is, in a column and in the activity log. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && !LONE_SURROGATE.test(text);
}

/** The text up to `limit` UTF-16 units, never ending in half of a surrogate pair, which could not be stored. */
export function clipped(text: string, limit: number): string {
  return text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "");
}

/** The first field of a parsed form that holds text which cannot be stored; `""` when it is the value itself, null when all can. */
export function unstorableField(value: unknown): string | null {
  if (typeof value === "string") return isStorable(value) ? null : "";
  if (value instanceof File) return isStorable(value.name) ? null : "";
  if (typeof value !== "object" || value === null) return null;
  const found = Object.entries(value).find(
    ([name, part]) => !isStorable(name) || unstorableField(part) !== null,
  );
  return found === undefined ? null : found[0];
}
