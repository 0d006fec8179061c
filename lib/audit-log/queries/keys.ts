import "server-only";
import type { SigningKey } from "@/lib/core/checkpoint";
import { toBase64 } from "@/lib/core/tlog-bytes";
import { listedKeys } from "@/lib/platform/audit-key";

/** The public keys of this installation as texts, newest first; instants in ISO form, UTC. */
export async function listKeysInText(): Promise<readonly SigningKey[]> {
  const keys = await listedKeys();
  return keys.toReversed().map(({ id, publicKey, from, until }) => ({
    ...{ id, key: toBase64(publicKey), from: from.toISOString() },
    until: until?.toISOString() ?? null,
  }));
}
