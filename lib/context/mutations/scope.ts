import "server-only";
import { createHash } from "node:crypto";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import { scopeStatements } from "@/db/schema/context";
import { users } from "@/db/schema/people";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type {
  ApproveScopeInput,
  BeginScopeInput,
  ReturnScopeInput,
  SaveScopeInput,
  SubmitScopeInput,
} from "@/lib/context/input";
import { changesOf, invalid, lockScopes, memberOf, type ScopeRow } from "@/lib/context/mutations/locked";
import { partsOf, readContext } from "@/lib/context/queries";
import { type AnyScope, ROLES, roleHas, type Scope } from "@/lib/core/access";
import { canonicalJson } from "@/lib/core/canonical-json";
import type { ContextDto } from "@/lib/core/context";
import { dateIn, type IsoDate } from "@/lib/core/dates";
import { AppError, notFound, staleVersion } from "@/lib/core/errors";
import type { VersionState } from "@/lib/core/isms-statuses";
import type { Notice } from "@/lib/core/notification";
import {
  EMPTY_SCOPE,
  freezeScope,
  SCOPE_NOUN,
  scopeBlock,
  scopeChecks,
  scopeSubject,
} from "@/lib/core/scope-statement";
import { canBeginVersion, canEditVersion, moveVersion } from "@/lib/core/version-machine";
import { once } from "@/lib/idempotency/mutations";
import { notify } from "@/lib/notifications/mutations";
import { now } from "@/lib/platform/clock";
import { readProgramme } from "@/lib/workspaces/queries";

type Numbered = { readonly number: number };

/** The version that the form was drawn with; `stored` are the values that a stale form is compared with. @throws AppError NOT_FOUND, CONFLICT (stale) */
export function requireRow(
  rows: readonly ScopeRow[],
  { number, version }: { number: number; version: number },
  stored: (row: ScopeRow) => Readonly<Record<string, unknown>> = () => ({}),
) {
  const row = rows.find((one) => one.number === number);
  if (row === undefined) throw notFound("The version");
  if (row.version !== version) {
    throw staleVersion("The scope statement", { ...stored(row), version: row.version });
  }
  return row;
}

async function save(tx: Tx, row: ScopeRow, fields: Record<string, unknown>): Promise<void> {
  await tx
    .update(scopeStatements)
    .set({ ...fields, version: row.version + 1, updatedAt: sql`now()` })
    .where(and(eq(scopeStatements.workspaceId, row.workspaceId), eq(scopeStatements.number, row.number)));
}

/**
 * Begins a version: empty at first, later a copy of the one in force. The same form sent twice begins one.
 * @throws AppError CONFLICT (one is worked on already)
 */
export async function beginScope(scope: Scope<"context:write">, input: BeginScopeInput): Promise<Numbered> {
  memberOf(scope);
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      const rows = await lockScopes(tx);
      const decision = canBeginVersion(
        SCOPE_NOUN,
        rows.map(({ state }) => state),
      );
      if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
      const before = rows.find(({ state }) => state === "approved");
      const number = (rows.at(-1)?.number ?? 0) + 1;
      const made = await tx
        .insert(scopeStatements)
        .values({
          workspaceId: scope.workspaceId,
          number,
          ...(before === undefined ? EMPTY_SCOPE : partsOf(before)),
          // A discarded draft had the same number: no form that was drawn with it fits this one.
          version: sql<number>`(select 1 + count(*)::int from ${activity} a
            where a.subject_kind = 'context' and a.subject_ref = ${scopeSubject(number)})`,
        })
        .onConflictDoNothing()
        .returning({ number: scopeStatements.number });
      if (made.length === 0) {
        throw new AppError(
          "CONFLICT",
          "Somebody else began a version at the same moment. Continue with that one.",
        );
      }
      await record(tx, scope, {
        verb: "context.edit",
        subject: { kind: "context", ref: scopeSubject(number) },
        after: { begun: true, from: before?.number ?? null },
      });
      return { number };
    }),
  );
}

/** Saves the draft as typed, complete or not. @throws AppError NOT_FOUND, CONFLICT (stale, not a draft) */
export async function saveScope(scope: Scope<"context:write">, input: SaveScopeInput): Promise<Numbered> {
  memberOf(scope);
  const { number, version, ...wanted } = input;
  return inWorkspace(scope, async (tx) => {
    const row = requireRow(await lockScopes(tx), { number, version }, partsOf);
    const decision = canEditVersion(SCOPE_NOUN, row.state);
    if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
    const changes = changesOf(row, wanted);
    if (Object.keys(changes.after).length === 0) return { number };
    await save(tx, row, wanted);
    await record(tx, scope, {
      verb: "context.edit",
      subject: { kind: "context", ref: scopeSubject(number) },
      ...changes,
    });
    return { number };
  });
}

type Step = {
  readonly rows: readonly ScopeRow[];
  readonly row: ScopeRow;
  readonly to: VersionState;
  readonly actorId: string;
  readonly selfAcceptance: boolean;
  readonly reason: string;
  readonly context: ContextDto | null;
};

/** The changes of a step by the version machine. @throws AppError CONFLICT, FORBIDDEN (own version), INVALID (no reason) */
function requireMove({ rows, row, to, context, ...facts }: Step) {
  const move = moveVersion(
    rows.map(({ number, state }) => ({ key: number, state })),
    row.number,
    to,
    {
      ...facts,
      noun: SCOPE_NOUN,
      submitterId: row.submittedBy,
      blocked: context === null ? null : scopeBlock(scopeChecks(partsOf(row), context)),
    },
  );
  if (move.ok) return move.changes;
  if (move.cause === "reason") throw invalid("reason", move.reason);
  throw new AppError(move.cause === "person" ? "FORBIDDEN" : "CONFLICT", move.reason);
}

async function approversOf(tx: Tx): Promise<readonly string[]> {
  const roles = ROLES.filter((role) => roleHas(role, "context:approve"));
  const rows = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(inArray(memberships.role, roles), isNull(memberships.endedAt)));
  return rows.map(({ userId }) => userId);
}

function noticeOf(number: number, told: Pick<Notice, "personId" | "kind" | "detail">): Notice {
  return { ...told, subjectKind: "context", subjectId: String(number), title: `Scope statement ${number}` };
}

/**
 * Hands the draft in; its content does not change until the decision, and everybody who may approve is told.
 * @throws AppError NOT_FOUND, CONFLICT (stale, not a draft, a check blocks)
 */
export async function submitScope(scope: Scope<"context:write">, input: SubmitScopeInput): Promise<Numbered> {
  const submittedBy = memberOf(scope);
  const { number, changeReason } = input;
  return inWorkspace(scope, async (tx) => {
    const rows = await lockScopes(tx);
    const row = requireRow(rows, input);
    requireMove({
      ...{ rows, row, to: "in_review", actorId: submittedBy, selfAcceptance: false, reason: "" },
      context: await readContext(tx),
    });
    await save(tx, row, { state: "in_review", changeReason, submittedBy, submittedAt: sql`now()` });
    const people = await approversOf(tx);
    await notify(
      tx,
      scope,
      people.map((personId) => noticeOf(number, { personId, kind: "submission", detail: changeReason })),
    );
    await record(tx, scope, {
      verb: "context.submit",
      subject: { kind: "context", ref: scopeSubject(number) },
      before: { state: row.state },
      after: { state: "in_review", changeReason },
    });
    return { number };
  });
}

/** Gives the version back to be mended; whoever handed it in is told why. @throws AppError NOT_FOUND, CONFLICT (stale, not in review), INVALID (no reason) */
export async function returnScope(
  scope: Scope<"context:approve">,
  input: ReturnScopeInput,
): Promise<Numbered> {
  const actorId = memberOf(scope);
  const { number, reason } = input;
  return inWorkspace(scope, async (tx) => {
    const rows = await lockScopes(tx);
    const row = requireRow(rows, input);
    requireMove({ ...{ rows, row, to: "draft", actorId, reason }, selfAcceptance: false, context: null });
    await save(tx, row, { state: "draft" });
    await notify(tx, scope, noticeOf(number, { personId: row.submittedBy, kind: "return", detail: reason }));
    await record(tx, scope, {
      verb: "context.return",
      subject: { kind: "context", ref: scopeSubject(number) },
      before: { state: row.state },
      after: { state: "draft", reason },
    });
    return { number };
  });
}

async function namesOf(tx: Tx, scope: AnyScope, submitterId: string) {
  const [workspace] = await tx
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, scope.workspaceId));
  const [person] = await tx.select({ name: users.name }).from(users).where(eq(users.id, submitterId));
  return { organisation: workspace?.name ?? "", submitter: person?.name ?? "Former member" };
}

async function frozenText(
  tx: Tx,
  scope: AnyScope,
  row: ScopeRow,
  { context, on }: { readonly context: ContextDto; readonly on: IsoDate },
): Promise<string> {
  const { actor } = scope;
  const userId = row.submittedBy ?? "";
  const { organisation, submitter } = await namesOf(tx, scope, userId);
  return canonicalJson(
    freezeScope(
      {
        organisation,
        number: row.number,
        changeReason: row.changeReason,
        parts: partsOf(row),
        submittedBy: { userId, name: submitter },
        approvedBy: {
          userId: memberOf(scope),
          name: actor.name,
          role: actor.kind === "member" ? actor.role : "",
        },
        approvedOn: on,
      },
      context,
    ),
  );
}

/**
 * Approves the version: it is frozen with issues, needs and the climate determination of today, and the one before it is
 * superseded. `at` dates an approval that is entered later. Of two people who approve at once one does.
 * @throws AppError NOT_FOUND, FORBIDDEN (their own version), CONFLICT (stale, not in review, a check blocks)
 */
export async function approveScope(
  scope: Scope<"context:approve">,
  input: ApproveScopeInput,
  at: Date = now(),
): Promise<Numbered> {
  const actorId = memberOf(scope);
  const { number } = input;
  return inWorkspace(scope, async (tx) => {
    const rows = await lockScopes(tx);
    const row = requireRow(rows, input);
    const { selfAcceptance } = await readProgramme(tx);
    const context = await readContext(tx);
    const changes = requireMove({
      ...{ rows, row, actorId, selfAcceptance, context },
      to: "approved",
      reason: "",
    });
    const content = await frozenText(tx, scope, row, { context, on: dateIn(scope.timeZone, at) });
    const sha256 = createHash("sha256").update(content).digest("hex");
    for (const change of changes) {
      const changed = rows.find((one) => one.number === change.key);
      if (changed === undefined) continue;
      const frozen = change.to === "approved" ? { content, sha256, approvedBy: actorId, approvedAt: at } : {};
      await save(tx, changed, { state: change.to, ...frozen });
    }
    await notify(
      tx,
      scope,
      noticeOf(number, { personId: row.submittedBy, kind: "decision", detail: "Approved." }),
    );
    await record(tx, scope, {
      verb: "context.approve",
      subject: { kind: "context", ref: scopeSubject(number) },
      before: { state: row.state },
      after: {
        state: "approved",
        sha256,
        supersedes: changes.find(({ to }) => to === "superseded")?.key ?? null,
        ...(row.submittedBy === actorId ? { selfAccepted: true } : {}),
      },
    });
    return { number };
  });
}
