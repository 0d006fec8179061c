import type { Route } from "next";
import { EmptyState } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate } from "@/lib/core/dates";
import { VERSION_STATE } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import type { SoaVersionSummary } from "@/lib/core/soa-version";

function decided({ approval, returnedOn, returnedBy, returnReason, state }: SoaVersionSummary): string {
  if (approval !== null) return `${approval.name}, ${approval.role}, ${formatDate(approval.on)}`;
  if (state !== "draft" || returnedOn === null) return "";
  return `Sent back by ${returnedBy ?? "a former member"} on ${formatDate(returnedOn)}: ${returnReason}`;
}

const SENT_BACK = { ...VERSION_STATE.draft, label: "Sent back" };

/** Every version that was handed in, newest first. */
export function SoaVersionsScreen({
  slug,
  organisation,
  versions,
}: {
  slug: string;
  organisation: string;
  versions: readonly SoaVersionSummary[];
}) {
  return (
    <>
      <PageHeader
        crumbs={[
          { label: organisation, href: paths.home(slug) },
          { label: "SoA", href: paths.soa(slug) },
          { label: "Versions" },
        ]}
        title="Versions of the statement"
        intro="A version is frozen when it is submitted. An approved one keeps its content, hash and files for ever."
        actions={
          <>
            <ButtonLink href={paths.soa(slug)}>Back to the draft</ButtonLink>
            {versions.length > 0 ? <ButtonLink href={paths.soaCompare(slug)}>Compare</ButtonLink> : null}
          </>
        }
      />
      {versions.length === 0 ? (
        <EmptyState title="No version yet">
          When nothing blocks approval, a lead submits the draft and an approver decides.
        </EmptyState>
      ) : (
        <Table caption="Versions of the Statement of Applicability" top cards>
          <thead>
            <tr>
              <Th>Version</Th>
              <Th>Status</Th>
              <Th>Change reason</Th>
              <Th>Submitted</Th>
              <Th>Decision</Th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <Tr key={version.id}>
                <RowHeader>
                  <Link className="t" href={paths.soaVersion(slug, version.id) as Route}>
                    {version.label}
                  </Link>
                </RowHeader>
                <Td label="Status">
                  <Badge status={version.state === "draft" ? SENT_BACK : VERSION_STATE[version.state]} />
                </Td>
                <Td label="Change reason">
                  <span className="soa-text">{version.changeReason}</span>
                </Td>
                <Td label="Submitted">
                  <span>{`${version.submittedBy}, ${formatDate(version.submittedOn)}`}</span>
                </Td>
                <Td label="Decision">
                  {decided(version) === "" ? (
                    <Nothing>Not decided yet</Nothing>
                  ) : (
                    <span className="soa-text">{decided(version)}</span>
                  )}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
