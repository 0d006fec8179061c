import { Fragment, type ReactNode } from "react";
import { DateNote } from "@/components/evidence/date-marks";
import { ItemLinks } from "@/components/evidence/item-links";
import { ItemProposals } from "@/components/evidence/item-proposals";
import { ItemSide, SeenField } from "@/components/evidence/item-side";
import { ItemVersions, isEnded } from "@/components/evidence/item-versions";
import { StatusGuide } from "@/components/evidence/status-guide";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Badge, Note, Token } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { type Step, Stepper } from "@/components/ui/stepper";
import { dateIn, formatDate } from "@/lib/core/dates";
import type { EvidenceItemDto } from "@/lib/core/evidence-dto";
import { counted } from "@/lib/core/evidence-words";
import { paths, withQuery } from "@/lib/core/paths";
import { FRESHNESS_STATUS, ITEM_STATE } from "@/lib/core/statuses";
import { submitEvidenceAction, unarchiveEvidenceAction } from "@/lib/evidence/actions";

type Props = {
  workspace: { readonly name: string; readonly slug: string; readonly timeZone: string };
  item: EvidenceItemDto;
  onceKey: string;
  mayRaise: boolean;
  /** Whether the person may ask its owner to renew it. */
  mayAsk: boolean;
  /** The actor may widen the observation window. */
  mayScope: boolean;
  /** Where else it stands: the auditors' rooms that show it. */
  children?: ReactNode;
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
  if (item.archived) {
    notes.push(<Note tone="none">Archived: it is out of the lists and stays as it is.</Note>);
  }
  if (item.state === "returned") notes.push(<Note tone="gap">Returned: {item.stateReason}</Note>);
  if (item.state === "withdrawn") notes.push(<Note tone="none">Withdrawn: {item.stateReason}</Note>);
  if (outdated > 0 && !isEnded(item)) {
    notes.push(
      <Note tone="due">
        {counted(outdated, "verdict")} {outdated === 1 ? "was" : "were"} given for an earlier version and{" "}
        {outdated === 1 ? "is" : "are"} asked again for version {item.currentArtifact}.
      </Note>,
    );
  }
  return notes;
}

function Notes({ slug, item, mayScope }: { slug: string; item: EvidenceItemDto; mayScope: boolean }) {
  const ended = isEnded(item);
  const notes = notesOf(item);
  const marks = ended ? [] : item.marks;
  if (notes.length + marks.length === 0) return null;
  return (
    <div className="stack gap-2 pt-4 pb-4">
      {notes.map((note, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the notes keep their order and have no other name.
        <Fragment key={index}>{note}</Fragment>
      ))}
      {marks.map((mark) => (
        <DateNote
          key={mark.kind}
          slug={slug}
          item={{ itemId: item.itemId, current: item.currentArtifact }}
          mark={mark}
          may={{ edit: item.mayEdit, scope: mayScope }}
        />
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
            <h3>Auditor can see this</h3>
            <p className="prose mt-1 whitespace-pre-line">{item.sharedDescription}</p>
          </div>
        )}
        {item.internalNotes === "" ? null : (
          <div className="rounded-md bg-due-tint p-3">
            <h3>Internal notes</h3>
            <p className="i2 sm">Only members of this workspace see them.</p>
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

function Actions({
  slug,
  item,
  mayRaise,
  mayAsk,
}: {
  slug: string;
  item: EvidenceItemDto;
  mayRaise: boolean;
  mayAsk: boolean;
}) {
  const ended = isEnded(item);
  const handedOver = item.state === "draft" || item.state === "returned";
  const submittable = item.mayEdit && !ended && handedOver && item.artifacts.length > 0;
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
      {mayAsk && !ended ? (
        <ButtonLink href={withQuery(paths.newRequest(slug), { item: item.itemId })} look="quiet">
          Ask for renewal
        </ButtonLink>
      ) : null}
      {item.mayEdit && item.archived ? (
        <ActionForm action={unarchiveEvidenceAction.bind(null, slug)} className="contents">
          <SeenField item={item} />
          <SubmitButton look="secondary">Bring back</SubmitButton>
        </ActionForm>
      ) : null}
      {item.mayEdit && !ended ? (
        <>
          <ButtonLink href={withQuery(paths.evidenceItem(slug, item.itemId), { edit: 1 })}>Edit</ButtonLink>
          <ButtonLink href={paths.newVersion(slug, item.itemId)} look={submittable ? "secondary" : "primary"}>
            {item.artifacts.length === 0 ? "Add the evidence" : "Upload new version"}
          </ButtonLink>
        </>
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
export function ItemScreen({ workspace, item, onceKey, mayRaise, mayAsk, mayScope, children }: Props) {
  const { slug, name, timeZone } = workspace;
  const ended = isEnded(item);
  return (
    <>
      <PageHeader
        title={item.title}
        badges={
          <>
            {item.reference === null ? null : <span className="ref i2">{item.reference}</span>}
            <Badge status={ITEM_STATE[item.state]} tinted />
            {ended ? null : <Badge status={FRESHNESS_STATUS[item.freshness]} tinted />}
            {item.archived ? <Token>Archived</Token> : null}
            <StatusGuide />
          </>
        }
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Evidence", href: paths.evidence(slug) },
          { label: item.reference ?? item.title },
        ]}
        actions={<Actions slug={slug} item={item} mayRaise={mayRaise} mayAsk={mayAsk} />}
      />
      {ended ? null : <Stepper label="State of the evidence" steps={stepsOf(item, timeZone)} />}
      <div className="nc">
        <div className="min-w-0">
          <Notes slug={slug} item={item} mayScope={mayScope} />
          <Texts item={item} />
          <ItemVersions slug={slug} timeZone={timeZone} item={item} onceKey={onceKey} />
          <ItemLinks
            slug={slug}
            timeZone={timeZone}
            item={item}
            current={item.currentArtifact}
            onceKey={`${onceKey}-links`}
          />
          <ItemProposals slug={slug} item={item} />
          {children}
        </div>
        <ItemSide slug={slug} timeZone={timeZone} item={item} />
      </div>
    </>
  );
}
