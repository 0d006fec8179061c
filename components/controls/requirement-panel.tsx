import { AttachPanel, type AttachProps } from "@/components/controls/attach-panel";
import {
  AssignForm,
  type FormProps,
  ImplementationForm,
  NoteForm,
  RecordForm,
} from "@/components/controls/record-forms";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { paths, withQuery } from "@/lib/core/paths";
import type { RequirementRights } from "@/lib/core/requirement-rights";
import type { RequirementRow } from "@/lib/core/requirement-rows";

export const PANELS = ["attach", "record", "assign", "note", "implementation"] as const;
export type PanelName = (typeof PANELS)[number];
type Person = { readonly userId: string; readonly name: string };

/** The panel that an address asks for and the role may use. */
export function panelOf(wanted: string, rights: RequirementRights): PanelName | null {
  const allowed: Readonly<Record<PanelName, boolean>> = {
    attach: rights.attach,
    record: rights.record,
    assign: rights.assign,
    note: rights.record && !rights.assign,
    implementation: rights.implement,
  };
  return PANELS.find((name) => name === wanted && allowed[name]) ?? null;
}

/** The buttons of a requirement: one primary, and a link to raise a finding with the context filled in. */
export function RequirementActions({
  slug,
  row,
  rights,
  panel,
  hrefOf,
}: {
  slug: string;
  row: RequirementRow;
  rights: RequirementRights;
  /** The form that is open: its own button is the primary one then. */
  panel: PanelName | null;
  hrefOf: (panel: PanelName) => string;
}) {
  return (
    <div className="row wrap gap-1 no-print">
      {rights.attach ? (
        <ButtonLink href={hrefOf("attach")} look={panel === null ? "primary" : "secondary"}>
          Attach evidence
        </ButtonLink>
      ) : null}
      {rights.ask ? (
        <ButtonLink href={withQuery(paths.newRequest(slug), { ref: row.ref })} look="quiet" className="px-2">
          Ask for evidence
        </ButtonLink>
      ) : null}
      {rights.record ? <ButtonLink href={hrefOf("record")}>Record status</ButtonLink> : null}
      {rights.assign ? (
        <ButtonLink href={hrefOf("assign")} look="quiet" className="px-2">
          Assign
        </ButtonLink>
      ) : null}
      {rights.record && !rights.assign ? (
        <ButtonLink href={hrefOf("note")} look="quiet" className="px-2">
          Edit note
        </ButtonLink>
      ) : null}
      {rights.implement ? (
        <ButtonLink href={hrefOf("implementation")} look="quiet" className="px-2">
          Implementation
        </ButtonLink>
      ) : null}
      {rights.raise ? (
        <ButtonLink
          href={withQuery(paths.newNonconformity(slug), { ref: row.ref })}
          look="quiet"
          className="push px-2"
        >
          <Icon name="nonconformity" />
          Raise nonconformity
        </ButtonLink>
      ) : null}
    </div>
  );
}

/** The form of the open panel, under the buttons. */
export function RequirementPanel({
  panel,
  people,
  attach,
  ...form
}: FormProps & { panel: PanelName | null; people: readonly Person[]; attach: AttachProps | null }) {
  switch (panel) {
    case "attach":
      return attach === null ? null : <AttachPanel {...attach} />;
    case "record":
      return <RecordForm {...form} />;
    case "assign":
      return <AssignForm {...form} people={people} />;
    case "note":
      return <NoteForm {...form} />;
    case "implementation":
      return <ImplementationForm {...form} />;
    case null:
      return null;
  }
}
