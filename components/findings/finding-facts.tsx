import type { Route } from "next";
import type { ReactNode } from "react";
import { Badge, Note } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { formatDate } from "@/lib/core/dates";
import { FINDING_STANDING, findingGrade } from "@/lib/core/finding";
import type { FindingDetail } from "@/lib/core/finding-dto";
import { entryOf } from "@/lib/core/frameworks/catalogue";

/** What a list of findings calls it, before its words. */
export function FindingBadges({ finding }: { finding: FindingDetail }) {
  return (
    <>
      <Badge status={findingGrade(finding.standard, finding.grade)} tinted />
      <Badge status={FINDING_STANDING[finding.standing]} tinted />
    </>
  );
}

/** Why it was withdrawn, on both sides in the same words. */
export function WithdrawnNote({ finding }: { finding: Pick<FindingDetail, "state" | "stateReason"> }) {
  if (finding.state !== "withdrawn" || finding.stateReason === "") return null;
  return (
    <div className="mt-4">
      <Note tone="none">{`Withdrawn by the auditor: ${finding.stateReason}`}</Note>
    </div>
  );
}

/** The auditor's words. */
export function FindingFacts({
  finding,
  link,
  requestHref,
}: {
  finding: FindingDetail;
  /** Where the reader's side shows a request. */
  requestHref: (id: string) => string;
  /** A requirement with the reader's own address of it. */
  link: (ref: string, title: string) => ReactNode;
}) {
  return (
    <dl className="def">
      <dt>Requirement</dt>
      <dd>
        {finding.refs.map((ref, at) => (
          <span key={ref}>
            {at > 0 ? ", " : null}
            {link(ref, `${ref} ${entryOf(ref)?.title ?? ""}`.trim())}
          </span>
        ))}
        {finding.refs.length === 0 ? <span className="i3">Not named yet</span> : null}
      </dd>
      <dt>Statement</dt>
      <dd className="whitespace-pre-line wrap-anywhere">{finding.statement}</dd>
      <dt>Objective evidence</dt>
      <dd className="whitespace-pre-line wrap-anywhere">
        {finding.objectiveEvidence === "" ? (
          <span className="i3">Not written yet</span>
        ) : (
          finding.objectiveEvidence
        )}
      </dd>
      {finding.request === null ? null : (
        <>
          <dt>From request</dt>
          <dd className="wrap-anywhere">
            <Link href={requestHref(finding.request.id) as Route}>{finding.request.name}</Link>
          </dd>
        </>
      )}
      <dt>{finding.raisedOn === null ? "Written by" : "Raised by"}</dt>
      <dd>
        {finding.raisedBy}
        {finding.raisedOn === null ? "" : `, ${formatDate(finding.raisedOn)}`}
      </dd>
    </dl>
  );
}
