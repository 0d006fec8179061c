import type { Route } from "next";
import { ArtifactView } from "@/components/room/artifact-view";
import { AskForm } from "@/components/room/ask-form";
import { RequestKeys } from "@/components/room/request-keys";
import { RequestList } from "@/components/room/request-list";
import { RequestWalk } from "@/components/room/request-walk";
import { SharedThread } from "@/components/room/shared-thread";
import { SampleOriginLine } from "@/components/sampling/sample-origin";
import { Badge, Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { formatDate, formatInstant } from "@/lib/core/dates";
import { periodText } from "@/lib/core/evidence-versions";
import { paths, withQuery } from "@/lib/core/paths";
import type { RoomRequestDetail, RoomRequestRow } from "@/lib/core/room-request-dto";
import { REQUEST_KIND_LABEL, REQUEST_STATE } from "@/lib/core/work-statuses";
import { acceptAnswerAction, returnAnswerAction, sayInRoomAction } from "@/lib/rooms/actions";

type Props = {
  roomId: string;
  company: string;
  timeZone: string;
  rows: readonly RoomRequestRow[];
  request: RoomRequestDetail | null;
  /** The request was asked for and is not there: taken back or never this room's. */
  missing: boolean;
  preview: boolean;
  /** What lies over previews; null where the room does not mark them. */
  mark: string | null;
  onceKey: string;
};

/** The key is a hint for the eyes; the button's own words name it. */
function Key({ name }: { name: string }) {
  return (
    <span className="hint" aria-hidden="true">
      <kbd>{name}</kbd>
    </span>
  );
}

function Decide({ roomId, request }: { roomId: string; request: RoomRequestDetail }) {
  return (
    <div className="acts">
      <ActionForm
        action={acceptAnswerAction.bind(null, roomId)}
        version={request.version}
        className="inline-flex items-center gap-3"
        data-key-accept
      >
        <input type="hidden" name="id" value={request.id} />
        <SubmitButton>
          Accept <Key name="A" />
        </SubmitButton>
      </ActionForm>
      <details className="twin min-w-0" data-key-return>
        <summary>
          <Icon name="chevron" />
          Return with a reason <Key name="R" />
        </summary>
        <ActionForm
          action={returnAnswerAction.bind(null, roomId)}
          version={request.version}
          className="stack gap-2 pt-2"
        >
          <input type="hidden" name="id" value={request.id} />
          <Field name="reason" label="What is wrong or missing">
            <Textarea />
          </Field>
          <div className="row">
            <SubmitButton look="secondary">Return answer</SubmitButton>
          </div>
        </ActionForm>
      </details>
      <span className="push i3 sm hint">
        <Key name="J" /> <Key name="K" /> next, previous
      </span>
    </div>
  );
}

type Shown = Pick<Props, "roomId" | "timeZone" | "mark"> & { request: RoomRequestDetail };

function Answers({ roomId, timeZone, request, mark }: Shown) {
  if (request.answers.length === 0) return <p className="i3 mt-4">No answer was given yet.</p>;
  return request.answers.map((answer, at) => (
    <section key={`${answer.itemId} ${answer.number}`} className="mt-4">
      <h2>
        {at === 0 ? "Answer" : "Earlier answer"}: {answer.title}
      </h2>
      <p className="i3 sm">Given {formatInstant(answer.givenAt, timeZone)}</p>
      <ArtifactView roomId={roomId} artifact={answer} mark={mark} />
    </section>
  ));
}

function Middle({ roomId, timeZone, request, mark }: Shown) {
  return (
    <div className="pv">
      <p className="mb-2 md:hidden">
        <Link href={paths.inRoomPage(roomId, "requests") as Route}>All requests</Link>
      </p>
      <div className="row wrap i3 sm gap-x-2">
        <span className="ref i2">{request.auditorRef === "" ? request.number : request.auditorRef}</span>
        <span>{REQUEST_KIND_LABEL[request.kind]}</span>
        <span>{request.refs.join(", ")}</span>
        {request.dueOn === null ? null : <span>Due {formatDate(request.dueOn)}</span>}
        <span className="push">
          <Badge status={REQUEST_STATE[request.state]} tinted />
        </span>
      </div>
      <h1 className="mt-2 text-lg">{request.title}</h1>
      {request.sample === null ? null : (
        <SampleOriginLine
          origin={request.sample}
          sampleHref={(id) => paths.inRoomSample(roomId, id)}
          requestHref={(id) => withQuery(paths.inRoomPage(roomId, "requests"), { id })}
        />
      )}
      {request.detail === "" ? null : <p className="i2 mt-1 whitespace-pre-line">{request.detail}</p>}
      {request.stateReason === "" ? null : (
        <div className="mt-3">
          <Note tone="gap">{`Returned: ${request.stateReason}`}</Note>
        </div>
      )}
      <Answers roomId={roomId} timeZone={timeZone} request={request} mark={mark} />
      <LastTime roomId={roomId} timeZone={timeZone} request={request} />
    </div>
  );
}

/** What answered the same request the last time; its decision is not told. */
function LastTime({ roomId, timeZone, request }: Omit<Shown, "mark">) {
  const { earlier } = request;
  if (earlier === null) return null;
  return (
    <section className="mt-6">
      <h2>Answer of the engagement before</h2>
      {earlier.length === 0 ? (
        <p className="i3 mt-1">The same was asked then. What answered it is not shown in this room.</p>
      ) : (
        <ul className="stack gap-2 mt-2">
          {earlier.map((answer) => (
            <li key={`${answer.itemId} ${answer.number}`}>
              <Link href={paths.inRoomEvidence(roomId, answer.itemId) as Route}>{answer.title}</Link>
              <span className="block i2 sm">
                {[
                  `Version ${answer.number}`,
                  periodText(answer.periodFrom, answer.periodTo),
                  answer.effectiveOn === null ? null : `effective ${formatDate(answer.effectiveOn)}`,
                  `given ${formatInstant(answer.givenAt, timeZone)}`,
                ]
                  .filter((part) => part !== null)
                  .join(", ")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The middle while no request is chosen. */
function Start({
  roomId,
  missing,
  preview,
  onceKey,
}: Pick<Props, "roomId" | "missing" | "preview" | "onceKey">) {
  return (
    <div className="pv">
      <h1 className="text-lg">{missing ? "This request is not here any more" : "Requests"}</h1>
      <p className="i2 mt-1">
        {missing
          ? "It was taken back or never belonged to this room. Choose another one."
          : "Choose a request from the list, or write one."}
      </p>
      <p className="row wrap mt-3">
        <ButtonLink href={paths.inRoomExport(roomId, "requests.csv")} plain dense>
          <Icon name="download" />
          Download CSV
        </ButtonLink>
        {preview ? null : (
          <ButtonLink href={paths.inRoomImport(roomId)} dense>
            <Icon name="upload" />
            Import CSV
          </ButtonLink>
        )}
      </p>
      {preview ? null : <AskForm roomId={roomId} onceKey={onceKey} />}
    </div>
  );
}

function neighbours(rows: readonly RoomRequestRow[], id: string | null) {
  const at = rows.findIndex((row) => row.id === id);
  return { previous: at > 0 ? rows[at - 1] : undefined, next: rows[at + 1] };
}

function Walk({ roomId, rows, request }: Pick<Props, "roomId" | "rows" | "request">) {
  const { previous, next } = neighbours(rows, request?.id ?? null);
  const href = (row: RoomRequestRow | undefined) =>
    row === undefined ? null : withQuery(paths.inRoomPage(roomId, "requests"), { id: row.id });
  return (
    <RequestWalk
      id={request?.id ?? null}
      previous={href(previous)}
      next={href(next)}
      up={<Icon name="arrow-up" />}
      down={<Icon name="arrow-down" />}
    />
  );
}

function Reply({
  roomId,
  company,
  request,
  onceKey,
}: Pick<Props, "roomId" | "company" | "onceKey"> & { request: RoomRequestDetail }) {
  return (
    <ActionForm
      key={request.messages.length}
      action={sayInRoomAction.bind(null, roomId)}
      className="reply stack gap-2"
    >
      <input type="hidden" name="id" value={request.id} />
      <input type="hidden" name="onceKey" value={onceKey} />
      <Field name="body" label="Reply" required>
        <Textarea placeholder={`${company} can see this`} />
      </Field>
      <div className="row">
        <span className="push">
          <SubmitButton look="secondary" dense>
            Send
          </SubmitButton>
        </span>
      </div>
    </ActionForm>
  );
}

function Side({
  roomId,
  company,
  timeZone,
  request,
  preview,
  onceKey,
}: Props & { request: RoomRequestDetail }) {
  return (
    <section className="th" aria-label="Thread">
      <div className="hd">
        <h2>Thread</h2>
        <span className="push sm i3">Shared with {company}</span>
      </div>
      <SharedThread messages={request.messages} timeZone={timeZone} company={company}>
        {preview || request.state === "cancelled" ? null : (
          <Reply roomId={roomId} company={company} request={request} onceKey={onceKey} />
        )}
        {request.state === "cancelled" ? (
          <p className="reply sm i2">The request is cancelled. Nothing more is written here.</p>
        ) : null}
      </SharedThread>
    </section>
  );
}

/** The list, the request at hand with what was given, and the thread, side by side. */
export function RoomRequestsScreen(props: Props) {
  const { roomId, timeZone, rows, request, missing, preview } = props;
  const fresh = rows.filter(({ isNew }) => isNew).length;
  return (
    <div className="room" data-open={request === null ? "no" : "yes"}>
      <RequestKeys />
      <section className="rq" aria-label="Requests">
        <div className="hd">
          <h2>Requests</h2>
          <span className="i3 num">{rows.length}</span>
          {fresh > 0 ? <span className="sm txt-gap">{fresh} new since your last visit</span> : null}
          <Walk roomId={roomId} rows={rows} request={request} />
        </div>
        <RequestList roomId={roomId} rows={rows} currentId={request?.id ?? null} />
      </section>
      <div className="pvw">
        {request === null ? (
          <Start roomId={roomId} missing={missing} preview={preview} onceKey={props.onceKey} />
        ) : (
          <>
            <Middle roomId={roomId} timeZone={timeZone} request={request} mark={props.mark} />
            {preview ? null : (
              <p className="px-4 pb-4 md:px-6">
                <ButtonLink
                  href={withQuery(paths.newRoomFinding(roomId), { request: request.id })}
                  look="quiet"
                  dense
                >
                  Write finding
                </ButtonLink>
              </p>
            )}
            {request.state === "submitted" && !preview ? <Decide roomId={roomId} request={request} /> : null}
          </>
        )}
      </div>
      {request === null ? null : <Side {...props} request={request} />}
    </div>
  );
}
