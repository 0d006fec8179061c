import type { Route } from "next";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate } from "@/lib/core/dates";
import { FINDING_STANDING, findingGrade, findingName } from "@/lib/core/finding";
import type { FindingRow } from "@/lib/core/finding-dto";

/** Findings as rows, for both sides: each gives its own addresses, the company its buttons. */
export function FindingTable({
  rows,
  href,
  nonconformity,
}: {
  rows: readonly FindingRow[];
  href: (row: FindingRow) => string;
  /** What stands in the column of the nonconformity. */
  nonconformity: (row: FindingRow) => ReactNode;
}) {
  return (
    <Table caption="Findings" cards sticky={false}>
      <thead>
        <tr>
          <Th>Number</Th>
          <Th>Statement</Th>
          <Th>State</Th>
          <Th>Grade</Th>
          <Th priority={1}>Requirements</Th>
          <Th>Nonconformity</Th>
          <Th priority={2}>Raised</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td area="ref">
              <span className="ref nw">{findingName(row.number)}</span>
            </Td>
            <RowHeader className="md:max-w-0 md:w-full">
              <Link className="t ell" href={href(row) as Route}>
                {row.statement}
              </Link>
              {row.isNew ? <b className="txt-gap sm"> New</b> : null}
            </RowHeader>
            <Td area="status">
              <span className="nw">
                <Badge status={FINDING_STANDING[row.standing]} />
              </span>
            </Td>
            <Td label="Grade">
              <span className="nw">
                <Badge status={findingGrade(row.standard, row.grade)} />
              </span>
            </Td>
            <Td label="Requirements" priority={1}>
              <span className="i2">{row.refs.join(", ")}</span>
            </Td>
            <Td label="Nonconformity">{nonconformity(row) ?? <Nothing>No nonconformity yet</Nothing>}</Td>
            <Td label="Raised" priority={2}>
              {row.raisedOn === null ? (
                <Nothing>Not raised</Nothing>
              ) : (
                <span className="nw num i2">{formatDate(row.raisedOn)}</span>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
