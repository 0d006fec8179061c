// What a person may do with one risk and which of its forms is open, so that the page offers nothing that the server would refuse.

import { type AnyScope, actorId, holds, mayEditOwned } from "@/lib/core/access";
import type { AssessmentKind } from "@/lib/core/isms-statuses";
import { paths, withQuery } from "@/lib/core/paths";
import type { RiskDetail } from "@/lib/core/risk-dto";

export type RiskRights = {
  /** Edits, assesses, chooses treatment, plans actions. */
  readonly edit: boolean;
  /** Approves the plan and accepts what remains: the named owner alone. */
  readonly own: boolean;
  readonly comment: boolean;
  /** Raises nonconformities that name the risk. */
  readonly raise: boolean;
  /** Open actions that the person may change or finish. */
  readonly actionIds: readonly string[];
};

/** The rights of the scope's actor on the risk as it stands. */
export function riskRights(scope: AnyScope, risk: RiskDetail): RiskRights {
  const writes = holds(scope, "risk:write") && !risk.isArchived;
  const edit = writes && mayEditOwned(scope, risk.owner?.userId ?? null);
  const mine = risk.actions.filter(
    ({ state, owner }) =>
      state === "open" && (edit || (writes && mayEditOwned(scope, owner?.userId ?? null))),
  );
  const isOwner = risk.owner !== null && risk.owner.userId === actorId(scope);
  return {
    edit,
    own: isOwner && !risk.isArchived && holds(scope, "risk:accept"),
    comment: holds(scope, "comment:write"),
    raise: holds(scope, "nonconformity:write") && !risk.isArchived,
    actionIds: mine.map(({ id }) => id),
  };
}

const SECTIONS = [
  "description",
  "inherent",
  "residual",
  "treatment",
  "accept",
  "return",
  "archive",
  "add-action",
  "edit-action",
  "finish-action",
  "drop-action",
] as const;
export type RiskSection = (typeof SECTIONS)[number];
export type RiskEdit = { readonly section: RiskSection; readonly actionId: string | null };

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The open form that the address asks for; null for none, or for one that does not exist. */
export function readRiskEdit(query: Query): RiskEdit | null {
  const section = SECTIONS.find((one) => one === query.edit);
  if (section === undefined) return null;
  return { section, actionId: typeof query.action === "string" ? query.action : null };
}

/** The risk's page with that form open, scrolled to it. */
export function riskEditHref(
  slug: string,
  id: string,
  section: RiskSection | AssessmentKind,
  actionId: string | null = null,
): string {
  return `${withQuery(paths.risk(slug, id), { edit: section, action: actionId })}#form`;
}
