import { PageTitle } from "@/components/auth/page-title";
import { ButtonLink } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { formatDate } from "@/lib/core/dates";
import { paths } from "@/lib/core/paths";
import { maskedEmail } from "@/lib/core/room";
import type { EnterableRoom, RoomInvitation } from "@/lib/core/room-dto";
import { askForCodeAction, confirmCodeAction, enterByLinkAction, enterRoomAction } from "@/lib/rooms/actions";

function AddressForm() {
  return (
    <ActionForm action={askForCodeAction}>
      <Field
        name="email"
        label="E-mail address"
        help="The one that the invitation was sent to. When a room knows it, a six-digit code goes there."
        required
      >
        <Input type="email" autoComplete="email" />
      </Field>
      <div>
        <SubmitButton>Send code</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** The neutral door: the rooms of an address that was proved just now, else the question for the address. */
export function DoorScreen({ rooms }: { rooms: readonly EnterableRoom[] | null }) {
  if (rooms === null || rooms.length === 0) {
    return (
      <>
        <PageTitle title="Auditor's room">
          {rooms === null
            ? "Open the link in your invitation, or prove your address with a code. Neither opens a room that has closed or that you no longer have access to: ask the company that invited you."
            : "No room is open to your address now. Ask the company for an invitation."}
        </PageTitle>
        <AddressForm />
      </>
    );
  }
  return (
    <>
      <PageTitle title="Your rooms">Each company sees only its own.</PageTitle>
      <ul className="stack gap-3">
        {rooms.map(({ roomId, workspace, room, accessUntil }) => (
          <li key={roomId} className="row wrap">
            <span className="min-w-0">
              <b className="w5">{room}</b>
              <span className="block i2 sm">
                {workspace}, until {formatDate(accessUntil)}
              </span>
            </span>
            <ActionForm action={enterRoomAction} className="push inline-flex">
              <input type="hidden" name="roomId" value={roomId} />
              <SubmitButton aria-label={`Enter ${room} of ${workspace}`}>Enter</SubmitButton>
            </ActionForm>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A personal link before it is used: nothing happens until the button is pressed. */
export function LinkScreen({ token, invitation }: { token: string; invitation: RoomInvitation | null }) {
  if (invitation === null) {
    return (
      <>
        <PageTitle title="This link does not work any more">
          It was used, it has expired, access was taken away, or part of the link is missing. If you are
          invited, a code opens the room.
        </PageTitle>
        <AddressForm />
      </>
    );
  }
  return (
    <>
      <PageTitle title={invitation.room}>
        {`${invitation.workspace} opens this room to ${invitation.auditorName}. On a browser that is new here, a six-digit code is sent to ${maskedEmail(invitation.email)} first.`}
      </PageTitle>
      <ActionForm action={enterByLinkAction}>
        <input type="hidden" name="token" value={token} />
        <div>
          <SubmitButton>Enter the room</SubmitButton>
        </div>
      </ActionForm>
    </>
  );
}

/** The six digits from the mail. */
export function CodeScreen({ asked }: { asked: boolean }) {
  if (!asked) {
    return (
      <>
        <PageTitle title="Ask for a code first">A code belongs to the browser that asked for it.</PageTitle>
        <ButtonLink href={paths.roomDoor()}>Ask for a code</ButtonLink>
      </>
    );
  }
  return (
    <>
      <PageTitle title="Enter the code">
        If a room knows the address, six digits are on their way to it. They work for 10 minutes, in this
        browser only.
      </PageTitle>
      <ActionForm action={confirmCodeAction}>
        <Field name="code" label="Code" required>
          <Input inputMode="numeric" autoComplete="one-time-code" />
        </Field>
        <div className="row">
          <SubmitButton>Confirm</SubmitButton>
          <ButtonLink href={paths.roomDoor()} look="quiet">
            Ask for another code
          </ButtonLink>
        </div>
      </ActionForm>
    </>
  );
}
