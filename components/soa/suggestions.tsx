import { Token } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Table } from "@/components/ui/table";
import { paths, withQuery } from "@/lib/core/paths";
import type { SoaSuggestionDto } from "@/lib/core/soa-dto";
import { decideSuggestionsAction } from "@/lib/soa/actions";

const FIELD = { description: "How it is implemented", evidence: "Evidence" } as const;

function Line({ suggestion, picked }: { suggestion: SoaSuggestionDto; picked: boolean }) {
  const { ref, field, text, because, basis } = suggestion;
  return (
    <tr>
      <td className="c0 pt-3">
        <input
          type="checkbox"
          className="ck"
          name="picks[]"
          value={`${ref}:${field}:${basis}`}
          aria-label={`${FIELD[field]} of ${ref}`}
          defaultChecked={picked}
        />
      </td>
      <td>
        <span className="ref">{ref}</span>
      </td>
      <td>{FIELD[field]}</td>
      <td className="soa-text">{text}</td>
      <td>
        <Token>Suggested</Token> <span className="xs i3">{because}</span>
      </td>
    </tr>
  );
}

/** Suggestions of the view with what each rests on; nothing is written until somebody accepts. */
export function Suggestions({
  slug,
  suggestions,
  pickAll,
}: {
  slug: string;
  suggestions: readonly SoaSuggestionDto[];
  /** The boxes start ticked. */
  pickAll: boolean;
}) {
  if (suggestions.length === 0) return null;
  return (
    <section className="mt-3" aria-labelledby="soa-suggestions">
      <h2 id="soa-suggestions" className="sr">
        Suggestions
      </h2>
      <ActionForm key={String(pickAll)} action={decideSuggestionsAction.bind(null, slug)} className="stack">
        <div className="row wrap sm">
          <ButtonLink
            dense
            href={withQuery(paths.soa(slug), { show: "suggested", pick: pickAll ? null : "all" })}
          >
            {pickAll ? "Select none" : "Select all"}
          </ButtonLink>
          <SubmitButton dense name="decision" value="accept">
            Accept suggestions
          </SubmitButton>
          <SubmitButton dense look="quiet" name="decision" value="dismiss">
            Dismiss
          </SubmitButton>
          <span className="i2">
            They write how a control is implemented and attach evidence. A reason for inclusion is never
            suggested.
          </span>
        </div>
        <Table caption="Suggestions" top>
          <thead>
            <tr>
              <td className="c0" />
              <th scope="col">Ref</th>
              <th scope="col">Field</th>
              <th scope="col">Suggestion</th>
              <th scope="col">Because</th>
            </tr>
          </thead>
          <tbody>
            {suggestions.map((one) => (
              <Line key={`${one.ref} ${one.field}`} suggestion={one} picked={pickAll} />
            ))}
          </tbody>
        </Table>
      </ActionForm>
    </section>
  );
}
