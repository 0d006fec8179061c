import type { Route } from "next";
import { SharedThread } from "@/components/room/shared-thread";
import { Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { formatDate } from "@/lib/core/dates";
import { paths, withQuery } from "@/lib/core/paths";
import type { EarlierRequest, RoomMessage } from "@/lib/core/room-request-dto";
import { REQUEST_STATE } from "@/lib/core/work-statuses";
import { shareAnswerAction, takeBackAnswerAction, writeToAuditorAction } from "@/lib/rooms/actions";

type Request = {
  readonly id: string;
  readonly version: number;
  readonly roomId: string | null;
  readonly auditorRef: string;
};

/** For an answer in internal review: give it to the auditor, or send it back before they see it. */
export function ShareForms({
  slug,
  request,
  share,
  refusal,
}: {
  slug: string;
  request: Request;
  share: boolean;
  refusal: string | null;
}) {
  if (refusal !== null) return <p className="i2 mt-4">{refusal}</p>;
  if (!share) return null;
  return (
    <section className="sec" aria-label="Internal review">
      <h2>Internal review</h2>
      <p className="i2 mt-1">The auditor sees nothing of this answer before you give it to them.</p>
      <div className="stack gap-3 mt-3 max-w-[640px]">
        <ActionForm action={shareAnswerAction.bind(null, slug)} version={request.version} className="row">
          <input type="hidden" name="id" value={request.id} />
          <SubmitButton>Give to auditor</SubmitButton>
        </ActionForm>
        <details className="twin">
          <summary>
            <Icon name="chevron" />
            Send back to its owner
          </summary>
          <ActionForm
            action={takeBackAnswerAction.bind(null, slug)}
            version={request.version}
            className="stack gap-2 pt-2"
          >
            <input type="hidden" name="id" value={request.id} />
            <Field name="reason" label="What has to be mended">
              <Textarea />
            </Field>
            <div className="row">
              <SubmitButton look="secondary">Send back</SubmitButton>
            </div>
          </ActionForm>
        </details>
      </div>
    </section>
  );
}

function Earlier({ slug, earlier }: { slug: string; earlier: EarlierRequest }) {
  const { id, number, room, state, decidedOn } = earlier;
  const ended = `${REQUEST_STATE[state].label.toLowerCase()}${decidedOn === null ? "" : ` on ${formatDate(decidedOn)}`}`;
  return (
    <p className="sm i2 mt-1">
      Asked before as{" "}
      <Link href={paths.request(slug, id) as Route} className="underline">
        {number}
      </Link>{" "}
      in {room}: {ended}. The auditor of this room sees what was given then as far as the room shows it, and
      no decision.
    </p>
  );
}

/** The thread that the auditor reads too, in its own colour and with its own words on the button. */
export function AuditorThread({
  slug,
  request,
  earlier,
  messages,
  timeZone,
  company,
  mayWrite,
  onceKey,
}: {
  slug: string;
  request: Request;
  earlier: EarlierRequest | null;
  messages: readonly RoomMessage[];
  timeZone: string;
  company: string;
  mayWrite: boolean;
  onceKey: string;
}) {
  if (request.roomId === null) return null;
  return (
    <section className="chan chan-out mt-6" aria-label="With the auditor">
      <h2 className="cap">
        <Icon name="external" />
        Auditor can see this
      </h2>
      <p className="sm i2 mt-1">
        Request {request.auditorRef === "" ? "" : `${request.auditorRef} `}of an{" "}
        <Link href={withQuery(paths.room(slug, request.roomId), { tab: "requests" }) as Route}>
          auditor's room
        </Link>
        .
      </p>
      {earlier === null ? null : <Earlier slug={slug} earlier={earlier} />}
      <SharedThread messages={messages} timeZone={timeZone} company={company}>
        {mayWrite ? (
          <ActionForm
            key={messages.length}
            action={writeToAuditorAction.bind(null, slug)}
            className="stack gap-2"
          >
            <input type="hidden" name="id" value={request.id} />
            <input type="hidden" name="onceKey" value={`${onceKey}-auditor`} />
            <Field name="body" label="Message to the auditor" required>
              <Textarea />
            </Field>
            <div className="row">
              <span className="push">
                <SubmitButton look="secondary" dense>
                  Send to auditor
                </SubmitButton>
              </span>
            </div>
          </ActionForm>
        ) : null}
      </SharedThread>
    </section>
  );
}
