import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { contextIssues, interestedParties, partyNeeds } from "@/db/schema/context";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { SetArchivedInput } from "@/lib/context/input";
import { lockIssue, lockNeed, lockParty } from "@/lib/context/mutations/locked";
import type { AnyScope, Scope } from "@/lib/core/access";
import { AppError, staleVersion } from "@/lib/core/errors";

type Kind = SetArchivedInput["kind"];
const WHAT: Readonly<Record<Kind, string>> = {
  issue: "The issue",
  party: "The interested party",
  need: "The need",
};

async function lock(tx: Tx, kind: Kind, id: string) {
  if (kind === "issue") return lockIssue(tx, id);
  return kind === "party" ? lockParty(tx, id) : lockNeed(tx, id);
}

async function store(tx: Tx, scope: AnyScope, input: SetArchivedInput): Promise<void> {
  const table = { issue: contextIssues, party: interestedParties, need: partyNeeds }[input.kind];
  await tx
    .update(table)
    .set({ archivedAt: input.archived ? sql`now()` : null, version: input.version + 1 })
    .where(and(eq(table.workspaceId, scope.workspaceId), eq(table.id, input.id)));
}

/**
 * Takes an issue, a party with its needs, or a need out of use, or brings it back; nothing is deleted.
 * @throws AppError NOT_FOUND, CONFLICT (stale, already so)
 */
export async function setArchived(scope: Scope<"context:write">, input: SetArchivedInput): Promise<Kind> {
  const { kind, id, version, archived } = input;
  return inWorkspace(scope, async (tx) => {
    const row = await lock(tx, kind, id);
    if (row.version !== version) throw staleVersion(WHAT[kind], { version: row.version });
    if ((row.archivedAt !== null) === archived) {
      throw new AppError("CONFLICT", `${WHAT[kind]} is ${archived ? "archived already" : "in use already"}.`);
    }
    await store(tx, scope, input);
    await record(tx, scope, {
      verb: "context.edit",
      subject: { kind: "context", ref: id },
      before: { archived: !archived },
      after: { archived },
    });
    return kind;
  });
}
