import { Table } from "@/components/ui/table";
import type { SoaCellChange } from "@/lib/core/soa-document";

const WHOLE = { added: "Row added", removed: "Row removed", changed: "Row" } as const;

function Value({ text }: { text: string }) {
  return text === "" ? <span className="i3">Empty</span> : <span className="soa-text">{text}</span>;
}

/** Cell by cell what differs between two states; printable. */
export function ChangeTable({
  changes,
  caption,
  before,
  after,
}: {
  changes: readonly SoaCellChange[];
  caption: string;
  before: string;
  after: string;
}) {
  if (changes.length === 0) return <p className="i2">No cell differs.</p>;
  return (
    <Table caption={caption} top>
      <thead>
        <tr>
          <th scope="col">Ref</th>
          <th scope="col">Control</th>
          <th scope="col">Cell</th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.ref} ${change.cell ?? change.kind}`}>
            <td>
              <span className="ref">{change.ref}</span>
            </td>
            <th scope="row">{change.title}</th>
            <td>{change.cell ?? WHOLE[change.kind]}</td>
            <td>
              <Value text={change.before} />
            </td>
            <td>
              <Value text={change.after} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
