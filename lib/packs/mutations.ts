import "server-only";
import { inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { packs } from "@/db/schema/packs";
import { workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx, violates } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, type Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError, notFound } from "@/lib/core/errors";
import { type PackScope, packFileName } from "@/lib/core/pack";
import type { CreatePackInput } from "@/lib/packs/input";
import { unknownRefs } from "@/lib/packs/queries/content";
import { listPackVersions } from "@/lib/packs/queries/statement";

/** Queues the building of a pack inside the caller's transaction; asking twice makes one job. */
export async function enqueuePack(tx: Tx, scope: AnyScope, id: string): Promise<void> {
  const { workspaceId, workspaceSlug, timeZone } = scope;
  const payload = JSON.stringify({ workspaceId, workspaceSlug, timeZone, id });
  const options = JSON.stringify({ jobKey: `build-pack ${id}`, maxAttempts: 5 });
  await tx.execute(sql`select enqueue_job('build-pack'::text, ${payload}::json, ${options}::json)`);
}

async function requireKnown(tx: Tx, chosen: PackScope): Promise<void> {
  const unknown = await unknownRefs(tx, chosen.refs);
  if (unknown.length > 0) {
    const sentence = `This workspace has no ${unknown.slice(0, 5).join(", ")}. Write references as A.5.15, 6.1.2 or CC6.1.`;
    throw new AppError("INVALID", sentence, { fields: { refs: sentence } });
  }
  if (chosen.soa === "none" || chosen.soa === "draft") return;
  if ((await listPackVersions(tx)).some(({ id }) => id === chosen.soa)) return;
  const sentence = "Choose an approved version, the draft, or none.";
  throw new AppError("INVALID", sentence, { fields: { soa: sentence } });
}

const UNDER_WAY = "A pack is being built. Wait until it has finished.";

/**
 * Asks for a pack of the workspace, or of one of its rooms; a job builds it from the state at that time. Returns its id.
 * @throws AppError INVALID (unknown references or version), CONFLICT (one is under way)
 */
export async function createPack(
  scope: Scope<"pack:build">,
  { title, ...chosen }: CreatePackInput,
  at: Date,
  roomId: string | null = null,
): Promise<string> {
  const requestedBy = actorId(scope);
  if (requestedBy === null) throw new AppError("FORBIDDEN", "A pack needs a person who asks for it.");
  const work = inWorkspace(scope, async (tx) => {
    await requireKnown(tx, chosen);
    const [workspace] = await tx.select({ name: workspaces.name }).from(workspaces);
    if (workspace === undefined) throw notFound("The workspace");
    const [active] = await tx
      .select({ id: packs.id })
      .from(packs)
      .where(inArray(packs.state, ["queued", "building"]))
      .limit(1);
    if (active !== undefined) throw new AppError("CONFLICT", UNDER_WAY);
    const id = uuidv7();
    const fileName = packFileName(workspace.name, title, dateIn(scope.timeZone, at));
    const { workspaceId } = scope;
    await tx.insert(packs).values({
      workspaceId,
      id,
      title,
      roomId,
      scope: chosen,
      fileName,
      requestedBy,
      step: "Waits for the worker",
    });
    await enqueuePack(tx, scope, id);
    await record(tx, scope, {
      verb: "pack.build",
      subject: { kind: "pack", ref: id },
      after: { title, standard: chosen.standard, from: chosen.from, to: chosen.to, soa: chosen.soa },
    });
    return id;
  });
  return work.catch((error) => {
    throw violates(error, "packs_under_way") ? new AppError("CONFLICT", UNDER_WAY) : error;
  });
}

/** Notes who took a pack. */
export async function recordPackDownload(
  scope: Scope<"pack:build">,
  taken: { readonly id: string; readonly fileName: string; readonly sha256: string },
): Promise<void> {
  const { id, fileName, sha256 } = taken;
  await inWorkspace(scope, (tx) =>
    record(tx, scope, {
      verb: "pack.download",
      subject: { kind: "pack", ref: id },
      after: { fileName, sha256 },
    }),
  );
}
