import type { Route } from "next";
import { Field, Select, Textarea } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { paths } from "@/lib/core/paths";
import type { ActionState } from "@/lib/core/statuses";

type Item = { readonly id: string; readonly title: string };

/** What proves that an action is done: a piece of evidence, words, or both. */
export function ProofFields({ candidates, linked }: { candidates: readonly Item[]; linked: string }) {
  return (
    <>
      {candidates.length > 0 ? (
        <Field name="proofItemId" label="Evidence" help={`From the library: linked to ${linked}`} optional>
          <Select
            options={[
              { value: "", label: "None, the proof is written below" },
              ...candidates.map((item) => ({ value: item.id, label: item.title })),
            ]}
          />
        </Field>
      ) : null}
      <Field
        name="proofNote"
        label="Proof"
        help="What shows that it is done: record, ticket, date. Needed when no evidence is chosen."
      >
        <Textarea rows={3} />
      </Field>
    </>
  );
}

/** What proves a finished action, or why it was dropped. */
export function ActionProof({
  slug,
  action: { proofItem, proofNote, state },
}: {
  slug: string;
  action: { readonly proofItem: Item | null; readonly proofNote: string; readonly state: ActionState };
}) {
  if (state === "open" || (proofItem === null && proofNote === "")) return null;
  return (
    <p className="sm i3 font-normal whitespace-pre-line wrap-anywhere">
      {state === "dropped" ? "Dropped: " : "Proof: "}
      {proofItem === null ? null : (
        <Link href={paths.evidenceItem(slug, proofItem.id) as Route}>{proofItem.title}</Link>
      )}
      {proofItem !== null && proofNote !== "" ? ". " : null}
      {proofNote}
    </p>
  );
}
