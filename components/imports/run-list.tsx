import type { Route } from "next";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import type { StatusLook } from "@/components/ui/tone";
import { formatInstant } from "@/lib/core/dates";
import type { ImportRunSummary, ImportState } from "@/lib/core/import-dto";
import { paths } from "@/lib/core/paths";

const STATE_LOOK: Readonly<Record<ImportState, StatusLook>> = {
  preview: { label: "Waiting", tone: "review", icon: "eye" },
  done: { label: "Imported", tone: "ok", icon: "check" },
  cancelled: { label: "Cancelled", tone: "none", icon: "slash" },
};

function told(run: ImportRunSummary): string {
  if (run.state === "preview") return "Nothing imported yet";
  if (run.state === "cancelled") return "Nothing imported";
  const { create = 0, update = 0, rejected = 0 } = run.counts;
  return `${create} new, ${update} updated, ${rejected} rejected`;
}

/** The imports of the workspace, newest first. */
export function RunList({
  slug,
  timeZone,
  runs,
}: {
  slug: string;
  timeZone: string;
  runs: readonly ImportRunSummary[];
}) {
  if (runs.length === 0) return <p className="i2">No register was imported yet.</p>;
  return (
    <Table caption="Imports, newest first" cards>
      <thead>
        <tr>
          <Th>File</Th>
          <Th>State</Th>
          <Th>Lines</Th>
          <Th priority={1}>By</Th>
          <Th priority={2}>Started</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Tr key={run.id}>
            <RowHeader area="title">
              <Link className="t ell" href={paths.importRun(slug, run.id) as Route}>
                {run.fileName}
              </Link>
            </RowHeader>
            <Td area="status">
              <Badge status={STATE_LOOK[run.state]} />
            </Td>
            <Td area="files">{told(run)}</Td>
            <Td area="hide" priority={1}>
              {run.startedBy}
            </Td>
            <Td area="due" priority={2}>
              {formatInstant(run.createdAt, timeZone)}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
