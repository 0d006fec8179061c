import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { BurnUp } from "@/components/room/burn-up";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { Stat } from "@/components/ui/stat";
import { formatInstant } from "@/lib/core/dates";
import { paths, withQuery } from "@/lib/core/paths";
import { VISIBILITY } from "@/lib/core/room";
import type { RoomFrame } from "@/lib/core/room-dto";
import type { BurnUpPoint } from "@/lib/core/room-request";
import type { RoomRequestRow } from "@/lib/core/room-request-dto";
import { REQUEST_STATE } from "@/lib/core/work-statuses";
import { setAnswerMailsAction } from "@/lib/rooms/actions";

const NEWS = 8;

/** What the company did while the auditor was away. */
function News({ roomId, rows }: { roomId: string; rows: readonly RoomRequestRow[] }) {
  if (rows.length === 0) return null;
  const requests = paths.inRoomPage(roomId, "requests");
  return (
    <Section title="New since your last visit" remark={`${rows.length} changed`}>
      <ul className="stack gap-2">
        {rows.slice(0, NEWS).map((row) => (
          <li key={row.id} className="row wrap">
            <span className="ref nw i2">{row.auditorRef === "" ? row.number : row.auditorRef}</span>
            <Link href={withQuery(requests, { id: row.id }) as Route} className="min-w-0">
              {row.title}
            </Link>
            <Badge status={REQUEST_STATE[row.state]} />
          </li>
        ))}
      </ul>
      {rows.length > NEWS ? <p className="i3 sm mt-2">And {rows.length - NEWS} more in the list.</p> : null}
    </Section>
  );
}

/** Each auditor's own choice. */
function Mails({ roomId, wanted }: { roomId: string; wanted: boolean }) {
  return (
    <Section title="Mails about answers">
      <p className="i2">
        {wanted
          ? "When answers were given that you have not seen, a mail says how many: once a day at most."
          : "You get no mail when answers are given."}
      </p>
      <ActionForm action={setAnswerMailsAction.bind(null, roomId)} className="row mt-2">
        {wanted ? null : <input type="hidden" name="mails" value="on" />}
        <SubmitButton look="secondary" dense>
          {wanted ? "End these mails" : "Mail me about answers"}
        </SubmitButton>
      </ActionForm>
    </Section>
  );
}

/** The first page of a room: how far the engagement is and what can be seen. */
export function OverviewScreen({
  frame,
  timeZone,
  nextId,
  fresh,
  points,
}: {
  frame: RoomFrame;
  timeZone: string;
  /** The first answer that waits for the auditor. */
  nextId: string | null;
  /** Requests that changed since the last visit. */
  fresh: readonly RoomRequestRow[];
  /** Asked and accepted, day by day. */
  points: readonly BurnUpPoint[];
}) {
  const { counts } = frame;
  return (
    <>
      <h1 className="mt-6">Welcome to {frame.name}</h1>
      {frame.welcome === "" ? null : <p className="prose whitespace-pre-line mt-2">{frame.welcome}</p>}
      <p className="i2 mt-2">
        {frame.leadName} answers for this room.{" "}
        {frame.lastVisitAt === null
          ? "This is your first visit."
          : `Your last visit ended ${formatInstant(frame.lastVisitAt, timeZone)}, ${timeZone}.`}
      </p>
      <p className="row wrap mt-4">
        {nextId === null ? (
          <span className="i2">No answer waits for you.</span>
        ) : (
          <ButtonLink
            href={withQuery(paths.inRoomPage(frame.roomId, "requests"), { id: nextId })}
            look="primary"
          >
            Review next request
          </ButtonLink>
        )}
      </p>
      <News roomId={frame.roomId} rows={fresh} />
      <div className="kpis mt-4">
        <Stat title="Accepted" n={counts.accepted} of={`of ${counts.requests}`} />
        <Stat title="To review" n={counts.submitted} of={`of ${counts.requests}`} />
        <Stat title="Returned" n={counts.returned} of={`of ${counts.requests}`} />
        <Stat title="With the company" n={counts.waiting} of={`of ${counts.requests}`} />
      </div>
      {frame.findings.raised === 0 ? null : (
        <p className="mt-4">
          <Link href={paths.inRoomPage(frame.roomId, "findings") as Route}>
            {frame.findings.raised === 1 ? "1 finding" : `${frame.findings.raised} findings`}
          </Link>
          : {frame.findings.toReview} to review, {frame.findings.withCompany} with the company,{" "}
          {frame.findings.settled} accepted.
        </p>
      )}
      <BurnUp points={points} />
      {frame.answerMails === null ? null : (
        <div id="mails">
          <Mails roomId={frame.roomId} wanted={frame.answerMails} />
        </div>
      )}
      <Section title="What you see here">
        <dl className="def">
          {VISIBILITY.map(({ what, seen }) => (
            <div key={what} className="contents">
              <dt>{what}</dt>
              <dd>{seen}</dd>
            </div>
          ))}
        </dl>
        <p className="i3 sm mt-3">
          What you open and download here is noted and visible to {frame.workspace}.
        </p>
      </Section>
    </>
  );
}
