import "server-only";
import { eq } from "drizzle-orm";
import { crosswalkOverrides, soaRows } from "@/db/schema/requirements";
import type { Tx } from "@/db/tenant";
import type { CrosswalkInput } from "@/lib/core/crosswalk";
import type { Programme } from "@/lib/core/programme";
import { readProgramme } from "@/lib/workspaces/queries";

export type CrosswalkScope = {
  readonly programme: Programme;
  readonly input: CrosswalkInput;
  /** Controls that the Statement of Applicability excludes: nothing is proposed for them. */
  readonly excluded: ReadonlySet<string>;
};

/** Everything that proposals depend on besides the catalogue: scope, the team's overrides, excluded controls. */
export async function readCrosswalkScope(tx: Tx): Promise<CrosswalkScope> {
  const [programme, overrides, excluded] = await Promise.all([
    readProgramme(tx),
    tx
      .select({
        criterion: crosswalkOverrides.criterion,
        ref: crosswalkOverrides.ref,
        overlap: crosswalkOverrides.overlap,
        note: crosswalkOverrides.note,
        reason: crosswalkOverrides.reason,
      })
      .from(crosswalkOverrides),
    tx.select({ ref: soaRows.ref }).from(soaRows).where(eq(soaRows.applicability, "excluded")),
  ]);
  return {
    programme,
    input: { categories: programme.categories, countWildcard: programme.countWildcard, overrides },
    excluded: new Set(excluded.map((row) => row.ref)),
  };
}
