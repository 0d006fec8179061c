// Rows of the registry: workspace settings, members, imports, requirements and the Statement of Applicability.
import type { Role } from "@/lib/core/access";
import { REGISTER_FIELDS } from "@/lib/core/register-columns";
import { hashOf, join, newMark, newPerson } from "./people";
import type { Place } from "./place";
import type { WorkspaceAction } from "./registry";

const workspaces = (name: string) => `lib/workspaces/actions.ts#${name}Action`;
const members = (name: string) => `lib/members/actions.ts#${name}Action`;
const imports = (name: string) => `lib/imports/actions.ts#${name}Action`;
const requirements = (name: string) => `lib/requirements/actions.ts#${name}Action`;
const soa = (name: string) => `lib/soa/actions.ts#${name}Action`;

async function programme(place: Place) {
  const { version } = await place.one((sql) => sql<{ version: number }[]>`select version from programmes`);
  return { version, reportType: "type2", hosting: "cloud", availability: "on", confidentiality: "on" };
}

async function general(place: Place) {
  const { version } = await place.one((sql) => sql<{ version: number }[]>`select version from workspaces`);
  return { version, name: `Workspace ${place.canary}`, timeZone: "Europe/Berlin" };
}

async function newcomer(place: Place) {
  const person = await newPerson(place.database, `Newcomer ${place.canary}`);
  await join(place.database, place.team.workspaceId, person.userId, "contributor");
  return { userId: person.userId, version: 1 };
}

async function invitation(place: Place) {
  const email = `${newMark()}@example.com`;
  await place.act("owner", members("invite"), { email, role: "viewer", once: "" });
  const { id } = await place.one(
    (sql) => sql<{ id: string }[]>`select id from invitations where email = ${email}`,
  );
  return { id };
}

async function mapping(place: Place) {
  const { id, version } = await place.preview("owner");
  const columns = Object.fromEntries(REGISTER_FIELDS.map((field) => [field, ""]));
  return { id, version, dateOrder: "", ...columns, name: "0", criteria: "1" };
}

async function ownControl(place: Place) {
  const title = `Own ${place.canary} ${newMark()}`;
  await place.act("owner", soa("addOwnControl"), { title, about: "", once: "" });
  return place.one(
    (sql) =>
      sql<{ ref: string; version: number }[]>`select ref, version from requirements where title = ${title}`,
  );
}

async function archived(place: Place) {
  const { ref, version } = await ownControl(place);
  await place.act("owner", soa("archiveOwnControl"), { ref, version });
  return { ref, version: version + 1 };
}

async function status(place: Place, by: Role | null) {
  const ref = place.nextRef();
  const { version } = await place.requirement(ref);
  if (by === null) return { ref, to: "in_progress", version };
  await place.act(by, requirements("recordStatus"), { ref, to: "in_progress", version });
  return { ref, version: version + 1 };
}

async function seen(place: Place, ref: string): Promise<string> {
  const row = await place.soaRow(ref);
  return `${row.ref}:${row.version}:${row.requirementVersion}`;
}

const canWriteRequirements = (actor: Role): Role => (actor === "lead" ? "lead" : "owner");

export const PROGRAMME_ACTIONS: Readonly<Record<string, WorkspaceAction>> = {
  [workspaces("setProgramme")]: { kind: "workspace", needs: ["workspace:write"], input: programme },
  [workspaces("startProgramme")]: { kind: "workspace", needs: ["workspace:write"], input: programme },
  [workspaces("setGeneral")]: { kind: "workspace", needs: ["workspace:write"], input: general },
  [workspaces("setWaiver")]: {
    kind: "workspace",
    needs: ["workspace:own"],
    input: async (place) => ({ version: (await programme(place)).version, selfAcceptance: "" }),
  },
  "lib/readiness/actions.ts#hideSetupAction": {
    kind: "workspace",
    needs: ["workspace:read"],
    rowless: true,
    input: async () => ({ hidden: "yes" }),
  },
  [members("invite")]: {
    kind: "workspace",
    needs: ["member:write"],
    input: async () => ({ email: `${newMark()}@example.com`, role: "viewer", once: "" }),
  },
  [members("resendInvitation")]: { kind: "workspace", needs: ["member:write"], input: invitation },
  [members("revokeInvitation")]: { kind: "workspace", needs: ["member:write"], input: invitation },
  [members("changeRole")]: {
    kind: "workspace",
    needs: ["member:write"],
    input: async (place) => ({ ...(await newcomer(place)), role: "viewer" }),
  },
  [members("removeMember")]: { kind: "workspace", needs: ["member:write"], input: newcomer },
  [members("leaveWorkspace")]: {
    kind: "workspace",
    needs: ["workspace:read"],
    leaves: true,
    input: async () => ({}),
  },
  [imports("leaveLinesOut")]: {
    kind: "workspace",
    needs: ["import:run"],
    input: async (place) => ({ ...(await place.preview("owner")), decision: "leave", lines: ["2"] }),
  },
  [imports("uploadRegister")]: {
    kind: "workspace",
    needs: ["import:run", "evidence:write"],
    input: async (place) => place.upload(),
  },
  [imports("setImportMapping")]: { kind: "workspace", needs: ["import:run"], input: mapping },
  [imports("cancelImport")]: {
    kind: "workspace",
    needs: ["import:run"],
    input: (place) => place.preview("owner"),
  },
  [imports("runImport")]: {
    kind: "workspace",
    needs: ["import:run"],
    input: (place) => place.preview("owner"),
  },
  [requirements("recordStatus")]: {
    kind: "workspace",
    needs: ["requirement:write"],
    owned: true,
    input: (place) => status(place, null),
  },
  [requirements("undoStatus")]: {
    kind: "workspace",
    needs: ["requirement:write"],
    owned: true,
    input: (place, actor) => status(place, canWriteRequirements(actor)),
  },
  [requirements("assign")]: {
    kind: "workspace",
    needs: ["requirement:assign"],
    input: async (place) => {
      const ref = place.nextRef();
      const { version } = await place.requirement(ref);
      return {
        ref,
        version,
        ownerId: place.team.people.lead.userId,
        dueOn: "2027-01-31",
        note: place.canary,
      };
    },
  },
  [requirements("setNote")]: {
    kind: "workspace",
    needs: ["requirement:write"],
    owned: true,
    input: async (place) => {
      const ref = place.nextRef();
      return { ref, note: `Note ${place.canary}`, version: (await place.requirement(ref)).version };
    },
  },
  [requirements("setImplementation")]: {
    kind: "workspace",
    needs: ["soa:write"],
    input: async (place) => {
      const ref = place.nextClause();
      const { version } = await place.requirement(ref);
      return { ref, implementation: "planned", targetOn: "2027-01-31", version };
    },
  },
  [requirements("bulkEdit")]: {
    kind: "workspace",
    needs: ["requirement:write"],
    owned: true,
    input: async (place) => {
      const ref = place.nextRef();
      const rows = [`${ref}:${(await place.requirement(ref)).version}`];
      return { rows, change: "owner", ownerId: place.team.people.lead.userId };
    },
  },
  [soa("setSoaCell")]: {
    kind: "workspace",
    needs: ["soa:write"],
    input: async (place) => ({
      ...(await place.soaRow(place.nextRef())),
      justification: `Because ${place.canary}`,
      ownerId: place.team.people.lead.userId,
    }),
  },
  [soa("setSoaRow")]: {
    kind: "workspace",
    needs: ["soa:write"],
    input: async (place) => ({
      ...(await place.soaRow(place.nextRef())),
      description: `How ${place.canary}`,
      ownerId: place.team.people.lead.userId,
    }),
  },
  [soa("bulkEditSoa")]: {
    kind: "workspace",
    needs: ["soa:write"],
    input: async (place) => ({
      rows: [await seen(place, place.nextRef())],
      owner: place.team.people.lead.userId,
    }),
  },
  [soa("restoreSoaRows")]: {
    kind: "workspace",
    needs: ["soa:write"],
    input: async (place) => ({
      edits: [
        {
          ...(await place.soaRow(place.nextRef())),
          patch: { justification: `Back ${place.canary}`, ownerId: place.team.people.lead.userId },
        },
      ],
    }),
  },
  [soa("acceptDelivery")]: {
    kind: "workspace",
    needs: ["soa:write"],
    input: async (place) => ({ rows: [await seen(place, place.nextHosted())] }),
  },
  [soa("addOwnControl")]: {
    kind: "workspace",
    needs: ["soa:write"],
    input: async (place) => ({ title: `Own ${place.canary}`, about: "", once: "" }),
  },
  [soa("renameOwnControl")]: {
    kind: "workspace",
    needs: ["soa:write"],
    input: async (place) => ({ ...(await ownControl(place)), title: `Renamed ${place.canary}`, about: "" }),
  },
  "lib/soa-import/actions.ts#importSoaAction": {
    kind: "workspace",
    needs: ["soa:read", "soa:write"],
    input: async (place) => {
      const row = await seen(place, place.nextRef());
      const text = `Ref,Justification\r\n${row.split(":")[0]},Because ${place.canary}\r\n`;
      return { text, seen: row };
    },
  },
  [soa("archiveOwnControl")]: { kind: "workspace", needs: ["soa:write"], input: ownControl },
  [soa("restoreOwnControl")]: { kind: "workspace", needs: ["soa:write"], input: archived },
};

/** The token of an invitation that waits for `email` in the place. */
export async function openInvitation(place: Place, email: string): Promise<string> {
  const token = `${newMark()}${newMark()}`;
  await place.database.inside(
    place.team.workspaceId,
    (sql) => sql`
      insert into invitations (workspace_id, id, email, role, token_hash, invited_by, expires_at)
      values (${place.team.workspaceId}, gen_random_uuid(), ${email}, 'viewer', ${hashOf(token)},
              ${place.team.people.owner.userId}, now() + interval '1 day')`,
  );
  return token;
}
