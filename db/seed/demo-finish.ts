// What of the demo takes seconds of computing: approving version 1.0 with its printed files, and the pack of the open room. A
// job does it after the demo was made, so that nobody waits for it at the start; whatever is done already is left alone.
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { packs } from "@/db/schema/packs";
import { soaVersions } from "@/db/schema/soa-versions";
import { dayOf, type Stage } from "@/db/seed/demo-story";
import { inWorkspace } from "@/db/tenant";
import type { Permission, Role, Scope } from "@/lib/core/access";
import { scopeOfJob, scopeOfMember } from "@/lib/jobs/scope";
import { runPack } from "@/lib/packs/mutations/build";
import { now } from "@/lib/platform/clock";
import { buildRoomPackInput, roomPackInput } from "@/lib/rooms/input";
import { buildRoomPack, sharePack } from "@/lib/rooms/mutations/packs";
import { approveSoa } from "@/lib/soa/mutations/approve";

const person = z.strictObject({ userId: z.uuid(), name: z.string() });
const restShape = z.strictObject({
  address: z.strictObject({ workspaceId: z.uuid(), workspaceSlug: z.string(), timeZone: z.string() }),
  lead: person,
  approver: person,
  roomId: z.uuid(),
  approvedAt: z.iso.datetime(),
});
type Rest = z.output<typeof restShape>;

/** Days since version 1.0 was approved. */
const APPROVED = 38;
const WAIT_MS = 500;
const WAITS = 240;

/** Queues what is left to do for a demo whose story is told up to here. */
export async function queueRest({ scopes, team, ...stage }: Stage, roomId: string): Promise<void> {
  const { workspaceId, workspaceSlug, timeZone } = scopes.lead;
  const of = (role: Role) => ({ userId: team[role].userId, name: team[role].name });
  const rest: Rest = {
    address: { workspaceId, workspaceSlug, timeZone },
    ...{ lead: of("lead"), approver: of("approver"), roomId },
    approvedAt: dayOf(stage, APPROVED, 14).toISOString(),
  };
  const options = JSON.stringify({ jobKey: `finish-demo ${workspaceId}`, maxAttempts: 5 });
  // house: no-record the job records what it does
  await inWorkspace(scopes.lead, (tx) =>
    tx.execute(sql`select enqueue_job('finish-demo'::text, ${JSON.stringify(rest)}::json, ${options}::json)`),
  );
}

async function approveFirst(scope: Scope<Permission>, at: Date): Promise<void> {
  const [waiting] = await inWorkspace(scope, (tx) =>
    tx
      .select({ id: soaVersions.id, version: soaVersions.version })
      .from(soaVersions)
      .where(and(eq(soaVersions.state, "in_review"), eq(soaVersions.major, 1), eq(soaVersions.minor, 0))),
  );
  if (waiting !== undefined) await approveSoa(scope, waiting, undefined, at);
}

async function readPack(scope: Scope<Permission>, roomId: string) {
  const [pack] = await inWorkspace(scope, (tx) =>
    tx.select({ id: packs.id, state: packs.state }).from(packs).where(eq(packs.roomId, roomId)),
  );
  return pack;
}

/** The pack that was asked for, built here unless a worker has taken it up already. */
async function builtPack(lead: Scope<Permission>, { address, roomId }: Rest): Promise<string> {
  if ((await readPack(lead, roomId)) === undefined) {
    const title = "Evidence for Stage 2, before the visit";
    await buildRoomPack(lead, buildRoomPackInput.parse({ roomId, title, activity: true }));
  }
  for (let waits = 0; waits < WAITS; waits += 1) {
    const pack = await readPack(lead, roomId);
    if (pack?.state === "ready") return pack.id;
    if (pack?.state === "failed") break;
    if (pack?.state === "queued") await runPack(scopeOfJob(address, "Pack"), pack.id, now(), true);
    else await sleep(WAIT_MS);
  }
  throw new Error("The pack of the demo's room was not built.");
}

/** Approves version 1.0 as of the day in the story, builds the room's pack and gives it to its auditor. Safe to run again. */
export async function finishDemo(payload: unknown): Promise<void> {
  const rest = restShape.parse(payload);
  const { address, lead, approver, roomId } = rest;
  const scope = scopeOfMember<Permission>(address, { ...lead, role: "lead" });
  await approveFirst(
    scopeOfMember<Permission>(address, { ...approver, role: "approver" }),
    new Date(rest.approvedAt),
  );
  const packId = await builtPack(scope, rest);
  await sharePack(scope, roomPackInput.parse({ roomId, packId }));
}
