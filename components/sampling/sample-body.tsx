import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { AboutList } from "@/components/sampling/about-list";
import { Badge, Note } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { Stat } from "@/components/ui/stat";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import { headingOf, nameOfLine } from "@/lib/core/population";
import { SAMPLE_METHOD_LABEL } from "@/lib/core/sample";
import type { DrawnAgain, SampleDetail } from "@/lib/core/sample-dto";
import { REQUEST_STATE } from "@/lib/core/work-statuses";

type Props = {
  sample: SampleDetail;
  timeZone: string;
  /** Where the reader's side shows a request. */
  requestHref: (id: string) => string;
};

/** What drawing again gave, when it was asked for. */
export function AgainNote({ again, size }: { again: DrawnAgain | null; size: number }) {
  if (again === null) return null;
  return (
    <div className="mt-3" role="status">
      {again.same ? (
        <Note tone="ok">
          {`Drawn again from the stored file: the same ${size} lines with the same content.`}
        </Note>
      ) : (
        <Note tone="gap">{`Drawing again does not confirm the record. ${again.reason}`}</Note>
      )}
    </div>
  );
}

/** How many items are asked for, answered and accepted. */
export function SampleCountsRow({ sample }: Pick<Props, "sample">) {
  const { items, asked, answered, accepted, returned } = sample.counts;
  if (asked === 0) return null;
  const of = `of ${items}`;
  return (
    <div className="kpis mt-4">
      <Stat title="Answered" n={answered} of={of} />
      <Stat title="Accepted" n={accepted} of={of} />
      <Stat title="Returned" n={returned} of={of} />
    </div>
  );
}

/** Everything that the draw can be repeated from. */
export function SampleFacts({ sample, timeZone, requestHref }: Props) {
  const { request, method, seed, start, step, sheet, repeated, columns, idColumn } = sample;
  const name = sample.held ? "" : headingOf(columns, idColumn);
  const pairs: readonly (readonly [string, string])[] = [
    ["Drawn", `${formatInstant(sample.drawnAt, timeZone)} by ${sample.drawnBy}`],
    [
      "List",
      sample.held ? sample.title : `${sample.title}, ${sample.fileName}, version ${sample.artifactNumber}`,
    ],
    ["Sheet", sheet],
    ["Lines in the list", sample.populationSize.toLocaleString("en")],
    ["Method", SAMPLE_METHOD_LABEL[method]],
    ["Seed", seed === null ? "" : String(seed)],
    ["First line", start === null ? "" : String(start)],
    ["Every so many lines", step === null ? "" : String(step)],
    ["Reason", sample.rationale],
    ["Named by", name],
  ];
  return (
    <>
      <AboutList request={request} requestHref={requestHref} pairs={pairs} sha256={sample.sha256} />
      {sample.held ? (
        <div className="my-3">
          <Note tone="none">
            The company holds the list back from this room, so nothing of its lines is shown. The draw stays.
          </Note>
        </div>
      ) : null}
      {repeated === 0 || sample.held ? null : (
        <div className="my-3">
          <Note tone="due">
            {`${repeated.toLocaleString("en")} lines of the list share their value in ${name} with another line.`}
          </Note>
        </div>
      )}
    </>
  );
}

/** The drawn lines in the order of the draw, each with its request. */
export function SampleItems({ sample, requestHref }: Pick<Props, "sample" | "requestHref">) {
  const { items, columns, idColumn } = sample;
  const width = Math.max(columns.length, ...items.map(({ cells }) => cells.length));
  const others = Array.from({ length: width }, (_, column) => column).filter((column) => column !== idColumn);
  return (
    <Section title="Items" remark="In the order of the draw">
      <Table caption="Items of the sample" sticky={false}>
        <thead>
          <tr>
            <Th>Item</Th>
            <Th>{headingOf(columns, idColumn)}</Th>
            <Th>Request</Th>
            <Th>State</Th>
            <Th right>Line</Th>
            {others.map((column) => (
              <Th key={column}>{headingOf(columns, column)}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const { position, line, cells, request } = item;
            return (
              <Tr key={position}>
                <Td>
                  <span className="num">{position}</span>
                </Td>
                <RowHeader>
                  <span className="ell block max-w-80">{nameOfLine(item, idColumn)}</span>
                </RowHeader>
                <Td>
                  {request === null ? (
                    <Nothing>Not asked for</Nothing>
                  ) : (
                    <Link className="nw" href={requestHref(request.id) as Route}>
                      {request.auditorRef === "" ? request.number : request.auditorRef}
                    </Link>
                  )}
                </Td>
                <Td>
                  {request === null ? (
                    <span className="i3 nw">Not asked for</span>
                  ) : (
                    <span className="nw">
                      <Badge status={REQUEST_STATE[request.state]} />
                    </span>
                  )}
                </Td>
                <Td right>{line.toLocaleString("en")}</Td>
                {others.map((column) => (
                  <Td key={column}>
                    <span className="ell block max-w-80">{cells[column] ?? ""}</span>
                  </Td>
                ))}
              </Tr>
            );
          })}
        </tbody>
      </Table>
    </Section>
  );
}
