// Every server action of the build, called by everybody who may not and by everybody who may.
import { expect } from "@playwright/test";
import { ROLES, type Role, roleHas } from "@/lib/core/access";
import { type Answer, argsOf, callAction } from "./support/action-call";
import { builtActions } from "./support/build-manifest";
import { idsOf, withForeignIds } from "./support/foreign-ids";
import type { Input } from "./support/place";
import { ACTIONS, type PersonAction, type WorkspaceAction } from "./support/registry";
import { forgetLimits } from "./support/server";
import { counted, normalised, test, type World } from "./support/world";

const NOWHERE = "no-such-workspace";
const RANDOM = "0190a0a0-0000-7000-8000-00000000dead";

function shown(answer: Answer, world: World): string {
  const { typed: _typed, current: _current, ...result } = answer.result ?? {};
  const text = JSON.stringify({ status: answer.status, redirect: answer.redirect, result });
  return normalised(text, [world.victim, world.other]);
}

function expectRefused(answer: Answer, world: World, code?: string): void {
  counted();
  expect(answer.ok, answer.text.slice(0, 600)).toBe(false);
  expect(answer.status, answer.text.slice(0, 600)).toBeLessThan(500);
  expect(answer.text).not.toContain(world.victim.canary);
  if (code !== undefined) expect(answer.code, answer.text.slice(0, 600)).toBe(code);
}

const MODULES = new Set<string>();

/** Whether no action of its module was met in this worker yet. */
function isFirstOfModule(action: string): boolean {
  const [module = ""] = action.split("#");
  const isFirst = !MODULES.has(module);
  MODULES.add(module);
  return isFirst;
}

/** What no action may take. The frame that all actions share is tried with more on the first action of each module. */
function malformed(slug: string, input: Input, isFirst: boolean): (readonly unknown[])[] {
  const plain = Object.values(input).some((value) => value instanceof File) ? { file: "text" } : input;
  const inputs: (readonly unknown[])[] = [
    [slug, null, null],
    [slug, null, { ...plain, unknownField: "x" }],
    [slug, null, Object.fromEntries(Object.keys({ ...plain, x: 1 }).map((key) => [key, { deep: [1] }]))],
    [{ slug }, null, plain],
  ];
  if (!isFirst) return inputs;
  return [
    ...inputs,
    [],
    [slug],
    [slug, null, 5],
    [slug, null, [[]]],
    [slug, null, "text"],
    [null, null, plain],
    ["../admin", null, plain],
    ["x".repeat(5_000), null, plain],
  ];
}

async function refuseStrangers(world: World, action: string, input: Input): Promise<void> {
  const args = argsOf(world.victim.team.slug, input);
  for (const { cookie } of world.strangers) {
    expectRefused(await callAction({ action, args, cookie }), world, "UNAUTHENTICATED");
  }
  for (const { cookie } of world.outsiders) {
    const foreign = await callAction({ action, args, cookie });
    expectRefused(foreign, world, "NOT_FOUND");
    const missing = await callAction({ action, args: argsOf(NOWHERE, input), cookie });
    expect(shown(missing, world)).toBe(shown(foreign, world));
  }
}

/** The check of the origin stands before every action alike: all its shapes are tried on the first action of each module. */
async function refuseForeignOrigins(
  world: World,
  action: string,
  input: Input,
  isFirst: boolean,
): Promise<void> {
  const args = argsOf(world.victim.team.slug, input);
  const { cookie } = world.victim.team.people.owner;
  const evil = { origin: "https://evil.example" };
  const others = [
    { origin: "" },
    { origin: "null" },
    { ...evil, "x-forwarded-host": "evil.example", host: "evil.example" },
  ];
  const headers: Readonly<Record<string, string>>[] = [evil, ...(isFirst ? others : [])];
  for (const one of headers) {
    const answer = await callAction({ action, args, cookie, headers: one });
    expectRefused(answer, world);
    expect(answer.status).toBe(403);
  }
}

async function refuseRoles(world: World, action: string, row: WorkspaceAction, input: Input): Promise<void> {
  const args = argsOf(world.victim.team.slug, input);
  for (const role of ROLES) {
    const lacks = !row.needs.every((permission) => roleHas(role, permission));
    const notTheirs = role === "contributor" && row.owned === true;
    if (!lacks && !notTheirs) continue;
    const { cookie } = world.victim.team.people[role];
    const answer = await callAction({ action, args, cookie });
    counted();
    expect(answer.ok, `${role}: ${answer.text.slice(0, 600)}`).toBe(false);
    expect(answer.status).toBeLessThan(500);
    if (lacks) expect(answer.code, role).toBe("FORBIDDEN");
  }
}

async function refuseForeignIds(world: World, action: string, own: Input, foreign: Input): Promise<void> {
  const { slug, people } = world.other.team;
  const { cookie } = people.owner;
  const theirs = idsOf(foreign);
  const call = async (input: Input) => callAction({ action, args: argsOf(slug, input), cookie });
  const missing = withForeignIds(own, () => RANDOM);
  const stolen = withForeignIds(own, (id, at) => theirs[at] ?? id);
  const broken = withForeignIds(own, () => "not-a-uuid");
  for (const [at, input] of missing.entries()) {
    const absent = await call(input);
    expectRefused(absent, world);
    const taken = await call(stolen[at] ?? input);
    expectRefused(taken, world);
    expect(shown(taken, world)).toBe(shown(absent, world));
    expectRefused(await call(broken[at] ?? input), world);
  }
}

async function refuseMalformed(world: World, action: string, input: Input, isFirst: boolean): Promise<void> {
  const { slug, people } = world.victim.team;
  for (const args of malformed(slug, input, isFirst)) {
    const answer = await callAction({ action, args, cookie: people.owner.cookie });
    counted();
    expect(answer.ok, `${JSON.stringify(args).slice(0, 300)} ${answer.text.slice(0, 600)}`).toBe(false);
    expect(answer.status, JSON.stringify(args).slice(0, 300)).toBeLessThan(500);
  }
}

async function allow(
  world: World,
  action: string,
  row: WorkspaceAction,
  role: Role,
  answerOnly: boolean,
): Promise<void> {
  const { team } = world.victim;
  const input = await row.input(world.victim, role);
  const { cookie } = row.leaves === true ? await world.memberAs(role) : team.people[role];
  const before = await world.digest();
  const answer = await callAction({ action, args: argsOf(team.slug, input), cookie, answerOnly });
  counted();
  expect(answer.ok, `${role}: ${answer.text.slice(0, 900)}`).toBe(true);
  if (row.rowless === true) return;
  expect(await world.digest(), `${role}: the call changed nothing, so the refusals prove nothing`).not.toBe(
    before,
  );
}

async function checkWorkspaceAction(world: World, action: string, row: WorkspaceAction): Promise<void> {
  const own = await row.input(world.other, "owner");
  const input = await row.input(world.victim, "owner");
  const isFirst = isFirstOfModule(action);
  const before = await world.digest();
  await refuseStrangers(world, action, input);
  await refuseForeignOrigins(world, action, input, isFirst);
  await refuseRoles(world, action, row, input);
  await refuseForeignIds(world, action, own, input);
  await refuseMalformed(world, action, input, isFirst);
  expect(await world.digest(), "a refused call changed the victim's workspace").toBe(before);
  const holders = ROLES.filter(
    (role) =>
      row.needs.every((permission) => roleHas(role, permission)) &&
      !(role === "contributor" && row.owned === true),
  );
  // The first one's answer comes with its page, as the browser gets it.
  for (const [at, role] of holders.entries()) await allow(world, action, row, role, at > 0);
}

async function checkPersonAction(world: World, action: string, row: PersonAction): Promise<void> {
  const { database } = world;
  const { person, input } = await row.example(database);
  const cookie = person?.cookie;
  const before = await world.digest();
  for (const args of [[], [null], [null, null], [null, 5], [null, { ...input, unknownField: 1 }]]) {
    await forgetLimits(database);
    expectRefused(await callAction({ action, args, cookie }), world);
  }
  const evil = { origin: "https://evil.example" };
  expectRefused(await callAction({ action, args: [null, input], cookie, headers: evil }), world);
  for (const stranger of row.session ? world.strangers : []) {
    expectRefused(
      await callAction({ action, args: [null, input], cookie: stranger.cookie }),
      world,
      "UNAUTHENTICATED",
    );
  }
  const [{ id: theirSession } = { id: RANDOM }] = await database.auth<{ id: string }[]>`
    select id from sessions where user_id = ${world.victim.team.people.owner.userId} limit 1`;
  const foreign = withForeignIds(input, () => theirSession);
  for (const [at, missing] of withForeignIds(input, () => RANDOM).entries()) {
    const absent = await callAction({ action, args: [null, missing], cookie });
    const taken = await callAction({ action, args: [null, foreign[at] ?? missing], cookie });
    counted();
    expect(shown(taken, world)).toBe(shown(absent, world));
  }
  await forgetLimits(database);
  const allowed = await callAction({ action, args: [null, input], cookie });
  counted();
  expect(allowed.ok, allowed.text.slice(0, 900)).toBe(true);
  expect(await world.digest()).toBe(before);
}

test("every action of the build has a row in the registry, and every row an action", () => {
  const found = [...builtActions().keys()].filter((key) => !key.startsWith("node_modules/"));
  expect(found.sort()).toEqual(Object.keys(ACTIONS).sort());
});

for (const [action, row] of Object.entries(ACTIONS)) {
  if (row.kind === "room") continue;
  test(`${action} refuses everybody who may not and serves everybody who may`, async ({ world }) => {
    await forgetLimits(world.database);
    if (row.kind === "workspace") await checkWorkspaceAction(world, action, row);
    else await checkPersonAction(world, action, row);
  });
}
