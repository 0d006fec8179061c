import type { SupplierProps } from "@/components/suppliers/labels";
import { SectionForm } from "@/components/suppliers/section-form";
import { PersonField } from "@/components/suppliers/supplier-fields";
import { DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import { formatDate } from "@/lib/core/dates";
import { ENTITY_CONTROL_STATES } from "@/lib/core/isms-statuses";
import {
  documentName,
  ENTITY_CONTROL_STATE,
  type EntityControl,
  proposedRelianceReview,
  type RelianceStatement,
} from "@/lib/core/reliance";
import {
  addEntityControlAction,
  addRelianceAction,
  archiveRelianceAction,
  editEntityControlAction,
  editRelianceAction,
} from "@/lib/suppliers/actions";

type StatementProps = SupplierProps & { statement: RelianceStatement | null };

function RelianceFields({ today, detail, statement }: StatementProps) {
  const documents = detail.attestations.filter(({ archived }) => !archived);
  const chosen = documents.find(({ id }) => id === statement?.attestation.id) ?? documents[0];
  const next = proposedRelianceReview(chosen?.validUntil ?? null, today);
  return (
    <>
      <Field
        name="attestationId"
        label="Document"
        help="The report or certificate that the statement rests on; an expired one cannot carry it"
        required
      >
        <Select
          defaultValue={chosen?.id ?? ""}
          options={documents.map((one) => ({
            value: one.id,
            label: `${documentName(one)}${one.validUntil === null ? ", no end date" : `, until ${formatDate(one.validUntil)}`}`,
          }))}
        />
      </Field>
      <Field
        name="refs"
        label="Controls"
        help="References separated by commas. A.7.7 and A.7.8 cannot be relied on; A.7.9, A.7.10, A.7.14 and A.8.1 are shared at most."
        required
      >
        <Input defaultValue={statement?.refs.join(", ") ?? "A.7.5, A.7.11, A.7.12, A.7.13"} />
      </Field>
      <Field
        name="services"
        label="Services and regions"
        help="Those of the provider that are in your scope"
        optional
      >
        <Textarea defaultValue={statement?.services ?? ""} rows={2} />
      </Field>
      <Field name="covers" label="What the document covers" help="In your words, for these controls" required>
        <Textarea defaultValue={statement?.covers ?? ""} rows={3} />
      </Field>
      <Field
        name="gaps"
        label="What it does not cover"
        help="Stays your own duty and stands beside the rows of the Statement of Applicability"
        optional
      >
        <Textarea defaultValue={statement?.gaps ?? ""} rows={2} />
      </Field>
      <div className="two">
        <Field name="reviewedOn" label="Reviewed on" help="You are recorded as the reviewer" required>
          <DateInput defaultValue={today} max={today} />
        </Field>
        <Field name="nextReviewOn" label="Next review" help="Before the document expires" required>
          <DateInput defaultValue={next ?? ""} />
        </Field>
      </div>
    </>
  );
}

/** A new statement, or the review of one: also how it moves to a new document. */
export function RelianceForm(props: StatementProps) {
  const { slug, detail, statement, onceKey } = props;
  const supplierId = detail.supplier.id;
  return statement === null ? (
    <SectionForm slug={slug} supplierId={supplierId} action={addRelianceAction} save="Write statement">
      <input type="hidden" name="supplierId" value={supplierId} />
      <input type="hidden" name="onceKey" value={`${onceKey}-reliance`} />
      <RelianceFields {...props} />
    </SectionForm>
  ) : (
    <SectionForm
      slug={slug}
      supplierId={supplierId}
      action={editRelianceAction}
      version={statement.version}
      save="Save review of statement"
    >
      <input type="hidden" name="id" value={statement.id} />
      <RelianceFields {...props} />
    </SectionForm>
  );
}

/** Archiving says which controls lose what they lean on. */
export function ArchiveRelianceForm({
  slug,
  detail,
  statement,
}: SupplierProps & { statement: RelianceStatement }) {
  return (
    <SectionForm
      slug={slug}
      supplierId={detail.supplier.id}
      action={archiveRelianceAction}
      version={statement.version}
      save="Archive statement"
      danger
    >
      <input type="hidden" name="id" value={statement.id} />
      <p>
        {`${statement.refs.join(", ")} no longer ${statement.refs.length === 1 ? "leans" : "lean"} on ${documentName(statement.attestation)}. Rows that are inherited through it need another statement or another delivery.`}
      </p>
    </SectionForm>
  );
}

/** One control that the provider leaves to its customer, and what of ours does it. */
export function EntityControlForm({
  slug,
  detail,
  choices,
  onceKey,
  statementId,
  control,
}: SupplierProps & { statementId: string; control: EntityControl | null }) {
  const supplierId = detail.supplier.id;
  const fields = (
    <>
      <Field
        name="text"
        label="What the provider leaves to you"
        help="From the section on complementary user-entity controls, in your words"
        required
      >
        <Textarea defaultValue={control?.text ?? ""} rows={2} />
      </Field>
      <div className="two">
        <Field
          name="ref"
          label="Own control"
          help="The control of yours that does it, such as A.5.18"
          optional
        >
          <Input defaultValue={control?.ref ?? ""} />
        </Field>
        <PersonField
          members={choices?.members ?? []}
          chosen={{ userId: control?.ownerId ?? null, name: control?.ownerName ?? null }}
        />
      </div>
      <Field name="state" label="State">
        <Select
          defaultValue={control?.state ?? "open"}
          options={ENTITY_CONTROL_STATES.map((value) => ({
            value,
            label: ENTITY_CONTROL_STATE[value].label,
          }))}
        />
      </Field>
      <Field name="note" label="Note" help="Needed when it is not relevant" optional>
        <Textarea defaultValue={control?.note ?? ""} rows={2} />
      </Field>
    </>
  );
  return control === null ? (
    <SectionForm slug={slug} supplierId={supplierId} action={addEntityControlAction} save="Note control">
      <input type="hidden" name="statementId" value={statementId} />
      <input type="hidden" name="onceKey" value={`${onceKey}-entity`} />
      {fields}
    </SectionForm>
  ) : (
    <SectionForm
      slug={slug}
      supplierId={supplierId}
      action={editEntityControlAction}
      version={control.version}
      save="Save control"
    >
      <input type="hidden" name="id" value={control.id} />
      {fields}
    </SectionForm>
  );
}
