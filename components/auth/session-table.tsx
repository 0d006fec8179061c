import { Section } from "@/components/layout/section";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { endSessionAction, signOutEverywhereAction } from "@/lib/accounts/actions";
import { formatInstant } from "@/lib/core/dates";
import { describeAgent, type SessionSummary } from "@/lib/core/people";

function SessionRow({ session, timeZone }: { session: SessionSummary; timeZone: string }) {
  return (
    <Tr current={session.isCurrent}>
      <RowHeader>{describeAgent(session.agent)}</RowHeader>
      <Td area="ref">{session.ip ?? <Nothing>No address known</Nothing>}</Td>
      <Td area="hide">{formatInstant(session.startedAt, timeZone)}</Td>
      <Td area="due">
        <span className="i3 md:hidden">Last used </span>
        {formatInstant(session.lastSeenAt, timeZone)}
      </Td>
      <Td right area="status">
        {session.isCurrent ? (
          <span className="i3">This session</span>
        ) : (
          <ActionForm action={endSessionAction} className="inline-flex">
            <input type="hidden" name="sessionId" value={session.id} />
            <SubmitButton look="quiet" dense>
              End session
            </SubmitButton>
          </ActionForm>
        )}
      </Td>
    </Tr>
  );
}

/** Where the person is signed in; each session can be ended, and all others at once. */
export function SessionTable({
  sessions,
  timeZone,
}: {
  sessions: readonly SessionSummary[];
  timeZone: string;
}) {
  const hasOthers = sessions.some((session) => !session.isCurrent);
  return (
    <Section
      title="Sessions"
      remark={`Times in ${timeZone.replaceAll("_", " ")}`}
      aside={
        hasOthers ? (
          <ActionForm action={signOutEverywhereAction} className="inline-flex">
            <SubmitButton look="secondary" dense>
              End all other sessions
            </SubmitButton>
          </ActionForm>
        ) : undefined
      }
    >
      <Table caption="Sessions" cards sticky={false}>
        <thead>
          <tr>
            <Th>Browser</Th>
            <Th>Address</Th>
            <Th>Signed in</Th>
            <Th>Last used</Th>
            <Th right>
              <span className="sr">Action</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} timeZone={timeZone} />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
