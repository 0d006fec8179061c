import {
  ArtifactContent,
  ArtifactFacts,
  FitBadge,
  ScreenshotAttestation,
} from "@/components/evidence/artifact-content";
import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { ActionForm } from "@/components/ui/form";
import { formatInstant } from "@/lib/core/dates";
import type { ArtifactDto, EvidenceItemDto } from "@/lib/core/evidence-dto";
import { artifactChanges } from "@/lib/core/evidence-versions";
import { paths, withQuery } from "@/lib/core/paths";
import { ARTIFACT_KIND_LABEL } from "@/lib/core/statuses";
import { restoreArtifactAction } from "@/lib/evidence/actions";

type Props = {
  slug: string;
  timeZone: string;
  item: EvidenceItemDto;
  onceKey: string;
};

/** Makes a new version of an earlier one; nothing is overwritten by it. */
function BringBack({
  slug,
  item,
  number,
  onceKey,
}: Pick<Props, "slug" | "item" | "onceKey"> & { number: number }) {
  return (
    <ActionForm action={restoreArtifactAction.bind(null, slug)} version={item.version} className="contents">
      <input type="hidden" name="itemId" value={item.itemId} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="onceKey" value={`${onceKey}-restore-${number}`} />
      <button type="submit" className={buttonClass({ look: "quiet", dense: true })}>
        Bring back version {number}
      </button>
    </ActionForm>
  );
}

function changesText(older: ArtifactDto | undefined, artifact: ArtifactDto): string | null {
  if (older === undefined) return null;
  const changes = artifactChanges(older, artifact);
  if (changes.length === 0) return `Says the same as version ${older.number}.`;
  const labels = changes
    .map(({ label }) => label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()))
    .join(", ");
  return `Differs from version ${older.number} in: ${labels}.`;
}

function Version({
  slug,
  timeZone,
  item,
  artifact,
  older,
  onceKey,
}: Props & { artifact: ArtifactDto; older: ArtifactDto | undefined }) {
  const newest = artifact.number === item.currentArtifact;
  const changes = changesText(older, artifact);
  const compare = paths.compareVersions(slug, item.itemId);
  return (
    <li
      id={`version-${artifact.number}`}
      className="grid gap-2 border-t border-line py-3 first:border-0 first:pt-0 last:pb-0"
    >
      <div className="row wrap">
        <h3 className="w6">Version {artifact.number}</h3>
        <span className="i3 sm">
          {ARTIFACT_KIND_LABEL[artifact.kind]}, added by {artifact.addedByName},{" "}
          {formatInstant(artifact.addedAt, timeZone)}
          {artifact.restoredFrom === null ? "" : `, brought back from version ${artifact.restoredFrom}`}
        </span>
        <FitBadge artifact={artifact} />
      </div>
      <ArtifactContent
        slug={slug}
        itemId={item.itemId}
        timeZone={timeZone}
        artifact={artifact}
        preview={newest}
      />
      <ArtifactFacts artifact={artifact} />
      <ScreenshotAttestation artifact={artifact} />
      <div className="row wrap gap-x-3 gap-y-1 no-print">
        {changes === null ? null : <span className="sm i3">{changes}</span>}
        {older === undefined ? null : (
          <ButtonLink
            href={withQuery(compare, { a: older.number, b: artifact.number })}
            look="quiet"
            dense
            aria-label={`Compare version ${older.number} with version ${artifact.number}`}
          >
            Compare
          </ButtonLink>
        )}
        {!newest && item.mayEdit && !isEnded(item) ? (
          <BringBack slug={slug} item={item} number={artifact.number} onceKey={onceKey} />
        ) : null}
      </div>
    </li>
  );
}

/** Whether the item stays as it is. */
export function isEnded(item: Pick<EvidenceItemDto, "state" | "archived">): boolean {
  return item.state === "withdrawn" || item.state === "superseded" || item.archived;
}

/** Every version with its facts and how it differs from the one before; none is ever overwritten. */
export function ItemVersions(props: Props) {
  const { slug, item } = props;
  const n = item.artifacts.length;
  return (
    <Section
      title="Versions"
      remark={n === 0 ? "None yet" : `${n}, newest first; none is ever overwritten`}
      aside={
        n > 1 ? (
          <ButtonLink href={paths.compareVersions(slug, item.itemId)} look="quiet" dense>
            Compare versions
          </ButtonLink>
        ) : undefined
      }
    >
      {n === 0 ? (
        <p className="i2">Nothing was collected yet. The item counts for nothing until then.</p>
      ) : (
        <ol>
          {item.artifacts.map((artifact, index) => (
            <Version key={artifact.number} {...props} artifact={artifact} older={item.artifacts[index + 1]} />
          ))}
        </ol>
      )}
    </Section>
  );
}
