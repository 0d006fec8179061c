"use client";
import type { Upload } from "@/components/files/upload-queue";
import { buttonClass } from "@/components/ui/button-class";
import { isImage } from "@/lib/core/file-allowed";
import { type FileDuplicate, sizeText } from "@/lib/core/file-dto";
import { paths } from "@/lib/core/paths";

const BAR =
  "h-1.5 w-full appearance-none overflow-hidden rounded-sm bg-hover [&::-moz-progress-bar]:bg-(--accent) [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-(--accent)";

function Duplicate({ slug, of }: { slug: string; of: FileDuplicate }) {
  return (
    <p className="sm i2">
      You already have this file as version {of.number} of{" "}
      <a href={paths.evidenceItem(slug, of.itemId)} target="_blank" rel="noreferrer">
        {of.title}
        <span className="sr"> (opens in a new tab)</span>
      </a>
      . Use that one, or keep this upload as well.
    </p>
  );
}

function State({ upload }: { upload: Upload }) {
  if (upload.state === "waiting") return <span className="st s-hollow none">Waits</span>;
  if (upload.state === "sending") {
    if (upload.percent === 100) return <span className="st s-half progress">Being checked</span>;
    return <span className="num">{upload.percent} %</span>;
  }
  return upload.state === "done" ? (
    <span className="st s-check ok">Uploaded</span>
  ) : (
    <span className="st s-diamond gap">Not uploaded</span>
  );
}

/** One file: its name and size, how far it is or what came of it, and what can be done. */
export function UploadRow({
  slug,
  name,
  upload,
  remove,
  retry,
}: {
  slug: string;
  name: string;
  upload: Upload;
  remove: () => void;
  retry: () => void;
}) {
  const { file, state, answer } = upload;
  const button = buttonClass({ look: "quiet", dense: true });
  const stored = answer !== null && answer.fileName !== file.name ? answer.fileName : null;
  return (
    <li
      className="grid gap-1 border-t border-line py-2 first:border-0"
      data-image={answer !== null && isImage(answer.mediaType) ? "" : undefined}
    >
      <div className="row wrap">
        <span className="wrap-anywhere min-w-0">{file.name}</span>
        <span className="i3 sm num">{sizeText(file.size)}</span>
        <State upload={upload} />
        <span className="push row">
          {upload.mayRetry && state === "failed" ? (
            <button type="button" className={button} onClick={retry}>
              Retry<span className="sr"> {file.name}</span>
            </button>
          ) : null}
          <button type="button" className={button} onClick={remove}>
            {state === "sending" || state === "waiting" ? "Cancel" : "Remove"}
            <span className="sr"> {file.name}</span>
          </button>
        </span>
      </div>
      {state === "sending" ? (
        <progress className={BAR} max={100} value={upload.percent} aria-label={`Upload of ${file.name}`} />
      ) : null}
      {upload.error === "" ? null : <p className="sm wrap-anywhere">{upload.error}</p>}
      {stored === null ? null : <p className="sm i2 wrap-anywhere">Saved under the name {stored}.</p>}
      {answer?.duplicateOf ? <Duplicate slug={slug} of={answer.duplicateOf} /> : null}
      {answer === null ? null : <input type="hidden" name={`${name}[]`} value={answer.uploadId} />}
    </li>
  );
}
