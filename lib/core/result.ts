// What a server action answers: data, or a code with sentences for the form.
import type { ErrorCode, FieldErrors } from "@/lib/core/errors";

export type ActionFailure = {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly message: string;
  readonly fields?: FieldErrors;
  /** The stored values after a CONFLICT. */
  readonly current?: Readonly<Record<string, unknown>>;
  /** What the person had typed, so that a form without script keeps it. */
  readonly typed?: Readonly<Record<string, string | readonly string[]>>;
};
export type ActionSuccess<T> = { readonly ok: true; readonly data: T };
export type ActionResult<T = null> = ActionSuccess<T> | ActionFailure;

/** A sentence left for the next page by an action. The id tells two events that say the same apart. */
export type Flash = { readonly id: string; readonly text: string };
