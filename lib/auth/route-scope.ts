import "server-only";
import { authorize } from "@/lib/auth/authorize";
import { requireOwnOrigin } from "@/lib/auth/define-action";
import type { Permission, Scope } from "@/lib/core/access";
import { AppError, type ErrorCode } from "@/lib/core/errors";

const STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  INVALID: 422,
  LIMITED: 429,
};

/** The answer to an expected error in a route handler; anything else is rethrown. */
export function toResponse(error: unknown): Response {
  if (!(error instanceof AppError)) throw error;
  return Response.json(
    { code: error.code, message: error.message },
    { status: STATUS[error.code], headers: { "cache-control": "no-store" } },
  );
}

/** Runs a GET handler with a proven scope; expected errors become status and sentence. */
export async function withScope<P extends Permission>(
  slug: string,
  needs: P,
  work: (scope: Scope<P>) => Promise<Response>,
): Promise<Response> {
  try {
    return await work(await authorize(slug, needs));
  } catch (error) {
    return toResponse(error);
  }
}

/** The same for a handler that changes something: route handlers have no origin check of the framework's. */
export async function withWriteScope<P extends Permission>(
  slug: string,
  needs: P | readonly P[],
  work: (scope: Scope<P>) => Promise<Response>,
): Promise<Response> {
  try {
    await requireOwnOrigin();
    return await work(await authorize(slug, ...((Array.isArray(needs) ? needs : [needs]) as readonly P[])));
  } catch (error) {
    return toResponse(error);
  }
}
