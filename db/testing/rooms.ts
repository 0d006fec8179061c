// Auditors' rooms for database tests: open, with one auditor; and the cookie of a session of theirs.
import { randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { roomAuditors, roomSessions } from "@/db/schema/rooms";
import { inWorkspace } from "@/db/tenant";
import type { TestWorkspace } from "@/db/testing/factories";
import { hashToken } from "@/lib/auth/tokens";
import { inviteAuditor } from "@/lib/rooms/mutations/auditors";
import { createRoom, openRoom, setScope } from "@/lib/rooms/mutations/rooms";

/** An open room that covers the requirements, with one auditor; its version is 3. Returns its id. */
export async function openRoomOf(
  workspace: TestWorkspace,
  name: string,
  refs: readonly string[],
): Promise<string> {
  const lead = workspace.scope("lead", "room:write", "room:read");
  const { id } = await createRoom(lead, {
    ...{ onceKey: "", name, standard: "iso27001", type: "surveillance", windowFrom: null, windowTo: null },
    ...{ accessFrom: "2020-01-01", accessUntil: "2099-12-31", welcome: "", copyFrom: null },
  });
  const shared = { kinds: [], refs: [...refs], registers: [], evidenceSet: "scope" as const };
  await setScope(lead, { id, version: 1, ...shared, soaVersionId: null });
  const email = `${randomUUID().slice(0, 8)}@audit.example`;
  await inviteAuditor(lead, { onceKey: "", roomId: id, name: `Auditor of ${name}`, email });
  await openRoom(lead, { id, version: 2 });
  return id;
}

/** What the cookie of a fresh session of the room's auditor holds. */
export async function sessionTokenIn(workspace: TestWorkspace, roomId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await inWorkspace(workspace.system, async (tx) => {
    const [auditor] = await tx
      .select({ id: roomAuditors.id })
      .from(roomAuditors)
      .where(eq(roomAuditors.roomId, roomId));
    await tx.insert(roomSessions).values({
      ...{ workspaceId: workspace.workspaceId, roomId, auditorId: auditor?.id ?? "" },
      ...{ tokenHash: hashToken(token), expiresAt: new Date(Date.now() + 86_400_000) },
    });
  });
  return token;
}
