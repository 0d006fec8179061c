import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import { sizeText } from "@/lib/core/file-dto";
import { paths } from "@/lib/core/paths";
import type { TransferRow } from "@/lib/core/transfer";
import { TRANSFER_STATE } from "@/lib/core/work-statuses";

function Details({ row, timeZone }: { row: TransferRow; timeZone: string }) {
  if (row.error !== "") return <span className="sm">{row.error}</span>;
  if (row.state === "running" || row.state === "queued") {
    return (
      <span className="sm i2">
        {row.step === "" ? "Working" : row.step}
        {row.total > 1 ? `, ${row.done} of ${row.total}` : ""}
      </span>
    );
  }
  if (row.sha256 === null) return <Nothing>No details</Nothing>;
  return (
    <span className="sm i2">
      {row.sizeBytes === null ? "" : `${sizeText(row.sizeBytes)}, `}
      SHA-256 <span className="mono break-all">{row.sha256}</span>
      {row.expiresAt === null || !row.hasFile ? "" : `. Kept until ${formatInstant(row.expiresAt, timeZone)}`}
    </span>
  );
}

/** Exports and imports, newest first. */
export function TransferTable({
  slug,
  timeZone,
  rows,
}: {
  slug: string;
  timeZone: string;
  rows: readonly TransferRow[];
}) {
  return (
    <Table caption="Exports and imports" cards>
      <thead>
        <tr>
          <Th>Archive</Th>
          <Th>State</Th>
          <Th priority={2}>Asked for by</Th>
          <Th>Details</Th>
          <Th right>
            <span className="sr">Download</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <RowHeader area="title">
              {row.fileName}
              <span className="block sm i2">
                {row.direction === "export" ? "Export" : "Import"} of {formatInstant(row.createdAt, timeZone)}
              </span>
            </RowHeader>
            <Td area="status">
              <Badge status={TRANSFER_STATE[row.state]} />
            </Td>
            <Td priority={2}>{row.requestedBy}</Td>
            <Td>
              <Details row={row} timeZone={timeZone} />
            </Td>
            <Td right area="due">
              {row.direction === "export" && row.state === "done" && row.hasFile ? (
                <form method="post" action={paths.archive(slug, row.id)}>
                  <Button type="submit" dense>
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
