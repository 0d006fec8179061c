// The named reads and writes outside any workspace, through the role carryover_auth, which has no rights on tenant data.
import { type Database, pool } from "@/db/client";
import { withDeadline } from "@/db/deadline";

export type SystemReason =
  | "session"
  | "account"
  | "sign-in"
  | "sign-up"
  | "token"
  | "membership-lookup"
  | "invitation-lookup"
  | "rate-limit"
  | "list-workspaces"
  | "set-up"
  | "import-people"
  | "room-lookup"
  | "room-code"
  | "health";

/** Runs `work` as carryover_auth; `reason` names why no workspace is known yet. */
export async function asSystem<T>(
  _reason: SystemReason,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return withDeadline(work(pool("auth")));
}
