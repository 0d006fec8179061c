import { FindingTable } from "@/components/findings/finding-table";
import { EmptyState } from "@/components/layout/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { countFindings } from "@/lib/core/finding";
import type { FindingRow } from "@/lib/core/finding-dto";
import { paths } from "@/lib/core/paths";

/** The findings of a room on the auditor's side. */
export function RoomFindingsScreen({
  roomId,
  company,
  rows,
  preview,
}: {
  roomId: string;
  company: string;
  rows: readonly FindingRow[];
  preview: boolean;
}) {
  const { raised, toReview, withCompany, settled } = countFindings(rows.map(({ standing }) => standing));
  const write = { href: paths.newRoomFinding(roomId), label: "Write finding" };
  if (rows.length === 0) {
    return (
      <>
        <h1 className="mt-6">Findings</h1>
        <EmptyState title="No finding yet" primary={preview ? undefined : write}>
          A finding says which requirement is not met, and what was seen. {company} sees it once it is raised.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <div className="row wrap mt-6">
        <h1>Findings</h1>
        <span className="push row wrap">
          <ButtonLink href={paths.inRoomExport(roomId, "findings.csv")} plain>
            <Icon name="download" />
            Download CSV
          </ButtonLink>
          {preview ? null : (
            <ButtonLink href={write.href} look="primary">
              {write.label}
            </ButtonLink>
          )}
        </span>
      </div>
      <p className="i2 mt-1">
        {raised} raised: {toReview} to review, {withCompany} with {company}, {settled} accepted.
        {preview ? " Drafts of auditors are not shown to you." : ""}
      </p>
      <div className="mt-4">
        <FindingTable
          rows={rows}
          href={({ id }) => paths.inRoomFinding(roomId, id)}
          nonconformity={({ nonconformity }) =>
            nonconformity === null ? null : <span className="nw i2">{nonconformity.number}</span>
          }
        />
      </div>
    </>
  );
}
