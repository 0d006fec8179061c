import { groupHref, refHref } from "@/components/explorer/address";
import { OUTCOME_WORD } from "@/components/explorer/words";
import { Badge } from "@/components/ui/badge";
import { Overlap } from "@/components/ui/overlap-icon";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { REQUIREMENT_FLAG } from "@/lib/core/evidence";
import { EXPLORER_GROUPS, type ExplorerGroup, groupHeading } from "@/lib/core/explorer-groups";
import { type ExplorerRow, selectExplorerRows } from "@/lib/core/explorer-list";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { overlapLook } from "@/lib/core/requirement-detail";

const COLUMNS = 4;

function Refs({ refs, view }: { refs: readonly string[]; view: ExplorerView }) {
  return refs.map((ref) => (
    <a key={ref} href={refHref(ref, view)}>
      {ref}
    </a>
  ));
}

/** The other sides of a row's pairs: square and word once per overlap, then the references. */
export function PairedRefs({
  full,
  partial,
  view,
}: {
  full: readonly string[];
  partial: readonly string[];
  view: ExplorerView;
}) {
  const parts = [
    { outcome: "reuse", refs: full },
    { outcome: "supplement", refs: partial },
  ] as const;
  return (
    <div>
      {parts
        .filter(({ refs }) => refs.length > 0)
        .map(({ outcome, refs }) => (
          <div key={outcome} className="xp-refs">
            <Overlap {...overlapLook(outcome)} />
            <Refs refs={refs} view={view} />
          </div>
        ))}
    </div>
  );
}

function Row({
  row,
  view,
  direction,
}: {
  row: ExplorerRow;
  view: ExplorerView;
  direction: ExplorerView["direction"];
}) {
  return (
    <Tr>
      <Td area="ref">
        <a className="ref" href={refHref(row.ref, view)}>
          {row.ref}
        </a>
      </Td>
      <RowHeader>
        {row.title}
        {row.disputed ? (
          <span className="sm">
            {" "}
            <Badge status={REQUIREMENT_FLAG.disputed}>Disputed</Badge>
          </span>
        ) : null}
        {row.themeLevelOnly ? <p className="sm i3">Named by the theme-level row only</p> : null}
      </RowHeader>
      <Td area="status">
        <Overlap shape={overlapLook(row.outcome).shape} label={OUTCOME_WORD[direction][row.outcome]} />
      </Td>
      {row.full.length + row.partial.length === 0 ? (
        <Td>
          <Nothing>No pair</Nothing>
        </Td>
      ) : (
        <Td label="Paired with">
          <PairedRefs full={row.full} partial={row.partial} view={view} />
        </Td>
      )}
    </Tr>
  );
}

function GroupHeading({
  group,
  rows,
  view,
  linked,
}: {
  group: ExplorerGroup;
  rows: readonly ExplorerRow[];
  view: ExplorerView;
  linked: boolean;
}) {
  const mapped = selectExplorerRows(rows, { show: "mapped", kind: null }).length;
  return (
    <tr className="grp">
      <th colSpan={COLUMNS} scope="rowgroup">
        {linked ? <a href={groupHref(group.id, view)}>{groupHeading(group)}</a> : groupHeading(group)}
        <span>{`${mapped} of ${rows.length} with a pair`}</span>
      </th>
    </tr>
  );
}

/** Rows by theme, chapter or series with their pairs. `direction` is that of the rows. */
export function ExplorerTable({
  rows,
  view,
  direction,
  linked = true,
}: {
  rows: readonly ExplorerRow[];
  view: ExplorerView;
  direction: ExplorerView["direction"];
  linked?: boolean;
}) {
  const groups = EXPLORER_GROUPS.map((group) => ({
    group,
    mine: rows.filter((row) => row.group === group.id),
  })).filter(({ mine }) => mine.length > 0);
  const iso = direction === "iso";
  return (
    <Table
      caption={iso ? "What carries over to each control and clause" : "What supports each criterion"}
      cards
      fixed
      sticky={false}
    >
      <colgroup>
        <col className="w-16" />
        <col />
        <col className="w-32" />
        <col className="w-[36%]" />
      </colgroup>
      <thead>
        <tr>
          <Th>Ref</Th>
          <Th>{iso ? "Requirement" : "Criterion"}</Th>
          <Th>{iso ? "Carries over" : "Counterpart"}</Th>
          <Th>{iso ? "From SOC 2" : "From ISO/IEC 27001"}</Th>
        </tr>
      </thead>
      {groups.map(({ group, mine }) => (
        <tbody key={group.id}>
          <GroupHeading group={group} rows={mine} view={view} linked={linked} />
          {mine.map((row) => (
            <Row key={row.ref} row={row} view={view} direction={direction} />
          ))}
        </tbody>
      ))}
    </Table>
  );
}
