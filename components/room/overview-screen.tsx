import { Section } from "@/components/layout/section";
import { ButtonLink } from "@/components/ui/button";
import { Stat } from "@/components/ui/stat";
import { formatInstant } from "@/lib/core/dates";
import { paths, withQuery } from "@/lib/core/paths";
import { VISIBILITY } from "@/lib/core/room";
import type { RoomFrame } from "@/lib/core/room-dto";

/** The first page of a room: how far the engagement is and what can be seen. */
export function OverviewScreen({
  frame,
  timeZone,
  nextId,
  fresh,
}: {
  frame: RoomFrame;
  timeZone: string;
  /** The first answer that waits for the auditor. */
  nextId: string | null;
  /** Requests that changed since the last visit. */
  fresh: number;
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
          : `Your last visit ended ${formatInstant(frame.lastVisitAt, timeZone)}.`}
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
        {fresh > 0 ? <span className="w5">{fresh} changed since your last visit</span> : null}
      </p>
      <div className="kpis mt-4">
        <Stat title="Accepted" n={counts.accepted} of={counts.requests} />
        <Stat title="To review" n={counts.submitted} of={counts.requests} />
        <Stat title="Returned" n={counts.returned} of={counts.requests} />
        <Stat title="With the company" n={counts.waiting} of={counts.requests} />
      </div>
      {frame.findings.raised === 0 ? null : (
        <p className="mt-4">
          <a href={paths.inRoomPage(frame.roomId, "findings")}>
            {frame.findings.raised === 1 ? "1 finding" : `${frame.findings.raised} findings`}
          </a>
          : {frame.findings.toReview} to review, {frame.findings.withCompany} with the company,{" "}
          {frame.findings.settled} accepted.
        </p>
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
