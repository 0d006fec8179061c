import { DamageNote } from "@/components/files/damage-note";
import { FilePreview } from "@/components/files/file-preview";
import { Badge, Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { formatDate } from "@/lib/core/dates";
import type { ArtifactDto } from "@/lib/core/evidence-dto";
import { missingPoints, periodText, SCREENSHOT_LABEL, SCREENSHOT_POINTS } from "@/lib/core/evidence-versions";
import { sizeText } from "@/lib/core/file-dto";
import { servingRefusal } from "@/lib/core/file-serving";
import { paths } from "@/lib/core/paths";
import { SCAN_STATE } from "@/lib/core/work-statuses";

const OUTSIDE = { label: "Outside the window", tone: "due", icon: "triangle" } as const;
const PARTLY = { label: "Partly in the window", tone: "due", icon: "triangle" } as const;

/** Whether the version's days lie in the observation window, with the reason where they do not. */
export function FitBadge({ artifact }: { artifact: ArtifactDto }) {
  if (artifact.fit !== "outside" && artifact.fit !== "partly") return null;
  return (
    <span title={artifact.fitReason ?? undefined}>
      <Badge status={artifact.fit === "outside" ? OUTSIDE : PARTLY} />
      <span className="sr"> {artifact.fitReason}</span>
    </span>
  );
}

type Place = { slug: string; itemId: string; timeZone: string; artifact: ArtifactDto };

function Stored({ slug, itemId, timeZone, artifact, preview }: Place & { preview: boolean }) {
  const { file, number } = artifact;
  if (file === null) return null;
  if (preview) {
    return <FilePreview slug={slug} itemId={itemId} number={number} file={file} timeZone={timeZone} />;
  }
  const refusal = servingRefusal(file.scanState);
  return (
    <div className="stack gap-2">
      <p className="row wrap gap-x-3 gap-y-1">
        <Icon name="document" />
        <span className="wrap-anywhere min-w-0">{file.fileName}</span>
        <span className="i3 sm">{sizeText(file.sizeBytes)}</span>
        {refusal === null ? (
          <ButtonLink href={paths.artifactFile(slug, itemId, number)} look="quiet" dense plain>
            <Icon name="download" />
            Download version {number}
          </ButtonLink>
        ) : (
          <Badge status={SCAN_STATE[file.scanState]} />
        )}
      </p>
      <DamageNote file={file} timeZone={timeZone} />
    </div>
  );
}

/** What was collected: bytes, an address, or words. The preview is drawn for one version of a page at most. */
export function ArtifactContent({ preview = false, ...place }: Place & { preview?: boolean }) {
  const { artifact } = place;
  return (
    <>
      {artifact.kind === "link" && artifact.url !== null ? (
        <a href={artifact.url} rel="noreferrer noopener" target="_blank" className="wrap-anywhere">
          {artifact.url}
          <span className="sr"> (opens in a new tab)</span>
        </a>
      ) : null}
      {artifact.body === "" ? null : (
        <p className="prose whitespace-pre-line wrap-anywhere">{artifact.body}</p>
      )}
      <Stored {...place} preview={preview} />
    </>
  );
}

function rowsText({ rowCount, countedRows }: ArtifactDto): string | null {
  if (rowCount === null) return null;
  const how = countedRows === null ? "stated, not counted" : "counted in the list";
  return `${rowCount.toLocaleString("en")}, ${how}`;
}

/** Dates, origin, and what a population or a screenshot says about itself. */
export function ArtifactFacts({ artifact }: { artifact: ArtifactDto }) {
  const facts: readonly (readonly [string, string | null])[] = [
    ["Effective", artifact.effectiveOn === null ? null : formatDate(artifact.effectiveOn)],
    ["Covers", periodText(artifact.periodFrom, artifact.periodTo)],
    ["Source", artifact.sourceSystem || null],
    ["Collected by", artifact.collectedBy || null],
    ["Rows", rowsText(artifact)],
    ["Query", artifact.query || null],
    ["Completeness", artifact.completeness || null],
  ];
  return (
    <dl className="row wrap gap-x-6 gap-y-1 sm">
      {facts.map(([label, value]) =>
        value === null ? null : (
          <div key={label} className="row gap-1.5 items-baseline">
            <dt className="i3 nw">{label}</dt>
            <dd className="whitespace-pre-line wrap-anywhere">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** What the collector attests of a screenshot. A missing date stays a warning for as long as the version is shown. */
export function ScreenshotAttestation({ artifact }: { artifact: ArtifactDto }) {
  if (!artifact.isScreenshot) return null;
  const missing = missingPoints(artifact);
  const attested = SCREENSHOT_POINTS.filter((point) => !missing.includes(point));
  return (
    <div className="stack gap-2">
      {attested.length === 0 ? null : (
        <p className="sm i2">
          Screenshot; its collector attests: {attested.map((point) => SCREENSHOT_LABEL[point]).join("; ")}.
        </p>
      )}
      {missing.length === 0 ? null : (
        <Note tone="due">
          {missing.includes("showsDate")
            ? "No date is visible on this screenshot, so it proves no day. Take it again with the clock in view, or export the data."
            : `Not attested of this screenshot: ${missing.map((point) => SCREENSHOT_LABEL[point]).join("; ")}.`}
        </Note>
      )}
    </div>
  );
}
