import { ArtifactFields } from "@/components/evidence/artifact-fields";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox, DateInput, Field } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { formatDate, formatInstant } from "@/lib/core/dates";
import type { ArtifactDto, EvidenceItemDto } from "@/lib/core/evidence-dto";
import { artifactChanges, periodText } from "@/lib/core/evidence-versions";
import { paths, withQuery } from "@/lib/core/paths";
import { ARTIFACT_KIND_LABEL } from "@/lib/core/statuses";
import { addArtifactAction } from "@/lib/evidence/actions";

type Props = {
  slug: string;
  timeZone: string;
  item: EvidenceItemDto;
  collector: string;
  onceKey: string;
  /** The version whose facts fill the form; null for an empty one, undefined while the form is closed. */
  form: number | null | undefined;
};

const OUTSIDE = {
  label: "Outside the observation window",
  tone: "due",
  icon: "triangle",
} as const;

function Content({ artifact }: { artifact: ArtifactDto }) {
  if (artifact.kind === "link" && artifact.url !== null) {
    return (
      <a href={artifact.url} rel="noreferrer noopener" target="_blank" className="wrap-anywhere">
        {artifact.url}
        <span className="sr"> (opens in a new tab)</span>
      </a>
    );
  }
  return <p className="prose whitespace-pre-line">{artifact.body}</p>;
}

function Facts({ artifact }: { artifact: ArtifactDto }) {
  const period = periodText(artifact.periodFrom, artifact.periodTo);
  const facts: readonly (readonly [string, string | null])[] = [
    ["Effective", artifact.effectiveOn === null ? null : formatDate(artifact.effectiveOn)],
    ["Covers", period],
    ["Source", artifact.sourceSystem || null],
    ["Collected by", artifact.collectedBy || null],
  ];
  return (
    <dl className="row wrap gap-x-6 gap-y-1 sm">
      {facts.map(([label, value]) =>
        value === null ? null : (
          <div key={label} className="row gap-1.5">
            <dt className="i3">{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Version({
  slug,
  timeZone,
  item,
  artifact,
  older,
}: Pick<Props, "slug" | "timeZone" | "item"> & { artifact: ArtifactDto; older: ArtifactDto | undefined }) {
  const changes = older === undefined ? [] : artifactChanges(older, artifact);
  const newest = artifact.number === item.artifacts[0]?.number;
  return (
    <li className="grid gap-2 border-t border-line py-3 first:border-0 first:pt-0 last:pb-0">
      <div className="row wrap">
        <b className="w6">Version {artifact.number}</b>
        <span className="i3 sm">
          {ARTIFACT_KIND_LABEL[artifact.kind]}, added by {artifact.addedByName},{" "}
          {formatInstant(artifact.addedAt, timeZone)}
        </span>
        {artifact.fit === "outside" ? <Badge status={OUTSIDE} /> : null}
        {!newest && item.mayEdit ? (
          <span className="push">
            <ButtonLink
              href={`${withQuery(paths.evidenceItem(slug, item.itemId), { version: artifact.number })}#add-version`}
              look="quiet"
              dense
            >
              Restore as a new version
            </ButtonLink>
          </span>
        ) : null}
      </div>
      <Content artifact={artifact} />
      <Facts artifact={artifact} />
      {changes.length > 0 ? (
        <details className="twin">
          <summary>
            <Icon name="chevron" />
            {changes.length === 1 ? "1 fact differs" : `${changes.length} facts differ`} from version{" "}
            {older?.number}
          </summary>
          <table className="mini mt-2">
            <thead>
              <tr>
                <th scope="col">Fact</th>
                <th scope="col">Version {older?.number}</th>
                <th scope="col">Version {artifact.number}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.label}>
                  <th scope="row">{change.label}</th>
                  <td className="wrap-anywhere">{change.from}</td>
                  <td className="wrap-anywhere">{change.to}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ) : null}
    </li>
  );
}

function consequence(item: EvidenceItemDto): string {
  if (item.state === "accepted") {
    return "The item was accepted with an earlier version. It waits for a new review, and its verdicts are asked for again.";
  }
  return item.state === "submitted"
    ? "The item keeps waiting for review, with you as its submitter."
    : "Earlier versions stay as they are.";
}

function AddVersion({ slug, item, collector, onceKey, form }: Props) {
  const source = item.artifacts.find((artifact) => artifact.number === form);
  return (
    <details className="twin mt-4" id="add-version" open={form !== undefined}>
      <summary>
        <Icon name="chevron" />
        {item.artifacts.length === 0 ? "Add the evidence" : "Add a version"}
      </summary>
      <ActionForm
        action={addArtifactAction.bind(null, slug)}
        version={item.version}
        labels={{ renewOn: "Renew by" }}
        className="form-col pt-3"
      >
        <p className="i2">{consequence(item)}</p>
        <input type="hidden" name="itemId" value={item.itemId} />
        <input type="hidden" name="onceKey" value={onceKey} />
        <ArtifactFields values={source} collector={collector} />
        <Field name="renewOn" label="Renew by" optional help="Empty keeps the date that the item has.">
          <DateInput defaultValue={item.renewOn ?? ""} />
        </Field>
        <Checkbox name="submit" label="Submit it for review" defaultChecked />
        <div>
          <SubmitButton>Add version</SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}

/** Every version with its facts and how it differs from the one before; none is ever overwritten. */
export function ItemVersions(props: Props) {
  const { item } = props;
  const n = item.artifacts.length;
  const ended = item.state === "withdrawn" || item.state === "superseded";
  return (
    <Section title="Versions" remark={n === 0 ? "None yet" : `${n}, newest first`}>
      {n === 0 ? (
        <p className="i2">Nothing was collected yet. The item counts for nothing until then.</p>
      ) : (
        <ol>
          {item.artifacts.map((artifact, index) => (
            <Version key={artifact.number} {...props} artifact={artifact} older={item.artifacts[index + 1]} />
          ))}
        </ol>
      )}
      {item.mayEdit && !ended ? <AddVersion {...props} /> : null}
    </Section>
  );
}
