import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { SamplesTable } from "@/components/sampling/samples-table";
import { Link } from "@/components/ui/link";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { paths, withQuery } from "@/lib/core/paths";
import { requestName } from "@/lib/core/sample";
import type { PopulationRow, SampleRow } from "@/lib/core/sample-dto";

function Populations({ roomId, rows }: { roomId: string; rows: readonly PopulationRow[] }) {
  if (rows.length === 0) {
    return (
      <p className="i2">
        No list is here yet. Ask the company for one with a request of the kind Population; a CSV or XLSX file
        that answers it stands here.
      </p>
    );
  }
  return (
    <Table caption="Populations" cards top sticky={false}>
      <thead>
        <tr>
          <Th>List</Th>
          <Th>Request</Th>
          <Th right>Lines stated</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ itemId, number, title, fileName, rowCount, request, problem }) => (
          <Tr key={`${itemId} ${number}`}>
            <RowHeader>
              {problem === null ? (
                <Link className="t" href={paths.inRoomPopulation(roomId, itemId, number) as Route}>
                  {title}
                </Link>
              ) : (
                <span>{title}</span>
              )}
              <span className="i3 sm block wrap-anywhere">
                {fileName}, version {number}
              </span>
              {problem === null ? null : <span className="i2 sm block">{problem}</span>}
            </RowHeader>
            <Td label="Request">
              {request === null ? (
                <span className="i2">Evidence of this room</span>
              ) : (
                <Link href={withQuery(paths.inRoomPage(roomId, "requests"), { id: request.id }) as Route}>
                  {requestName(request)}
                </Link>
              )}
            </Td>
            <Td label="Lines stated" right>
              {rowCount === null ? <Nothing>Not stated</Nothing> : rowCount.toLocaleString("en")}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The auditor's samples, and the lists that one can be drawn from. */
export function RoomSamplesScreen({
  roomId,
  timeZone,
  populations,
  samples,
}: {
  roomId: string;
  timeZone: string;
  populations: readonly PopulationRow[];
  samples: readonly SampleRow[];
}) {
  return (
    <>
      <h1 className="mt-6">Samples</h1>
      <p className="i2 mt-1">
        Choose a list, draw lines from it, and ask for the evidence of each in one step. Every draw is kept
        and can be repeated.
      </p>
      <Section title="Populations" remark="Lists that a sample can be drawn from">
        <Populations roomId={roomId} rows={populations} />
      </Section>
      <Section title="Samples drawn" remark={`${samples.length}`}>
        {samples.length === 0 ? (
          <p className="i3">No sample was drawn yet.</p>
        ) : (
          <SamplesTable rows={samples} timeZone={timeZone} hrefOf={(id) => paths.inRoomSample(roomId, id)} />
        )}
      </Section>
    </>
  );
}
