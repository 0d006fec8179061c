import { Badge } from "@/components/ui/badge";
import { RowHeader, Td, Tr } from "@/components/ui/table";

/** One field of two versions. */
type Pair = {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly changed: boolean;
};

const CHANGED = { label: "Changed", tone: "due", icon: "triangle" } as const;

function Value({ text, none }: { text: string; none: string }) {
  if (text === "") return <span className="i3">{none}</span>;
  return <span className="whitespace-pre-line wrap-anywhere">{text}</span>;
}

/** A field of two versions side by side, marked where they differ; `none` stands for an empty one. */
export function CompareRow({ pair, none }: { pair: Pair; none: string }) {
  return (
    <Tr edited={pair.changed}>
      <RowHeader>
        <span className="grid gap-1">
          {pair.label}
          {pair.changed ? <Badge status={CHANGED} /> : null}
        </span>
      </RowHeader>
      <Td>
        <Value text={pair.from} none={none} />
      </Td>
      <Td>
        <Value text={pair.to} none={none} />
      </Td>
    </Tr>
  );
}
