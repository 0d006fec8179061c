// The demo workspace: Northwind on its way from a SOC 2 report to ISO/IEC 27001. Dates count from the day it is made.
import { eq, isNull, sql } from "drizzle-orm";
import { rooms } from "@/db/schema/rooms";
import { memberships, readinessSnapshots, workspaces } from "@/db/schema/workspaces";
import { addContext } from "@/db/seed/demo-context";
import { discussCrosswalk } from "@/db/seed/demo-crosswalk";
import { addFindings } from "@/db/seed/demo-findings";
import { queueRest } from "@/db/seed/demo-finish";
import { addObligations } from "@/db/seed/demo-obligations";
import { datePastReviews, storePastDays } from "@/db/seed/demo-past";
import { type DemoMember, type DemoTeam, keepPassword, setUpTeam } from "@/db/seed/demo-people";
import { askTheTeam } from "@/db/seed/demo-requests";
import { addRisks } from "@/db/seed/demo-risks";
import { addLastYearsRoom, addStage2Room } from "@/db/seed/demo-rooms";
import {
  addLibrary,
  decideStatement,
  implementClauses,
  recordStatuses,
  type Stage,
  setScope,
} from "@/db/seed/demo-story";
import { addSuppliers } from "@/db/seed/demo-suppliers";
import { submitFirstVersion } from "@/db/seed/demo-versions";
import { asSystem } from "@/db/system";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { ROLES, type Role } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { scopeOfJob, scopeOfMember, type WorkspaceAddress } from "@/lib/jobs/scope";
import { closeRoom } from "@/lib/rooms/mutations/rooms";
import { createWorkspace } from "@/lib/workspaces/mutations";

export const DEMO_SLUG = "demo";
const NAME = "Northwind";
const ACTOR = "Demo data";

async function findDemo(): Promise<WorkspaceAddress | null> {
  const [row] = await asSystem("list-workspaces", (database) =>
    database
      .select({ workspaceId: workspaces.id, workspaceSlug: workspaces.slug, timeZone: workspaces.timeZone })
      .from(workspaces)
      .where(eq(workspaces.slug, DEMO_SLUG)),
  );
  return row ?? null;
}

/** The stored days are written last, so a demo without them was interrupted. */
async function isWhole(address: WorkspaceAddress): Promise<boolean> {
  const rows = await inWorkspace(scopeOfJob(address, ACTOR), (tx) =>
    tx.select({ on: readinessSnapshots.takenOn }).from(readinessSnapshots).limit(1),
  );
  return rows.length > 0;
}

async function closeRooms(address: WorkspaceAddress): Promise<void> {
  const scope = scopeOfJob(address, ACTOR);
  const open = await inWorkspace(scope, (tx) =>
    tx.select({ id: rooms.id, version: rooms.version }).from(rooms).where(eq(rooms.state, "open")),
  );
  for (const room of open) await closeRoom(scope, room);
}

/** Nobody gets into what was put aside: neither its members nor the auditors of its rooms. */
async function archive(address: WorkspaceAddress): Promise<void> {
  const scope = scopeOfJob(address, ACTOR);
  await closeRooms(address);
  const slug = `${DEMO_SLUG}-${Date.now().toString(36)}`;
  await inWorkspace(scope, async (tx) => {
    await tx.update(memberships).set({ endedAt: sql`now()` }).where(isNull(memberships.endedAt));
    await tx.update(workspaces).set({ slug }).where(eq(workspaces.id, address.workspaceId));
    await record(tx, scope, {
      verb: "workspace.rename",
      subject: { kind: "workspace", ref: slug },
      before: { slug: address.workspaceSlug },
      after: { slug, archived: true },
    });
  });
}

async function join(address: WorkspaceAddress, members: readonly DemoMember[]): Promise<void> {
  const scope = scopeOfJob(address, ACTOR);
  const { workspaceId } = address;
  await inWorkspace(scope, async (tx) => {
    await tx.insert(memberships).values(members.map(({ userId, role }) => ({ workspaceId, userId, role })));
    for (const { userId, name, role } of members) {
      await record(tx, scope, {
        verb: "member.join",
        subject: { kind: "member", ref: userId },
        after: { name, role },
      });
    }
  });
}

function stageOf(address: WorkspaceAddress, team: DemoTeam): Stage {
  const scopes = Object.fromEntries(
    ROLES.map((role) => [role, scopeOfMember(address, team[role])]),
  ) as unknown as Record<Role, Stage["scopes"][Role]>;
  return { scopes, team, today: dateIn(address.timeZone, new Date()) };
}

async function build(password: string): Promise<void> {
  const team = await setUpTeam(password);
  await createWorkspace(team.owner, { name: NAME, timeZone: "UTC", slug: DEMO_SLUG, isDemo: true });
  const address = await findDemo();
  if (address === null) throw new Error("The demo workspace was not created.");
  await join(
    address,
    ROLES.filter((role) => role !== "owner").map((role) => team[role]),
  );
  const stage = stageOf(address, team);
  await setScope(stage);
  await addContext(stage);
  await addSuppliers(stage);
  await addObligations(stage);
  await addRisks(stage);
  await decideStatement(stage);
  await addLibrary(stage);
  await implementClauses(stage);
  await recordStatuses(stage);
  await addFindings(stage);
  await submitFirstVersion(stage);
  await discussCrosswalk(stage);
  await addLastYearsRoom(stage);
  const roomId = await addStage2Room(stage);
  await askTheTeam(stage);
  const scope = scopeOfJob(address, ACTOR);
  await datePastReviews(scope);
  await queueRest(stage, roomId);
  await storePastDays(scope, stage);
}

/** Makes the demo workspace unless it is there, and lets its five accounts sign in with this password. */
export async function ensureDemo(password: string): Promise<void> {
  const found = await findDemo();
  if (found !== null && (await isWhole(found))) return keepPassword(password);
  if (found !== null) await archive(found);
  await build(password);
}

/** Puts the demo workspace aside, with all its records, and makes a new one as it was on the first day. */
export async function resetDemo(password: string): Promise<void> {
  const found = await findDemo();
  if (found !== null) await archive(found);
  await build(password);
}
