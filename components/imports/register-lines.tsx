import { Badge } from "@/components/ui/badge";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";

/** One line of a register's file, as both registers of the management system plan it. */
type PlannedLine = {
  /** Of the file; the header is line 1. */
  readonly line: number;
  readonly name: string;
  readonly outcome: "new" | "changed" | "unchanged" | "refused";
  readonly changes: readonly { readonly label: string; readonly from: string; readonly to: string }[];
  readonly problems: readonly string[];
};

const SHOWN = 200;
const CELL_SHOWN = 200;
const OUTCOME = {
  new: { label: "New", tone: "ok", icon: "check" },
  changed: { label: "Changed", tone: "progress", icon: "half" },
  unchanged: { label: "Unchanged", tone: "none", icon: "hollow" },
  refused: { label: "Left out", tone: "gap", icon: "diamond" },
} as const;

function cell(text: string): string {
  if (text === "") return "empty";
  return text.length > CELL_SHOWN ? `${text.slice(0, CELL_SHOWN)}...` : text;
}

function Detail({ changes, problems }: PlannedLine) {
  if (changes.length === 0 && problems.length === 0) return <Nothing>Nothing to say</Nothing>;
  return (
    <ul className="stack gap-1">
      {problems.map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
      {changes.map(({ label, from, to }) => (
        <li key={label}>
          {`${label}: `}
          <bdi>{cell(from)}</bdi>
          {" becomes "}
          <bdi>{cell(to)}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** `1 new, 2 changed, 0 unchanged, 1 left out.` */
export function sumOfLines(lines: readonly Pick<PlannedLine, "outcome">[]): string {
  const count = (outcome: PlannedLine["outcome"]) => lines.filter((line) => line.outcome === outcome).length;
  return `${count("new")} new, ${count("changed")} changed, ${count("unchanged")} unchanged, ${count("refused")} left out.`;
}

/** What each line of the file becomes, the first 200 of them. */
export function RegisterLines({
  lines,
  what,
  nameless,
}: {
  lines: readonly PlannedLine[];
  /** Heading over the names. */
  what: string;
  /** What stands for a line without a name. */
  nameless: string;
}) {
  return (
    <>
      <Table caption="What each line becomes" cards top>
        <thead>
          <tr>
            <Th className="w-12">Line</Th>
            <Th className="md:w-56">{what}</Th>
            <Th className="w-32">Outcome</Th>
            <Th>Detail</Th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, SHOWN).map((line) => (
            <Tr key={line.line}>
              <Td area="ref" className="num i3">
                {line.line}
              </Td>
              <RowHeader className="wrap-anywhere">{line.name === "" ? nameless : line.name}</RowHeader>
              <Td area="status" className="nw">
                <Badge status={OUTCOME[line.outcome]} />
              </Td>
              <Td label="Detail" className="i2 wrap-anywhere">
                <Detail {...line} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {lines.length > SHOWN ? (
        <p className="i3 sm">{`The first ${SHOWN} of ${lines.length} lines are shown.`}</p>
      ) : null}
    </>
  );
}
