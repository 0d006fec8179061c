// Every page and route handler of the build, asked for by everybody, as document, as data of the router, and as prefetch.
import { expect } from "@playwright/test";
import { ROLES, roleHas } from "@/lib/core/access";
import { builtRoutes, prerendered } from "./support/build-manifest";
import { type Ids, PAGES, type TenantPage } from "./support/registry-pages";
import { origin } from "./support/server";
import { type Actor, counted, normalised, test, type World } from "./support/world";

const NOWHERE = "no-such-workspace";
const RANDOM = "0190a0a0-0000-7000-8000-00000000dead";

type Transport = {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
};
const DOCUMENT: Transport = { name: "document", headers: {}, query: "" };
const TRANSPORTS: readonly Transport[] = [
  DOCUMENT,
  { name: "router", headers: { rsc: "1" }, query: "_rsc=abcde" },
  { name: "prefetch", headers: { rsc: "1", "next-router-prefetch": "1" }, query: "_rsc=fghij" },
  {
    name: "segment",
    headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    query: "_rsc=klmno",
  },
  {
    name: "skipped proxy",
    headers: { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    query: "",
  },
];

type Reply = {
  readonly status: number;
  readonly location: string;
  readonly body: string;
  readonly all: string;
};

async function ask(
  path: string,
  cookie: string,
  transport: Transport = DOCUMENT,
  method: "GET" | "POST" = "GET",
): Promise<Reply> {
  const query = transport.query === "" ? "" : `${path.includes("?") ? "&" : "?"}${transport.query}`;
  const response = await fetch(`${origin()}${path}${query}`, {
    method,
    headers: {
      "accept-encoding": "identity",
      ...transport.headers,
      ...(cookie === "" ? {} : { cookie }),
      ...(method === "POST" ? { origin: origin() } : {}),
    },
    redirect: "manual",
  });
  const body = await response.text();
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  return {
    status: response.status,
    location: response.headers.get("location") ?? "",
    body,
    all: `${headers}\n${body}`,
  };
}

/** What a reader can tell from a reply, without what is new in every reply and what the request named itself. */
function shown(reply: Reply, world: World): string {
  const words = reply.body
    .replace(/<script[\s\S]*?<\/script>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
  const text = `${reply.status} ${reply.location} ${reply.body.startsWith("<") ? words : ""}`;
  return normalised(decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, "%25")), [
    world.victim,
    world.other,
  ]);
}

function expectNothing(reply: Reply, world: World): void {
  counted();
  expect(reply.status).toBeLessThan(500);
  expect(reply.all).not.toContain(world.victim.canary);
}

function isRedirectTo(reply: Reply, path: string): boolean {
  return reply.location.includes(path) || reply.body.includes(path);
}

/** Everybody asks for the document; of those without a session one asks by each other transport, another one on the next page. */
function askersOf(world: World, transport: Transport, turn: number): readonly Actor[] {
  if (transport === DOCUMENT) return [...world.strangers, ...world.outsiders];
  const at = (turn + TRANSPORTS.indexOf(transport)) % world.strangers.length;
  return [...world.strangers.slice(at, at + 1), ...world.outsiders];
}

async function refuse(world: World, row: TenantPage, transport: Transport, turn: number): Promise<void> {
  const path = row.path(world.victim.team.slug, world.ids.victim);
  const nowhere = row.path(NOWHERE, world.ids.victim);
  for (const actor of askersOf(world, transport, turn)) {
    const foreign = await ask(path, actor.cookie, transport, row.method);
    expectNothing(foreign, world);
    const missing = await ask(nowhere, actor.cookie, transport, row.method);
    expect(shown(missing, world), actor.name).toBe(shown(foreign, world));
    if (transport.name !== "document") continue;
    const refused = foreign.status === 401 || foreign.status === 404 || isRedirectTo(foreign, "/sign-in");
    expect(refused, `${actor.name} got ${foreign.status}`).toBe(true);
  }
}

function replaced(by: (name: keyof Ids) => string): Ids {
  return {
    item: by("item"),
    nonconformity: by("nonconformity"),
    importRun: by("importRun"),
    request: by("request"),
    risk: by("risk"),
    riskSnapshot: by("riskSnapshot"),
    room: by("room"),
    finding: by("finding"),
    sample: by("sample"),
    supplier: by("supplier"),
    obligation: by("obligation"),
    soaVersion: by("soaVersion"),
  };
}

async function refuseForeignRecords(world: World, row: TenantPage, transport: Transport): Promise<void> {
  const { slug, people } = world.other.team;
  const own = row.path(slug, world.ids.other);
  const foreign = row.path(slug, world.ids.victim);
  if (own === foreign) return;
  const taken = await ask(foreign, people.owner.cookie, transport, row.method);
  expectNothing(taken, world);
  const absent = await ask(
    row.path(
      slug,
      replaced(() => RANDOM),
    ),
    people.owner.cookie,
    transport,
    row.method,
  );
  expect(shown(taken, world)).toBe(shown(absent, world));
  const broken = await ask(
    row.path(
      slug,
      replaced(() => "not-a-uuid"),
    ),
    people.owner.cookie,
    transport,
    row.method,
  );
  expectNothing(broken, world);
  if (transport.name === "document") expect([absent.status, broken.status]).toEqual([404, 404]);
}

async function serve(world: World, row: TenantPage): Promise<void> {
  const { team, canary } = world.victim;
  for (const role of ROLES) {
    const reply = await ask(
      row.path(team.slug, world.ids.victim),
      team.people[role].cookie,
      DOCUMENT,
      row.method,
    );
    counted();
    if (row.needs.every((permission) => roleHas(role, permission))) {
      expect(reply.status, role).toBe(row.status ?? 200);
      if (row.nameless !== true) expect(reply.body, role).toContain(canary);
    } else {
      expect(reply.status === 403 || isRedirectTo(reply, "/no-access"), `${role}: ${reply.status}`).toBe(
        true,
      );
    }
  }
}

test("every page and route of the build has a row in the registry, and every row a page", () => {
  expect(builtRoutes()).toEqual(Object.keys(PAGES).sort());
});

test("no page is rendered at build time", () => {
  const own = new Set(["/_not-found", "/_global-error", "/favicon.ico", "/icon.svg"]);
  expect(prerendered().filter((path) => !own.has(path))).toEqual([]);
});

for (const [turn, [key, row]] of Object.entries(PAGES).entries()) {
  if (row.kind === "room") continue;
  test(`${key} keeps workspaces apart`, async ({ world }) => {
    if (row.kind === "open") {
      const reply = await ask(row.path, world.other.team.people.owner.cookie);
      expectNothing(reply, world);
      if (row.method === "POST") expect(reply.status).toBe(405);
      else expect(reply.status).toBeLessThan(400);
      return;
    }
    if (row.kind === "person") {
      for (const actor of world.strangers) {
        const reply = await ask(row.path, actor.cookie);
        expectNothing(reply, world);
        expect(isRedirectTo(reply, "/sign-in")).toBe(true);
      }
      const own = await ask(row.path, world.other.team.people.owner.cookie);
      expectNothing(own, world);
      expect(own.status).toBe(200);
      return;
    }
    const before = await world.digest();
    for (const transport of TRANSPORTS) {
      await refuse(world, row, transport, turn);
      await refuseForeignRecords(world, row, transport);
    }
    expect(await world.digest(), "a refused request changed the victim's workspace").toBe(before);
    await serve(world, row);
  });
}
