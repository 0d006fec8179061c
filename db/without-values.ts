// What people typed, addresses and hashes are values of statements. An error that reaches a log carries none of them.
import { DrizzleQueryError } from "drizzle-orm";

/** Takes the values out of a failed statement's error, in place; its text, code and constraint stay. Returns the error. */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  const told = error.message;
  const { cause } = error;
  error.message = `Failed query: ${error.query}`;
  error.stack = error.stack?.replace(told, () => error.message) ?? "";
  error.params = [];
  if (cause !== undefined && "detail" in cause) delete cause.detail;
  if (cause !== undefined && "where" in cause) delete cause.where;
  return error;
}
