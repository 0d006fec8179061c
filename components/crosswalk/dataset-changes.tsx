import type { Route } from "next";
import { counted } from "@/components/crosswalk/words";
import { Link } from "@/components/ui/link";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { type EditionDiff, ROW_PARTS, type RowChange, refsOfRow } from "@/lib/core/dataset-diff";
import { hasMoved, type NumberMove } from "@/lib/core/dataset-upgrade";
import type { CrosswalkRow } from "@/lib/core/frameworks/types";
import { OVERLAP_LABEL } from "@/lib/core/overrides";
import { paths } from "@/lib/core/paths";

function rowWords(row: CrosswalkRow): string {
  const refs = refsOfRow(row);
  return `${OVERLAP_LABEL[row.overlap]}${refs.length === 0 ? ", no pair" : `: ${refs.join(", ")}`}`;
}

function changeWords({ parts, before, after, pairsAdded, pairsRemoved }: RowChange): readonly string[] {
  const words: string[] = [];
  if (parts.includes("overlap")) {
    words.push(`Overlap: ${OVERLAP_LABEL[before.overlap]} to ${OVERLAP_LABEL[after.overlap]}`);
  }
  if (pairsAdded.length > 0) words.push(`Pairs added: ${pairsAdded.join(", ")}`);
  if (pairsRemoved.length > 0) words.push(`Pairs removed: ${pairsRemoved.join(", ")}`);
  const told = new Set(["overlap", ...(words.some((one) => one.startsWith("Pairs")) ? ["pairs"] : [])]);
  return [...words, ...parts.filter((part) => !told.has(part)).map((part) => `${ROW_PARTS[part]} changed`)];
}

type Line = { readonly criterion: string; readonly kind: string; readonly words: readonly string[] };

function linesOf({ added, removed, changed }: EditionDiff): readonly Line[] {
  return [
    ...added.map((row) => ({ criterion: row.criterion, kind: "Added", words: [rowWords(row)] })),
    ...removed.map((row) => ({ criterion: row.criterion, kind: "Removed", words: [rowWords(row)] })),
    ...changed.map((one) => ({ criterion: one.criterion, kind: "Changed", words: changeWords(one) })),
  ];
}

function privacyWords({ privacy }: EditionDiff): string | null {
  const parts = [
    privacy.added.length > 0 ? `${counted(privacy.added.length, "criterion", "criteria")} gain` : null,
    privacy.changed.length > 0 ? `${privacy.changed.length} change` : null,
    privacy.removed.length > 0 ? `${privacy.removed.length} lose` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `ISO/IEC 27701 column: ${parts.join(", ")}. No number reads it.`;
}

/** The rows that differ between the editions, each with how. */
export function DiffTable({ slug, diff }: { slug: string; diff: EditionDiff }) {
  const lines = linesOf(diff);
  const privacy = privacyWords(diff);
  const counts = `${diff.added.length} rows added, ${diff.removed.length} removed, ${diff.changed.length} changed, ${diff.unchanged} the same.`;
  return (
    <>
      <p className="num">{counts}</p>
      {privacy === null ? null : <p className="i2 mt-1">{privacy}</p>}
      {lines.length === 0 ? null : (
        <Table caption="Rows that differ between the editions" cards top className="mt-3">
          <thead>
            <tr>
              <Th>Row</Th>
              <Th>Change</Th>
              <Th>What</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ criterion, kind, words }) => (
              <Tr key={`${kind} ${criterion}`}>
                <RowHeader>
                  <Link className="ref" href={paths.crosswalkRow(slug, criterion) as Route}>
                    {criterion}
                  </Link>
                </RowHeader>
                <Td area="status">{kind}</Td>
                <Td area="files" className="whitespace-normal">
                  {words.join(". ")}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

function delta({ before, after }: NumberMove): string {
  const by = after.count - before.count;
  return by === 0 ? "0" : by > 0 ? `+${by}` : `\u2212${Math.abs(by)}`;
}

/** Every number as it is and as it would be; those that move come with the rows that come and go. */
export function MoveTable({
  moves,
  proposals,
}: {
  moves: readonly NumberMove[];
  proposals: { readonly before: number; readonly after: number };
}) {
  const moved = moves.filter(hasMoved).length + (proposals.before === proposals.after ? 0 : 1);
  return (
    <>
      <p className="num">
        {moved === 0
          ? `None of ${moves.length + 1} numbers moves.`
          : `${moved} of ${moves.length + 1} numbers move.`}
      </p>
      <Table caption="Every number before and after" top className="mt-3">
        <thead>
          <tr>
            <Th>Number</Th>
            <Th right>Now</Th>
            <Th right>Afterwards</Th>
            <Th right>Change</Th>
            <Th>Rows</Th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <Tr key={move.name} edited={hasMoved(move)}>
              <RowHeader>{move.label}</RowHeader>
              <Td right>{`${move.before.count} of ${move.before.of}`}</Td>
              <Td right>{`${move.after.count} of ${move.after.of}`}</Td>
              <Td right>{delta(move)}</Td>
              <Td className="sm i2 whitespace-normal">
                {move.gained.length === 0 ? "" : `In: ${move.gained.join(", ")}. `}
                {move.lost.length === 0 ? "" : `Out: ${move.lost.join(", ")}.`}
              </Td>
            </Tr>
          ))}
          <Tr edited={proposals.before !== proposals.after}>
            <RowHeader>Items with proposed links</RowHeader>
            <Td right>{proposals.before}</Td>
            <Td right>{proposals.after}</Td>
            <Td right>{proposals.after - proposals.before}</Td>
            <Td />
          </Tr>
        </tbody>
      </Table>
    </>
  );
}
