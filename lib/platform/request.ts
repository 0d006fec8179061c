import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";

export type RequestFacts = {
  readonly requestId: string;
  readonly ip: string | null;
  readonly agent: string | null;
};

/** Null in a program that answers no request: a job, a seed, a test. */
async function requestHeaders(): Promise<{ readonly get: (name: string) => string | null } | null> {
  try {
    return await headers();
  } catch (error) {
    if (error instanceof Error && error.message.includes("outside a request scope")) return null;
    throw error;
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The proxy's id; where it does not run, only what looks like one is taken from the caller. */
function requestIdOf(given: string | null): string {
  return given !== null && UUID.test(given) ? given : randomUUID();
}

/** Facts of the request that the log and the limits need. The address is the nearest hop's, as the server saw it. */
export async function requestFacts(): Promise<RequestFacts> {
  const all = await requestHeaders();
  if (all === null) return { requestId: randomUUID(), ip: null, agent: null };
  const hops = all.get("x-forwarded-for")?.split(",") ?? [];
  return {
    requestId: requestIdOf(all.get("x-request-id")),
    ip: hops.at(-1)?.trim() ?? null,
    agent: all.get("user-agent"),
  };
}
