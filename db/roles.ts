import postgres, { type Sql } from "postgres";
import { errorCode } from "./connection-errors";
import { withLogin } from "./connections";
import { Refusal } from "./refusal";
import { scramVerifier } from "./scram";

/** The roles of the product. Cluster-wide in PostgreSQL: two databases of one cluster share them. */
export const ROLES = [
  { name: "carryover_owner", login: false },
  { name: "carryover_app", login: true },
  { name: "carryover_auth", login: true },
  { name: "carryover_room", login: false },
  { name: "carryover_audit", login: false },
  { name: "carryover_jobs", login: true },
] as const;

export type LoginRole = "carryover_app" | "carryover_auth" | "carryover_jobs";
export type RolePassword = (role: LoginRole) => string;

type Facts = {
  readonly user: string;
  readonly database: string;
  readonly superuser: boolean;
  readonly grantOptions: boolean;
};
type RoleRow = { name: string; login: boolean; inherit: boolean; powerful: boolean };

const INSUFFICIENT_PRIVILEGE = "42501";
const WRONG_LOGIN = ["28P01", "28000"];
const RACES = ["42710", "23505", "XX000", "42P06"];

/**
 * Creates what is missing of roles, passwords, memberships and schema rights, and changes nothing when all is there.
 * A login's password is set only when the expected one does not work, so two databases with one secret never disturb each other.
 * @throws Refusal with the exact statements when the deploy login may not run them, or when a role has rights it must not have
 */
export async function ensureRoles(
  sql: Sql,
  databaseUrl: string,
  rolePassword: RolePassword,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const statements = await plan(sql, databaseUrl, rolePassword);
    try {
      await sql.begin(async (tx) => {
        for (const statement of statements) await tx.unsafe(statement);
      });
      return statements.length;
    } catch (error) {
      if (errorCode(error) === INSUFFICIENT_PRIVILEGE) throw refusal(await facts(sql), statements);
      // Another database of the same cluster is being set up at this moment.
      if (!RACES.includes(errorCode(error)) || attempt === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
    }
  }
}

function refusal({ user, database }: Facts, statements: readonly string[]): Refusal {
  return new Refusal(
    `The login ${user} may not set up the roles of database ${database}: let an administrator run the statements above there, then start again.`,
    statements.map((statement) => `${statement};`),
  );
}

async function plan(sql: Sql, databaseUrl: string, rolePassword: RolePassword): Promise<string[]> {
  const known = await facts(sql);
  const rows = await roleRows(sql);
  refusePowerful(rows);
  const roles: string[] = [];
  for (const { name, login } of ROLES) {
    const row = rows.find((candidate) => candidate.name === name);
    roles.push(...(await roleStatements({ name, login, row, databaseUrl, rolePassword })));
  }
  return [
    ...roles,
    ...(await membershipStatements(sql, known, rows)),
    ...(await schemaStatements(sql, known)),
  ];
}

async function facts(sql: Sql): Promise<Facts> {
  const [row] = await sql<Facts[]>`
    select current_user::text as user, current_database()::text as database,
      (select rolsuper from pg_roles where rolname = current_user) as superuser,
      current_setting('server_version_num')::int >= 160000 as "grantOptions"`;
  if (!row) throw new Error("pg_roles gave no row for the current user");
  return row;
}

function roleRows(sql: Sql): Promise<RoleRow[]> {
  return sql<RoleRow[]>`
    select rolname::text as name, rolcanlogin as login, rolinherit as inherit,
      rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as powerful
    from pg_roles where rolname in ${sql(ROLES.map(({ name }) => name))}`;
}

function refusePowerful(rows: readonly RoleRow[]): void {
  const wrong = rows.find(({ powerful }) => powerful);
  if (!wrong) return;
  throw new Refusal(
    `The role ${wrong.name} is superuser, bypasses row-level security or may create roles or databases: take these rights away from it, then start again.`,
    [`alter role ${wrong.name} nosuperuser nobypassrls nocreaterole nocreatedb noreplication;`],
  );
}

type RoleInput = {
  readonly name: (typeof ROLES)[number]["name"];
  readonly login: boolean;
  readonly row: RoleRow | undefined;
  readonly databaseUrl: string;
  readonly rolePassword: RolePassword;
};

async function roleStatements(input: RoleInput): Promise<string[]> {
  const { name, row } = input;
  if (!isLoginRole(name)) {
    if (!row) return [`create role ${name} nologin noinherit`];
    return row.login || row.inherit ? [`alter role ${name} nologin noinherit`] : [];
  }
  const password = input.rolePassword(name);
  const attributes = () => `login noinherit password '${scramVerifier(password)}'`;
  if (!row) return [`create role ${name} ${attributes()}`];
  if (row.login && !row.inherit && (await canLogIn(withLogin(input.databaseUrl, name, password)))) return [];
  return [`alter role ${name} ${attributes()}`];
}

function isLoginRole(name: string): name is LoginRole {
  return ROLES.some((role) => role.name === name && role.login);
}

async function canLogIn(url: string): Promise<boolean> {
  const probe = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await probe`select 1`;
    return true;
  } catch (error) {
    if (WRONG_LOGIN.includes(errorCode(error))) return false;
    throw error;
  } finally {
    await probe.end({ timeout: 1 });
  }
}

/** The deploy login acts as owner, audit and jobs; the owner may hand a table or function over to audit and jobs. */
async function membershipStatements(sql: Sql, known: Facts, rows: readonly RoleRow[]): Promise<string[]> {
  const wanted = [
    ["carryover_audit", "carryover_owner"],
    ["carryover_jobs", "carryover_owner"],
    ...(known.superuser
      ? []
      : ["carryover_owner", "carryover_audit", "carryover_jobs"].map((role) => [role, known.user])),
  ] as [string, string][];
  const existing = new Set(rows.map(({ name }) => name));
  const statements: string[] = [];
  for (const [role, member] of wanted) {
    if (existing.has(role) && (await mayBecome(sql, known, role, member))) continue;
    const options = known.grantOptions ? " with inherit false, set true" : "";
    statements.push(`grant ${role} to ${quoted(member)}${options}`);
  }
  return statements;
}

async function mayBecome(sql: Sql, known: Facts, role: string, member: string): Promise<boolean> {
  const [row] = await sql<{ yes: boolean }[]>`
    select coalesce((
      select pg_has_role(r.oid, ${role}::name, ${known.grantOptions ? "SET" : "MEMBER"})
      from pg_roles r where r.rolname = ${member}), false) as yes`;
  return row?.yes === true;
}

async function schemaStatements(sql: Sql, known: Facts): Promise<string[]> {
  const [row] = await sql<{ owner: boolean; open: boolean; jobs: boolean }[]>`
    select coalesce((
        select has_schema_privilege(r.oid, 'public', 'CREATE WITH GRANT OPTION')
          and has_schema_privilege(r.oid, 'public', 'USAGE WITH GRANT OPTION')
        from pg_roles r where r.rolname = 'carryover_owner'), false) as owner,
      exists (select 1 from pg_namespace n, aclexplode(n.nspacl) a
        where n.nspname = 'public' and a.grantee = 0 and a.privilege_type = 'CREATE') as open,
      exists (select 1 from pg_namespace n join pg_roles r on r.oid = n.nspowner
        where n.nspname = 'graphile_worker' and r.rolname = 'carryover_jobs') as jobs`;
  const statements: string[] = [];
  if (!row?.owner)
    statements.push("grant usage, create on schema public to carryover_owner with grant option");
  if (row?.open) statements.push("revoke create on schema public from public");
  if (!row?.jobs) statements.push("create schema graphile_worker authorization carryover_jobs");
  const [database] = await sql<{ temp: boolean }[]>`
    select has_database_privilege('public', current_database(), 'TEMPORARY') as temp`;
  if (database?.temp) statements.push(`revoke temporary on database ${quoted(known.database)} from public`);
  return statements;
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
