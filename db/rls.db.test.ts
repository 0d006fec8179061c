import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseUrls, withLogin } from "@/db/connections";
import { migrate } from "@/db/migrator";
import { lintCatalogue, tenantTables } from "@/db/testing/catalogue-lint";
import { createWorkspaceWith } from "@/db/testing/factories";
import { openSecrets } from "@/scripts/secrets";

const SCRATCH = "carryover_lint";
const ownerUrl = process.env.DATABASE_OWNER_URL ?? "";
let scratch: postgres.Sql;

function inScratch(url: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${SCRATCH}`;
  return parsed.toString();
}

beforeAll(async () => {
  const server = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await server.unsafe(`drop database if exists ${SCRATCH} with (force)`);
  await server.unsafe(`create database ${SCRATCH}`);
  await server.end();
  const secrets = openSecrets(process.env.CARRYOVER_DATA_DIR ?? "", { create: false });
  await migrate({
    databaseUrl: inScratch(ownerUrl),
    rolePassword: secrets.rolePassword,
    log: () => undefined,
  });
  scratch = postgres(inScratch(ownerUrl), { max: 1, onnotice: () => undefined });
}, 60_000);

afterAll(async () => {
  await scratch.end();
  const server = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await server.unsafe(`drop database if exists ${SCRATCH} with (force)`);
  await server.end();
});

class RollBack extends Error {}

async function findingsAfter(statement: string): Promise<readonly string[]> {
  let found: readonly string[] = [];
  await scratch
    .begin(async (tx) => {
      await tx.unsafe(statement);
      found = await lintCatalogue(tx);
      throw new RollBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RollBack)) throw error;
    });
  return found;
}

describe("the catalogue", () => {
  it("keeps every tenant table behind forced row-level security and keys that start with the workspace", async () => {
    expect(await findingsAfter("select 1")).toEqual([]);
  });

  it("knows at least the tables of the foundation", async () => {
    const tables = await scratch.begin((tx) => tenantTables(tx));
    expect(tables).toEqual(
      expect.arrayContaining(["requirements", "evidence_items", "soa_rows", "nonconformities", "activity"]),
    );
    expect(tables.length).toBeGreaterThanOrEqual(23);
  });

  const mutations: readonly (readonly [string, (table: string) => string])[] = [
    ["row-level security switched off", (table) => `alter table ${table} disable row level security`],
    ["forcing taken back", (table) => `alter table ${table} no force row level security`],
    ["its policy dropped", (table) => `drop policy tenant on ${table}`],
    [
      "a policy that reads everything",
      (table) => `create policy wide on ${table} for select to carryover_app using (true)`,
    ],
    [
      "a policy that writes anywhere",
      (table) => `create policy wide on ${table} for insert to carryover_app with check (true)`,
    ],
    ["a right for everybody", (table) => `grant select on ${table} to public`],
  ];
  it.each(mutations)("notices on every tenant table: %s", { timeout: 60_000 }, async (_name, mutate) => {
    const tables = await scratch.begin((tx) => tenantTables(tx));
    // All at once: a finding names its table, and asking the catalogue once for each of them takes a minute of a busy machine.
    const found = await findingsAfter(tables.map(mutate).join(";\n"));
    for (const table of tables) {
      expect(
        found.some((sentence) => sentence.startsWith(`${table}:`)),
        `${table} was not noticed`,
      ).toBe(true);
    }
  });

  it("notices on every table that rooms share: its confinement dropped, or turned into a permission", async () => {
    const tables = await scratch.begin(
      (tx) => tx<{ name: string }[]>`
        select distinct tablename as name from pg_policies where schemaname = 'public' and policyname = 'room'`,
    );
    expect(tables.length).toBeGreaterThanOrEqual(16);
    for (const { name } of tables) {
      const wide = `drop policy room on ${name}; create policy room on ${name} for select to carryover_app using (workspace_id = (select app_workspace()) and (select app_room()) is null)`;
      for (const mutation of [`drop policy room on ${name}`, wide]) {
        expect(await findingsAfter(mutation), mutation).toContain(`${name}: is open inside every room`);
      }
    }
  });

  it.each([
    ["a role that bypasses row-level security", "alter role carryover_app bypassrls", "bypasses"],
    ["a table nobody listed", "create table strangers (id uuid primary key)", "strangers"],
    [
      "a key that does not start with the workspace",
      "create unique index wrong on evidence_items (reference)",
      "wrong",
    ],
    [
      "a foreign key without the workspace",
      "create unique index lone on requirements (ref); alter table comments add column r text references requirements (ref)",
      "without workspace_id on both sides",
    ],
    [
      "a function with its owner's rights",
      "create function f() returns int language sql security definer as 'select 1'",
      "f()",
    ],
    ["a view over tenant data", "create view all_items as select * from evidence_items", "all_items"],
    ["rights on secrets", "grant select on credentials to carryover_app", "credentials"],
    ["a log that can be changed", "grant update on activity to carryover_app", "activity"],
  ])("notices %s", async (_name, statement, word) => {
    const found = await findingsAfter(statement);
    expect(found.some((sentence) => sentence.includes(word))).toBe(true);
  });
});

describe("the application's login", () => {
  it("sees nothing and writes nothing without a workspace", async () => {
    await createWorkspaceWith({ roles: ["owner"] });
    const sql = postgres(databaseUrls().app, { max: 1 });
    try {
      const tables = await scratch.begin((tx) => tenantTables(tx));
      for (const table of tables) {
        const [row] = await sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table}`);
        expect(row?.n, table).toBe(0);
      }
      const insert = sql`insert into counters (workspace_id, kind, year, last) values (gen_random_uuid(), 'x', 2026, 1)`;
      await expect(insert).rejects.toMatchObject({ code: "42501" });
    } finally {
      await sql.end();
    }
  });

  it("cannot leave its confinement", async () => {
    const sql = postgres(databaseUrls().app, { max: 1 });
    try {
      for (const statement of [
        "truncate requirements",
        "alter table requirements disable row level security",
        "set role carryover_owner",
        "select * from credentials",
        "insert into activity select * from activity",
        "update activity set body = ''",
        "delete from activity",
        "select graphile_worker.add_job('send-mail')",
      ]) {
        await expect(sql.unsafe(statement), statement).rejects.toMatchObject({ code: "42501" });
      }
    } finally {
      await sql.end();
    }
  });

  it("reaches only its own workspace whatever it asks for", async () => {
    const [mine, theirs] = [
      await createWorkspaceWith({ roles: ["owner"] }),
      await createWorkspaceWith({ roles: ["owner"] }),
    ];
    const sql = postgres(databaseUrls().app, { max: 1 });
    try {
      const rows = await sql.begin(async (tx) => {
        await tx`select set_config('app.workspace_id', ${mine.workspaceId}, true)`;
        const moved =
          await tx`update requirements set note = 'x' where workspace_id = ${theirs.workspaceId} returning ref`;
        expect(moved).toHaveLength(0);
        return tx<{ workspace_id: string }[]>`select distinct workspace_id from requirements`;
      });
      expect(rows.map((row) => row.workspace_id)).toEqual([mine.workspaceId]);
      const moving = sql.begin(async (tx) => {
        await tx`select set_config('app.workspace_id', ${mine.workspaceId}, true)`;
        await tx`update requirements set workspace_id = ${theirs.workspaceId} where ref = 'A.5.1'`;
      });
      await expect(moving).rejects.toMatchObject({ code: "42501" });
    } finally {
      await sql.end();
    }
  });

  it("keeps its database when told another login", () => {
    expect(withLogin("postgres://a:b@127.0.0.1:1/db", "c", "d")).toBe("postgres://c:d@127.0.0.1:1/db");
  });
});
