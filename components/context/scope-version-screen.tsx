import { FrozenContext } from "@/components/context/frozen-context";
import { ScopeCompare } from "@/components/context/scope-compare";
import { ScopePartsView } from "@/components/context/scope-parts";
import { DamageNote, ScopeChecks } from "@/components/context/scope-tab";
import { CopyHash } from "@/components/files/copy-hash";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { approveScopeAction, returnScopeAction } from "@/lib/context/actions";
import { contextHref } from "@/lib/core/context";
import { dateIn, formatDate, formatInstant } from "@/lib/core/dates";
import { VERSION_STATE } from "@/lib/core/isms-statuses";
import { paths } from "@/lib/core/paths";
import { scopeBlock, scopeChecks } from "@/lib/core/scope-statement";
import { comparableScope } from "@/lib/core/scope-statement-compare";
import type { ScopeRights, ScopeVersionPage } from "@/lib/core/scope-statement-page";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  timeZone: string;
  page: ScopeVersionPage;
  rights: ScopeRights;
};

function SendBack({ slug, page: { shown } }: { slug: string; page: ScopeVersionPage }) {
  return (
    <details className="twin">
      <summary>
        <Icon name="chevron" />
        Send back with a reason
      </summary>
      <ActionForm
        action={returnScopeAction.bind(null, slug)}
        version={shown.version}
        className="stack gap-3 pt-2"
      >
        <input type="hidden" name="number" value={shown.number} />
        <Field name="reason" label="What has to change">
          <Textarea />
        </Field>
        <div className="row">
          <SubmitButton look="secondary">Send back</SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}

function Decide({ slug, page, rights }: { slug: string; page: ScopeVersionPage; rights: ScopeRights }) {
  const { shown, context } = page;
  if (shown.state !== "in_review") return null;
  const checks = scopeChecks(shown.parts, context);
  return (
    <Section title="Decide" remark="Approving freezes the statement with the context of today">
      <div className="stack gap-4 max-w-[640px]">
        <ScopeChecks checks={checks} />
        {rights.approve ? (
          <ActionForm
            action={approveScopeAction.bind(null, slug)}
            version={shown.version}
            className="row"
            aria-label="Approve"
          >
            <input type="hidden" name="number" value={shown.number} />
            {scopeBlock(checks) === null ? (
              <SubmitButton>Approve scope statement</SubmitButton>
            ) : (
              <Button look="primary" blockedBy="scope-checks">
                Approve scope statement
              </Button>
            )}
          </ActionForm>
        ) : (
          <p className="i2">{rights.refusal}</p>
        )}
        {rights.sendBack ? <SendBack slug={slug} page={page} /> : null}
      </div>
    </Section>
  );
}

function Chooser({ slug, page: { shown, other, versions } }: { slug: string; page: ScopeVersionPage }) {
  const others = versions.filter(({ number }) => number !== shown.number);
  if (others.length === 0) return null;
  return (
    <form method="get" action={paths.scopeVersion(slug, shown.number)} className="grid gap-2 no-print">
      <Field name="with" label="Compare with">
        <Select
          key={other?.number}
          defaultValue={String(other?.number ?? others[0]?.number)}
          options={others.map(({ number, state }) => ({
            value: String(number),
            label: `Version ${number}, ${VERSION_STATE[state].label.toLowerCase()}`,
          }))}
        />
      </Field>
      <div className="row">
        <Button type="submit" dense>
          Compare
        </Button>
        {other === null ? null : (
          <ButtonLink href={paths.scopeVersion(slug, shown.number)} look="quiet" dense>
            Close comparison
          </ButtonLink>
        )}
      </div>
    </form>
  );
}

function Facts({ timeZone, page: { shown } }: Pick<Props, "timeZone" | "page">) {
  const { submittedBy, submittedAt, approvedBy, approvedAt, sha256, frozen } = shown;
  const day = (at: Date | null) => (at === null ? "" : `, ${formatDate(dateIn(timeZone, at))}`);
  return (
    <dl className="def grid-cols-[96px_minmax(0,1fr)]!">
      {shown.changeReason === "" ? null : (
        <>
          <dt>Reason</dt>
          <dd>{shown.changeReason}</dd>
        </>
      )}
      {submittedBy === null ? null : (
        <>
          <dt>Submitted</dt>
          <dd>{`${submittedBy.name}${day(submittedAt)}`}</dd>
        </>
      )}
      {approvedBy === null ? null : (
        <>
          <dt>Approved</dt>
          <dd>{`${approvedBy.name}${frozen === null ? "" : ` (${frozen.approvedBy.role})`}${day(approvedAt)}`}</dd>
        </>
      )}
      {sha256 === null ? null : (
        <>
          <dt>SHA-256</dt>
          <dd>
            <span className="mono sm wrap-anywhere">{sha256}</span> <CopyHash hash={sha256} />
          </dd>
        </>
      )}
    </dl>
  );
}

function History({ timeZone, page: { history } }: Pick<Props, "timeZone" | "page">) {
  return (
    <ol className="log">
      {history.map((entry) => (
        <li key={entry.seq}>
          <Icon name="history" />
          <span className="min-w-0 wrap-anywhere">
            <b>{entry.actor}</b> {entry.words}
          </span>
          <time dateTime={entry.at.toISOString()} title={formatInstant(entry.at, timeZone)}>
            {formatDate(dateIn(timeZone, entry.at))}
          </time>
        </li>
      ))}
    </ol>
  );
}

/** One version: its text and the context that it rests on, the decision, another version beside it, and its history. */
export function ScopeVersionScreen({ workspace: { name, slug }, timeZone, page, rights }: Props) {
  const { shown, other, context } = page;
  const title = `Scope statement ${shown.number}`;
  return (
    <>
      <PageHeader
        title={title}
        intro={VERSION_STATE[shown.state].meaning}
        badges={<Badge status={VERSION_STATE[shown.state]} tinted />}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Context and scope", href: contextHref(slug, "scope") },
          { label: title },
        ]}
        actions={<ButtonLink href={contextHref(slug, "scope")}>All versions</ButtonLink>}
      />
      {shown.damaged ? <DamageNote /> : null}
      {other === null ? null : <ScopeCompare from={other} to={shown} context={context} />}
      <div className="nc">
        <div>
          <Decide slug={slug} page={page} rights={rights} />
          <ScopePartsView parts={shown.parts} />
          {shown.damaged ? null : (
            <FrozenContext context={comparableScope(shown, context)} frozen={shown.frozen !== null} />
          )}
        </div>
        <aside aria-label="Details">
          <Section title="Facts" className="border-0">
            {shown.submittedBy === null && shown.changeReason === "" ? (
              <p className="i3">Not submitted yet.</p>
            ) : (
              <Facts timeZone={timeZone} page={page} />
            )}
          </Section>
          {page.versions.length > 1 ? (
            <Section title="Other versions">
              <Chooser slug={slug} page={page} />
            </Section>
          ) : null}
          <Section title="Activity">
            <History timeZone={timeZone} page={page} />
          </Section>
        </aside>
      </div>
    </>
  );
}
