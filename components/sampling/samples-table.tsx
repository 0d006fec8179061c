import type { Route } from "next";
import { Link } from "@/components/ui/link";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import { countWords, sampleNumber } from "@/lib/core/sample";
import { drawWords } from "@/lib/core/sample-draw";
import type { SampleRow } from "@/lib/core/sample-dto";

/** Samples of a room, the newest first; each side has its own addresses. */
export function SamplesTable({
  rows,
  timeZone,
  hrefOf,
}: {
  rows: readonly SampleRow[];
  timeZone: string;
  hrefOf: (id: string) => string;
}) {
  return (
    <Table caption="Samples" cards sticky={false}>
      <thead>
        <tr>
          <Th>Sample</Th>
          <Th>List</Th>
          <Th>Drawn</Th>
          <Th priority={2}>By</Th>
          <Th>Answered</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td area="ref">
              <span className="ref nw">{sampleNumber(row.number)}</span>
            </Td>
            <RowHeader>
              <Link className="t" href={hrefOf(row.id) as Route}>
                {row.title}
                <span className="sr">, sample {sampleNumber(row.number)}</span>
              </Link>
            </RowHeader>
            <Td label="Drawn">
              <span className="i2">{drawWords(row)}</span>
            </Td>
            <Td label="By" priority={2}>
              <span className="i2">
                {row.drawnBy}, <span className="nw">{formatInstant(row.drawnAt, timeZone)}</span>
              </span>
            </Td>
            <Td area="status">{countWords(row.counts)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
