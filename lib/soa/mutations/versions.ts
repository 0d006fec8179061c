import "server-only";
import { createHash } from "node:crypto";
import { and, asc, eq, getTableColumns, inArray, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { soaVersions } from "@/db/schema/soa-versions";
import { memberships, programmes } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, ROLES, roleHas, type Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError, notFound } from "@/lib/core/errors";
import type { VersionState } from "@/lib/core/isms-statuses";
import type { Notice } from "@/lib/core/notification";
import { contentText, type SoaContent, type SoaDocument } from "@/lib/core/soa-document";
import { blockedSentence, nextVersion, SOA_NOUN, versionLabel } from "@/lib/core/soa-version";
import { moveVersion, type VersionFacts } from "@/lib/core/version-machine";
import { notify } from "@/lib/notifications/mutations";
import { now } from "@/lib/platform/clock";
import type { ReturnSoaInput, SubmitSoaInput } from "@/lib/soa/input";
import { readDocument } from "@/lib/soa/queries";

type VersionRow = Omit<typeof soaVersions.$inferSelect, "content">;

/** The acting member's id. @throws AppError FORBIDDEN (the system acts) */
export function personOf(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "A version needs a person who answers for it.");
  return id;
}

/** All versions without their content, locked: steps of the machine are taken one after the other. */
export async function lockVersions(tx: Tx): Promise<readonly VersionRow[]> {
  await tx.select({ one: sql`1` }).from(programmes).for("update");
  const { content: _frozen, ...columns } = getTableColumns(soaVersions);
  return tx.select(columns).from(soaVersions).orderBy(asc(soaVersions.createdAt)).for("update");
}

/** The version as the person saw it. @throws AppError NOT_FOUND, CONFLICT (decided or changed meanwhile) */
export function requireVersion(
  rows: readonly VersionRow[],
  { id, version }: { readonly id: string; readonly version: number },
): VersionRow {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw notFound("The version");
  if (row.version === version) return row;
  const by = row.state === "approved" ? ` ${row.approverName} approved it.` : "";
  throw new AppError("CONFLICT", `Somebody else decided about this version first.${by} Reload the page.`);
}

/** What the step changes. @throws AppError CONFLICT (state), INVALID (content, no reason), FORBIDDEN (own version) */
export function requireStep(
  rows: readonly VersionRow[],
  row: VersionRow,
  to: VersionState,
  facts: Omit<VersionFacts, "noun" | "submitterId">,
) {
  const move = moveVersion(
    rows.map(({ id, state }) => ({ key: id, state })),
    row.id,
    to,
    { ...facts, noun: SOA_NOUN, submitterId: row.submittedBy },
  );
  if (move.ok) return move.changes;
  if (move.cause === "reason")
    throw new AppError("INVALID", move.reason, { fields: { reason: move.reason } });
  if (move.cause === "content") throw new AppError("INVALID", move.reason);
  throw new AppError(move.cause === "person" ? "FORBIDDEN" : "CONFLICT", move.reason);
}

/** A notice about one version. */
export function noticeOf(
  row: Pick<VersionRow, "id" | "major" | "minor">,
  told: Pick<Notice, "personId" | "kind" | "detail">,
): Notice {
  return { ...told, subjectKind: "soa", subjectId: row.id, title: `${SOA_NOUN} ${versionLabel(row)}` };
}

async function approversOf(tx: Tx): Promise<readonly string[]> {
  const roles = ROLES.filter((role) => roleHas(role, "soa:approve"));
  const rows = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(inArray(memberships.role, roles), isNull(memberships.endedAt)));
  return rows.map(({ userId }) => userId);
}

/** What is frozen: the live draft under its number. */
function contentOf(
  scope: AnyScope,
  { header: draft, rows, checks, changes, history }: SoaDocument,
  of: { readonly label: string; readonly changeReason: string },
): SoaContent {
  const { status: _status, approval: _approval, sha256: _sha256, ...header } = draft;
  return { header: { ...header, ...of, preparedBy: scope.actor.name }, rows, checks, changes, history };
}

/**
 * Hands the live draft in: its content is frozen under the next number while the draft stays editable, and everybody who
 * may approve is told. `at` dates a version that was handed in before this record of it.
 * @throws AppError CONFLICT (one waits already), INVALID (a check blocks)
 */
export async function submitSoa(
  scope: Scope<"soa:write">,
  { changeReason, major }: SubmitSoaInput,
  at: Date = now(),
): Promise<{ readonly id: string; readonly label: string }> {
  const submittedBy = personOf(scope);
  return inWorkspace(scope, async (tx) => {
    const rows = await lockVersions(tx);
    if (rows.some(({ state }) => state === "in_review")) {
      throw new AppError(
        "CONFLICT",
        "A version waits for approval already. Hand the next one in afterwards.",
      );
    }
    const draft = await readDocument(tx, scope.timeZone, dateIn(scope.timeZone, at));
    const blocked = blockedSentence(draft.checks);
    if (blocked !== null) throw new AppError("INVALID", blocked);
    const done = rows.filter(({ state }) => state === "approved" || state === "superseded");
    const number = nextVersion(done, major);
    const label = versionLabel(number);
    const content = contentText(contentOf(scope, draft, { label, changeReason }));
    const sha256 = createHash("sha256").update(content).digest("hex");
    const id = uuidv7();
    await tx.insert(soaVersions).values({
      ...{ workspaceId: scope.workspaceId, id, ...number, content, sha256, changeReason, submittedBy },
      submittedAt: at,
    });
    const people = await approversOf(tx);
    const told = people.filter((personId) => personId !== submittedBy);
    await notify(
      tx,
      scope,
      told.map((personId) =>
        noticeOf({ id, ...number }, { personId, kind: "submission", detail: changeReason }),
      ),
    );
    await record(tx, scope, {
      verb: "soa.submit",
      subject: { kind: "soa", ref: label },
      after: { state: "in_review", changeReason, sha256, rows: draft.rows.length },
    });
    return { id, label };
  });
}

/** Gives the version back with a reason; whoever handed it in is told why. @throws AppError NOT_FOUND, CONFLICT (decided meanwhile), INVALID (no reason) */
export async function returnSoa(
  scope: Scope<"soa:approve">,
  input: ReturnSoaInput,
): Promise<{ readonly id: string; readonly label: string }> {
  const returnedBy = personOf(scope);
  return inWorkspace(scope, async (tx) => {
    const rows = await lockVersions(tx);
    const row = requireVersion(rows, input);
    const { reason } = input;
    requireStep(rows, row, "draft", { actorId: returnedBy, selfAcceptance: false, reason, blocked: null });
    await tx
      .update(soaVersions)
      .set({
        state: "draft",
        returnedBy,
        returnedAt: sql`now()`,
        returnReason: reason,
        version: row.version + 1,
      })
      .where(and(eq(soaVersions.workspaceId, row.workspaceId), eq(soaVersions.id, row.id)));
    const label = versionLabel(row);
    await notify(tx, scope, noticeOf(row, { personId: row.submittedBy, kind: "return", detail: reason }));
    await record(tx, scope, {
      verb: "soa.return",
      subject: { kind: "soa", ref: label },
      before: { state: row.state },
      after: { state: "draft", reason },
    });
    return { id: row.id, label };
  });
}
