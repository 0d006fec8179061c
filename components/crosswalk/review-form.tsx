import { counted, pairLook } from "@/components/crosswalk/words";
import { Badge } from "@/components/ui/badge";
import { Field, RadioGroup, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { formatDate } from "@/lib/core/dates";
import { DECIDABLE } from "@/lib/core/overrides";
import type { PairDetail } from "@/lib/core/pair-detail";
import { PAIR_REVIEW } from "@/lib/core/work-statuses";
import { reviewPairAction } from "@/lib/crosswalk/actions";

const LABELS = { overlap: "Overlap", note: "What to add", reason: "Reason or remark" };

/** Whether somebody has read the pair, who and when, and why that is out of date. */
export function ReviewState({ detail }: { detail: PairDetail }) {
  const { state, review, reason } = detail.reviewing;
  return (
    <div className="stack gap-1">
      <p>
        <Badge status={PAIR_REVIEW[state]} tinted />
      </p>
      {review === null ? (
        <p className="sm i2">Nobody has read this pair. Until somebody does, it counts as the row says.</p>
      ) : (
        <p className="sm i2 wrap-anywhere">
          {`Read by ${review.reviewedBy}, ${formatDate(review.reviewedOn)}, as ${pairLook(review.overlap).label}, edition ${review.datasetVersion}.`}
          {review.note === "" ? null : ` "${review.note}"`}
        </p>
      )}
      {reason === null ? null : <p className="sm txt-due">{reason}</p>}
    </div>
  );
}

function optionsFor({ known, named }: PairDetail) {
  const counts = known?.overlap ?? "none";
  const order = [counts, ...DECIDABLE.filter((one) => one !== counts)];
  return order
    .filter((value) => named || value !== "none")
    .map((value) => ({
      value,
      label:
        value === counts ? `Agree: ${pairLook(value).label}` : `State otherwise: ${pairLook(value).label}`,
    }));
}

/** "I have read this pair": agree, or state otherwise, which is a decision. */
export function ReviewForm({ slug, detail }: { slug: string; detail: PairDetail }) {
  const { pair, decision, edition, known, progress } = detail;
  const { review } = detail.reviewing;
  const { next } = progress;
  return (
    <ActionForm
      key={`${decision?.version ?? 0} ${review?.version ?? 0}`}
      action={reviewPairAction.bind(null, slug)}
      version={decision?.version ?? 0}
      labels={LABELS}
      className="stack mt-3"
    >
      <input type="hidden" name="criterion" value={pair.criterion} />
      <input type="hidden" name="ref" value={pair.ref} />
      <input type="hidden" name="edition" value={edition.version} />
      <input type="hidden" name="reviewVersion" value={review?.version ?? 0} />
      <RadioGroup
        name="overlap"
        legend="I have read this pair and"
        options={optionsFor(detail)}
        defaultValue={known?.overlap}
      />
      <Field name="reason" label="Reason or remark" optional help="Needed when you state otherwise.">
        <Textarea rows={2} />
      </Field>
      <Field name="note" label="What to add" optional help="Only when you state Partial.">
        <Textarea rows={2} />
      </Field>
      <div className="row wrap">
        <SubmitButton dense name="onward" value="next" data-review="">
          {next === null ? "Save review" : "Save and open the next"}
        </SubmitButton>
        {next === null ? null : (
          <SubmitButton look="secondary" dense name="onward" value="stay">
            Save review
          </SubmitButton>
        )}
      </div>
      <p className="sm i3">
        {`${counted(progress.of - progress.reviewed, "pair")} of ${progress.of} in scope to read.`}
      </p>
    </ActionForm>
  );
}
