import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { ReleaseForm, WithholdForm } from "@/components/rooms/withhold-forms";
import { Badge } from "@/components/ui/badge";
import { Field, Textarea } from "@/components/ui/field";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { paths, withQuery } from "@/lib/core/paths";
import type { RoomOfItem } from "@/lib/core/room-dto";

const SHOWN = { label: "Shown", tone: "ok", icon: "check" } as const;
const READY = { label: "Shown once the room is open", tone: "progress", icon: "half" } as const;
const HELD = { label: "Held back", tone: "due", icon: "triangle" } as const;

function lookOf({ heldBack, state }: RoomOfItem) {
  if (heldBack !== null) return HELD;
  return state === "draft" ? READY : SHOWN;
}

function Hold({ slug, room, itemId }: { slug: string; room: RoomOfItem; itemId: string }) {
  return (
    <details className="twin">
      <summary>
        <Icon name="chevron" />
        Hold back from {room.name}
      </summary>
      <div className="pt-2">
        <WithholdForm slug={slug}>
          <input type="hidden" name="roomId" value={room.roomId} />
          <input type="hidden" name="itemId" value={itemId} />
          <Field name="reason" label="Why it is held back" help="Auditors do not see the reason." required>
            <Textarea />
          </Field>
        </WithholdForm>
      </div>
    </details>
  );
}

/** The auditors' rooms that show this evidence, and those from which it is held back. */
export function ItemRooms({
  slug,
  itemId,
  title,
  rooms,
  mayWrite,
}: {
  slug: string;
  itemId: string;
  title: string;
  rooms: readonly RoomOfItem[];
  mayWrite: boolean;
}) {
  if (rooms.length === 0) return null;
  return (
    <Section title="Auditors' rooms" remark="Where an auditor finds this evidence">
      <ul className="stack gap-4 max-w-[640px]">
        {rooms.map((room) => (
          <li key={room.roomId} className="stack gap-2">
            <span className="row wrap">
              <Link href={withQuery(paths.room(slug, room.roomId), { tab: "scope" }) as Route}>
                {room.name}
              </Link>
              <Badge status={lookOf(room)} />
              {mayWrite && room.heldBack !== null ? (
                <span className="push">
                  <ReleaseForm slug={slug} roomId={room.roomId} itemId={itemId} title={title} />
                </span>
              ) : null}
            </span>
            {room.heldBack === null ? null : <span className="i2 sm wrap-anywhere">{room.heldBack}</span>}
            {mayWrite && room.heldBack === null ? <Hold slug={slug} room={room} itemId={itemId} /> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
