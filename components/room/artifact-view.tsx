import { Watermark } from "@/components/room/watermark";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { formatDate } from "@/lib/core/dates";
import { periodText } from "@/lib/core/evidence-versions";
import { typeLabel } from "@/lib/core/file-allowed";
import { sizeText } from "@/lib/core/file-dto";
import { previewKind } from "@/lib/core/file-preview";
import { servingRefusal } from "@/lib/core/file-serving";
import { paths } from "@/lib/core/paths";
import type { RoomArtifact } from "@/lib/core/room-request-dto";

const FIT = {
  inside: { label: "In window", tone: "ok", icon: "check" },
  partly: { label: "Partly in window", tone: "due", icon: "triangle" },
  outside: { label: "Outside window", tone: "gap", icon: "diamond" },
  unknown: { label: "No window or no dates", tone: "none", icon: "hollow" },
} as const;

type Props = {
  roomId: string;
  artifact: RoomArtifact;
  /** What lies over previews; null where the room does not mark them. */
  mark: string | null;
};

function Look({ roomId, artifact, mark }: Props) {
  const { file, itemId, number, fileName } = artifact;
  if (file === null) return null;
  const kind = previewKind(file.mediaType);
  const address = paths.inRoomPreview(roomId, itemId, number);
  if (kind === "none") {
    return (
      <p className="i2 mt-2">{typeLabel(file.mediaType)} files are not shown here. Download it to read it.</p>
    );
  }
  if (kind === "image") {
    return (
      <Watermark mark={mark}>
        <img
          src={address}
          alt={`Preview of ${fileName}`}
          loading="lazy"
          className="max-h-120 max-w-full rounded-md border border-line object-contain mt-2"
        />
      </Watermark>
    );
  }
  const sandbox = kind === "pdf" ? {} : { sandbox: "" };
  return (
    <Watermark mark={kind === "pdf" ? mark : null}>
      <iframe
        {...sandbox}
        src={address}
        title={`Preview of ${fileName}`}
        loading="lazy"
        className={`w-full rounded-md border border-line mt-2 ${kind === "pdf" ? "h-140" : "h-80"}`}
      />
    </Watermark>
  );
}

function Content({ roomId, artifact, mark }: Props) {
  const { file, url, body, fileName, itemId, number } = artifact;
  const refusal = file === null ? null : servingRefusal(file.scanState);
  return (
    <>
      {file === null ? null : (
        <div className="row wrap">
          <Icon name="document" />
          <b className="w5 wrap-anywhere min-w-0">{fileName}</b>
          <span className="i3 sm nw">
            version {number}, {sizeText(file.sizeBytes)}
          </span>
          {refusal === null ? (
            <span className="push">
              <ButtonLink href={paths.inRoomFile(roomId, itemId, number)} plain dense>
                <Icon name="download" />
                Download<span className="sr"> {fileName}</span>
              </ButtonLink>
            </span>
          ) : null}
        </div>
      )}
      {url === null ? null : (
        <p>
          <a href={url} rel="noreferrer noopener" target="_blank" className="wrap-anywhere">
            {url}
          </a>
        </p>
      )}
      {body === "" ? null : <p className="prose whitespace-pre-line">{body}</p>}
      {refusal === null ? (
        <Look roomId={roomId} artifact={artifact} mark={mark} />
      ) : (
        <p className="i2">{refusal}</p>
      )}
    </>
  );
}

/** One version of evidence as an auditor reads it: the thing itself, its period, where it comes from, its hash. */
export function ArtifactView({ roomId, artifact, mark }: Props) {
  const period = periodText(artifact.periodFrom, artifact.periodTo);
  const facts: readonly (readonly [string, string])[] = [
    ["Covers", period ?? ""],
    ["Effective", artifact.effectiveOn === null ? "" : formatDate(artifact.effectiveOn)],
    ["Source", artifact.sourceSystem],
    ["Collected by", artifact.collectedBy],
    ["Query", artifact.query],
    ["Rows", artifact.rowCount === null ? "" : artifact.rowCount.toLocaleString("en")],
    ["Completeness", artifact.completeness],
  ];
  return (
    <div className="stack gap-2">
      <Content roomId={roomId} artifact={artifact} mark={mark} />
      <div className="row wrap">
        <Badge status={FIT[artifact.fit]} />
        {artifact.fitReason === null ? null : <span className="i2 sm">{artifact.fitReason}</span>}
      </div>
      <dl className="def">
        {facts
          .filter(([, text]) => text !== "")
          .map(([label, text]) => (
            <div key={label} className="contents">
              <dt>{label}</dt>
              <dd className="wrap-anywhere">{text}</dd>
            </div>
          ))}
        {artifact.file === null ? null : (
          <div className="contents">
            <dt>SHA-256</dt>
            <dd className="mono wrap-anywhere">{artifact.file.sha256}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
