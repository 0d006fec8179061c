import "server-only";
import { sql } from "drizzle-orm";
import { evidenceLinks } from "@/db/schema/evidence";
import { soaSuggestionDismissals } from "@/db/schema/soa-versions";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import type { SoaSuggestionDto } from "@/lib/core/soa-dto";
import { now } from "@/lib/platform/clock";
import type { DecideSuggestionsInput } from "@/lib/soa/input";
import { personOf } from "@/lib/soa/mutations/versions";
import { readDraft } from "@/lib/soa/queries";

const keyOf = ({ ref, field, basis }: Pick<SoaSuggestionDto, "basis"> & { ref: string; field: string }) =>
  `${ref}:${field}:${basis}`;

/** Words into rows that still have none: what somebody wrote meanwhile stays. */
async function writeWords(
  tx: Tx,
  scope: Scope<"soa:write">,
  chosen: readonly SoaSuggestionDto[],
): Promise<void> {
  const words = chosen.filter(({ field }) => field === "description").map(({ ref, text }) => ({ ref, text }));
  if (words.length === 0) return;
  await tx.execute(sql`
    update soa_rows as s
    set description = v.text, version = s.version + 1, updated_at = now(), updated_by = ${personOf(scope)}
    from jsonb_to_recordset(${JSON.stringify(words)}::text::jsonb) as v(ref text, text text)
    where s.workspace_id = ${scope.workspaceId} and s.ref = v.ref and s.description = ''`);
}

/** Links without a verdict: a reviewer still says whether the evidence is sufficient for the control. */
async function attach(tx: Tx, scope: Scope<"soa:write">, chosen: readonly SoaSuggestionDto[]): Promise<void> {
  const { workspaceId } = scope;
  const linkedBy = personOf(scope);
  const links = chosen.flatMap(({ ref, itemIds }) => itemIds.map((itemId) => ({ ref, itemId })));
  if (links.length === 0) return;
  await tx
    .insert(evidenceLinks)
    .values(links.map((link) => ({ workspaceId, ...link, origin: "crosswalk" as const, linkedBy })))
    .onConflictDoNothing();
}

async function dismiss(
  tx: Tx,
  scope: Scope<"soa:write">,
  chosen: readonly SoaSuggestionDto[],
): Promise<void> {
  const { workspaceId } = scope;
  const dismissedBy = personOf(scope);
  await tx
    .insert(soaSuggestionDismissals)
    .values(chosen.map(({ ref, field, basis }) => ({ workspaceId, ref, field, basis, dismissedBy })))
    .onConflictDoUpdate({
      target: [
        soaSuggestionDismissals.workspaceId,
        soaSuggestionDismissals.ref,
        soaSuggestionDismissals.field,
      ],
      set: { basis: sql`excluded.basis`, dismissedBy, createdAt: sql`now()` },
    });
}

export type SuggestionAnswer = {
  readonly decision: DecideSuggestionsInput["decision"];
  readonly done: number;
  /** Chosen ones that say something else by now, or that somebody has decided already. */
  readonly gone: number;
  /** Still open afterwards. */
  readonly left: number;
};

/**
 * Accepts or dismisses suggestions as they were read: words for the description and evidence to attach, never a reason.
 * A dismissed one comes back only when it says something else. @throws AppError CONFLICT (none of them is open any more)
 */
export async function decideSuggestions(
  scope: Scope<"soa:write">,
  { decision, picks }: DecideSuggestionsInput,
): Promise<SuggestionAnswer> {
  personOf(scope);
  const wanted = new Set(picks.map(keyOf));
  return inWorkspace(scope, async (tx) => {
    const { suggestions } = await readDraft(tx, scope.timeZone, dateIn(scope.timeZone, now()));
    const chosen = suggestions.filter((one) => wanted.has(keyOf(one)));
    if (chosen.length === 0) {
      throw new AppError("CONFLICT", "None of these suggestions is open any more. Reload the page.");
    }
    if (decision === "dismiss") await dismiss(tx, scope, chosen);
    else {
      await writeWords(tx, scope, chosen);
      await attach(tx, scope, chosen);
    }
    await record(tx, scope, {
      verb: "soa.suggest",
      subject: { kind: "soa", ref: chosen.length === 1 ? (chosen[0]?.ref ?? "") : "rows" },
      after: {
        decision,
        suggestions: chosen.map(({ ref, field, because }) => ({ ref, field, because })),
      },
    });
    const { length: done } = chosen;
    return { decision, done, gone: wanted.size - done, left: suggestions.length - done };
  });
}
