// Expected failures: a code for the program and a sentence for the person.

export const ERROR_CODES = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "INVALID",
  "LIMITED",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Messages by input field name; the empty string is the form as a whole. */
export type FieldErrors = Readonly<Record<string, string>>;

/** An expected failure whose message is written for the user. Everything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;
  /** What a person needs to decide after a CONFLICT: the values now stored, by field. */
  readonly current: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    extra: { fields?: FieldErrors; current?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = extra.fields;
    this.current = extra.current;
  }
}

/** The one sentence for "does not exist" and "belongs to somebody else": the two must not be told apart. */
export function notFound(what: string): AppError {
  return new AppError("NOT_FOUND", `${what} was not found.`);
}

/** Stored values that no form has a field for. */
const UNTYPED = new Set(["version", "state"]);

/**
 * Somebody else saved first; `current` holds the stored values so that the person can compare and decide. Where there is
 * nothing to compare, as with a decision, not even the stored version is told: pressing again would decide on what the
 * person has not seen.
 */
export function staleVersion(what: string, current: Readonly<Record<string, unknown>>): AppError {
  if (Object.keys(current).every((name) => UNTYPED.has(name))) {
    return new AppError(
      "CONFLICT",
      `${what} was changed by someone else since this page was loaded. Nothing was saved. Reload the page and decide on what it says now.`,
    );
  }
  return new AppError(
    "CONFLICT",
    `${what} was changed by someone else while you were editing. Your values are still in the form: compare them with the stored ones and decide.`,
    { current },
  );
}
