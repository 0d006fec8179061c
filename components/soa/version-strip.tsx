import type { Route } from "next";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { formatDate } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import { isApprovable } from "@/lib/core/soa-checks";
import type { SoaDraft, SoaStanding } from "@/lib/core/soa-dto";
import { ALL_ROWS, soaHref } from "@/lib/core/soa-list";
import { proposedChangeReason } from "@/lib/core/soa-version";
import { submitSoaAction } from "@/lib/soa/actions";

type StripProps = { slug: string; draft: SoaDraft; mayEdit: boolean };

function InForce({ slug, standing }: { slug: string; standing: SoaStanding }) {
  const { approved, changes } = standing;
  if (approved === null) return <span className="i2">No version approved yet.</span>;
  const unchanged = approved.damaged
    ? `The frozen text of ${approved.label} is damaged, so what changed since is not known.`
    : "Nothing changed since.";
  const words =
    changes.length === 0
      ? unchanged
      : `${changes.length === 1 ? "1 decision" : `${changes.length} decisions`} changed since ${approved.label}`;
  return (
    <span className="i2">
      <Link href={paths.soaVersion(slug, approved.id) as Route}>
        {`${approved.label} approved ${formatDate(approved.on)}`}
      </Link>
      {". "}
      {changes.length === 0 ? (
        words
      ) : (
        <Link href={soaHref(slug, { ...ALL_ROWS, show: "changed" }) as Route}>{words}</Link>
      )}
    </span>
  );
}

function SubmitForm({ slug, draft }: { slug: string; draft: SoaDraft }) {
  const { standing } = draft;
  const { approved, changes } = standing;
  const reason = approved?.damaged ? "" : proposedChangeReason(approved?.label ?? null, changes.length);
  return (
    <ActionForm action={submitSoaAction.bind(null, slug)} className="row wrap mt-2">
      <span className="min-w-0 grow max-w-md">
        <Input
          dense
          name="changeReason"
          aria-label={`Reason of the change in ${standing.next.minor}`}
          defaultValue={reason}
        />
      </span>
      {standing.approved === null ? null : <Checkbox name="major" label={`As ${standing.next.major}`} />}
      <SubmitButton dense>Submit for approval</SubmitButton>
    </ActionForm>
  );
}

function Step({ slug, draft, mayEdit }: StripProps) {
  const { inReview } = draft.standing;
  if (inReview !== null) {
    return (
      <p className="sm mt-2">
        <Link href={paths.soaVersion(slug, inReview.id) as Route}>
          {`${inReview.label} waits for approval`}
        </Link>
        <span className="i2">
          {`, submitted by ${inReview.submittedBy} on ${formatDate(inReview.submittedOn)}. Edits here do not change it.`}
        </span>
      </p>
    );
  }
  return mayEdit && isApprovable(draft.checks) ? <SubmitForm slug={slug} draft={draft} /> : null;
}

/** Where the versions stand, the suggestions that wait, and the form that hands the draft in. */
export function VersionStrip({ slug, draft, mayEdit }: StripProps) {
  const full = draft.suggestions.filter((one) => one.fromFull).length;
  const words = full > 0 ? `${full} suggested from Full` : `${draft.suggestions.length} suggested from risks`;
  const blocked = mayEdit && draft.standing.inReview === null && !isApprovable(draft.checks);
  return (
    <div className="mb-3 sm">
      <div className="row wrap">
        <InForce slug={slug} standing={draft.standing} />
        <Link href={paths.soaVersions(slug) as Route}>Versions</Link>
        {draft.suggestions.length > 0 && mayEdit ? (
          <ButtonLink dense href={soaHref(slug, { ...ALL_ROWS, show: "suggested" })}>
            {words}
          </ButtonLink>
        ) : null}
        {blocked ? (
          <Button dense blockedBy="soa-blocking" className="push">
            Submit for approval
          </Button>
        ) : null}
      </div>
      <Step slug={slug} draft={draft} mayEdit={mayEdit} />
    </div>
  );
}
