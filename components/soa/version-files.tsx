import { Button } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
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
          <Table caption={`Stored files of ${summary.label}`}>
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col">Edition</th>
                <th scope="col">Size</th>
                <th scope="col">SHA-256</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {files.map(({ profile, format, fileName, sizeBytes, sha256, damaged: broken }) => (
                <tr key={`${profile} ${format}`}>
                  <th scope="row" className="wrap-anywhere">
                    {fileName}
                  </th>
                  <td>{PROFILE[profile]}</td>
                  <td className="num">{sizeText(sizeBytes)}</td>
                  <td className="mono xs" title={sha256}>
                    {sha256.slice(0, 12)}
                  </td>
                  <td>
                    {broken ? (
                      <span className="text-gap-text">Damaged: bring it back from a backup</span>
                    ) : (
                      <Take action={withQuery(place, { profile, format })} label={fileName} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </>
  );
}
