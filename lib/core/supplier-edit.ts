// Which part of a supplier's page is open as a form: kept in the address, so that every form works without script.

import { paths, withQuery } from "@/lib/core/paths";

const SECTIONS = [
  "supplier",
  "end",
  "attestation",
  "archive-attestation",
  "review",
  "reliance",
  "archive-reliance",
  "entity-control",
] as const;
export type SupplierSection = (typeof SECTIONS)[number];

export type SupplierEdit = {
  readonly section: SupplierSection;
  /** The record that is edited; null for a new one. */
  readonly of: string | null;
  /** The statement that a user-entity control belongs to. */
  readonly statement: string | null;
};

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

function first(query: Query, name: string): string | null {
  const value = query[name];
  const text = typeof value === "string" ? value : (value?.[0] ?? "");
  return text === "" ? null : text;
}

/** The open form that the address asks for; null for none, or for one that does not exist. */
export function readSupplierEdit(query: Query): SupplierEdit | null {
  const section = SECTIONS.find((one) => one === first(query, "edit"));
  return section === undefined
    ? null
    : { section, of: first(query, "of"), statement: first(query, "statement") };
}

/** The supplier's page with that form open, scrolled to it. */
export function supplierEditHref(
  slug: string,
  id: string,
  edit: Partial<SupplierEdit> & Pick<SupplierEdit, "section">,
): string {
  const { section, of, statement } = edit;
  return `${withQuery(paths.supplier(slug, id), { edit: section, of, statement })}#form`;
}
