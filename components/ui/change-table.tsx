import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";

/** A cell that differs, or a whole row where `cell` is null. */
type Change = {
  readonly kind: "added" | "removed" | "changed";
  readonly ref: string;
  readonly title: string;
  readonly cell: string | null;
  readonly before: string;
  readonly after: string;
};

const WHOLE = { added: "Row added", removed: "Row removed", changed: "Row" } as const;

function Value({ text }: { text: string }) {
  return text === "" ? (
    <span className="i3">Empty</span>
  ) : (
    <span className="whitespace-pre-line wrap-anywhere">{text}</span>
  );
}

/** Cell by cell what differs between two states; printable. */
export function ChangeTable({
  changes,
  caption,
  record,
  before,
  after,
}: {
  changes: readonly Change[];
  caption: string;
  /** What a row is: "Control". */
  record: string;
  before: string;
  after: string;
}) {
  if (changes.length === 0) return <p className="i2">No cell differs.</p>;
  return (
    <Table caption={caption} top cards fixed>
      <colgroup>
        <col className="w-16" />
        <col className="w-[20%]" />
        <col className="w-36" />
        <col />
        <col />
      </colgroup>
      <thead>
        <tr>
          <Th>Ref</Th>
          <Th>{record}</Th>
          <Th>Cell</Th>
          <Th>{before}</Th>
          <Th>{after}</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <Tr key={`${change.ref} ${change.cell ?? change.kind}`}>
            <Td area="ref">
              <span className="ref">{change.ref}</span>
            </Td>
            <RowHeader className="wrap-anywhere">{change.title}</RowHeader>
            <Td label="Cell">{change.cell ?? WHOLE[change.kind]}</Td>
            <Td label={before}>
              <Value text={change.before} />
            </Td>
            <Td label={after}>
              <Value text={change.after} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
