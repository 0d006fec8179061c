import type { Route } from "next";
import { EmptyState } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { MethodForm } from "@/components/risks/method-form";
import { MethodView } from "@/components/risks/method-view";
import { Badge, Note } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Gate } from "@/components/ui/gate";
import { Link } from "@/components/ui/link";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { dateIn, formatDate } from "@/lib/core/dates";
import type { Decision } from "@/lib/core/decision";
import { VERSION_STATE } from "@/lib/core/isms-statuses";
import { paths, withQuery } from "@/lib/core/paths";
import type { RiskMethodDto } from "@/lib/core/risk-dto";
import { methodGaps } from "@/lib/core/risk-method";
import {
  approveMethodAction,
  discardMethodAction,
  returnMethodAction,
  startMethodAction,
  submitMethodAction,
} from "@/lib/risks/actions";

export type MethodRights = {
  readonly manage: boolean;
  readonly approve: boolean;
  /** Whether the actor may approve what was handed in. */
  readonly approval: Decision;
};
type Props = {
  workspace: { readonly name: string; readonly slug: string; readonly timeZone: string };
  /** Newest first. */
  methods: readonly RiskMethodDto[];
  shown: RiskMethodDto | null;
  edit: "draft" | "return" | null;
  rights: MethodRights;
  onceKey: string;
};
const GATE_ID = "method-gate";
const DISCARD = "discard-method";

function Start({ slug, onceKey, label }: { slug: string; onceKey: string; label: string }) {
  return (
    <ActionForm action={startMethodAction.bind(null, slug)} className="stack gap-2 items-start">
      <input type="hidden" name="onceKey" value={onceKey} />
      <SubmitButton>{label}</SubmitButton>
    </ActionForm>
  );
}

function StepForm({
  slug,
  method,
  action,
  label,
}: {
  slug: string;
  method: RiskMethodDto;
  action: typeof submitMethodAction;
  label: string;
}) {
  return (
    <ActionForm action={action.bind(null, slug)} version={method.version} className="stack gap-2">
      <input type="hidden" name="number" value={method.number} />
      <SubmitButton>{label}</SubmitButton>
    </ActionForm>
  );
}

/** Asks once: a draft that is discarded is not brought back by a button. */
function Discard({ slug, draft, inForce }: { slug: string; draft: RiskMethodDto; inForce: number | null }) {
  const stays = inForce === null ? "No risk method is in force then." : `Version ${inForce} stays in force.`;
  return (
    <Dialog id={DISCARD} title={`Discard draft ${draft.number}`}>
      <ActionForm action={discardMethodAction.bind(null, slug)} version={draft.version}>
        <input type="hidden" name="number" value={draft.number} />
        <p>{`The scales and the text of the draft are taken away. ${stays} The activity log keeps what the draft said.`}</p>
        <div className="row">
          <SubmitButton look="danger">Discard draft</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

function lacks(method: RiskMethodDto, methods: readonly RiskMethodDto[]): readonly string[] {
  const isFollowUp = methods.some(({ state }) => state === "approved" || state === "superseded");
  const unexplained = isFollowUp && method.changeReason.trim() === "" ? ["Say why the method changes."] : [];
  return [...methodGaps(method), ...unexplained];
}

function Actions({ workspace: { slug }, methods, shown, edit, rights, onceKey }: Props) {
  if (shown === null || edit !== null) return null;
  const isWorking = methods.some(({ state }) => state === "draft" || state === "in_review");
  if (shown.state === "draft" && rights.manage) {
    const isBlocked = lacks(shown, methods).length > 0;
    return (
      <>
        <DialogTrigger dialog={DISCARD} look="quiet">
          Discard draft
        </DialogTrigger>
        <ButtonLink href={withQuery(paths.riskMethod(slug), { edit: "draft" })}>Edit draft</ButtonLink>
        {isBlocked ? (
          <Button look="primary" blockedBy={GATE_ID}>
            Submit for approval
          </Button>
        ) : (
          <StepForm slug={slug} method={shown} action={submitMethodAction} label="Submit for approval" />
        )}
      </>
    );
  }
  if (shown.state === "in_review" && rights.approve) {
    return (
      <>
        <ButtonLink href={withQuery(paths.riskMethod(slug), { edit: "return" })}>Send back</ButtonLink>
        {rights.approval.ok ? (
          <StepForm slug={slug} method={shown} action={approveMethodAction} label="Approve method" />
        ) : null}
      </>
    );
  }
  if (shown.state === "approved" && rights.manage && !isWorking) {
    return <Start slug={slug} onceKey={onceKey} label="Begin new version" />;
  }
  return null;
}

function StateNote({
  method,
  rights,
  timeZone,
}: {
  method: RiskMethodDto;
  rights: MethodRights;
  timeZone: string;
}) {
  if (method.state === "draft") {
    const { sentBack } = method;
    if (sentBack !== null) {
      return <Note tone="gap">{`${sentBack.by} sent it back: "${sentBack.reason}"`}</Note>;
    }
    return (
      <Note tone="due">A draft counts for nothing. Risks are assessed on the approved version only.</Note>
    );
  }
  if (method.state === "in_review") {
    const who = method.submittedBy?.name ?? "Somebody";
    const refusal = rights.approve && !rights.approval.ok ? ` ${rights.approval.reason}` : "";
    return (
      <Note tone="review">{`${who} handed this version in. It waits for approval and does not change meanwhile.${refusal}`}</Note>
    );
  }
  if (method.approvedBy === null || method.approvedAt === null) return null;
  const on = formatDate(dateIn(timeZone, method.approvedAt));
  const reason = method.changeReason === "" ? "" : ` Change: ${method.changeReason}`;
  return (
    <Note tone={method.state === "approved" ? "ok" : "none"}>
      <span>{`Approved by ${method.approvedBy.name} on ${on}.${reason}`}</span>
      {method.sha256 === null ? null : (
        <span className="block sm wrap-anywhere">
          SHA-256 <span className="mono">{method.sha256}</span>
        </span>
      )}
    </Note>
  );
}

function Versions({ workspace: { slug, timeZone }, methods, shown }: Props) {
  return (
    <Section title="Versions" remark={`${methods.length}`}>
      <Table caption="Versions of the risk method" cards sticky={false}>
        <thead>
          <tr>
            <Th className="w-24">Version</Th>
            <Th>State</Th>
            <Th>Approved by</Th>
            <Th>Approved on</Th>
          </tr>
        </thead>
        <tbody>
          {methods.map((method) => (
            <Tr key={method.number} current={method.number === shown?.number}>
              <RowHeader>
                <Link
                  href={withQuery(paths.riskMethod(slug), { version: method.number }) as Route}
                >{`Version ${method.number}`}</Link>
              </RowHeader>
              <Td area="status">
                <Badge status={VERSION_STATE[method.state]} />
              </Td>
              <Td label="Approved by">{method.approvedBy?.name ?? <Nothing>Nobody yet</Nothing>}</Td>
              <Td label="Approved on" className="num">
                {method.approvedAt === null ? (
                  <Nothing>Not approved</Nothing>
                ) : (
                  formatDate(dateIn(timeZone, method.approvedAt))
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function ReturnForm({ slug, method }: { slug: string; method: RiskMethodDto }) {
  return (
    <Section title="Send the method back">
      <ActionForm action={returnMethodAction.bind(null, slug)} version={method.version} className="form-col">
        <input type="hidden" name="number" value={method.number} />
        <Field name="reason" label="Reason" help="What has to change before it is approved" required>
          <Textarea rows={3} />
        </Field>
        <div className="row">
          <SubmitButton>Send back</SubmitButton>
          <ButtonLink href={paths.riskMethod(slug)} look="quiet">
            Cancel
          </ButtonLink>
        </div>
      </ActionForm>
    </Section>
  );
}

function Body(props: Props & { shown: RiskMethodDto }) {
  const { workspace, methods, shown, edit, rights } = props;
  const isFirst = methods.every(({ state }) => state !== "approved" && state !== "superseded");
  if (edit === "draft" && shown.state === "draft" && rights.manage) {
    return <MethodForm slug={workspace.slug} method={shown} isFirst={isFirst} />;
  }
  const gaps = shown.state === "draft" ? lacks(shown, methods) : [];
  return (
    <>
      <div className="mb-5 empty:hidden">
        <StateNote method={shown} rights={rights} timeZone={workspace.timeZone} />
      </div>
      {edit === "return" && shown.state === "in_review" && rights.approve ? (
        <ReturnForm slug={workspace.slug} method={shown} />
      ) : null}
      {gaps.length > 0 ? (
        <Gate id={GATE_ID} title="To submit it" conditions={gaps.map((label) => ({ label, met: false }))} />
      ) : null}
      {shown.state === "draft" && rights.manage ? (
        <Discard
          slug={workspace.slug}
          draft={shown}
          inForce={methods.find(({ state }) => state === "approved")?.number ?? null}
        />
      ) : null}
      <MethodView method={shown} />
      <Versions {...props} />
    </>
  );
}

/** The method of risk assessment: one version read or edited, and all versions below. */
export function MethodScreen(props: Props) {
  const { workspace, shown, rights, onceKey } = props;
  const { slug } = workspace;
  return (
    <>
      <PageHeader
        title="Risk method"
        intro="Scales with a written criterion for each level, bands, and what may be accepted. No value off the scale can be stored."
        badges={
          shown === null ? undefined : (
            <>
              <span className="i2">{`Version ${shown.number}`}</span>
              <Badge status={VERSION_STATE[shown.state]} tinted />
            </>
          )
        }
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Risks", href: paths.risks(slug) },
          { label: "Method" },
        ]}
        actions={<Actions {...props} />}
      />
      {shown === null ? (
        <>
          <EmptyState title="No risk method yet">
            Begin with a proposal of five levels on both scales and four bands. Change it until it fits; it
            counts for nothing until a named person has approved it.
          </EmptyState>
          {rights.manage ? <Start slug={slug} onceKey={onceKey} label="Begin with the proposal" /> : null}
        </>
      ) : (
        <Body {...props} shown={shown} />
      )}
    </>
  );
}
