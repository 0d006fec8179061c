import { Note } from "@/components/ui/badge";
import { Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { formatDate } from "@/lib/core/dates";
import type { SoaVersionSummary } from "@/lib/core/soa-version";
import { approveSoaAction, returnSoaAction } from "@/lib/soa/actions";

function Hidden({ summary }: { summary: SoaVersionSummary }) {
  return (
    <>
      <input type="hidden" name="id" value={summary.id} />
      <input type="hidden" name="version" value={summary.version} />
    </>
  );
}

/** The decision about a version in review, or the reason why it went back. */
export function VersionDecision({
  slug,
  summary,
  mayApprove,
  refusal,
}: {
  slug: string;
  summary: SoaVersionSummary;
  mayApprove: boolean;
  /** Why this person may not approve this version; null when they may. */
  refusal: string | null;
}) {
  const { label, state, returnReason, returnedBy, returnedOn } = summary;
  if (state === "draft") {
    const on = returnedOn === null ? "" : ` on ${formatDate(returnedOn)}`;
    return <Note tone="due">{`Sent back by ${returnedBy ?? "a former member"}${on}: ${returnReason}`}</Note>;
  }
  if (state !== "in_review") return null;
  if (!mayApprove) return <Note tone="review">Waits for an owner or approver.</Note>;
  return (
    <section className="mb-4" aria-label="Decision">
      {refusal === null ? (
        <ActionForm action={approveSoaAction.bind(null, slug)} className="row wrap mb-3">
          <Hidden summary={summary} />
          <SubmitButton>{`Approve ${label}`}</SubmitButton>
          <span className="sm i2">
            Approving freezes content and hash under your name and stores every export as it is now.
          </span>
        </ActionForm>
      ) : (
        <Note tone="review">{refusal}</Note>
      )}
      <details className="twin">
        <summary>
          <Icon name="chevron" />
          Send back
        </summary>
        <ActionForm action={returnSoaAction.bind(null, slug)} className="form-col mt-2">
          <Hidden summary={summary} />
          <Field name="reason" label="What has to change" required>
            <Textarea rows={3} />
          </Field>
          <SubmitButton look="secondary">{`Send ${label} back`}</SubmitButton>
        </ActionForm>
      </details>
    </section>
  );
}
