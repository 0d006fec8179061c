import { DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import { ATTESTATION_KIND_LABEL, ATTESTATION_KINDS } from "@/lib/core/isms-statuses";
import type { AttestationDto, AttestationItem } from "@/lib/core/supplier-dto";

function nameOf({ reference, title }: AttestationItem): string {
  return reference === null ? title : `${reference} ${title}`;
}

/** The fields of a supplier's document. */
export function AttestationFields({
  attestation,
  items,
}: {
  attestation: AttestationDto | null;
  items: readonly AttestationItem[];
}) {
  const chosen = attestation?.item ?? null;
  const offered = chosen === null || items.some(({ id }) => id === chosen.id) ? items : [chosen, ...items];
  return (
    <>
      <Field name="kind" label="Kind" required>
        <Select
          defaultValue={attestation?.kind ?? ""}
          options={[
            ...(attestation === null ? [{ value: "", label: "Choose a kind" }] : []),
            ...ATTESTATION_KINDS.map((value) => ({ value, label: ATTESTATION_KIND_LABEL[value] })),
          ]}
        />
      </Field>
      <div className="two">
        <Field name="issuer" label="Issuer" help="Auditor or certification body" optional>
          <Input defaultValue={attestation?.issuer ?? ""} />
        </Field>
        <Field name="number" label="Number" optional>
          <Input defaultValue={attestation?.number ?? ""} />
        </Field>
      </div>
      <Field name="scope" label="Scope" help="Services, sites and criteria that it speaks about" optional>
        <Textarea defaultValue={attestation?.scope ?? ""} rows={2} />
      </Field>
      <div className="two">
        <Field name="periodFrom" label="Period from" optional>
          <DateInput defaultValue={attestation?.periodFrom ?? ""} />
        </Field>
        <Field name="periodTo" label="Period to" optional>
          <DateInput defaultValue={attestation?.periodTo ?? ""} />
        </Field>
      </div>
      <Field
        name="validUntil"
        label="Valid until"
        help="Empty takes 12 months after the period of a report, 3 months after that of a bridge letter"
        optional
      >
        <DateInput defaultValue={attestation?.validUntil ?? ""} />
      </Field>
      <Field
        name="exceptions"
        label="Exceptions"
        help="Exceptions, qualifications and carve-outs that it notes. They lower what can be reused."
        optional
      >
        <Textarea defaultValue={attestation?.exceptions ?? ""} rows={2} />
      </Field>
      <Field
        name="itemId"
        label="Evidence"
        help="The document in the evidence library; it can then stand for CC9.2 and A.5.19 to A.5.23"
        optional
      >
        <Select
          defaultValue={chosen?.id ?? ""}
          options={[
            { value: "", label: "Not in the library yet" },
            ...offered.map((item) => ({ value: item.id, label: nameOf(item) })),
          ]}
        />
      </Field>
    </>
  );
}
