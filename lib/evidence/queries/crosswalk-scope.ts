import "server-only";
import { eq } from "drizzle-orm";
import { type RowsOf, readTogether } from "@/db/bulk";
import { soaRows } from "@/db/schema/requirements";
import type { Tx } from "@/db/tenant";
import type { CrosswalkInput } from "@/lib/core/crosswalk";
import type { Programme } from "@/lib/core/programme";
import { crosswalkOf, crosswalkRows } from "@/lib/crosswalk/queries";

export type CrosswalkScope = {
  readonly workspaceName: string;
  readonly programme: Programme;
  readonly input: CrosswalkInput;
  /** Controls that the Statement of Applicability excludes: nothing is proposed for them. */
  readonly excluded: ReadonlySet<string>;
};

/** What `crosswalkScopeOf` reads, for `readTogether`. */
export function crosswalkScopeLists(tx: Tx) {
  return {
    crosswalk: crosswalkRows(tx),
    excluded: tx.select({ ref: soaRows.ref }).from(soaRows).where(eq(soaRows.applicability, "excluded")),
  };
}
type Lists = ReturnType<typeof crosswalkScopeLists>;

/** The scope from the rows of `crosswalkScopeLists`. */
export function crosswalkScopeOf(found: { readonly [K in keyof Lists]: RowsOf<Lists[K]> }): CrosswalkScope {
  const { workspace, programme, crosswalk: input } = crosswalkOf(found.crosswalk);
  const excluded = new Set(found.excluded.map(({ ref }) => ref));
  return { workspaceName: workspace.name, programme, input, excluded };
}

/** Everything that proposals depend on besides the catalogue: scope, the team's overrides, excluded controls. One statement. */
export async function readCrosswalkScope(tx: Tx): Promise<CrosswalkScope> {
  return crosswalkScopeOf(await readTogether(tx, crosswalkScopeLists(tx)));
}
