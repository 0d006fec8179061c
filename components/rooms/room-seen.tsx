import { Section } from "@/components/layout/section";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import { VIEW_KIND_LABEL } from "@/lib/core/room";
import type { RoomDetail } from "@/lib/core/room-dto";

/** What auditors opened, looked at and took, newest first. */
export function RoomSeen({ room, timeZone }: { room: RoomDetail; timeZone: string }) {
  return (
    <Section
      title="What auditors opened"
      remark={`${room.viewCount} ${room.viewCount === 1 ? "entry" : "entries"}${room.viewCount > room.views.length ? `, the newest ${room.views.length} shown` : ""}. Times in ${timeZone}`}
    >
      {room.views.length === 0 ? (
        <p className="i3">Nobody has opened anything yet.</p>
      ) : (
        <Table caption="What was seen" cards sticky={false}>
          <thead>
            <tr>
              <Th>When</Th>
              <Th>Auditor</Th>
              <Th>What</Th>
              <Th>Which</Th>
            </tr>
          </thead>
          <tbody>
            {room.views.map((view) => (
              <Tr key={view.id}>
                <Td area="due">
                  <time className="nw num i2" dateTime={view.at.toISOString()}>
                    {formatInstant(view.at, timeZone)}
                  </time>
                </Td>
                <Td label="Auditor">{view.auditor}</Td>
                <Td area="status">{VIEW_KIND_LABEL[view.kind]}</Td>
                <Td area="title">
                  <span className="wrap-anywhere">{view.title}</span>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
