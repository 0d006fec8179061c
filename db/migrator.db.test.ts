import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "./migrator";
import { createDatabase, passwordOfRun } from "./testing/own-database";

const log = () => undefined;

const open = (url: string) => postgres(url, { max: 1, onnotice: () => undefined });
let scratch: Sql;
let databaseUrl: string;

let drop: () => Promise<void>;

beforeAll(async () => {
  const made = await createDatabase();
  databaseUrl = made.url;
  drop = made.drop;
  scratch = open(databaseUrl);
});

afterAll(async () => {
  await scratch.end();
  await drop();
});

describe("migrate", () => {
  test("lets two instances start at once: one does the work, the other finds it done", async () => {
    const both = await Promise.all(
      [1, 2].map(() => migrate({ databaseUrl, rolePassword: passwordOfRun, log })),
    );
    const [{ total } = { total: 0 }] = both;
    expect(total).toBeGreaterThan(0);
    expect(both.map(({ applied }) => applied).sort((a, b) => a - b)).toEqual([0, total]);
  });

  test("leaves every table with the owner or the log's role, and none with a login", async () => {
    const owners = await scratch<{ owner: string }[]>`
      select distinct tableowner::text as owner from pg_tables where schemaname = 'public' order by 1`;
    expect(owners.map(({ owner }) => owner)).toEqual(["carryover_audit", "carryover_owner"]);
  });

  test("lends no right to create tables beyond a migration", async () => {
    const creators = await scratch<{ name: string }[]>`
      select rolname::text as name from pg_roles
      where rolname like 'carryover%' and has_schema_privilege(oid, 'public', 'CREATE')`;
    expect(creators.map(({ name }) => name)).toEqual(["carryover_owner"]);
  });

  test("gives no login the power to bypass row-level security or to become another role", async () => {
    const [row] = await scratch<{ powerful: number; memberships: number }[]>`
      select (select count(*)::int from pg_roles where rolname like 'carryover%'
          and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)) as powerful,
        (select count(*)::int from pg_auth_members m join pg_roles r on r.oid = m.member
          where r.rolcanlogin and r.rolname like 'carryover%') as memberships`;
    expect(row).toEqual({ powerful: 0, memberships: 0 });
  });

  test("stops at a database that is newer than the code", async () => {
    await scratch`insert into schema_migrations (name, sha256) values ('9999_future', '')`;
    await expect(migrate({ databaseUrl, rolePassword: passwordOfRun, log })).rejects.toThrow(
      /newer than this code/,
    );
    await scratch`delete from schema_migrations where name = '9999_future'`;
  });

  test.each([
    ["a wrong password", (url: URL) => Object.assign(url, { password: "wrong" }), /password is wrong/],
    ["a missing database", (url: URL) => Object.assign(url, { pathname: "/missing" }), /does not exist/],
    ["a closed port", (url: URL) => Object.assign(url, { port: "1" }), /nothing listens/],
  ])("answers %s with one sentence without the password", async (_name, change, sentence) => {
    const wrong = change(new URL(databaseUrl)).toString();
    const failure = await migrate({ databaseUrl: wrong, rolePassword: passwordOfRun, log }).catch(
      (error: Error) => error.message,
    );
    expect(failure).toMatch(sentence);
    expect(failure).not.toContain(new URL(databaseUrl).password);
  });
});

describe("enqueue_job", () => {
  const enqueue = (tx: (first: TemplateStringsArray, ...rest: unknown[]) => unknown, note: string) =>
    tx`select enqueue_job(${"migrator-test"}::text, ${JSON.stringify({ note })}::text::json, '{}'::json)`;
  const count = async () => {
    const [row] = await scratch<{ jobs: number }[]>`
      select count(*)::int as jobs from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'migrator-test'`;
    return row?.jobs;
  };
  const asApp = () => {
    const url = new URL(databaseUrl);
    url.username = "carryover_app";
    url.password = passwordOfRun("carryover_app");
    return open(url.toString());
  };

  test("is part of the caller's transaction: rolled back no job, committed one", async () => {
    const app = asApp();
    const failing = app.begin(async (tx) => {
      await enqueue(tx, "rolled back");
      throw new Error("undo");
    });
    await expect(failing).rejects.toThrow("undo");
    expect(await count()).toBe(0);
    await app.begin((tx) => enqueue(tx, "kept") as Promise<unknown>);
    expect(await count()).toBe(1);
    await app.end();
  });

  test("is the only way: the application's login cannot reach the queue itself", async () => {
    const app = asApp();
    await expect(app`select graphile_worker.add_job('migrator-test')`).rejects.toThrow(/permission denied/);
    await expect(app`select * from graphile_worker._private_jobs`).rejects.toThrow(/permission denied/);
    await app.end();
  });
});
