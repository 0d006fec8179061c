// Rows of the registry: export and import of the whole workspace.
import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { Place } from "./place";
import type { WorkspaceAction } from "./registry";
import { PASSWORD } from "./registry-accounts";

const action = (name: string) => `lib/transfers/actions.ts#${name}Action`;

/** No export or import under way: what the worker began has ended, and what it cannot begin (an import without an archive) is given up. */
async function nothingUnderWay({ database, team: { workspaceId } }: Place): Promise<void> {
  await database.idle(workspaceId);
  await database.inside(
    workspaceId,
    (sql) => sql`update workspace_transfers set state = 'failed' where state in ('queued', 'running')`,
  );
}

/** The owner's password, and no export or import under way. */
async function ready(place: Place) {
  const { userId } = place.team.people.owner;
  await place.database.auth`
    insert into credentials (user_id, password_hash) values (${userId}, ${await hash(PASSWORD)})
    on conflict (user_id) do update set password_hash = excluded.password_hash`;
  await nothingUnderWay(place);
  return { password: PASSWORD };
}

async function offered(place: Place) {
  const id = randomUUID();
  const { workspaceId, people } = place.team;
  await nothingUnderWay(place);
  await place.database.inside(
    workspaceId,
    (sql) => sql`
      insert into workspace_transfers (workspace_id, id, direction, state, file_name, requested_by)
      values (${workspaceId}, ${id}, 'import', 'offered', ${`${place.canary}.zip`}, ${people.owner.userId})`,
  );
  return { id, version: 1 };
}

export const TRANSFER_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [action("startExport")]: { kind: "workspace", needs: ["workspace:export"], input: ready },
  [action("confirmImport")]: {
    kind: "workspace",
    needs: ["workspace:export"],
    input: async (place) => ({ ...(await offered(place)), ...(await ready(place)) }),
  },
  [action("dropImport")]: { kind: "workspace", needs: ["workspace:export"], input: offered },
};
