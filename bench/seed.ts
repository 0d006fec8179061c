// The workspace that is measured: 93 controls, evidence with three links an item, and a log.
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/bulk";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { inLongWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { record } from "@/lib/audit-log/mutations";
import { ALL_REQUIREMENTS } from "@/lib/core/frameworks/catalogue";

const LINKS_AN_ITEM = 3;

/** A workspace with `items` accepted pieces of evidence, three links each, and `entries` log entries. */
export async function seedWorkspace(items: number, entries: number): Promise<TestWorkspace> {
  const workspace = await createWorkspaceWith({ roles: ["owner", "lead", "contributor"] });
  const scope = workspace.scope("lead");
  const { workspaceId } = workspace;
  const [addedBy, reviewer] = [workspace.people.lead.userId, workspace.people.owner.userId];
  const made = Array.from({ length: items }, (_, at) => ({ id: uuidv7(), at }));
  await inLongWorkspace(scope, async (tx) => {
    await insertRows(
      tx,
      evidenceItems,
      made.map(({ id, at }) => ({
        workspaceId,
        id,
        reference: `B-${at}`,
        identity: `["b-${at}"]`,
        title: `Evidence item number ${at}`,
        state: "accepted" as const,
        submittedBy: addedBy,
        reviewedBy: reviewer,
        renewOn: `2099-01-${String(1 + (at % 28)).padStart(2, "0")}`,
        currentArtifact: 1,
      })),
    );
    await insertRows(
      tx,
      artifacts,
      made.map(({ id }) => ({
        workspaceId,
        itemId: id,
        number: 1,
        kind: "register" as const,
        effectiveOn: "2026-01-15",
        addedBy,
      })),
    );
    await insertRows(
      tx,
      evidenceLinks,
      made.flatMap(({ id, at }) =>
        Array.from({ length: LINKS_AN_ITEM }, (_, step) => ({
          workspaceId,
          itemId: id,
          ref: ALL_REQUIREMENTS[(at * LINKS_AN_ITEM + step) % ALL_REQUIREMENTS.length]?.ref ?? "A.5.1",
          origin: "manual" as const,
          verdict: "sufficient" as const,
          reviewerId: reviewer,
          linkedBy: addedBy,
        })),
      ),
    );
  });
  await inLongWorkspace(scope, async (tx) => {
    for (let at = 0; at < entries; at += 1) {
      await record(tx, scope, {
        verb: "requirement.set-status",
        subject: { kind: "requirement", ref: "A.5.1" },
        before: { evidenceStatus: "missing" },
        after: { evidenceStatus: "in_progress", at },
      });
    }
  });
  return workspace;
}
