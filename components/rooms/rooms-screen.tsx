import type { Route } from "next";
import { EmptyState } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Fraction } from "@/components/ui/stat";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate } from "@/lib/core/dates";
import { paths, withQuery } from "@/lib/core/paths";
import { ROOM_PHASE, ROOM_STANDARD_LABEL, ROOM_TYPE_LABEL } from "@/lib/core/room";
import type { RoomSummary } from "@/lib/core/room-dto";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  rooms: readonly RoomSummary[];
  mayWrite: boolean;
};

function Row({ slug, room }: { slug: string; room: RoomSummary }) {
  return (
    <Tr>
      <RowHeader className="md:max-w-0 md:w-full">
        <Link className="t ell" href={paths.room(slug, room.id) as Route}>
          {room.name}
        </Link>
      </RowHeader>
      <Td area="ref">
        <span className="nw i2">
          {ROOM_STANDARD_LABEL[room.standard]}, {ROOM_TYPE_LABEL[room.type]}
        </span>
      </Td>
      <Td area="status">
        <span className="nw">
          <Badge status={ROOM_PHASE[room.phase]} />
        </span>
      </Td>
      <Td label="Accepted" right>
        <Fraction
          n={room.counts.accepted}
          of={room.counts.requests}
          href={withQuery(paths.room(slug, room.id), { tab: "requests" })}
        />
      </Td>
      <Td label="Auditors" right priority={2}>
        {room.auditors}
      </Td>
      <Td label="Lead" priority={1}>
        <span className="i2 ell">{room.leadName}</span>
      </Td>
      <Td area="due">
        <span className="nw num i2">{formatDate(room.accessUntil)}</span>
      </Td>
    </Tr>
  );
}

/** All rooms of the workspace, newest first. */
export function RoomsScreen({ workspace, rooms, mayWrite }: Props) {
  const { slug } = workspace;
  return (
    <>
      <PageHeader
        title="Auditors' rooms"
        intro="One room for one engagement: what an external auditor sees, asks, accepts and takes away, without an account."
        crumbs={[{ label: workspace.name, href: paths.home(slug) }, { label: "Auditors' rooms" }]}
        actions={
          mayWrite && rooms.length > 0 ? (
            <ButtonLink href={paths.newRoom(slug)} look="primary">
              New room
            </ButtonLink>
          ) : null
        }
      />
      {rooms.length === 0 ? (
        <EmptyState
          title="No rooms"
          primary={mayWrite ? { href: paths.newRoom(slug), label: "New room" } : undefined}
        >
          A room shows an auditor exactly what you choose for one engagement, and nothing else. Set it up as a
          draft, look at it as the auditor, then open it: auditors get a personal link by mail.
        </EmptyState>
      ) : (
        <Table caption="Auditors' rooms" cards>
          <thead>
            <tr>
              <Th>Room</Th>
              <Th>Engagement</Th>
              <Th>State</Th>
              <Th right>Accepted</Th>
              <Th right priority={2}>
                Auditors
              </Th>
              <Th priority={1}>Lead</Th>
              <Th>Access ends</Th>
            </tr>
          </thead>
          <tbody>
            {rooms.map((room) => (
              <Row key={room.id} slug={slug} room={room} />
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}
