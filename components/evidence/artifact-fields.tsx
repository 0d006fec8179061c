import { DateInput, Field, Input, RadioGroup, Textarea } from "@/components/ui/field";
import type { ArtifactFacts } from "@/lib/core/evidence-versions";
import { ARTIFACT_KIND_LABEL } from "@/lib/core/statuses";

const KINDS = [
  { value: "link", label: ARTIFACT_KIND_LABEL.link, help: "Kept in another system at an https address." },
  {
    value: "attestation",
    label: ARTIFACT_KIND_LABEL.attestation,
    help: "A named person states what was done or seen.",
  },
  {
    value: "register",
    label: ARTIFACT_KIND_LABEL.register,
    help: "Kept elsewhere without an address, such as on paper.",
  },
];
const LATER = { value: "none", label: "Add it later", help: "The item stays a draft until then." };

/** The evidence itself: where it is or what it says, and the days it speaks for. */
export function ArtifactFields({
  values,
  mayWait = false,
  collector,
}: {
  values?: ArtifactFacts | undefined;
  /** The item may be added without it. */
  mayWait?: boolean;
  collector: string;
}) {
  return (
    <div className="stack group/kind">
      <RadioGroup
        name="kind"
        legend="Kind"
        options={mayWait ? [...KINDS, LATER] : KINDS}
        defaultValue={values?.kind ?? "link"}
      />
      <Field
        name="url"
        label="Address"
        help="Begins with https://"
        className="hidden group-has-[[value=link]:checked]/kind:grid"
      >
        <Input
          type="text"
          inputMode="url"
          defaultValue={values?.url ?? ""}
          maxLength={2000}
          placeholder="https://"
        />
      </Field>
      <Field
        name="body"
        label="Text"
        help="For an attestation: who attests what. For a register entry: where it is kept."
        className="hidden group-has-[[value=attestation]:checked]/kind:grid group-has-[[value=register]:checked]/kind:grid"
      >
        <Textarea defaultValue={values?.body} maxLength={10_000} />
      </Field>
      <div className="grid gap-4 md:grid-cols-2 group-has-[[value=none]:checked]/kind:hidden">
        <Field
          name="effectiveOn"
          label="Effective date"
          optional
          help="The day the evidence speaks for, not the day it is added."
        >
          <DateInput defaultValue={values?.effectiveOn ?? ""} />
        </Field>
        <Field name="sourceSystem" label="Source system" optional help="Okta, GitHub, the HR system.">
          <Input defaultValue={values?.sourceSystem} maxLength={200} />
        </Field>
        <Field name="periodFrom" label="Covers from" optional>
          <DateInput defaultValue={values?.periodFrom ?? ""} />
        </Field>
        <Field name="periodTo" label="Covers to" optional>
          <DateInput defaultValue={values?.periodTo ?? ""} />
        </Field>
        <Field name="collectedBy" label="Collected by" optional>
          <Input defaultValue={values?.collectedBy ?? collector} maxLength={200} />
        </Field>
      </div>
    </div>
  );
}
