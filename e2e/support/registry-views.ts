// Rows of the registry: a person's own views of the lists, and the columns that they chose.
import type { Role } from "@/lib/core/access";
import { idIn, type Place } from "./place";
import type { WorkspaceAction } from "./registry";

const view = (name: string) => `lib/views/actions.ts#${name}Action`;
const everybody = { kind: "workspace", needs: ["workspace:read"] } as const;

/** A view that belongs to whoever acts. */
async function kept(place: Place, actor: Role): Promise<{ id: string; version: number }> {
  const name = `View ${place.canary} ${Math.floor(Math.random() * 1_000_000)}`;
  await place.act(actor, view("saveView"), { list: "soa", name, query: "show=undecided" });
  const { id } = await place.one(
    (sql) => sql<{ id: string }[]>`select id from saved_views where name = ${name}`,
  );
  return { id: idIn(id), version: 1 };
}

export const VIEW_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [view("saveView")]: {
    ...everybody,
    input: async (place) => ({ list: "soa", name: `View ${place.canary}`, query: "show=undecided" }),
  },
  [view("editView")]: {
    ...everybody,
    input: async (place, actor) => ({ ...(await kept(place, actor)), name: `Renamed ${place.canary}` }),
  },
  [view("removeView")]: { ...everybody, input: kept },
  [view("setColumns")]: { ...everybody, input: async () => ({ list: "soa", columns: ["reasons"] }) },
};
