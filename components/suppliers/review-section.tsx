import { Section } from "@/components/layout/section";
import type { SupplierProps } from "@/components/suppliers/labels";
import { EditLink, SectionForm } from "@/components/suppliers/section-form";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { DateInput, Field, RadioGroup, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { formatDate } from "@/lib/core/dates";
import { SUPPLIER_DECISION_LABEL, SUPPLIER_DECISIONS, type SupplierDecision } from "@/lib/core/isms-statuses";
import { paths, withQuery } from "@/lib/core/paths";
import type { StatusDef } from "@/lib/core/statuses";
import { proposedReviewOn } from "@/lib/core/supplier";
import type { SupplierReviewDto } from "@/lib/core/supplier-dto";
import { saveReviewAction, startReviewAction } from "@/lib/suppliers/actions";

const LOOK: Readonly<Record<SupplierDecision, Pick<StatusDef, "tone" | "icon">>> = {
  accept: { tone: "ok", icon: "check" },
  conditions: { tone: "due", icon: "triangle" },
  reject: { tone: "gap", icon: "diamond" },
};

function Words({ title, text }: { title: string; text: string }) {
  if (text === "") return null;
  return (
    <p className="whitespace-pre-line wrap-anywhere">
      <b>{title}:</b> {text}
    </p>
  );
}

function Review({ slug, detail, rights, review }: SupplierProps & { review: SupplierReviewDto }) {
  const { decision, decidedOn, decidedBy } = review;
  const due = review.dueOn === null ? "" : `, due ${formatDate(review.dueOn)}`;
  return (
    <li className="stack gap-1.5 py-3 border-t border-line first:border-0 first:pt-0">
      <div className="row wrap gap-x-3 gap-y-1">
        {decision === null ? (
          <Badge status={{ label: "Open", tone: "progress", icon: "half" }} />
        ) : (
          <Badge status={{ ...LOOK[decision], label: SUPPLIER_DECISION_LABEL[decision] }} />
        )}
        <span className="sm i2 num">
          {decidedOn === null
            ? `Started by ${review.startedBy} on ${formatDate(review.startedOn)}${due}`
            : `${decidedBy ?? "Somebody"}, ${formatDate(decidedOn)}`}
        </span>
        <span className="push row gap-1">
          {rights.raise && review.findings !== "" ? (
            <ButtonLink
              href={withQuery(paths.newNonconformity(slug), { ref: "A.5.22", from: `review:${review.id}` })}
              look="quiet"
              dense
            >
              Raise nonconformity
            </ButtonLink>
          ) : null}
          {decision === null && rights.write ? (
            <EditLink slug={slug} id={detail.supplier.id} edit={{ section: "review", of: review.id }}>
              Write findings and decide
            </EditLink>
          ) : null}
        </span>
      </div>
      <Words title="Findings" text={review.findings} />
      <Words title="Conditions" text={review.conditions} />
    </li>
  );
}

function DecideForm({ slug, today, detail, review }: SupplierProps & { review: SupplierReviewDto }) {
  const { supplier } = detail;
  return (
    <SectionForm
      slug={slug}
      supplierId={supplier.id}
      action={saveReviewAction}
      version={review.version}
      save="Save review"
    >
      <input type="hidden" name="id" value={review.id} />
      <Field
        name="findings"
        label="Findings"
        help="What was looked at (service, incidents, changes, attestation, clauses) and what was found"
      >
        <Textarea defaultValue={review.findings} rows={5} />
      </Field>
      <RadioGroup
        name="decision"
        legend="Decision"
        defaultValue=""
        options={[
          { value: "", label: "Not decided yet", help: "Keeps the review open and saves the findings" },
          ...SUPPLIER_DECISIONS.map((value) => ({ value, label: SUPPLIER_DECISION_LABEL[value] })),
        ]}
      />
      <Field
        name="conditions"
        label="Conditions"
        help="What the supplier or you have to do, and until when"
        optional
      >
        <Textarea defaultValue={review.conditions} rows={2} />
      </Field>
      <Field name="nextReviewOn" label="Next review" help="Proposed by the tier; counts once you decide">
        <DateInput defaultValue={proposedReviewOn(supplier.tier, today)} />
      </Field>
    </SectionForm>
  );
}

/** Reviews of the supplier: one may be open; a decision closes it and plans the next. */
export function ReviewSection(props: SupplierProps) {
  const { slug, detail, rights, edit, onceKey } = props;
  const { reviews, supplier } = detail;
  const open = reviews.find(({ decision }) => decision === null);
  const edited = edit?.section === "review" && rights.write ? open : undefined;
  return (
    <Section
      title="Reviews"
      remark={supplier.nextReviewOn === null ? undefined : `Next by ${formatDate(supplier.nextReviewOn)}`}
      aside={
        rights.write && open === undefined ? (
          <ActionForm action={startReviewAction.bind(null, slug)} className="contents">
            <input type="hidden" name="supplierId" value={supplier.id} />
            <input type="hidden" name="onceKey" value={`${onceKey}-review`} />
            <SubmitButton look="quiet" dense>
              Start review
            </SubmitButton>
          </ActionForm>
        ) : undefined
      }
    >
      {edited === undefined ? null : <DecideForm {...props} review={edited} />}
      {reviews.length === 0 ? <p className="i3">Not reviewed yet.</p> : null}
      <ul className={edited === undefined ? "" : "mt-4"}>
        {reviews
          .filter(({ id }) => id !== edited?.id)
          .map((review) => (
            <Review key={review.id} {...props} review={review} />
          ))}
      </ul>
    </Section>
  );
}
