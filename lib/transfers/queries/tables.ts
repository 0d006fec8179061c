import "server-only";
import { getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import * as activity from "@/db/schema/activity";
import * as context from "@/db/schema/context";
import * as evidence from "@/db/schema/evidence";
import * as files from "@/db/schema/files";
import * as nonconformities from "@/db/schema/nonconformities";
import * as packs from "@/db/schema/packs";
import * as requirements from "@/db/schema/requirements";
import * as risks from "@/db/schema/risks";
import * as roomWork from "@/db/schema/room-work";
import * as rooms from "@/db/schema/rooms";
import * as soaVersions from "@/db/schema/soa-versions";
import * as suppliers from "@/db/schema/suppliers";
import * as views from "@/db/schema/views";
import * as work from "@/db/schema/work";
import * as workspaces from "@/db/schema/workspaces";

const MODULES = [
  ...[activity, context, evidence, files, nonconformities, requirements],
  ...[packs, risks, rooms, roomWork, soaVersions, suppliers, views, work, workspaces],
];

/** Tables of a workspace that are not carried over as rows, with the reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  memberships: "People are listed in data/people.json and become members or former members.",
  invitations: "An invitation is a secret link of this installation.",
  idempotency_keys: "They only catch a form that is sent twice.",
  uploads: "Files that no form has taken yet.",
  notifications: "News for one person; what they are about is carried over.",
  notification_settings: "Each person's own choice of mails.",
  saved_views: "Each person's own views of lists.",
  room_invitations: "A personal link is a secret of this installation; auditors are invited again.",
  room_sessions: "Auditors enter again.",
  workspace_transfers: "The list of exports and imports itself.",
  activity: "Its chain belongs to this installation; it is in data/activity.json to be read and checked.",
  activity_heads: "The end of the chain is in the manifest.",
  activity_checkpoints: "Each is signed for the log of this installation, with its key.",
  packs: "A pack is a finished, signed file of this installation; a new one is built from the same records.",
};

/** Rows of these exist in a new workspace and are replaced; all other tables have to be empty. */
export const REPLACED: ReadonlySet<string> = new Set(["programmes", "requirements", "soa_rows", "counters"]);
/** A day's snapshot that the new workspace already took stays. */
export const KEPT: ReadonlySet<string> = new Set(["readiness_snapshots"]);

export type TransferColumn = {
  readonly name: string;
  /** PostgreSQL's name of the type. */
  readonly type: string;
  readonly required: boolean;
  /** Holds the id of a person of the workspace. */
  readonly person: boolean;
};
export type TransferTable = {
  readonly name: string;
  readonly columns: readonly TransferColumn[];
  /** Columns of the primary key without the workspace, in order. */
  readonly key: readonly string[];
  /** Tables that its rows point at. */
  readonly needs: readonly string[];
};

function tenantTables(): readonly PgTable[] {
  const all = MODULES.flatMap((module) => Object.values(module) as unknown[]).filter((value) =>
    is(value, PgTable),
  );
  const unique = [...new Set(all)];
  return unique.filter((table) =>
    getTableConfig(table).columns.some((column) => column.name === "workspace_id"),
  );
}

/** The names of all tables with rows of a workspace. */
export function tenantTableNames(): readonly string[] {
  return tenantTables().map((table) => getTableName(table));
}

function keyOf(config: ReturnType<typeof getTableConfig>): readonly string[] {
  const composite = config.primaryKeys[0]?.columns.map((column) => column.name);
  const single = config.columns.filter((column) => column.primary).map((column) => column.name);
  return (composite ?? single).filter((name) => name !== "workspace_id");
}

function describe(table: PgTable): TransferTable {
  const config = getTableConfig(table);
  const references = config.foreignKeys.map((key) => key.reference());
  const people = new Set(
    references
      .filter((reference) => getTableName(reference.foreignTable) === "memberships")
      .flatMap((reference) => reference.columns.slice(1).map((column) => column.name)),
  );
  return {
    name: config.name,
    columns: config.columns
      .filter((column) => column.name !== "workspace_id")
      .map((column) => ({
        name: column.name,
        type: column.getSQLType(),
        required: column.notNull && !column.hasDefault,
        person: people.has(column.name),
      })),
    key: keyOf(config),
    needs: [...new Set(references.map((reference) => getTableName(reference.foreignTable)))].filter(
      (name) =>
        name !== config.name && LEFT_OUT[name] === undefined && name !== "workspaces" && name !== "users",
    ),
  };
}

function inOrder(tables: ReadonlyMap<string, TransferTable>): readonly TransferTable[] {
  const out: TransferTable[] = [];
  const visit = (table: TransferTable) => {
    if (out.includes(table)) return;
    for (const name of table.needs) {
      const needed = tables.get(name);
      if (needed !== undefined) visit(needed);
    }
    out.push(table);
  };
  for (const name of [...tables.keys()].sort()) {
    const table = tables.get(name);
    if (table !== undefined) visit(table);
  }
  return out;
}

let known: readonly TransferTable[] | undefined;

/** Every table whose rows are carried over, each after those that it points at. */
export function transferTables(): readonly TransferTable[] {
  known ??= inOrder(
    new Map(
      tenantTables()
        .map(describe)
        .filter((table) => LEFT_OUT[table.name] === undefined)
        .map((table) => [table.name, table]),
    ),
  );
  return known;
}
