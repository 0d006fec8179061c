// Asks the database's own catalogue whether every tenant table stands behind the two locks.
import type postgres from "postgres";

type Sql = postgres.TransactionSql;

/** Tables without a workspace, each with the reason why that is right. */
export const WITHOUT_WORKSPACE: Readonly<Record<string, string>> = {
  users: "people belong to no workspace; carryover_auth only, and names of members for carryover_app",
  credentials: "secrets of people; carryover_auth only",
  sessions: "sign-ins of people; carryover_auth only",
  one_time_tokens: "tokens of people; carryover_auth only",
  rate_limits: "counts attempts before anybody is known; carryover_auth only",
  room_devices: "browsers that proved an address, before any room is known; carryover_auth only",
  room_codes: "codes on their way to an address; carryover_auth only",
  workspaces: "is the workspace itself; its policy compares id",
  schema_migrations: "bookkeeping of the migrator; read to see whether the code and the database fit",
};

/** Functions that run with their owner's rights, each with its owner. */
export const DEFINERS: Readonly<Record<string, string>> = {
  analyze_written: "carryover_owner",
  activity_append: "carryover_audit",
  activity_append_all: "carryover_audit",
  enqueue_job: "carryover_jobs",
};

const APPEND_ONLY = [
  "activity",
  "activity_heads",
  "activity_checkpoints",
  "artifacts",
  "readiness_snapshots",
  "import_lines",
  "nonconformity_steps",
  "comments",
  "room_views",
  "room_messages",
  "samples",
];
/** Tables that name no room and are confined or shut inside one all the same. */
const SHUT_IN_ROOMS = [
  "rooms",
  "activity",
  "comments",
  "comment_mentions",
  "evidence_items",
  "finding_answers",
  "finding_requirements",
  "invitations",
  "notifications",
  "sample_items",
  "saved_views",
  "soa_rows",
];
/** Tables that are read before a workspace is known, and then only read. */
const LOOKUPS = [
  "memberships",
  "invitations",
  "workspaces",
  "rooms",
  "room_auditors",
  "room_invitations",
  "room_sessions",
];
const LOGINS = ["carryover_app", "carryover_auth", "carryover_room"];

/** Tables with a workspace_id, by name. */
export async function tenantTables(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)
    order by 1`;
  return rows.map((row) => row.name);
}

async function unknownTables(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)`;
  return rows
    .filter((row) => WITHOUT_WORKSPACE[row.name] === undefined)
    .map((row) => `${row.name}: has no workspace_id and is not on the list of tables that need none`);
}

async function unprotected(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ name: string; enabled: boolean; forced: boolean }[]>`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and (c.relname in ('workspaces', 'users') or exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped))`;
  return rows.flatMap((row) => [
    ...(row.enabled ? [] : [`${row.name}: row-level security is off`]),
    ...(row.forced ? [] : [`${row.name}: row-level security is not forced`]),
  ]);
}

type Policy = {
  name: string;
  roles: string[];
  using: string | null;
  check: string | null;
  cmd: string;
  permissive: string;
};

async function badPolicies(sql: Sql, tables: readonly string[]): Promise<readonly string[]> {
  const policies = await sql<(Policy & { table: string })[]>`
    select tablename as table, policyname as name, roles::text[] as roles, qual as using, with_check as check, cmd, permissive from pg_policies where schemaname = 'public'`;
  const confined = /workspace_id = \( SELECT app_workspace\(\)/;
  return tables.flatMap((table) => {
    const own = policies.filter((policy) => policy.table === table && policy.roles.includes("carryover_app"));
    const admits = own.some((policy) => policy.permissive === "PERMISSIVE");
    const found: string[] = admits ? [] : [`${table}: no policy for carryover_app`];
    for (const policy of own) {
      if (!confined.test(policy.using ?? ""))
        found.push(`${table}: policy ${policy.name} reads beyond the workspace`);
      const writes = policy.cmd !== "SELECT";
      if (writes && !confined.test(policy.check ?? ""))
        found.push(`${table}: policy ${policy.name} writes beyond the workspace`);
    }
    return found;
  });
}

/** Whatever names a room, and what belongs to the team alone, asks for the room of the transaction as well, by itself or through the finding that it hangs on. */
async function openInRooms(sql: Sql): Promise<readonly string[]> {
  const named = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'room_id' and not a.attisdropped)`;
  const confined = await sql<{ table: string }[]>`
    select distinct tablename as table from pg_policies
    where schemaname = 'public' and policyname = 'room' and permissive = 'RESTRICTIVE' and cmd in ('ALL', 'SELECT')
      and 'carryover_app' = any(roles) and (qual like '%app_room()%' or qual like '%FROM findings f%')`;
  const known = new Set(confined.map(({ table }) => table));
  return [...new Set([...named.map(({ name }) => name), ...SHUT_IN_ROOMS])]
    .filter((name) => !known.has(name))
    .map((name) => `${name}: is open inside every room`);
}

async function badKeys(sql: Sql): Promise<readonly string[]> {
  const indexes = await sql<{ table: string; name: string; first: string }[]>`
    select t.relname as table, i.relname as name, a.attname as first
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
    where exists (select 1 from pg_attribute w where w.attrelid = t.oid and w.attname = 'workspace_id' and not w.attisdropped)
      and a.attname <> 'workspace_id' and (x.indisunique or i.relname not in (
        'memberships_user', 'invitations_by_hash', 'room_auditors_by_email', 'room_invitations_by_hash', 'room_sessions_by_hash'))`;
  const foreign = await sql<{ name: string }[]>`
    select c.conname as name from pg_constraint c
      join pg_class t on t.oid = c.conrelid join pg_class r on r.oid = c.confrelid
    where c.contype = 'f'
      and exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'workspace_id' and not a.attisdropped)
      and exists (select 1 from pg_attribute a where a.attrelid = r.oid and a.attname = 'workspace_id' and not a.attisdropped)
      and not exists (
        select 1 from unnest(c.conkey, c.confkey) as k(own, other)
          join pg_attribute o on o.attrelid = t.oid and o.attnum = k.own and o.attname = 'workspace_id'
          join pg_attribute f on f.attrelid = r.oid and f.attnum = k.other and f.attname = 'workspace_id')`;
  const nullable = await sql<{ name: string }[]>`
    select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attname = 'workspace_id' and not a.attnotnull and not a.attisdropped`;
  return [
    ...indexes.map(
      (one) => `${one.table}: index ${one.name} starts with ${one.first}, not with workspace_id`,
    ),
    ...foreign.map(
      (one) => `${one.name}: a foreign key between tenant tables without workspace_id on both sides`,
    ),
    ...nullable.map((one) => `${one.name}: workspace_id may be null`),
  ];
}

async function badRoles(sql: Sql): Promise<readonly string[]> {
  const roles = await sql<{ name: string; super: boolean; bypass: boolean; owned: number }[]>`
    select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass,
      (select count(*)::int from pg_class c where c.relowner = r.oid) as owned
    from pg_roles r where r.rolname = any(${LOGINS})`;
  return roles.flatMap((role) => [
    ...(role.super ? [`${role.name}: is a superuser`] : []),
    ...(role.bypass ? [`${role.name}: bypasses row-level security`] : []),
    ...(role.owned > 0 ? [`${role.name}: owns ${role.owned} objects`] : []),
  ]);
}

async function badGrants(sql: Sql): Promise<readonly string[]> {
  const grants = await sql<{ table: string; grantee: string; verb: string }[]>`
    select table_name as table, grantee, privilege_type as verb from information_schema.role_table_grants
    where table_schema = 'public' and (grantee = 'PUBLIC' or grantee = any(${LOGINS}))`;
  const secret = new Set([
    "credentials",
    "sessions",
    "one_time_tokens",
    "rate_limits",
    "room_devices",
    "room_codes",
  ]);
  return grants.flatMap(({ table, grantee, verb }) => {
    const is = `${table}: ${grantee} holds ${verb}`;
    if (grantee === "PUBLIC") return [is];
    if (["TRUNCATE", "REFERENCES", "TRIGGER"].includes(verb)) return [is];
    if (grantee === "carryover_app" && secret.has(table)) return [is];
    if (APPEND_ONLY.includes(table) && ["UPDATE", "DELETE"].includes(verb)) return [is];
    const lookup = LOOKUPS.includes(table);
    if (grantee === "carryover_auth" && lookup && verb !== "SELECT") return [is];
    return [];
  });
}

async function badFunctions(sql: Sql): Promise<readonly string[]> {
  const functions = await sql<
    { name: string; owner: string; definer: boolean; path: boolean; open: boolean }[]
  >`
    select p.proname as name, r.rolname as owner, p.prosecdef as definer,
      coalesce(p.proconfig::text like '%search_path=%', false) as path,
      has_function_privilege('public', p.oid, 'execute') as open
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
    where n.nspname = 'public'`;
  const views = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('v', 'm') and not coalesce(c.reloptions::text like '%security_invoker=true%', false)`;
  return [
    ...functions.flatMap((one) => [
      ...(one.open ? [`${one.name}(): PUBLIC may execute it`] : []),
      ...(one.definer && DEFINERS[one.name] !== one.owner
        ? [`${one.name}(): runs with the rights of ${one.owner}`]
        : []),
      ...(one.definer && !one.path ? [`${one.name}(): has no search_path of its own`] : []),
    ]),
    ...views.map((one) => `${one.name}: a view without security_invoker`),
  ];
}

/** Every finding as one sentence; empty when the database keeps workspaces apart as designed. */
export async function lintCatalogue(sql: Sql): Promise<readonly string[]> {
  const tables = await tenantTables(sql);
  const found = await Promise.all([
    unknownTables(sql),
    unprotected(sql),
    badPolicies(sql, tables),
    openInRooms(sql),
    badKeys(sql),
    badRoles(sql),
    badGrants(sql),
    badFunctions(sql),
  ]);
  return found.flat().sort();
}
