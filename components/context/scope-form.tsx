import { ButtonLink } from "@/components/ui/button";
import { Field, RadioGroup, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { saveScopeAction } from "@/lib/context/actions";
import { contextHref } from "@/lib/core/context";
import { SCOPE_LABEL, type ScopeParts, type ScopeText } from "@/lib/core/scope-statement";
import type { ScopeVersion } from "@/lib/core/scope-statement-page";

const HELP: Readonly<Record<ScopeText, string>> = {
  statement:
    "One or two sentences that hold on a certificate: what is done, with which information, for whom.",
  units: "Teams and functions inside the scope.",
  sites: "Addresses of offices and rooms that you run, or that there is none.",
  remoteWork: "Who works from where, on which equipment.",
  technology: "Products, platforms, networks and important systems.",
  interfaces: "What you do yourselves, what others do for you, and where the two meet.",
  exclusions: "One a line: what is out, a colon, the reason. Empty when nothing is.",
  soc2Boundary: "The system as the SOC 2 report describes it.",
  soc2Difference:
    "What the scope has beyond that system, and what it lacks. Evidence may cover one and not the other.",
};
const ROWS: Partial<Readonly<Record<ScopeText, number>>> = { statement: 4, exclusions: 4, interfaces: 4 };

function Text({ name, parts }: { name: ScopeText; parts: ScopeParts }) {
  return (
    <Field name={name} label={SCOPE_LABEL[name]} help={HELP[name]}>
      <Textarea defaultValue={parts[name]} rows={ROWS[name] ?? 3} />
    </Field>
  );
}

function YesNo({ name, legend, value }: { name: string; legend: string; value: boolean | null }) {
  return (
    <RadioGroup
      name={name}
      legend={legend}
      options={[
        { value: "yes", label: "Yes" },
        { value: "no", label: "No" },
      ]}
      defaultValue={value === null ? undefined : value ? "yes" : "no"}
    />
  );
}

/** The draft as a form: it is saved as typed, complete or not. */
export function ScopeForm({ slug, draft }: { slug: string; draft: ScopeVersion }) {
  const { parts } = draft;
  return (
    <div id="form" className="scroll-mt-16">
      <ActionForm
        action={saveScopeAction.bind(null, slug)}
        version={draft.version}
        labels={SCOPE_LABEL}
        className="form-col"
        aria-label={`Draft of scope statement ${draft.number}`}
      >
        <input type="hidden" name="number" value={draft.number} />
        <Text name="statement" parts={parts} />
        <Text name="units" parts={parts} />
        <Text name="sites" parts={parts} />
        <YesNo
          name="remoteStaff"
          legend="Do people work from places that you do not run?"
          value={parts.remoteStaff}
        />
        <Text name="remoteWork" parts={parts} />
        <Text name="technology" parts={parts} />
        <Text name="interfaces" parts={parts} />
        <YesNo
          name="outsourcedDevelopment"
          legend="Do others develop software for you?"
          value={parts.outsourcedDevelopment}
        />
        <Text name="exclusions" parts={parts} />
        <Text name="soc2Boundary" parts={parts} />
        <Text name="soc2Difference" parts={parts} />
        <div className="row">
          <SubmitButton>Save draft</SubmitButton>
          <ButtonLink href={contextHref(slug, "scope")} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </div>
  );
}
