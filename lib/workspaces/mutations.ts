import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { requirements, soaRows } from "@/db/schema/requirements";
import { memberships, programmes, workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx, violates } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { scopeOfNewWorkspace } from "@/lib/auth/authorize";
import { actorId, type Permission, type Scope } from "@/lib/core/access";
import { AppError, staleVersion } from "@/lib/core/errors";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { ALL_REQUIREMENTS, DATASET_VERSION } from "@/lib/core/frameworks/catalogue";
import { slugOf } from "@/lib/core/slug";
import type { SetGeneralInput, SetProgrammeInput, SetWaiverInput } from "@/lib/workspaces/input";

async function fill(tx: Tx, scope: Scope<Permission>): Promise<void> {
  const workspaceId = scope.workspaceId;
  await tx
    .insert(requirements)
    .values(ALL_REQUIREMENTS.map((entry) => ({ workspaceId, ref: entry.ref, kind: entry.kind })));
  await tx.insert(soaRows).values(CONTROLS.map((control) => ({ workspaceId, ref: control.ref })));
}

async function attempt(scope: Scope<Permission>, name: string, isDemo: boolean): Promise<void> {
  const userId = actorId(scope);
  if (userId === null) throw new AppError("FORBIDDEN", "A workspace needs an owner.");
  await inWorkspace(scope, async (tx) => {
    const { workspaceId } = scope;
    await tx.insert(workspaces).values({
      id: workspaceId,
      slug: scope.workspaceSlug,
      name,
      timeZone: scope.timeZone,
      datasetVersion: DATASET_VERSION,
      isDemo,
    });
    await tx.insert(memberships).values({ workspaceId, userId, role: "owner" });
    await tx.insert(programmes).values({ workspaceId });
    await fill(tx, scope);
    await record(tx, scope, {
      verb: "workspace.create",
      subject: { kind: "workspace", ref: scope.workspaceSlug },
      after: { name, datasetVersion: DATASET_VERSION },
    });
  });
}

/**
 * A workspace with its 184 requirements, 93 Statement of Applicability rows and the person as owner, in one
 * transaction; returns the address. A taken address gets a number.
 */
export async function createWorkspace(
  person: { readonly userId: string; readonly name: string },
  workspace: {
    readonly name: string;
    readonly timeZone: string;
    readonly slug?: string;
    readonly isDemo?: boolean;
  },
): Promise<string> {
  const base = workspace.slug ?? slugOf(workspace.name);
  for (let number = 1; number <= 50; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    const scope = await scopeOfNewWorkspace(person, { id: uuidv7(), slug, timeZone: workspace.timeZone });
    try {
      await attempt(scope, workspace.name, workspace.isDemo ?? false);
      return slug;
    } catch (error) {
      if (!violates(error, "workspaces_slug_unique")) throw error;
    }
  }
  throw new AppError("CONFLICT", "Many workspaces already have this name. Choose another one.");
}

/** Sets SOC 2 scope, report, hosting and target dates; every number of the workspace follows. @throws AppError CONFLICT (stale) */
export async function setProgramme(scope: Scope<"workspace:write">, input: SetProgrammeInput): Promise<null> {
  return inWorkspace(scope, async (tx) => {
    const { version, ...wanted } = input;
    const [before] = await tx.select().from(programmes).for("update");
    if (before?.version !== version) throw staleVersion("The scope", { ...before });
    await tx
      .update(programmes)
      .set({
        ...wanted,
        onboardedAt: before.onboardedAt ?? sql`now()`,
        version: version + 1,
        updatedAt: sql`now()`,
      })
      .where(and(eq(programmes.workspaceId, scope.workspaceId), eq(programmes.version, version)));
    const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
      (key) => before[key] !== wanted[key],
    );
    await record(tx, scope, {
      verb: "workspace.set-programme",
      subject: { kind: "workspace", ref: scope.workspaceSlug },
      before: Object.fromEntries(changed.map((key) => [key, before[key]])),
      after: Object.fromEntries(changed.map((key) => [key, wanted[key]])),
    });
    return null;
  });
}

/** Renames the workspace or moves its time zone; the address stays. @throws AppError CONFLICT (stale) */
export async function setGeneral(scope: Scope<"workspace:write">, input: SetGeneralInput): Promise<null> {
  return inWorkspace(scope, async (tx) => {
    const [before] = await tx.select().from(workspaces).for("update");
    if (before?.version !== input.version) {
      throw staleVersion("The workspace", {
        name: before?.name,
        timeZone: before?.timeZone,
        version: before?.version,
      });
    }
    await tx
      .update(workspaces)
      .set({ name: input.name, timeZone: input.timeZone, version: input.version + 1 })
      .where(eq(workspaces.id, scope.workspaceId));
    await record(tx, scope, {
      verb: "workspace.rename",
      subject: { kind: "workspace", ref: scope.workspaceSlug },
      before: { name: before.name, timeZone: before.timeZone },
      after: { name: input.name, timeZone: input.timeZone },
    });
    return null;
  });
}

/** Lets submitters accept their own evidence, or forbids it again. Owners only; always in the log. @throws AppError CONFLICT (stale) */
export async function setWaiver(scope: Scope<"workspace:own">, input: SetWaiverInput): Promise<null> {
  return inWorkspace(scope, async (tx) => {
    const [before] = await tx.select().from(programmes).for("update");
    if (before?.version !== input.version) throw staleVersion("The setting", { ...before });
    await tx
      .update(programmes)
      .set({ selfAcceptance: input.selfAcceptance, version: input.version + 1, updatedAt: sql`now()` })
      .where(eq(programmes.workspaceId, scope.workspaceId));
    await record(tx, scope, {
      verb: "workspace.waive",
      subject: { kind: "workspace", ref: scope.workspaceSlug },
      before: { selfAcceptance: before.selfAcceptance },
      after: { selfAcceptance: input.selfAcceptance },
    });
    return null;
  });
}
