import { Section } from "@/components/layout/section";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { formatInstant } from "@/lib/core/dates";
import type { ImportOffer } from "@/lib/core/transfer";
import { confirmImportAction, dropImportAction } from "@/lib/transfers/actions";

const WORDS: readonly (readonly [string, string])[] = [
  ["evidence_items", "Pieces of evidence"],
  ["artifacts", "Versions"],
  ["evidence_links", "Links with their verdicts"],
  ["nonconformities", "Nonconformities"],
  ["requests", "Requests"],
  ["comments", "Comments"],
  ["risks", "Risks"],
  ["suppliers", "Suppliers"],
];

/** What an archive would bring, and the decision about it. */
export function ImportOfferSection({
  slug,
  timeZone,
  offer,
}: {
  slug: string;
  timeZone: string;
  offer: ImportOffer;
}) {
  const rows = new Map(offer.manifest.tables.map((table) => [table.name, table.rows]));
  const former = offer.people.filter((person) => person.becomes === "former");
  const { workspace, createdAt, missing } = offer.manifest;
  return (
    <Section title="Import to confirm" remark={offer.fileName}>
      <p className="prose">
        The archive holds the workspace {workspace.name}, exported{" "}
        {formatInstant(new Date(createdAt), timeZone)}. Scope, dates, statuses and the time zone of this
        workspace are replaced by those of the archive.
      </p>
      <dl className="def max-w-2xl my-4">
        {WORDS.map(([name, label]) => (
          <div key={name} className="contents">
            <dt>{label}</dt>
            <dd className="num">{rows.get(name) ?? 0}</dd>
          </div>
        ))}
        <dt>Files in the archive</dt>
        <dd className="num">{Math.max(0, offer.files)}</dd>
        <dt>Members here by address</dt>
        <dd className="num">{offer.people.length - former.length}</dd>
        <dt>Former members</dt>
        <dd>
          {former.length}
          {former.length === 0 ? "" : "; their names stay, and they cannot sign in"}
        </dd>
      </dl>
      {missing.length === 0 ? null : (
        <p className="note">
          {missing.length} stored files were missing when the archive was made. Their versions are imported
          and marked as damaged.
        </p>
      )}
      <ActionForm action={confirmImportAction.bind(null, slug)} className="form-col stack">
        <input type="hidden" name="id" value={offer.id} />
        <input type="hidden" name="version" value={offer.version} />
        <Field
          name="password"
          label="Your password"
          help="Asked for again, because an import fills the whole workspace."
          required
        >
          <Input type="password" autoComplete="current-password" />
        </Field>
        <div>
          <SubmitButton look="primary">Import everything</SubmitButton>
        </div>
      </ActionForm>
      <ActionForm action={dropImportAction.bind(null, slug)} className="mt-4">
        <input type="hidden" name="id" value={offer.id} />
        <input type="hidden" name="version" value={offer.version} />
        <SubmitButton look="quiet">Remove the archive</SubmitButton>
      </ActionForm>
    </Section>
  );
}
