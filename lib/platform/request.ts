import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";

/** Facts of the request that the log and the limits need. The address is the nearest hop's, as the server saw it. */
export async function requestFacts(): Promise<{
  readonly requestId: string;
  readonly ip: string | null;
  readonly agent: string | null;
}> {
  const all = await headers();
  const hops = all.get("x-forwarded-for")?.split(",") ?? [];
  return {
    requestId: all.get("x-request-id") ?? randomUUID(),
    ip: hops.at(-1)?.trim() ?? null,
    agent: all.get("user-agent"),
  };
}
