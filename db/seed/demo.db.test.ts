import { eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activity } from "@/db/schema/activity";
import { comments } from "@/db/schema/nonconformities";
import { credentials, users } from "@/db/schema/people";
import { roomAuditors } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { ensureDemo, resetDemo } from "@/db/seed/demo";
import { finishDemo } from "@/db/seed/demo-finish";
import { demoEmail } from "@/db/seed/demo-people";
import { asSystem } from "@/db/system";
import { inWorkspace } from "@/db/tenant";
import { oneDemoAtATime } from "@/db/testing/demo-turn";
import { ownDataFolder } from "@/db/testing/files";
import { queuedPayloads } from "@/db/testing/queue";
import { getChainPage } from "@/lib/audit-log/queries/chain";
import { passwordFits } from "@/lib/auth/password";
import { addDays, dateIn, daysBetween } from "@/lib/core/dates";
import { readCrosswalk, readReviews } from "@/lib/crosswalk/queries";
import { listFindingsOfRoom } from "@/lib/findings/queries";
import { listJobScopes } from "@/lib/jobs/scope";
import { getHome } from "@/lib/readiness/queries";
import { findRoomsOf } from "@/lib/rooms/queries/entry";
import { listPacksOfRoom } from "@/lib/rooms/queries/packs";
import { getRoom, listRooms } from "@/lib/rooms/queries/rooms";
import { listSamplesOfRoom } from "@/lib/sampling/queries/samples";
import { getSoa } from "@/lib/soa/queries";
import { listSoaVersions } from "@/lib/soa/queries/versions";

const PASSWORD = "walnut orbit canyon 42";
const TODAY = dateIn("UTC", new Date());
const SLOW = 240_000;

async function demoScope() {
  const scope = (await listJobScopes("Test")).find((one) => one.workspaceSlug === "demo");
  if (scope === undefined) throw new Error("There is no demo workspace.");
  return scope;
}

describe("the demo workspace", () => {
  oneDemoAtATime();
  beforeAll(async () => {
    ownDataFolder();
    await resetDemo(PASSWORD);
  }, SLOW);

  it("tells a believable story", async () => {
    const home = await getHome(await demoScope());
    expect(home.workspace).toEqual({ name: "Northwind", slug: "demo" });
    expect(home.evidence.live).toBeGreaterThanOrEqual(60);
    expect(home.evidence.freshness.expired).toBeGreaterThan(0);
    expect(home.evidence.freshness.due_soon).toBeGreaterThan(0);
    const { numbers, majors, minors } = home.readiness;
    expect(numbers.annexReady.of).toBe(91);
    expect(numbers.annexReady.count).toBeGreaterThan(30);
    expect(numbers.annexReady.count).toBeLessThan(70);
    expect(numbers.undecided.count).toBe(0);
    const { reusable, supplement, netNew, implemented } = numbers;
    expect([reusable, supplement, netNew, implemented].map(({ count }) => count)).toEqual([59, 11, 21, 68]);
    expect([majors, minors]).toEqual([1, 4]);
    expect(home.actions).toHaveLength(5);
    expect(home.actions[0]?.title).toMatch(/^Close 3 overdue actions on NC-\d{4}-\d{3}$/);
    expect(home.trend.length).toBeGreaterThanOrEqual(30);
    const yesterday = home.trend.filter((day) => day.on < home.today).at(-1);
    expect(yesterday?.annexReady).toBeLessThanOrEqual(numbers.annexReady.count);
    expect(home.setup.filter((step) => !step.done).map((step) => step.page)).not.toContain("import");
  });

  it("has a log of its own making", async () => {
    const scope = await demoScope();
    const verbs = await inWorkspace(scope, (tx) => tx.selectDistinct({ verb: activity.verb }).from(activity));
    expect(verbs.map((row) => row.verb)).toEqual(
      expect.arrayContaining([
        "evidence.accept",
        "soa.bulk-edit",
        "nonconformity.move",
        "readiness.snapshot",
      ]),
    );
  });

  it("asks, answers and discusses", async () => {
    const scope = await demoScope();
    const rows = await inWorkspace(scope, (tx) => tx.select().from(requests));
    const own = rows.filter(({ roomId }) => roomId === null).map(({ state }) => state);
    expect(own.sort()).toEqual(["requested", "returned", "submitted"]);
    const { overrides, orphaned } = await inWorkspace(scope, (tx) => readCrosswalk(tx));
    expect([overrides.length, orphaned.length]).toEqual([1, 0]);
    expect(await inWorkspace(scope, (tx) => readReviews(tx))).toHaveLength(3);
    const said = await inWorkspace(scope, (tx) =>
      tx.select().from(comments).where(eq(comments.subjectKind, "pair")),
    );
    expect(said).toHaveLength(2);
  });

  it("has one room open and one closed, with all that is worked on in a room", async () => {
    const scope = await demoScope();
    const all = await listRooms(scope, TODAY);
    expect(all.map(({ phase }) => phase).sort()).toEqual(["closed", "open"]);
    const open = all.find(({ phase }) => phase === "open");
    if (open === undefined) throw new Error("No room is open.");
    expect(open.name).toMatch(/^Stage 2 \d{4}$/);
    expect(open.counts).toEqual({ requests: 16, accepted: 6, submitted: 2, returned: 1, waiting: 8 });
    const room = await getRoom(scope, open.id, TODAY);
    expect([...room.registers].sort()).toEqual(["nonconformities", "risks", "soa", "suppliers"]);
    expect(daysBetween(TODAY, room.accessUntil)).toBeGreaterThan(60);
    const findings = await listFindingsOfRoom(scope, open.id);
    expect(findings.map(({ grade, standing }) => [grade, standing])).toEqual(
      expect.arrayContaining([
        ["minor", "answered"],
        ["observation", "raised"],
      ]),
    );
    const [sample] = await listSamplesOfRoom(scope, open.id);
    expect(sample?.counts).toMatchObject({ items: 5, asked: 5, answered: 2, accepted: 1 });
    const closed = all.find(({ phase }) => phase === "closed");
    expect(closed?.counts).toMatchObject({ requests: 3, accepted: 3 });
    expect(daysBetween(closed?.accessUntil ?? TODAY, TODAY)).toBeGreaterThan(300);
  });

  it(
    "has version 1.0 approved, a pack in the room and a kept checkpoint once its job has run, however often it runs",
    async () => {
      const scope = await demoScope();
      const payload = (await queuedPayloads("finish-demo")).at(-1);
      await finishDemo(payload);
      await finishDemo(payload);
      const { versions } = await listSoaVersions(scope);
      expect(versions.map(({ label, state }) => [label, state])).toEqual([["1.0", "approved"]]);
      expect(versions[0]?.approval).toMatchObject({ name: "Anna Petrov", on: addDays(TODAY, -38) });
      const { draft } = await getSoa(scope, TODAY);
      expect(new Set(draft.standing.changes.map(({ ref }) => ref)).size).toBe(7);
      const open = (await listRooms(scope, TODAY)).find(({ phase }) => phase === "open");
      const packs = await listPacksOfRoom(scope, open?.id ?? "");
      expect(packs.map(({ state, shared }) => [state, shared])).toEqual([["ready", true]]);
      expect((await getChainPage(scope)).total).toBeGreaterThan(0);
    },
    SLOW,
  );

  it("is not made twice, and takes another password", async () => {
    const before = await demoScope();
    await ensureDemo("another walnut orbit 43");
    expect((await demoScope()).workspaceId).toBe(before.workspaceId);
    const [owner] = await asSystem("account", (database) =>
      database
        .select({ hash: credentials.passwordHash })
        .from(credentials)
        .innerJoin(users, eq(users.id, credentials.userId))
        .where(eq(users.email, demoEmail("viewer"))),
    );
    expect(await passwordFits(owner?.hash ?? null, "another walnut orbit 43")).toBe(true);
  });

  it(
    "is put aside by a reset and made new",
    async () => {
      const before = await demoScope();
      await resetDemo(PASSWORD);
      const after = await demoScope();
      expect(after.workspaceId).not.toBe(before.workspaceId);
      const [old] = await inWorkspace(before, (tx) => tx.select({ slug: workspaces.slug }).from(workspaces));
      expect(old?.slug).toMatch(/^demo-/);
      const left = await inWorkspace(before, (tx) =>
        tx.select({ endedAt: memberships.endedAt }).from(memberships),
      );
      expect(left.every((row) => row.endedAt !== null)).toBe(true);
      const [auditor] = await inWorkspace(after, (tx) =>
        tx.select({ email: roomAuditors.email }).from(roomAuditors).where(like(roomAuditors.name, "Ruth%")),
      );
      const rooms = await findRoomsOf(auditor?.email ?? "", new Date());
      expect(rooms.map(({ workspaceId }) => workspaceId)).toEqual([after.workspaceId]);
    },
    SLOW,
  );
});
