import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";

/**
 * Holds the name of the bytes until the transaction ends. Rows that name bytes are written, and bytes are removed, under
 * this lock only: whoever removes has seen that no row is left, and whoever writes a row has seen that the bytes are there.
 */
export async function lockBlob(tx: Tx, scope: AnyScope, sha256: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${scope.workspaceId}/${sha256}`}, 20))`,
  );
}
