import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { AnswerForm } from "@/components/requests/answer-form";
import { DecideForms } from "@/components/requests/decide-forms";
import { RequestAnswers } from "@/components/requests/request-answers";
import { RequestSide } from "@/components/requests/request-side";
import { AuditorThread, ShareForms } from "@/components/rooms/request-room";
import { SampleOriginLine } from "@/components/sampling/sample-origin";
import { Badge, Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Menu } from "@/components/ui/menu";
import type { CommentDto } from "@/lib/core/comment-dto";
import { formatDate, formatInstant, type IsoDate } from "@/lib/core/dates";
import type { Mentionable } from "@/lib/core/mention";
import { paths, withQuery } from "@/lib/core/paths";
import { isLateRequest } from "@/lib/core/request";
import type { RequestDetail } from "@/lib/core/request-dto";
import type { RequestRights } from "@/lib/core/request-rights";
import type { EarlierRequest, RoomMessage } from "@/lib/core/room-request-dto";
import type { SampleOrigin } from "@/lib/core/sample-dto";
import { REQUEST_STATE } from "@/lib/core/work-statuses";
import { cancelRequestAction, remindRequestsAction, sendRequestAction } from "@/lib/requests/actions";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  timeZone: string;
  today: IsoDate;
  request: RequestDetail;
  rights: RequestRights;
  comments: readonly CommentDto[];
  /** What the auditor reads too; empty for requests of the team. */
  messages: readonly RoomMessage[];
  /** The request of an earlier room that this one repeats. */
  earlier: EarlierRequest | null;
  /** The sample that it asks about one item of. */
  sample: SampleOrigin | null;
  people: readonly Mentionable[];
  collector: string;
  limitBytes: number;
  onceKey: string;
};

type Part = { slug: string; request: RequestDetail; rights: RequestRights };

function CancelMenu({ slug, request }: Omit<Part, "rights">) {
  return (
    <Menu label="Cancel request" look="quiet">
      <ActionForm
        action={cancelRequestAction.bind(null, slug)}
        version={request.version}
        className="stack gap-3 p-3 w-72 whitespace-normal"
      >
        <input type="hidden" name="id" value={request.id} />
        <Field name="reason" label="Why it is no longer needed">
          <Textarea />
        </Field>
        <div className="row">
          <SubmitButton look="danger" dense>
            Cancel request
          </SubmitButton>
        </div>
      </ActionForm>
    </Menu>
  );
}

function Actions({ slug, request, rights }: Part) {
  return (
    <>
      {rights.raise ? (
        <ButtonLink
          href={withQuery(paths.newNonconformity(slug), { from: `request:${request.id}` })}
          look="quiet"
        >
          Raise nonconformity
        </ButtonLink>
      ) : null}
      {rights.cancel ? <CancelMenu slug={slug} request={request} /> : null}
      {rights.edit ? (
        <ButtonLink href={withQuery(paths.request(slug, request.id), { edit: 1 })}>Edit</ButtonLink>
      ) : null}
      {rights.remind ? (
        <ActionForm action={remindRequestsAction.bind(null, slug)} className="contents">
          <input type="hidden" name="ids[]" value={request.id} />
          <SubmitButton look="secondary">Remind</SubmitButton>
        </ActionForm>
      ) : null}
      {rights.send ? (
        <ActionForm
          action={sendRequestAction.bind(null, slug)}
          version={request.version}
          className="contents"
        >
          <input type="hidden" name="id" value={request.id} />
          <SubmitButton>Send request</SubmitButton>
        </ActionForm>
      ) : null}
    </>
  );
}

/** What became of a request of an auditor's room. */
function RoomStateNote({ request }: { request: RequestDetail }) {
  const { state, stateReason, roomPhase } = request;
  if (state === "submitted") {
    if (roomPhase === "closed" || roomPhase === "revoked") {
      return <Note tone="none">The auditor had the answer and did not decide on it.</Note>;
    }
    return <Note tone="review">The answer is with the auditor, who accepts or returns it.</Note>;
  }
  if (state === "accepted") return <Note tone="ok">Accepted by the auditor, for this engagement.</Note>;
  if (stateReason === "") return null;
  const who = state === "returned" ? "Returned by the auditor" : "Sent back before the auditor saw it";
  return <Note tone="gap">{`${state === "cancelled" ? "Cancelled" : who}: ${stateReason}`}</Note>;
}

function StateNote({ request, timeZone }: { request: RequestDetail; timeZone: string }) {
  const { state, stateReason, decidedBy, decidedAt, submittedBy, submittedAt } = request;
  if (state === "returned" || state === "cancelled") {
    const when = decidedAt === null ? "" : ` on ${formatInstant(decidedAt, timeZone)}`;
    return (
      <Note tone={state === "returned" ? "gap" : "none"}>
        {`${REQUEST_STATE[state].label} by ${decidedBy?.name ?? "somebody"}${when}: ${stateReason}`}
      </Note>
    );
  }
  if (state === "accepted" && decidedBy !== null && decidedAt !== null) {
    return <Note tone="ok">{`Accepted by ${decidedBy.name} on ${formatInstant(decidedAt, timeZone)}.`}</Note>;
  }
  if (state === "submitted" && submittedBy !== null && submittedAt !== null) {
    return (
      <Note tone="review">
        {`Answered by ${submittedBy.name} on ${formatInstant(submittedAt, timeZone)}. Somebody else decides.`}
      </Note>
    );
  }
  return null;
}

function Asked({ workspace: { slug }, request, sample }: Pick<Props, "workspace" | "request" | "sample">) {
  const { detail, roomId } = request;
  if (detail === "" && sample === null) return null;
  return (
    <Section title="What is asked for">
      {sample === null || roomId === null ? null : (
        <SampleOriginLine
          origin={sample}
          sampleHref={(id) => paths.roomSample(slug, roomId, id)}
          requestHref={(id) => paths.request(slug, id)}
        />
      )}
      <p className="prose whitespace-pre-line">{detail}</p>
    </Section>
  );
}

function Answering(props: Props) {
  const { workspace, request, rights, ...form } = props;
  const { renews } = request;
  if (rights.answerRefusal !== null) return <p className="i2 my-4">{rights.answerRefusal}</p>;
  if (!rights.answer) return null;
  const again = request.state === "returned";
  const own = rights.isAsked ? "Your answer" : `Answer for ${request.owner.name}`;
  const what =
    renews === null
      ? "It becomes a new piece of evidence"
      : `It becomes the next version of ${renews.reference ?? renews.title}`;
  return (
    <Section title={again ? "Answer again" : own} remark={what}>
      <AnswerForm
        slug={workspace.slug}
        request={request}
        collector={form.collector}
        limitBytes={form.limitBytes}
        onceKey={`${form.onceKey}-answer`}
      />
    </Section>
  );
}

function introOf(request: RequestDetail, today: IsoDate): string {
  const { owner, askedBy, dueOn } = request;
  const due = dueOn === null ? "" : `, due ${formatDate(dueOn)}`;
  const late = isLateRequest(request, today) ? ", overdue" : "";
  const who = askedBy.userId === owner.userId ? `For ${owner.name}` : `${askedBy.name} asks ${owner.name}`;
  return `${who}${due}${late}.`;
}

/** One request: what is asked, the answer form for whoever is asked, the decision for somebody else, thread and history. */
export function RequestScreen(props: Props) {
  const { workspace, timeZone, today, request, rights, comments, people, onceKey } = props;
  const { slug } = workspace;
  return (
    <>
      <PageHeader
        title={request.title}
        intro={introOf(request, today)}
        badges={
          <>
            <span className="ref i2">{request.number}</span>
            <Badge status={REQUEST_STATE[request.state]} tinted />
          </>
        }
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Requests", href: paths.requests(slug) },
          { label: request.number },
        ]}
        actions={<Actions slug={slug} request={request} rights={rights} />}
      />
      <div className="stack gap-2">
        {request.roomId === null ? (
          <StateNote request={request} timeZone={timeZone} />
        ) : (
          <RoomStateNote request={request} />
        )}
        {rights.roomRefusal === null ? null : <Note tone="none">{rights.roomRefusal}</Note>}
      </div>
      <div className="nc">
        <div>
          <Asked workspace={workspace} request={request} sample={props.sample} />
          <Answering {...props} />
          {rights.decide ? <DecideForms slug={slug} request={request} /> : null}
          <ShareForms slug={slug} request={request} share={rights.share} refusal={rights.shareRefusal} />
          {rights.decideRefusal === null ? null : <p className="i2 my-4">{rights.decideRefusal}</p>}
          <RequestAnswers slug={slug} timeZone={timeZone} answers={request.answers} />
          <AuditorThread
            slug={slug}
            request={request}
            earlier={props.earlier}
            messages={props.messages}
            timeZone={timeZone}
            company={workspace.name}
            mayWrite={rights.write}
            onceKey={onceKey}
          />
        </div>
        <RequestSide
          slug={slug}
          timeZone={timeZone}
          today={today}
          request={request}
          comments={comments}
          people={people}
          mayComment={rights.comment}
          onceKey={onceKey}
        />
      </div>
    </>
  );
}
