// A Statement of Applicability that nothing blocks: what it rests on, and 93 decided rows, written straight into the tables.
import type { Team } from "./people";
import { frozenScopeText } from "./scope-ground";
import type { Database } from "./server";

const HASH = "0".repeat(64);

/** Scope, method and climate determination in force; every row included for a written business need. Safe to call again. */
export async function soundStatement(database: Database, team: Team, word: string): Promise<void> {
  const { workspaceId, people } = team;
  const by = people.owner.userId;
  await database.inside(workspaceId, async (sql) => {
    await sql`
      insert into scope_statements (workspace_id, number, state, statement, content, sha256, approved_by, approved_at)
      select ${workspaceId}, 900, 'approved', ${`Scope ${word}`},
        ${frozenScopeText(team, `Scope ${word}`)}, ${HASH}, ${by}, now()
      where not exists (select 1 from scope_statements where state = 'approved')`;
    await sql`
      insert into risk_methods (workspace_id, number, state, acceptance_max, approved_by, approved_at)
      select ${workspaceId}, 900, 'approved', 6, ${by}, now()
      where not exists (select 1 from risk_methods where state = 'approved')`;
    await sql`
      insert into climate_determinations (workspace_id, relevant, reason, decided_by, decided_on)
      values (${workspaceId}, false, ${`None ${word}`}, ${by}, current_date) on conflict do nothing`;
    await sql`delete from soa_reasons where target_id is null`;
    await sql`
      insert into soa_reasons (workspace_id, id, ref, kind, detail)
      select workspace_id, gen_random_uuid(), ref, 'business', ${`Promise ${word} about `} || ref from soa_rows`;
    await sql`
      update soa_rows set applicability = 'included', justification = ${`Protects ${word} in `} || ref,
        exclusion_justification = '', delivery = 'own', evidence_override = ''`;
    await sql`
      update requirements set implementation = 'planned', target_on = current_date + 90
      where ref in (select ref from soa_rows)`;
  });
}

/** Every suggestion is out of the way, so that a version may be handed in. */
export async function describeAll(database: Database, team: Team, word: string): Promise<void> {
  await database.inside(team.workspaceId, async (sql) => {
    await sql`update soa_rows set description = ${`How ${word} does it: `} || ref where description = ''`;
    await sql`
      insert into link_dismissals (workspace_id, item_id, ref, dismissed_by)
      select i.workspace_id, i.id, r.ref, ${team.people.owner.userId} from evidence_items i cross join soa_rows r
      on conflict do nothing`;
  });
}
