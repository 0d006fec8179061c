import "server-only";
import { eq } from "drizzle-orm";
import { soaRows } from "@/db/schema/requirements";
import type { Tx } from "@/db/tenant";
import type { CrosswalkInput } from "@/lib/core/crosswalk";
import type { Programme } from "@/lib/core/programme";
import { readCrosswalk } from "@/lib/crosswalk/queries";

export type CrosswalkScope = {
  readonly workspaceName: string;
  readonly programme: Programme;
  readonly input: CrosswalkInput;
  /** Controls that the Statement of Applicability excludes: nothing is proposed for them. */
  readonly excluded: ReadonlySet<string>;
};

/** Everything that proposals depend on besides the catalogue: scope, the team's overrides, excluded controls. */
export async function readCrosswalkScope(tx: Tx): Promise<CrosswalkScope> {
  const [{ workspace, programme, crosswalk: input }, excluded] = await Promise.all([
    readCrosswalk(tx),
    tx.select({ ref: soaRows.ref }).from(soaRows).where(eq(soaRows.applicability, "excluded")),
  ]);
  return {
    workspaceName: workspace.name,
    programme,
    input,
    excluded: new Set(excluded.map((row) => row.ref)),
  };
}
