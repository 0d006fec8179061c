import "server-only";
import { asc, eq, isNull } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { memberships, programmes, workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { Role, Scope } from "@/lib/core/access";
import { notFound } from "@/lib/core/errors";
import type { TscCategory } from "@/lib/core/frameworks/types";
import type { Programme } from "@/lib/core/programme";

export type WorkspaceFacts = {
  readonly name: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly datasetVersion: string;
  readonly isDemo: boolean;
  readonly version: number;
};
export type Member = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
};

type ProgrammeRow = Omit<typeof programmes.$inferSelect, "workspaceId" | "updatedAt">;

function categoriesOf(row: ProgrammeRow): readonly TscCategory[] {
  const chosen: TscCategory[] = ["security"];
  if (row.availability) chosen.push("availability");
  if (row.confidentiality) chosen.push("confidentiality");
  if (row.processingIntegrity) chosen.push("processing_integrity");
  if (row.privacy) chosen.push("privacy");
  return chosen;
}

/** The programme as the rules read it. */
export function programmeOf(row: ProgrammeRow): Programme {
  return {
    categories: categoriesOf(row),
    reportType: row.reportType,
    windowFrom: row.windowFrom,
    windowTo: row.windowTo,
    hosting: row.hosting,
    stage1On: row.stage1On,
    stage2On: row.stage2On,
    countWildcard: row.countWildcard,
    selfAcceptance: row.selfAcceptance,
    onboardedAt: row.onboardedAt?.toISOString() ?? null,
    version: row.version,
  };
}

/** The programme of the transaction's workspace: for other rooms' queries, so that every number has the same scope. */
export async function readProgramme(tx: Tx): Promise<Programme> {
  const [row] = await tx.select().from(programmes);
  if (row === undefined) throw notFound("The workspace");
  return programmeOf(row);
}

/** The programme of the workspace. */
export async function getProgramme(scope: Scope<"workspace:read">): Promise<Programme> {
  return inWorkspace(scope, readProgramme);
}

/** Name, address and zone of the workspace. */
export async function getWorkspace(scope: Scope<"workspace:read">): Promise<WorkspaceFacts> {
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx.select().from(workspaces);
    if (row === undefined) throw notFound("The workspace");
    const { name, slug, timeZone, datasetVersion, isDemo, version } = row;
    return { name, slug, timeZone, datasetVersion, isDemo, version };
  });
}

/** Members at present, by name, for `readTogether`. */
export function presentMembers(tx: Tx) {
  return tx
    .select({ userId: users.id, name: users.name, email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(isNull(memberships.endedAt))
    .orderBy(asc(users.name))
    .limit(500);
}

/** Members at present, by name: for pickers. */
export async function readMembers(tx: Tx): Promise<readonly Member[]> {
  return presentMembers(tx);
}

/** Members at present, by name. */
export async function listMembers(scope: Scope<"member:read">): Promise<readonly Member[]> {
  return inWorkspace(scope, readMembers);
}
