// Rows of the registry: versions and suggestions of the Statement of Applicability.
import { createHash } from "node:crypto";
import type { Role } from "@/lib/core/access";
import { suggestionText } from "@/lib/core/soa-suggestions";
import { idIn, type Place } from "./place";
import type { WorkspaceAction } from "./registry";
import { describeAll, soundStatement } from "./soa-ground";

const soa = (name: string) => `lib/soa/actions.ts#${name}Action`;

/** A statement that may be handed in, and none that waits. */
async function ready(place: Place): Promise<void> {
  const { database, team, canary } = place;
  await soundStatement(database, team, canary);
  await describeAll(database, team, canary);
  await database.inside(
    team.workspaceId,
    (sql) => sql`update soa_versions set state = 'draft' where state = 'in_review'`,
  );
}

/** A version that waits, handed in by somebody other than the one who will decide. */
export async function waiting(place: Place, decider: Role): Promise<{ id: string; version: number }> {
  await ready(place);
  const by = decider === "lead" ? "owner" : "lead";
  await place.act(by, soa("submitSoa"), { changeReason: `Because ${place.canary}` });
  const { id } = await place.one(
    (sql) => sql<{ id: string }[]>`select id from soa_versions where state = 'in_review'`,
  );
  return { id: idIn(id), version: 1 };
}

/** A risk that suggests words for one control. */
async function suggested(place: Place): Promise<string> {
  const ref = "A.7.7";
  const number = `R-${Math.floor(Math.random() * 1_000_000) + 1_000}`;
  const note = `Done ${place.canary}`;
  const { workspaceId } = place.team;
  await place.database.inside(workspaceId, async (sql) => {
    await sql`update soa_rows set description = '', applicability = 'included' where ref = ${ref}`;
    await sql`delete from soa_reasons where ref = ${ref}`;
    await sql`delete from soa_suggestion_dismissals where ref = ${ref}`;
    await sql`
      with made as (
        insert into risks (workspace_id, id, number, title, treatment_note)
        values (${workspaceId}, gen_random_uuid(), ${number}, 'Loss', ${note}) returning id)
      insert into soa_reasons (workspace_id, id, ref, kind, target_id, detail)
      select ${workspaceId}, gen_random_uuid(), ${ref}, 'risk', id, ${number} from made`;
    await sql`
      insert into link_dismissals (workspace_id, item_id, ref, dismissed_by)
      select workspace_id, id, ${ref}, ${place.team.people.owner.userId} from evidence_items on conflict do nothing`;
  });
  const text = `Treats ${number} Loss: ${note}`;
  const said = { ref, field: "description" as const, text, because: number, fromFull: false, itemIds: [] };
  const basis = createHash("sha256").update(suggestionText(said)).digest("hex");
  return `${ref}:description:${basis}`;
}

export const SOA_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [soa("decideSuggestions")]: {
    kind: "workspace",
    needs: ["soa:write"],
    input: async (place) => ({ decision: "dismiss", picks: [await suggested(place)] }),
  },
  [soa("submitSoa")]: {
    kind: "workspace",
    needs: ["soa:write"],
    input: async (place) => {
      await ready(place);
      return { changeReason: `Because ${place.canary}` };
    },
  },
  [soa("approveSoa")]: { kind: "workspace", needs: ["soa:approve"], input: waiting },
  [soa("returnSoa")]: {
    kind: "workspace",
    needs: ["soa:approve"],
    input: async (place, actor) => ({ ...(await waiting(place, actor)), reason: `Back ${place.canary}` }),
  },
};
