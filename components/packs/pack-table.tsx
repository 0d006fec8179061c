import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import { sizeText } from "@/lib/core/file-dto";
import { PACK_STANDARD_LABEL, PACK_STATE, type PackCounts, type PackRow, packWords } from "@/lib/core/pack";
import { paths } from "@/lib/core/paths";

function LeftOut({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details className="sm">
      <summary>{`${names.length} ${title}`}</summary>
      <ul>
        {names.map((name) => (
          <li key={name} className="wrap-anywhere">
            {name}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Contents({ counts }: { counts: PackCounts }) {
  const { outside, missing } = counts;
  return (
    <>
      <span className="block sm">{packWords(counts, "files", "entries")}</span>
      <LeftOut title="outside the period, left out" names={outside} />
      <LeftOut title="files that could not be given" names={missing} />
    </>
  );
}

function Details({ row }: { row: PackRow }) {
  if (row.error !== "") return <span className="sm">{row.error}</span>;
  if (row.state !== "ready") {
    return (
      <span className="sm i2">
        {row.step}
        {row.total > 1 ? `, ${row.done} of ${row.total}` : ""}
      </span>
    );
  }
  return (
    <>
      {row.counts === null ? null : <Contents counts={row.counts} />}
      <span className="block sm i2">
        {row.sizeBytes === null ? "" : `${sizeText(row.sizeBytes)}, `}
        SHA-256 <span className="mono break-all">{row.sha256}</span>
      </span>
    </>
  );
}

/** Packs, newest first. */
export function PackTable({
  slug,
  timeZone,
  packs,
  mayDownload,
}: {
  slug: string;
  timeZone: string;
  packs: readonly PackRow[];
  mayDownload: boolean;
}) {
  return (
    <Table caption="Packs, newest first" cards>
      <thead>
        <tr>
          <Th>Pack</Th>
          <Th>State</Th>
          <Th>Contents</Th>
          <Th right>
            <span className="sr">Download</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {packs.map((row) => (
          <Tr key={row.id}>
            <RowHeader area="title">
              {row.title}
              <span className="block sm i2">
                {`${PACK_STANDARD_LABEL[row.scope.standard]}, ${formatInstant(row.createdAt, timeZone)}, ${row.requestedBy}`}
              </span>
            </RowHeader>
            <Td area="status">
              <Badge status={PACK_STATE[row.state]} />
            </Td>
            <Td>
              <Details row={row} />
            </Td>
            <Td right area="due">
              {row.state === "ready" && mayDownload ? (
                <form method="post" action={paths.pack(slug, row.id)}>
                  <Button type="submit" dense aria-label={`Download ${row.title}`}>
                    Download
                  </Button>
                </form>
              ) : (
                <Nothing>Nothing to download</Nothing>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
