import type { Route } from "next";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { formatDate } from "@/lib/core/dates";
import { paths, withQuery } from "@/lib/core/paths";
import { groupOf, REQUEST_GROUP_LABEL, REQUEST_GROUPS } from "@/lib/core/room-request";
import type { RoomRequestRow } from "@/lib/core/room-request-dto";
import { REQUEST_STATE } from "@/lib/core/work-statuses";

function when({ state, decidedOn, dueOn }: RoomRequestRow): string {
  if (state === "accepted" && decidedOn !== null) return formatDate(decidedOn);
  return dueOn === null || state === "cancelled" ? "" : `Due ${formatDate(dueOn)}`;
}

function Item({ roomId, row, current }: { roomId: string; row: RoomRequestRow; current: boolean }) {
  return (
    <li>
      <Link
        href={withQuery(paths.inRoomPage(roomId, "requests"), { id: row.id }) as Route}
        scroll={false}
        {...(current ? { "aria-current": "true" as const } : {})}
      >
        <span className="ell w5">{row.title}</span>
        <span className="m num">{when(row)}</span>
        <span className="m">
          {row.auditorRef === "" ? row.number : row.auditorRef}
          {row.refs.length === 0 ? "" : `, ${row.refs.slice(0, 2).join(", ")}`}
          {row.isNew ? <b className="txt-gap"> New</b> : null}
        </span>
        <Badge status={REQUEST_STATE[row.state]} />
      </Link>
    </li>
  );
}

/** All requests of the room by whose turn it is. */
export function RequestList({
  roomId,
  rows,
  currentId,
}: {
  roomId: string;
  rows: readonly RoomRequestRow[];
  currentId: string | null;
}) {
  if (rows.length === 0) return <p className="i3 sm p-4">No request yet.</p>;
  return (
    <>
      {REQUEST_GROUPS.map((group) => {
        const of = rows.filter(({ state }) => groupOf(state) === group);
        return of.length === 0 ? null : (
          <div key={group}>
            <h3>
              {REQUEST_GROUP_LABEL[group]} <span>{of.length}</span>
            </h3>
            <ul>
              {of.map((row) => (
                <Item key={row.id} roomId={roomId} row={row} current={row.id === currentId} />
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}
