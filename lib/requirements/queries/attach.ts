import "server-only";
import { inWorkspace } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import type { EvidenceOption } from "@/lib/core/evidence-dto";
import { readEvidenceOptions } from "@/lib/evidence/queries";

export type AttachOptions = { readonly options: readonly EvidenceOption[]; readonly more: boolean };

/** The items that an attach panel offers: for one requirement the suggested ones first, for several by title. */
export async function listAttachOptions(
  scope: Scope<"evidence:read">,
  wanted: { readonly ref: string | null; readonly q: string; readonly now: Date },
): Promise<AttachOptions> {
  const today = dateIn(scope.timeZone, wanted.now);
  const { ref, q } = wanted;
  return inWorkspace(scope, (tx) => readEvidenceOptions(tx, { ...(ref === null ? {} : { ref }), q, today }));
}
