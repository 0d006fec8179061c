import { CopyHash } from "@/components/files/copy-hash";
import { DamageNote } from "@/components/files/damage-note";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { formatInstant } from "@/lib/core/dates";
import { typeLabel } from "@/lib/core/file-allowed";
import { type FileFacts, sizeText } from "@/lib/core/file-dto";
import { previewKind } from "@/lib/core/file-preview";
import { servingRefusal } from "@/lib/core/file-serving";
import { paths } from "@/lib/core/paths";
import { SCAN_STATE } from "@/lib/core/work-statuses";

/** The page in its whole width, without a column of small pages beside it. */
const PDF_VIEW = "#view=FitH&navpanes=0";

type Place = { slug: string; itemId: string; number: number };

function Frame({ slug, itemId, number, file }: Place & { file: FileFacts }) {
  const address = paths.artifactPreview(slug, itemId, number);
  const kind = previewKind(file.mediaType);
  if (kind === "none") {
    return (
      <p className="i2">{typeLabel(file.mediaType)} files are not shown here. Download it to read it.</p>
    );
  }
  if (kind === "image") {
    return (
      <img
        src={address}
        alt={`Preview of ${file.fileName}`}
        loading="lazy"
        className="max-h-120 max-w-full rounded-md border border-line object-contain"
      />
    );
  }
  // A sandbox attribute would keep browsers from showing a PDF at all; the answer itself carries the sandbox.
  const sandbox = kind === "pdf" ? {} : { sandbox: "" };
  return (
    <>
      <iframe
        {...sandbox}
        src={kind === "pdf" ? `${address}${PDF_VIEW}` : address}
        title={`Preview of ${file.fileName}`}
        loading="lazy"
        className={`w-full rounded-md border border-line ${kind === "pdf" ? "h-140" : "h-80"}`}
      />
      {kind === "pdf" ? (
        <p className="i3 sm no-print">
          A PDF that stays empty here is damaged, asks for a password, or your browser shows none. Download it
          to find out.
        </p>
      ) : null}
    </>
  );
}

function Facts({ file, timeZone }: { file: FileFacts; timeZone: string }) {
  return (
    <dl className="row wrap gap-x-6 gap-y-1 sm">
      <div className="row wrap gap-1.5 min-w-0">
        <dt className="i3">Type</dt>
        <dd>{typeLabel(file.mediaType)}</dd>
      </div>
      <div className="row wrap gap-1.5 min-w-0">
        <dt className="i3">Size</dt>
        <dd className="num">{sizeText(file.sizeBytes)}</dd>
      </div>
      <div className="row wrap gap-1.5 min-w-0">
        <dt className="i3">Uploaded</dt>
        <dd>
          {file.uploadedByName}, {formatInstant(file.uploadedAt, timeZone)}
        </dd>
      </div>
      <div className="row wrap gap-1.5 min-w-0">
        <dt className="i3">Virus scan</dt>
        <dd>
          <Badge status={SCAN_STATE[file.scanState]} />
          {file.scanNote === "" ? null : <span className="i2"> {file.scanNote}</span>}
        </dd>
      </div>
      <div className="row wrap gap-1.5 min-w-0">
        <dt className="i3">SHA-256</dt>
        <dd className="row wrap min-w-0">
          <code className="mono wrap-anywhere">{file.sha256}</code>
          <CopyHash hash={file.sha256} />
        </dd>
      </div>
    </dl>
  );
}

/** The stored file of one version: what it is, whether it is whole, a look at it in a sandbox, and the download. */
export function FilePreview({
  slug,
  itemId,
  number,
  file,
  timeZone,
}: Place & { file: FileFacts; timeZone: string }) {
  const refusal = servingRefusal(file.scanState);
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="row wrap">
        <Icon name="document" />
        <b className="w6 wrap-anywhere min-w-0">{file.fileName}</b>
        {refusal === null ? (
          <span className="push">
            <ButtonLink href={paths.artifactFile(slug, itemId, number)} plain dense>
              <Icon name="download" />
              Download<span className="sr"> {file.fileName}</span>
            </ButtonLink>
          </span>
        ) : null}
      </div>
      <DamageNote file={file} timeZone={timeZone} />
      <Facts file={file} timeZone={timeZone} />
      {refusal === null ? (
        <Frame slug={slug} itemId={itemId} number={number} file={file} />
      ) : (
        <p className="i2">{refusal}</p>
      )}
    </div>
  );
}
