// What the acting person may do with one requirement: which buttons its row and its page offer.
import { type AnyScope, holds, mayEditOwned } from "@/lib/core/access";
import type { RequirementRow } from "@/lib/core/requirement-rows";

export type RequirementRights = {
  readonly record: boolean;
  readonly assign: boolean;
  readonly attach: boolean;
  /** Asks somebody for evidence. */
  readonly ask: boolean;
  readonly raise: boolean;
  /** Clauses only: controls are edited in the Statement of Applicability. */
  readonly implement: boolean;
};

/** Contributors record rows they own; the server asks again on every change. */
export function requirementRights(
  scope: AnyScope,
  row: Pick<RequirementRow, "ownerId" | "kind">,
): RequirementRights {
  return {
    record: holds(scope, "requirement:write") && mayEditOwned(scope, row.ownerId),
    assign: holds(scope, "requirement:assign"),
    attach: holds(scope, "evidence:write"),
    ask: holds(scope, "request:write"),
    raise: holds(scope, "nonconformity:write"),
    implement: row.kind === "clause" && holds(scope, "soa:write"),
  };
}
