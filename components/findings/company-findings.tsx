import type { Route } from "next";
import { FindingTable } from "@/components/findings/finding-table";
import { ExportForm } from "@/components/layout/export-form";
import { Section } from "@/components/layout/section";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { countFindings, findingName } from "@/lib/core/finding";
import type { FindingRow } from "@/lib/core/finding-dto";
import { paths, withQuery } from "@/lib/core/paths";
import { takeOverFindingAction } from "@/lib/findings/actions";

/** One click: the nonconformity with everything that the auditor wrote. */
export function TakeOver({
  slug,
  finding,
  onceKey,
  dense = false,
}: {
  slug: string;
  finding: Pick<FindingRow, "id" | "number" | "version">;
  onceKey: string;
  dense?: boolean;
}) {
  return (
    <ActionForm
      action={takeOverFindingAction.bind(null, slug)}
      version={finding.version}
      className="inline-flex"
    >
      <input type="hidden" name="id" value={finding.id} />
      <input type="hidden" name="onceKey" value={`${onceKey}-${finding.id}`} />
      <SubmitButton
        look={dense ? "secondary" : "primary"}
        dense={dense}
        aria-label={`Raise nonconformity of ${findingName(finding.number)}`}
      >
        Raise nonconformity
      </SubmitButton>
    </ActionForm>
  );
}

/** The findings of a room from the company's side. */
export function CompanyFindings({
  slug,
  roomId,
  rows,
  mayRaise,
  onceKey,
}: {
  slug: string;
  roomId: string;
  rows: readonly FindingRow[];
  mayRaise: boolean;
  onceKey: string;
}) {
  const { raised, toReview, withCompany, settled } = countFindings(rows.map(({ standing }) => standing));
  return (
    <Section
      title="Findings"
      remark={
        rows.length === 0
          ? undefined
          : `${raised} raised: ${withCompany} with you, ${toReview} with the auditor, ${settled} accepted`
      }
      aside={
        rows.length === 0 ? null : (
          <ExportForm action={withQuery(paths.export(slug, "room-findings.csv"), { room: roomId })} dense>
            Download CSV
          </ExportForm>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="i3">No finding yet. What an auditor raises stands here, with what is to be answered.</p>
      ) : (
        <FindingTable
          rows={rows}
          href={({ id }) => paths.finding(slug, roomId, id)}
          nonconformity={(row) => {
            if (row.nonconformity !== null) {
              return (
                <Link className="nw" href={paths.nonconformity(slug, row.nonconformity.id) as Route}>
                  {row.nonconformity.number}
                </Link>
              );
            }
            return row.state === "raised" && mayRaise ? (
              <TakeOver slug={slug} finding={row} onceKey={onceKey} dense />
            ) : null;
          }}
        />
      )}
    </Section>
  );
}
