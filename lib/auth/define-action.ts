import "server-only";
import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { authorize } from "@/lib/auth/authorize";
import { setFlash } from "@/lib/auth/flash";
import { formToObject, typedValues } from "@/lib/auth/form-data";
import type { Permission, Scope } from "@/lib/core/access";
import { AppError, type FieldErrors } from "@/lib/core/errors";
import { paths } from "@/lib/core/paths";
import type { ActionFailure, ActionResult } from "@/lib/core/result";
import { unstorableField } from "@/lib/core/storable";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { isOwnOrigin } from "@/lib/platform/origin";

/** What happens after success: a page to go to (forms without script need one) and a sentence shown there. */
export type Afterwards = { readonly redirectTo?: string; readonly flash?: string };

function fieldErrors(error: z.ZodError): FieldErrors {
  const out: Record<string, string> = {};
  for (const issue of error.issues) {
    const name = issue.path.filter((part) => typeof part === "string").join(".");
    out[name] ??= issue.message;
  }
  return out;
}

function invalid(error: z.ZodError): AppError {
  const fields = fieldErrors(error);
  const count = Object.keys(fields).length;
  const message =
    count === 1
      ? (Object.values(fields)[0] ?? "Check the form.")
      : `${count} fields need attention. Nothing was saved.`;
  return new AppError("INVALID", message, { fields });
}

/** The failure that a form or a caller gets for an expected error; anything else is rethrown as the bug it is. */
export function toFailure(error: unknown, data: unknown): ActionFailure {
  if (!(error instanceof AppError)) throw error;
  if (error.code === "FORBIDDEN" || error.code === "NOT_FOUND")
    log().warn({ event: "access.denied", code: error.code });
  return {
    ok: false,
    code: error.code,
    message: error.message,
    ...(error.fields === undefined ? {} : { fields: error.fields }),
    ...(error.current === undefined ? {} : { current: error.current }),
    ...(data instanceof FormData ? { typed: typedValues(data) } : {}),
  };
}

/** @throws AppError FORBIDDEN (the request does not come from our own pages) */
export async function requireOwnOrigin(): Promise<void> {
  if (!isOwnOrigin(await headers(), env().appOrigin)) {
    throw new AppError(
      "FORBIDDEN",
      `This form was sent from another address. Open ${env().appOrigin} and try again.`,
    );
  }
}

const UNSTORABLE = "The text holds a character that cannot be stored. Type it again without that character.";

/** The data as the schema reads it, and nothing that the database cannot hold. @throws AppError INVALID */
export function parse<I extends z.ZodType>(input: I, data: unknown): z.output<I> {
  const sent = data instanceof FormData ? formToObject(data) : data;
  const parsed = input.safeParse(sent);
  if (!parsed.success) throw invalid(parsed.error);
  if (unstorableField(parsed.data) === null) return parsed.data;
  // The form knows its field by the name under which it was sent, not by where the schema puts it.
  throw new AppError("INVALID", UNSTORABLE, { fields: { [unstorableField(sent) ?? ""]: UNSTORABLE } });
}

/** Leaves the sentence for the next page and goes there. */
export async function follow(after: Afterwards | undefined): Promise<void> {
  if (after?.flash !== undefined) await setFlash(after.flash);
  if (after?.redirectTo !== undefined) redirect(after.redirectTo as Route);
}

/**
 * The only shape of a server action inside a workspace: origin, session, membership, permission, strict input, mutation.
 * The result is `(slug, previous, data)` with `data` a form or a plain object; bind the slug for `useActionState`.
 * Expected errors come back as a failure with what was typed; success makes every page of the workspace fresh.
 */
export function defineAction<P extends Permission, I extends z.ZodType, T>(spec: {
  readonly needs: P | readonly P[];
  readonly input: I;
  readonly run: (scope: Scope<P>, input: z.output<I>) => Promise<T>;
  readonly after?: (slug: string, data: T, input: z.output<I>) => Afterwards;
}): (
  slug: string,
  previous: ActionResult<T> | null,
  data: FormData | z.input<I>,
) => Promise<ActionResult<T>> {
  const needs = (Array.isArray(spec.needs) ? spec.needs : [spec.needs]) as readonly P[];
  return async (slug, _previous, data) => {
    let result: ActionResult<T>;
    let next: Afterwards | undefined;
    try {
      await requireOwnOrigin();
      const scope = await authorize(String(slug), ...needs);
      const input = parse(spec.input, data);
      const done = await spec.run(scope, input);
      result = { ok: true, data: done };
      next = spec.after?.(scope.workspaceSlug, done, input);
    } catch (error) {
      return toFailure(error, data);
    }
    revalidatePath(paths.home(slug), "layout");
    await follow(next);
    return result;
  };
}

/** A server action before or beside any workspace: own origin and strict input; the run itself checks who is asking. */
export function definePublicAction<I extends z.ZodType, T>(spec: {
  readonly input: I;
  readonly run: (input: z.output<I>) => Promise<T>;
  readonly after?: (data: T, input: z.output<I>) => Afterwards;
}): (previous: ActionResult<T> | null, data: FormData | z.input<I>) => Promise<ActionResult<T>> {
  return async (_previous, data) => {
    let result: ActionResult<T>;
    let next: Afterwards | undefined;
    try {
      await requireOwnOrigin();
      const input = parse(spec.input, data);
      const done = await spec.run(input);
      result = { ok: true, data: done };
      next = spec.after?.(done, input);
    } catch (error) {
      return toFailure(error, data);
    }
    await follow(next);
    return result;
  };
}
