import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { authorize } from "@/lib/auth/authorize";
import type { SessionPerson } from "@/lib/auth/queries";
import { requirePerson } from "@/lib/auth/session";
import type { Permission, Scope } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";
import { internalPath } from "@/lib/core/internal-path";
import { paths, withQuery } from "@/lib/core/paths";

/** Sends to sign-in, and back afterwards to the page of the workspace that was asked for. */
export async function toSignIn(slug: string): Promise<never> {
  const asked = internalPath((await headers()).get("x-path"));
  const next = asked?.startsWith(paths.home(slug)) ? asked : paths.home(slug);
  redirect(withQuery(paths.signIn(), { next }));
}

/** `authorize` for pages: sends to sign-in, to "not found", or to the page that names the role that may. */
export async function pageScope<P extends Permission>(
  slug: string,
  ...needs: readonly P[]
): Promise<Scope<P>> {
  try {
    return await authorize(slug, ...needs);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "UNAUTHENTICATED") await toSignIn(slug);
    if (error.code === "NOT_FOUND") notFound();
    if (error.code === "FORBIDDEN") redirect(withQuery(paths.noAccess(slug), { needs: needs.join(",") }));
    throw error;
  }
}

/** The signed-in person for pages outside workspaces; sends to sign-in otherwise. */
export async function pagePerson(next: string): Promise<SessionPerson> {
  try {
    return await requirePerson();
  } catch (error) {
    if (error instanceof AppError && error.code === "UNAUTHENTICATED") {
      redirect(withQuery(paths.signIn(), { next }));
    }
    throw error;
  }
}

/** Runs a page's query; what is not there, or not theirs, becomes the 404 page. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
