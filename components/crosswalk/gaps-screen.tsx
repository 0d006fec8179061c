import type { Route } from "next";
import { EmptyState } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { GroupRow, Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { GROUP_BY_ID, groupHeading } from "@/lib/core/explorer-groups";
import type { GapRow, GapsPage } from "@/lib/core/pair-gaps";
import { paths, withQuery } from "@/lib/core/paths";
import { EVIDENCE_STATUS, IMPLEMENTATION } from "@/lib/core/statuses";

const WHY: Readonly<Record<NonNullable<GapRow["why"]>, string>> = {
  taken_out: "Your team took its pair out",
  theme_level: "Named by a theme-level row only",
};

function Made({ row }: { row: GapRow }) {
  if (row.artefacts.length === 0) return <Nothing>Nothing is named</Nothing>;
  return (
    <ul className="sm i2 whitespace-normal">
      {row.artefacts.map((text) => (
        <li key={text} className="py-1">
          {text}
        </li>
      ))}
    </ul>
  );
}

function Gap({ slug, row, mayAttach }: { slug: string; row: GapRow; mayAttach: boolean }) {
  const href = paths.requirement(slug, row.ref);
  const isCriterion = row.kind === "criterion";
  return (
    <Tr>
      <Td area="ref">
        <Link className="ref" href={href as Route}>
          {row.ref}
        </Link>
      </Td>
      <RowHeader>
        <span className="whitespace-normal">{row.title}</span>
        {row.why === null ? null : <p className="sm i3 font-normal">{WHY[row.why]}</p>}
        <p className="sm i3 font-normal">{row.ownerName ?? "No owner"}</p>
      </RowHeader>
      {isCriterion ? null : (
        <Td area="hide">
          <Made row={row} />
        </Td>
      )}
      <Td area="status">
        <Badge status={EVIDENCE_STATUS[row.status]} />
        {row.implementation === null ? null : (
          <p className="sm i3">{`Implementation: ${IMPLEMENTATION[row.implementation].label}`}</p>
        )}
      </Td>
      <Td area="files">
        <p className="num sm">{row.linked === 0 ? "No evidence linked" : `${row.linked} linked`}</p>
        {mayAttach ? (
          <Link className="sm" href={withQuery(href, { do: "attach" }) as Route}>
            Attach evidence
            <span className="sr">{` to ${row.ref}`}</span>
          </Link>
        ) : null}
      </Td>
    </Tr>
  );
}

function Gaps({
  slug,
  rows,
  caption,
  mayAttach,
}: {
  slug: string;
  rows: readonly GapRow[];
  caption: string;
  mayAttach: boolean;
}) {
  const made = rows.some((row) => row.kind !== "criterion");
  const groups = [...new Set(rows.map((row) => row.group))];
  return (
    <Table caption={caption} cards top>
      <thead>
        <tr>
          <Th>Ref</Th>
          <Th>Requirement</Th>
          {made ? <Th>To be made</Th> : null}
          <Th>Status</Th>
          <Th>Evidence</Th>
        </tr>
      </thead>
      <tbody>
        {groups.flatMap((id) => {
          const group = GROUP_BY_ID.get(id);
          const mine = rows.filter((row) => row.group === id);
          return [
            <GroupRow
              key={id}
              columns={made ? 5 : 4}
              label={group === undefined ? id : groupHeading(group)}
              remark={`${mine.length}`}
            />,
            ...mine.map((row) => <Gap key={row.ref} slug={slug} row={row} mayAttach={mayAttach} />),
          ];
        })}
      </tbody>
    </Table>
  );
}

/** What no pair brings: net-new work on the way to ISO, and criteria without a counterpart on the way back. */
export function GapsScreen({ page }: { page: GapsPage }) {
  const { workspace, clauses, controls, criteria, of, mayAttach } = page;
  const { slug, name } = workspace;
  return (
    <>
      <PageHeader
        title="Gaps of the crosswalk"
        intro="Requirements that no pair leads to, with what has to be made. Clauses and controls are never added up."
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Crosswalk", href: paths.crosswalk(slug) },
          { label: "Gaps" },
        ]}
      />
      {clauses.length + controls.length + criteria.length === 0 ? (
        <EmptyState
          title="No gap is left"
          primary={{ href: paths.crosswalk(slug), label: "Open the crosswalk" }}
        >
          Every requirement in scope has at least one pair.
        </EmptyState>
      ) : null}
      {clauses.length === 0 ? null : (
        <Section title="Net-new clause requirements" remark={`${clauses.length} of ${of.clauses} in scope`}>
          <Gaps slug={slug} rows={clauses} caption="Net-new clause requirements" mayAttach={mayAttach} />
        </Section>
      )}
      {controls.length === 0 ? null : (
        <Section title="Net-new Annex A controls" remark={`${controls.length} of ${of.controls} in scope`}>
          <Gaps slug={slug} rows={controls} caption="Net-new Annex A controls" mayAttach={mayAttach} />
        </Section>
      )}
      {criteria.length === 0 ? null : (
        <Section
          title="Criteria without a counterpart"
          remark={`${criteria.length} of ${of.criteria} in scope. ISO/IEC 27001 does not ask for them`}
        >
          <Gaps slug={slug} rows={criteria} caption="Criteria without a counterpart" mayAttach={mayAttach} />
        </Section>
      )}
    </>
  );
}
