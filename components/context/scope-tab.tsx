import type { Route } from "next";
import type { ReactNode } from "react";
import { ScopeForm } from "@/components/context/scope-form";
import { ScopePartsView } from "@/components/context/scope-parts";
import { Section } from "@/components/layout/section";
import { Badge, Note } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { StatusIcon } from "@/components/ui/status-icon";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { beginScopeAction, discardScopeAction, submitScopeAction } from "@/lib/context/actions";
import { type ContextEdit, contextHref } from "@/lib/core/context";
import { dateIn, formatDate } from "@/lib/core/dates";
import { VERSION_STATE } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import { type ScopeCheck, scopeBlock, scopeChecks } from "@/lib/core/scope-statement";
import type { ContextPage, ScopeSummary, ScopeVersion } from "@/lib/core/scope-statement-page";

type Props = {
  slug: string;
  timeZone: string;
  page: ContextPage;
  edit: ContextEdit | null;
  mayEdit: boolean;
  onceKey: string;
};

function Begin({ slug, onceKey, first }: { slug: string; onceKey: string; first: boolean }) {
  return (
    <ActionForm action={beginScopeAction.bind(null, slug)} className="contents">
      <input type="hidden" name="onceKey" value={onceKey} />
      <SubmitButton look={first ? "primary" : "secondary"} dense={!first}>
        {first ? "Write the scope statement" : "Begin new version"}
      </SubmitButton>
    </ActionForm>
  );
}

/** What an audit would find, blocking ones first. */
export function ScopeChecks({ checks }: { checks: readonly ScopeCheck[] }) {
  return (
    <section className="gate mt-0!" id="scope-checks" aria-label="Checks">
      <h3>{checks.length === 0 ? "No check finds anything" : "Checks"}</h3>
      <ul>
        {checks.map(({ severity, sentence }) => (
          <li key={sentence}>
            <StatusIcon
              tone={severity === "blocking" ? "gap" : "due"}
              icon={severity === "blocking" ? "diamond" : "triangle"}
            />
            <span>
              <span className="sr">{severity === "blocking" ? "Blocks approval: " : "Warning: "}</span>
              {sentence}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SubmitForm({ slug, draft, block }: { slug: string; draft: ScopeVersion; block: string | null }) {
  return (
    <ActionForm
      action={submitScopeAction.bind(null, slug)}
      version={draft.version}
      className="form-col"
      aria-label="Submit for approval"
    >
      <input type="hidden" name="number" value={draft.number} />
      <Field
        name="changeReason"
        label="Reason of the change"
        required
        help="The list of versions prints it. For the first version: what it is for."
      >
        <Textarea defaultValue={draft.changeReason} rows={2} />
      </Field>
      <div className="row">
        {block === null ? (
          <SubmitButton>Submit for approval</SubmitButton>
        ) : (
          <Button look="primary" blockedBy="scope-checks">
            Submit for approval
          </Button>
        )}
      </div>
    </ActionForm>
  );
}

const DISCARD = "discard-scope";

/** Asks once: a draft that is discarded is not brought back by a button. */
function Discard({ slug, draft, inForce }: { slug: string; draft: ScopeVersion; inForce: number | null }) {
  const stays =
    inForce === null ? "No scope statement is in force then." : `Version ${inForce} stays in force.`;
  return (
    <Dialog id={DISCARD} title={`Discard draft ${draft.number}`}>
      <ActionForm action={discardScopeAction.bind(null, slug)} version={draft.version}>
        <input type="hidden" name="number" value={draft.number} />
        <p>{`The text of the draft is taken away. ${stays} The activity log keeps what the draft said.`}</p>
        <div className="row">
          <SubmitButton look="danger">Discard draft</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

/** The frozen text cannot be read, or is not the one that was approved. */
export function DamageNote() {
  return (
    <Note tone="gap">
      The frozen text of this version is damaged: it is not what its SHA-256 stands for. Shown are the fields
      as the database holds them now. Bring the database back from a backup, or approve a new version.
    </Note>
  );
}

function Draft({ slug, page, edit, mayEdit, draft }: Props & { draft: ScopeVersion }) {
  const checks = scopeChecks(draft.parts, page.context);
  const isOpen = mayEdit && edit?.form === "scope";
  const link = (
    <div className="row">
      <DialogTrigger dialog={DISCARD} look="quiet" dense>
        Discard draft
      </DialogTrigger>
      <ButtonLink href={`${contextHref(slug, "scope", "scope")}#form`} dense>
        Edit draft
      </ButtonLink>
    </div>
  );
  return (
    <>
      {mayEdit ? <Discard slug={slug} draft={draft} inForce={page.approved?.number ?? null} /> : null}
      <Section
        title={`Scope statement ${draft.number}`}
        remark={<Badge status={VERSION_STATE.draft} />}
        className="border-0"
        aside={mayEdit && !isOpen ? link : undefined}
      >
        {page.sentBack === null ? null : (
          <div className="pb-4">
            <Note tone="gap">{`${page.sentBack.by} ${page.sentBack.words}`}</Note>
          </div>
        )}
        {isOpen ? <ScopeForm slug={slug} draft={draft} /> : <ScopeChecks checks={checks} />}
      </Section>
      {isOpen ? null : <ScopePartsView parts={draft.parts} />}
      {mayEdit && !isOpen ? (
        <Section title="Approval" remark="By an owner or an approver who did not submit it">
          <SubmitForm slug={slug} draft={draft} block={scopeBlock(checks)} />
        </Section>
      ) : null}
    </>
  );
}

function InReview({ slug, timeZone, version }: { slug: string; timeZone: string; version: ScopeVersion }) {
  const { number, submittedBy, submittedAt } = version;
  const when = submittedAt === null ? "" : ` on ${formatDate(dateIn(timeZone, submittedAt))}`;
  return (
    <Section
      title={`Scope statement ${number}`}
      remark={<Badge status={VERSION_STATE.in_review} />}
      className="border-0"
      link={{ href: paths.scopeVersion(slug, number), label: `Open version ${number} to decide` }}
    >
      <Note tone="review">
        {`Submitted by ${submittedBy?.name ?? "a former member"}${when}: "${version.changeReason}". It does not change until it is decided.`}
      </Note>
    </Section>
  );
}

function InForce({
  version,
  timeZone,
  next,
}: {
  version: ScopeVersion;
  timeZone: string;
  /** What begins the next version. */
  next: ReactNode;
}) {
  const { number, approvedBy, approvedAt } = version;
  const day = approvedAt === null ? "" : ` on ${formatDate(dateIn(timeZone, approvedAt))}`;
  return (
    <>
      <Section
        title={`Scope statement ${number}`}
        remark={<Badge status={VERSION_STATE.approved} />}
        className="border-0"
        aside={next}
      >
        {version.damaged ? <DamageNote /> : null}
        <p className="i2">{`In force. Approved by ${approvedBy?.name ?? "a former member"}${day}.`}</p>
      </Section>
      <ScopePartsView parts={version.parts} />
    </>
  );
}

function VersionRow({ slug, timeZone, version }: { slug: string; timeZone: string; version: ScopeSummary }) {
  const { number, state, changeReason, approvedBy, approvedAt, sha256 } = version;
  return (
    <Tr>
      <RowHeader area="ref">
        <Link className="t" href={paths.scopeVersion(slug, number) as Route}>
          {`Version ${number}`}
        </Link>
      </RowHeader>
      <Td area="status" className="nw">
        <Badge status={VERSION_STATE[state]} />
      </Td>
      <Td label="Reason" className="i2 wrap-anywhere">
        {changeReason === "" ? <Nothing>No reason yet</Nothing> : changeReason}
      </Td>
      <Td label="Approved" className="i2">
        {approvedBy === null || approvedAt === null ? (
          <Nothing>Not approved</Nothing>
        ) : (
          `${approvedBy.name}, ${formatDate(dateIn(timeZone, approvedAt))}`
        )}
      </Td>
      <Td area="hide" className="mono i3" priority={2}>
        {sha256 === null ? <Nothing>Not frozen</Nothing> : sha256.slice(0, 12)}
      </Td>
    </Tr>
  );
}

function Versions({
  slug,
  timeZone,
  versions,
}: Pick<Props, "slug" | "timeZone"> & Pick<ContextPage, "versions">) {
  return (
    <Section title="Versions">
      <Table caption="Versions of the scope statement" cards top sticky={false}>
        <thead>
          <tr>
            <Th>Version</Th>
            <Th>State</Th>
            <Th>Reason</Th>
            <Th>Approved</Th>
            <Th priority={2}>SHA-256</Th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <VersionRow key={version.number} slug={slug} timeZone={timeZone} version={version} />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** Clause 4.3: the version that is worked on, else the one in force, and all versions. */
export function ScopeTab(props: Props) {
  const { slug, timeZone, page, mayEdit, onceKey } = props;
  const { working, approved, versions } = page;
  if (versions.length === 0) {
    return (
      <div className="empty">
        <h2>No scope statement</h2>
        <p>
          It says which units, sites, people and technology the management system covers, what it leaves out
          and why. The Statement of Applicability and the certificate stand on it.
        </p>
        {mayEdit ? (
          <div className="row">
            <Begin slug={slug} onceKey={onceKey} first />
          </div>
        ) : null}
      </div>
    );
  }
  return (
    <>
      {working?.state === "draft" ? <Draft {...props} draft={working} /> : null}
      {working?.state === "in_review" ? <InReview slug={slug} timeZone={timeZone} version={working} /> : null}
      {approved !== null && working?.state !== "draft" ? (
        <InForce
          version={approved}
          timeZone={timeZone}
          next={working === null && mayEdit ? <Begin slug={slug} onceKey={onceKey} first={false} /> : null}
        />
      ) : null}
      {working?.state === "in_review" && approved === null ? <ScopePartsView parts={working.parts} /> : null}
      <Versions slug={slug} timeZone={timeZone} versions={versions} />
    </>
  );
}
