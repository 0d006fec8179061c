import type { Metadata } from "next";
import { uuidv7 } from "uuidv7";
import { EditEvidenceScreen } from "@/components/evidence/edit-screen";
import { ItemScreen } from "@/components/evidence/item-screen";
import { ItemRooms } from "@/components/rooms/item-rooms";
import { orNotFound, pageScope } from "@/lib/auth/page-scope";
import { holds } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { getEvidenceItem } from "@/lib/evidence/queries/item";
import { now } from "@/lib/platform/clock";
import { listRoomsOfItem } from "@/lib/rooms/queries/withheld";
import { listMembers } from "@/lib/workspaces/queries";

export const metadata: Metadata = { title: "Evidence" };

/** One evidence item, or the form that edits it. */
export default async function EvidenceItemPage({
  params,
  searchParams,
}: {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<{ edit?: string | string[] }>;
}) {
  const { slug, id } = await params;
  const query = await searchParams;
  const scope = await pageScope(slug, "member:read", "evidence:read", "room:read");
  const today = dateIn(scope.timeZone, now());
  const { item, workspaceName } = await orNotFound(getEvidenceItem(scope, id, today));
  const workspace = { name: workspaceName, slug, timeZone: scope.timeZone };
  if (query.edit === "1" && item.mayEdit) {
    return <EditEvidenceScreen workspace={workspace} item={item} members={await listMembers(scope)} />;
  }
  const rooms = await listRoomsOfItem(scope, item.itemId);
  return (
    <ItemScreen
      workspace={workspace}
      item={item}
      onceKey={uuidv7()}
      mayRaise={holds(scope, "nonconformity:write")}
      mayAsk={holds(scope, "request:write")}
      mayScope={holds(scope, "workspace:write")}
    >
      <ItemRooms
        slug={slug}
        itemId={item.itemId}
        title={item.title}
        rooms={rooms}
        mayWrite={holds(scope, "room:write")}
      />
    </ItemScreen>
  );
}
