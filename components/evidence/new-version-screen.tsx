import { ArtifactContent, ArtifactFacts } from "@/components/evidence/artifact-content";
import { ARTIFACT_LABELS, ArtifactFields, FactFields } from "@/components/evidence/artifact-fields";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox, DateInput, Field } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { VersionStart } from "@/lib/core/artifact-prefill";
import type { ArtifactDto, EvidenceItemDto } from "@/lib/core/evidence-dto";
import { counted } from "@/lib/core/evidence-words";
import { paths } from "@/lib/core/paths";
import { CADENCE_LABEL } from "@/lib/core/work-statuses";
import { addArtifactAction } from "@/lib/evidence/actions";

type Props = {
  workspace: { readonly name: string; readonly slug: string; readonly timeZone: string };
  item: EvidenceItemDto;
  start: VersionStart;
  /** The version whose content stays while its facts are corrected; null for a new collection. */
  same: ArtifactDto | null;
  collector: string;
  limitBytes: number;
  onceKey: string;
};

function stateWords(item: EvidenceItemDto): string {
  if (item.state === "accepted") {
    return "The item was accepted with an earlier version, so it is reviewed again.";
  }
  return item.state === "submitted"
    ? "The item keeps waiting for review, with you as its submitter."
    : "Earlier versions stay as they are.";
}

/** What becomes of the verdicts, as far as it is known before the form is sent. */
function verdictWords(item: EvidenceItemDto): string {
  const given = item.links.filter((link) => link.verdict !== "proposed" && !link.outdated);
  if (given.length === 0) return "";
  const renewing = given.filter((link) => link.forRenewals).length;
  const all = `${counted(given.length, "verdict")} ${given.length === 1 ? "was" : "were"} given`;
  return renewing === 0
    ? `${all}; a new version asks for each again.`
    : `${all}, ${renewing} of them also for renewals: those stay when kind and source are the same, the date is not earlier and the period not shorter.`;
}

function RenewField({ item, start }: Pick<Props, "item" | "start">) {
  const help =
    item.cadence === "none"
      ? "This item has no cadence. Empty means that it needs no renewal."
      : `Empty lets the cadence decide: ${CADENCE_LABEL[item.cadence].toLowerCase()} from the effective date.`;
  return (
    <Field name="renewOn" label="Renew by, this once" optional help={help}>
      <DateInput defaultValue={start.renewOn ?? ""} />
    </Field>
  );
}

function SameContent({
  workspace,
  slug,
  item,
  same,
  start,
  collector,
}: Props & { slug: string; same: ArtifactDto }) {
  return (
    <>
      <input type="hidden" name="kind" value="same" />
      <input type="hidden" name="sameAs" value={same.number} />
      <p className="i2">
        The content of version {same.number} stays; a new version says which days it speaks for.
      </p>
      <ArtifactContent slug={slug} itemId={item.itemId} timeZone={workspace.timeZone} artifact={same} />
      <div className="grid items-start gap-4 md:grid-cols-2">
        <FactFields values={start} collector={collector} />
        <RenewField item={item} start={start} />
      </div>
    </>
  );
}

/** The quick page of a renewal: choose the file, look at the dates, save. */
export function NewVersionScreen(props: Props) {
  const { workspace, item, start, same, collector, limitBytes, onceKey } = props;
  const { name, slug } = workspace;
  const href = paths.evidenceItem(slug, item.itemId);
  const title = same === null ? "Upload new version" : "Set date or period";
  const latest = item.artifacts[0];
  return (
    <>
      <PageHeader
        title={title}
        intro={item.title}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Evidence", href: paths.evidence(slug) },
          { label: item.reference ?? item.title, href },
          { label: title },
        ]}
      />
      <div className="nc">
        <ActionForm
          action={addArtifactAction.bind(null, slug)}
          version={item.version}
          labels={{ ...ARTIFACT_LABELS, renewOn: "Renew by, this once" }}
          className="stack max-w-[640px] pb-6"
        >
          <input type="hidden" name="itemId" value={item.itemId} />
          <input type="hidden" name="onceKey" value={onceKey} />
          {same === null ? (
            <ArtifactFields slug={slug} limitBytes={limitBytes} values={start} collector={collector}>
              <RenewField item={item} start={start} />
            </ArtifactFields>
          ) : (
            <SameContent {...props} slug={slug} same={same} />
          )}
          <Checkbox name="submit" label="Submit it for review" defaultChecked />
          <div className="row wrap">
            <SubmitButton>Save version {item.currentArtifact + 1}</SubmitButton>
            <ButtonLink href={href} look="quiet">
              Cancel
            </ButtonLink>
          </div>
        </ActionForm>
        <aside aria-label="What it replaces and what follows">
          <Section title="What follows">
            <div className="stack gap-2 i2">
              <p>{stateWords(item)}</p>
              {verdictWords(item) === "" ? null : <p>{verdictWords(item)}</p>}
              <p>
                {item.usedIn === 0
                  ? "No requirement uses it yet."
                  : `${counted(item.usedIn, "requirement")} ${item.usedIn === 1 ? "uses" : "use"} it and ${item.usedIn === 1 ? "gets" : "get"} the new version at once.`}
              </p>
            </div>
          </Section>
          {latest === undefined || same !== null ? null : (
            <Section title={`Version ${latest.number}`} remark="The newest until now">
              <div className="stack gap-2">
                <ArtifactContent
                  slug={slug}
                  itemId={item.itemId}
                  timeZone={workspace.timeZone}
                  artifact={latest}
                />
                <ArtifactFacts artifact={latest} />
              </div>
            </Section>
          )}
          {item.guidance === "" ? null : (
            <Section title="Guidance">
              <p className="i2 whitespace-pre-line">{item.guidance}</p>
            </Section>
          )}
        </aside>
      </div>
    </>
  );
}
