// Rows of the registry: issues, interested parties, the scope statement and obligations.
import type { Role } from "@/lib/core/access";
import { idIn, type Place } from "./place";
import type { WorkspaceAction } from "./registry";
import { frozenScopeText } from "./scope-ground";

const context = (name: string) => `lib/context/actions.ts#${name}Action`;
const manage = { kind: "workspace", needs: ["context:write"] } as const;
const approve = { kind: "workspace", needs: ["context:approve"] } as const;

type Row = { readonly id: string; readonly version: number };

async function newest(
  place: Place,
  table: "context_issues" | "interested_parties" | "party_needs",
): Promise<Row> {
  return place.one(
    (sql) => sql<Row[]>`select id, version from ${sql(table)} order by created_at desc, id desc limit 1`,
  );
}

async function issue(place: Place): Promise<Row> {
  const fields = { side: "internal", title: `Issue ${place.canary}`, effect: "", onceKey: "" };
  await place.act("owner", context("addIssue"), fields);
  return newest(place, "context_issues");
}

async function party(place: Place): Promise<Row> {
  await place.act("owner", context("addParty"), { name: `Party ${place.canary}`, kind: "", onceKey: "" });
  return newest(place, "interested_parties");
}

const need = (place: Place) => ({ need: `Need ${place.canary}`, answered: "yes", how: "So" });

async function needOf(place: Place): Promise<Row> {
  const { id } = await party(place);
  await place.act("owner", context("addNeed"), { partyId: id, onceKey: "", ...need(place) });
  return newest(place, "party_needs");
}

/** Nothing in the context stands against approving a scope statement. */
async function completeContext({ team, database }: Place): Promise<void> {
  const { workspaceId, people } = team;
  await database.inside(workspaceId, async (sql) => {
    await sql`insert into climate_determinations (workspace_id, relevant, reason, decided_by, decided_on)
      values (${workspaceId}, false, 'Offices only', ${people.owner.userId}, '2026-01-15') on conflict do nothing`;
    for (const side of ["internal", "external"]) {
      await sql`insert into context_issues (workspace_id, id, side, title)
        values (${workspaceId}, gen_random_uuid(), ${side}, 'An issue')`;
    }
    const [row] = await sql<Row[]>`insert into interested_parties (workspace_id, id, name)
      values (${workspaceId}, gen_random_uuid(), 'Customers') returning id, version`;
    await sql`insert into party_needs (workspace_id, id, party_id, need)
      values (${workspaceId}, gen_random_uuid(), ${row?.id ?? ""}, 'Confidentiality')`;
    await sql`update party_needs set answered = true where answered is null`;
  });
}

/** Ends the version that is worked on, as an approval long ago would have. */
async function endWorking({ team, database }: Place): Promise<void> {
  const { userId } = team.people.owner;
  await database.inside(
    team.workspaceId,
    (sql) => sql`update scope_statements set state = 'superseded', content = ${frozenScopeText(team)},
      sha256 = 'x', approved_by = ${userId} where state in ('draft', 'in_review')`,
  );
}

type Version = { readonly number: number; readonly version: number };

/** A complete version in that state, handed in by somebody else than the actor. */
async function working(place: Place, state: "draft" | "in_review", actor: Role): Promise<Version> {
  const { workspaceId, people } = place.team;
  const submitter = people[actor === "owner" ? "lead" : "owner"].userId;
  await completeContext(place);
  await endWorking(place);
  return place.one(
    (sql) => sql<
      Version[]
    >`insert into scope_statements (workspace_id, number, state, statement, units, sites,
        technology, interfaces, remote_staff, outsourced_development, submitted_by)
      select ${workspaceId}, coalesce(max(number), 0) + 1, ${state}, 'The product', 'All', 'None', 'Cloud', 'Provider',
        false, false, ${submitter} from scope_statements returning number, version`,
  );
}

const obligation = (name: string) => `lib/obligations/actions.ts#${name}Action`;
const watch = { kind: "workspace", needs: ["obligation:write"] } as const;

const obligationFields = (place: Place) => ({
  kind: "law",
  title: `Obligation ${place.canary}`,
  refs: [place.nextRef()],
});

/** A fresh obligation of a workspace. */
export async function addedObligation(place: Place): Promise<Row> {
  const input = { ...obligationFields(place), onceKey: "" };
  const answer = await place.act("owner", obligation("addObligation"), input);
  return { id: idIn(answer.redirect), version: 1 };
}

async function archived(place: Place): Promise<Row> {
  const row = await addedObligation(place);
  await place.act("owner", obligation("archiveObligation"), row);
  return { ...row, version: 2 };
}

/** A register of one line with what its preview announced. */
async function announced(place: Place) {
  const text = `Kind,Title\nLaw,Imported ${place.canary} ${place.nextRef()}\n`;
  const answer = await place.act("owner", obligation("importObligations"), { text });
  const data = answer.result?.data as { announced: string };
  return { text, announced: data.announced };
}

export const CONTEXT_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [context("setClimate")]: {
    ...manage,
    input: async (place) => {
      const { version } = await place.one(
        (sql) => sql<{ version: number }[]>`select coalesce(max(version), 0)::int as version
          from climate_determinations`,
      );
      return { relevant: "no", reason: `Reason ${place.canary}`, version };
    },
  },
  [context("addIssue")]: {
    ...manage,
    input: async (place) => ({ side: "external", title: `Issue ${place.canary}`, onceKey: "" }),
  },
  [context("editIssue")]: {
    ...manage,
    input: async (place) => ({ ...(await issue(place)), title: `Changed ${place.canary}` }),
  },
  [context("addParty")]: {
    ...manage,
    input: async (place) => ({ name: `Party ${place.canary}`, need: "Care", onceKey: "" }),
  },
  [context("editParty")]: {
    ...manage,
    input: async (place) => ({ ...(await party(place)), name: `Changed ${place.canary}` }),
  },
  [context("addNeed")]: {
    ...manage,
    input: async (place) => ({ partyId: (await party(place)).id, onceKey: "", ...need(place) }),
  },
  [context("editNeed")]: {
    ...manage,
    input: async (place) => ({ ...(await needOf(place)), ...need(place), need: "Changed" }),
  },
  [context("setArchived")]: {
    ...manage,
    input: async (place) => ({ ...(await issue(place)), kind: "issue", archived: "on" }),
  },
  [context("beginScope")]: {
    ...manage,
    input: async (place) => {
      await endWorking(place);
      return { onceKey: "" };
    },
  },
  [context("saveScope")]: {
    ...manage,
    input: async (place, actor) => ({
      ...(await working(place, "draft", actor)),
      statement: `Scope ${place.canary}`,
    }),
  },
  [context("discardScope")]: { ...manage, input: (place, actor) => working(place, "draft", actor) },
  [context("submitScope")]: {
    ...manage,
    input: async (place, actor) => ({
      ...(await working(place, "draft", actor)),
      changeReason: `Reason ${place.canary}`,
    }),
  },
  [obligation("addObligation")]: {
    ...watch,
    input: async (place) => ({ ...obligationFields(place), onceKey: "" }),
  },
  [obligation("editObligation")]: {
    ...watch,
    input: async (place) => ({ ...(await addedObligation(place)), ...obligationFields(place) }),
  },
  [obligation("archiveObligation")]: { ...watch, input: addedObligation },
  [obligation("restoreObligation")]: { ...watch, input: archived },
  [obligation("importObligations")]: { ...watch, input: announced },
  [context("approveScope")]: { ...approve, input: (place, actor) => working(place, "in_review", actor) },
  [context("returnScope")]: {
    ...approve,
    input: async (place, actor) => ({
      ...(await working(place, "in_review", actor)),
      reason: `Reason ${place.canary}`,
    }),
  },
};
