// Which part of a record its page shows as a form: kept in the address, so that every form works without script.

import { paths, withQuery } from "@/lib/core/paths";
import { CAUSE_METHODS, type CauseMethod, NC_STATES, type NcState } from "@/lib/core/statuses";

const SECTIONS = [
  "statement",
  "correction",
  "cause",
  "effectiveness",
  "result",
  "add-action",
  "edit-action",
  "finish-action",
  "drop-action",
  "step",
] as const;
export type NcSection = (typeof SECTIONS)[number];

export type NcEdit = {
  readonly section: NcSection;
  readonly actionId: string | null;
  /** For a step that asks for a reason. */
  readonly to: NcState | null;
  /** For the analysis of the cause. */
  readonly method: CauseMethod | null;
};

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

function first(query: Query, name: string): string {
  const value = query[name];
  return typeof value === "string" ? value : (value?.[0] ?? "");
}

/** The open form that the address asks for; null for none, or for one that does not exist. */
export function readNcEdit(query: Query): NcEdit | null {
  const section = SECTIONS.find((one) => one === first(query, "edit"));
  if (section === undefined) return null;
  const actionId = first(query, "action");
  return {
    section,
    actionId: actionId === "" ? null : actionId,
    to: NC_STATES.find((state) => state === first(query, "to")) ?? null,
    method: CAUSE_METHODS.find((method) => method === first(query, "method")) ?? null,
  };
}

/** The record's page with that form open, scrolled to it. */
export function ncEditHref(
  slug: string,
  id: string,
  edit: Partial<NcEdit> & Pick<NcEdit, "section">,
): string {
  const { section, actionId, to, method } = edit;
  return `${withQuery(paths.nonconformity(slug, id), { edit: section, action: actionId, to, method })}#form`;
}
