import { Fragment, type ReactNode } from "react";
import { ItemLinks } from "@/components/evidence/item-links";
import { ItemProposals } from "@/components/evidence/item-proposals";
import { ItemSide, SeenField } from "@/components/evidence/item-side";
import { ItemVersions } from "@/components/evidence/item-versions";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Badge, Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { type Step, Stepper } from "@/components/ui/stepper";
import { dateIn, formatDate } from "@/lib/core/dates";
import type { EvidenceItemDto } from "@/lib/core/evidence-dto";
import { periodText } from "@/lib/core/evidence-versions";
import { counted } from "@/lib/core/evidence-words";
import { paths, withQuery } from "@/lib/core/paths";
import { FRESHNESS_STATUS, ITEM_STATE } from "@/lib/core/statuses";
import { submitEvidenceAction } from "@/lib/evidence/actions";

type Props = {
  workspace: { readonly name: string; readonly slug: string; readonly timeZone: string };
  item: EvidenceItemDto;
  collector: string;
  onceKey: string;
  /** See ItemVersions. */
  versionForm: number | null | undefined;
  mayRaise: boolean;
};

function day(at: Date | null, timeZone: string): string | undefined {
  return at === null ? undefined : formatDate(dateIn(timeZone, at));
}

function stepsOf(item: EvidenceItemDto, timeZone: string): readonly Step[] {
  const { state } = item;
  const draft: Step = {
    label: "Draft",
    state: state === "draft" ? "current" : "done",
    note: item.artifacts.length === 0 ? "Nothing collected yet" : counted(item.artifacts.length, "version"),
  };
  const submitted: Step = {
    label: "Submitted",
    state: state === "draft" ? "todo" : state === "submitted" ? "current" : "done",
    note: day(item.submittedAt, timeZone),
    status: ITEM_STATE.submitted,
  };
  const last = state === "accepted" || state === "returned" ? state : null;
  const reviewed: Step = {
    label: last === null ? "Accepted" : ITEM_STATE[last].label,
    state: last === null ? "todo" : "current",
    note: last === null ? "By somebody other than the submitter" : day(item.reviewedAt, timeZone),
    status: ITEM_STATE[last ?? "accepted"],
  };
  return [draft, submitted, reviewed];
}

function notesOf(item: EvidenceItemDto): readonly ReactNode[] {
  const outdated = item.links.filter((link) => link.outdated).length;
  const notes: ReactNode[] = [];
  if (item.state === "returned") notes.push(<Note tone="gap">Returned: {item.stateReason}</Note>);
  if (item.state === "withdrawn") notes.push(<Note tone="none">Withdrawn: {item.stateReason}</Note>);
  if (item.freshness === "expired" && item.renewOn !== null) {
    notes.push(
      <Note tone="gap">
        Expired {formatDate(item.renewOn)}. {counted(item.usedIn, "requirement")}{" "}
        {item.usedIn === 1 ? "counts" : "count"} on it. Add a version with a new renewal date.
      </Note>,
    );
  }
  if (outdated > 0) {
    notes.push(
      <Note tone="due">
        {counted(outdated, "verdict")} {outdated === 1 ? "was" : "were"} given on an older version. Judge the
        newest one again.
      </Note>,
    );
  }
  if (item.artifacts[0]?.fit === "outside") {
    notes.push(
      <Note tone="due">
        The newest version speaks for days outside the observation window{" "}
        {periodText(item.window.from, item.window.to)}. Set its effective date or period in a new version, or
        widen the window in the workspace's scope.
      </Note>,
    );
  }
  return notes;
}

function Notes({ item }: { item: EvidenceItemDto }) {
  const notes = notesOf(item);
  if (notes.length === 0) return null;
  return (
    <div className="stack gap-2 pt-4 pb-4">
      {notes.map((note, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the notes keep their order and have no other name.
        <Fragment key={index}>{note}</Fragment>
      ))}
    </div>
  );
}

function Texts({ item }: { item: EvidenceItemDto }) {
  if (`${item.sharedDescription}${item.internalNotes}${item.guidance}` === "") return null;
  return (
    <Section title="Description">
      <div className="stack gap-3">
        {item.sharedDescription === "" ? null : (
          <div className="rounded-md bg-progress-tint p-3">
            <h3>An auditor can see this</h3>
            <p className="prose mt-1 whitespace-pre-line">{item.sharedDescription}</p>
          </div>
        )}
        {item.internalNotes === "" ? null : (
          <div className="rounded-md bg-due-tint p-3">
            <h3>Internal notes, only members see this</h3>
            <p className="prose mt-1 whitespace-pre-line">{item.internalNotes}</p>
          </div>
        )}
        {item.guidance === "" ? null : (
          <div>
            <h3>Guidance</h3>
            <p className="prose i2 mt-1 whitespace-pre-line">{item.guidance}</p>
          </div>
        )}
      </div>
    </Section>
  );
}

function Actions({ slug, item, mayRaise }: { slug: string; item: EvidenceItemDto; mayRaise: boolean }) {
  const ended = item.state === "withdrawn" || item.state === "superseded";
  const submittable =
    item.mayEdit && (item.state === "draft" || item.state === "returned") && item.artifacts.length > 0;
  return (
    <>
      {mayRaise ? (
        <ButtonLink
          href={withQuery(paths.newNonconformity(slug), { from: `evidence:${item.itemId}` })}
          look="quiet"
        >
          Raise nonconformity
        </ButtonLink>
      ) : null}
      {item.mayEdit && !ended ? (
        <ButtonLink href={withQuery(paths.evidenceItem(slug, item.itemId), { edit: 1 })}>Edit</ButtonLink>
      ) : null}
      {submittable ? (
        <ActionForm action={submitEvidenceAction.bind(null, slug)} className="contents">
          <SeenField item={item} />
          <SubmitButton>Submit evidence</SubmitButton>
        </ActionForm>
      ) : null}
    </>
  );
}

/** One item: where it stands, what it is, its versions, the requirements that use it, and who reviewed it. */
export function ItemScreen({ workspace, item, mayRaise, ...forms }: Props) {
  const { slug, name, timeZone } = workspace;
  const ended = item.state === "withdrawn" || item.state === "superseded";
  return (
    <>
      <PageHeader
        title={item.title}
        badges={
          <>
            {item.reference === null ? null : <span className="ref i2">{item.reference}</span>}
            <Badge status={ITEM_STATE[item.state]} tinted />
            {ended ? null : <Badge status={FRESHNESS_STATUS[item.freshness]} tinted />}
          </>
        }
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Evidence", href: paths.evidence(slug) },
          { label: item.reference ?? item.title },
        ]}
        actions={<Actions slug={slug} item={item} mayRaise={mayRaise} />}
      />
      {ended ? null : <Stepper label="State of the evidence" steps={stepsOf(item, timeZone)} />}
      <div className="nc">
        <div>
          <Notes item={item} />
          <Texts item={item} />
          <ItemVersions slug={slug} timeZone={timeZone} item={item} form={forms.versionForm} {...forms} />
          <ItemLinks
            slug={slug}
            timeZone={timeZone}
            item={item}
            current={item.artifacts[0]?.number ?? 0}
            onceKey={`${forms.onceKey}-links`}
          />
          <ItemProposals slug={slug} item={item} />
        </div>
        <ItemSide slug={slug} timeZone={timeZone} item={item} />
      </div>
    </>
  );
}
