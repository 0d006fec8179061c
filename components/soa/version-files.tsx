import { Button } from "@/components/ui/button";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { sizeText } from "@/lib/core/file-dto";
import { paths, withQuery } from "@/lib/core/paths";
import type { SoaStoredFile, SoaVersionSummary } from "@/lib/core/soa-version";

const PROFILE = { internal: "Internal", shareable: "For customers" } as const;

function Take({ action, label }: { action: string; label: string }) {
  return (
    <form method="post" action={action}>
      <Button type="submit" dense aria-label={`Download ${label}`}>
        Download
      </Button>
    </form>
  );
}

/** The hash with the way to verify it, and the files as they were stored at approval. */
export function VersionFiles({
  slug,
  summary,
  files,
  damaged,
}: {
  slug: string;
  summary: SoaVersionSummary;
  /** The frozen text is not what the hash stands for: it is not handed out as if it were. */
  damaged: boolean;
  files: readonly SoaStoredFile[];
}) {
  const place = `${paths.soaVersion(slug, summary.id)}/file`;
  return (
    <>
      <p className="mono wrap-anywhere">{summary.sha256}</p>
      <div className="row wrap sm i2 mt-2">
        <span>
          SHA-256 of the frozen content. To verify it, download the content and run sha256sum on the file: it
          prints the same 64 characters.
        </span>
        {damaged ? null : <Take action={place} label={`the content of ${summary.label}`} />}
      </div>
      {files.length === 0 ? (
        <p className="sm i2 mt-3">Files are stored when the version is approved.</p>
      ) : (
        <div className="mt-3">
          <Table caption={`Stored files of ${summary.label}`} cards>
            <thead>
              <tr>
                <Th>File</Th>
                <Th>Edition</Th>
                <Th>Size</Th>
                <Th>SHA-256</Th>
                <td />
              </tr>
            </thead>
            <tbody>
              {files.map(({ profile, format, fileName, sizeBytes, sha256, damaged: broken }) => (
                <Tr key={`${profile} ${format}`}>
                  <RowHeader className="wrap-anywhere">{fileName}</RowHeader>
                  <Td label="Edition">{PROFILE[profile]}</Td>
                  <Td label="Size" className="num nw">
                    {sizeText(sizeBytes)}
                  </Td>
                  <Td label="SHA-256" className="mono xs">
                    <span title={sha256}>{sha256.slice(0, 12)}</span>
                  </Td>
                  <Td>
                    {broken ? (
                      <span className="text-gap-text">Damaged: bring it back from a backup</span>
                    ) : (
                      <Take action={withQuery(place, { profile, format })} label={fileName} />
                    )}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </>
  );
}
