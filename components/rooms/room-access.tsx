import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { Field, Input, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Gate } from "@/components/ui/gate";
import { Menu } from "@/components/ui/menu";
import { PasswordAgain } from "@/components/ui/password-again";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate, formatInstant, type IsoDate } from "@/lib/core/dates";
import { isEditable } from "@/lib/core/room";
import type { RoomAuditor, RoomDetail } from "@/lib/core/room-dto";
import type { StatusDef } from "@/lib/core/statuses";
import {
  closeRoomAction,
  inviteAuditorAction,
  openRoomAction,
  resendRoomInvitationAction,
  revokeAuditorAction,
  revokeRoomAction,
} from "@/lib/rooms/actions";

type Props = { slug: string; timeZone: string; today: IsoDate; room: RoomDetail; onceKey: string };

type Look = Pick<StatusDef, "label" | "tone" | "icon">;
const LINK: Readonly<Record<RoomAuditor["link"], Look>> = {
  none: { label: "Not invited yet", tone: "none", icon: "hollow" },
  open: { label: "Link sent", tone: "progress", icon: "half" },
  used: { label: "Has entered", tone: "ok", icon: "check" },
  expired: { label: "Link expired", tone: "due", icon: "triangle" },
  revoked: { label: "Link ended", tone: "none", icon: "slash" },
};
const GONE: Look = { label: "Access taken away", tone: "gap", icon: "diamond" };

function Actions({ slug, room, auditor }: { slug: string; room: RoomDetail; auditor: RoomAuditor }) {
  if (auditor.revokedAt !== null || !isEditable(room.state)) return null;
  const ids = (
    <>
      <input type="hidden" name="roomId" value={room.id} />
      <input type="hidden" name="auditorId" value={auditor.id} />
    </>
  );
  return (
    <span className="inline-flex flex-wrap justify-end gap-1">
      {room.state === "open" ? (
        <ActionForm action={resendRoomInvitationAction.bind(null, slug)} className="inline-flex">
          {ids}
          <SubmitButton look="quiet" dense aria-label={`Send a new link to ${auditor.email}`}>
            Send new link
          </SubmitButton>
        </ActionForm>
      ) : null}
      <ActionForm action={revokeAuditorAction.bind(null, slug)} className="inline-flex">
        {ids}
        <SubmitButton look="quiet" dense aria-label={`Revoke the access of ${auditor.email}`}>
          Revoke
        </SubmitButton>
      </ActionForm>
    </span>
  );
}

function Auditors({
  slug,
  timeZone,
  room,
  mayWrite,
}: Omit<Props, "today" | "onceKey"> & { mayWrite: boolean }) {
  if (room.auditorList.length === 0) return <p className="i3">Nobody is invited yet.</p>;
  return (
    <Table caption="Auditors" cards density="comfortable" sticky={false}>
      <thead>
        <tr>
          <Th>Auditor</Th>
          <Th>Access</Th>
          <Th>Last seen</Th>
          <Th right>Sessions</Th>
          {mayWrite ? (
            <Th right>
              <span className="sr">Actions</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {room.auditorList.map((auditor) => (
          <Tr key={auditor.id}>
            <RowHeader>
              <span className="w5">{auditor.name}</span>
              <span className="block i2 sm wrap-anywhere">{auditor.email}</span>
            </RowHeader>
            <Td area="status">
              <Badge status={auditor.revokedAt === null ? LINK[auditor.link] : GONE} />
              {auditor.link === "open" && auditor.revokedAt === null && auditor.linkUntil !== null ? (
                <span className="block i3 sm">until {formatInstant(auditor.linkUntil, timeZone)}</span>
              ) : null}
            </Td>
            <Td label="Last seen">
              <span className="i2 nw">
                {auditor.lastSeenAt === null ? "Never" : formatInstant(auditor.lastSeenAt, timeZone)}
              </span>
            </Td>
            <Td label="Sessions" right>
              {auditor.liveSessions}
            </Td>
            {mayWrite ? (
              <Td right>
                <Actions slug={slug} room={room} auditor={auditor} />
              </Td>
            ) : null}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Invite({ slug, room, onceKey }: Pick<Props, "slug" | "room" | "onceKey">) {
  return (
    <Section
      title="Invite an auditor"
      remark={
        room.state === "open" ? "The link goes out at once" : "The link goes out when the room is opened"
      }
    >
      <ActionForm
        key={room.auditorList.length}
        action={inviteAuditorAction.bind(null, slug)}
        className="form-col"
      >
        <input type="hidden" name="onceKey" value={`${onceKey}-invite`} />
        <input type="hidden" name="roomId" value={room.id} />
        <Field name="name" label="Name" required>
          <Input autoComplete="off" />
        </Field>
        <Field
          name="email"
          label="E-mail address"
          required
          help="The link is for this address only. On a new browser a code is sent to it before the room opens."
        >
          <Input type="email" autoComplete="off" />
        </Field>
        <PasswordAgain />
        <div className="row">
          <SubmitButton>Add auditor</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

/** The button of a draft, with what is still missing. */
export function OpenRoom({ slug, today, room }: Pick<Props, "slug" | "today" | "room">) {
  if (room.state !== "draft") return null;
  const conditions = [
    { label: "The room covers at least one requirement", met: room.covered.length > 0 },
    { label: "Somebody is invited", met: room.auditors > 0 },
    {
      label: `The last day of access, ${formatDate(room.accessUntil)}, has not passed`,
      met: room.accessUntil >= today,
    },
  ];
  return (
    <div className="mb-7">
      <Gate id="open-gate" title="Before the room opens" conditions={conditions} />
      <ActionForm action={openRoomAction.bind(null, slug)} version={room.version} className="stack mt-3">
        <input type="hidden" name="id" value={room.id} />
        <PasswordAgain />
        <div className="row">
          <SubmitButton aria-describedby="open-gate">Open room</SubmitButton>
        </div>
      </ActionForm>
    </div>
  );
}

/** Closing at the end, revoking at once: in the head of an open room. */
export function EndRoom({ slug, room }: Pick<Props, "slug" | "room">) {
  if (room.state !== "open") return null;
  return (
    <Menu label="End room" look="quiet">
      <div className="stack gap-4 p-3 w-72 whitespace-normal">
        <ActionForm action={closeRoomAction.bind(null, slug)} version={room.version} className="stack gap-2">
          <input type="hidden" name="id" value={room.id} />
          <p className="sm i2">The engagement is over. Everything is kept; nobody can enter any more.</p>
          <div className="row">
            <SubmitButton look="secondary" dense>
              Close room
            </SubmitButton>
          </div>
        </ActionForm>
        <ActionForm action={revokeRoomAction.bind(null, slug)} version={room.version} className="stack gap-2">
          <input type="hidden" name="id" value={room.id} />
          <Field name="reason" label="Why access is taken away">
            <Textarea />
          </Field>
          <div className="row">
            <SubmitButton look="danger" dense>
              Revoke room
            </SubmitButton>
          </div>
        </ActionForm>
      </div>
    </Menu>
  );
}

/** Who may enter, how, and since when; the form that invites. */
export function RoomAccess(props: Props & { mayWrite: boolean }) {
  const { room, mayWrite } = props;
  const editable = mayWrite && isEditable(room.state);
  return (
    <>
      {mayWrite ? <OpenRoom slug={props.slug} today={props.today} room={room} /> : null}
      <Section
        title="Auditors"
        remark="Taking access away works with their next request; what they did stays"
      >
        <Auditors slug={props.slug} timeZone={props.timeZone} room={room} mayWrite={editable} />
      </Section>
      {editable ? <Invite slug={props.slug} room={room} onceKey={props.onceKey} /> : null}
    </>
  );
}
