import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { riskControls, risks } from "@/db/schema/risks";
import { counters, memberships } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, actorId, mayEditOwned, roleHas, type Scope } from "@/lib/core/access";
import type { ActivityVerb } from "@/lib/core/audit-actions";
import type { Decision } from "@/lib/core/decision";
import { AppError, staleVersion } from "@/lib/core/errors";
import { RISK_STATES, type RiskState } from "@/lib/core/isms-statuses";
import type { Notice } from "@/lib/core/notification";
import { afterPlanChange, riskNumber } from "@/lib/core/risk";
import { backWords } from "@/lib/core/risk-words";
import { once } from "@/lib/idempotency/mutations";
import { notify } from "@/lib/notifications/mutations";
import { now } from "@/lib/platform/clock";
import type { AddRiskInput, ArchiveRiskInput, EditRiskInput, MoveRiskInput } from "@/lib/risks/input";
import { type LockedRisk, lockRisk } from "@/lib/risks/queries";
import { setCitations, withoutArchived } from "@/lib/soa/mutations/citations";

type WriteScope = Scope<"risk:write">;
export type Values = Readonly<Record<string, unknown>>;
/** `note` says what else the change did: that an approval was taken back. */
export type RiskChanged = { readonly id: string; readonly note: string };

/** The acting person's id. @throws AppError FORBIDDEN (the system acts) */
export function riskActor(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "A risk needs a person who is responsible for it.");
  return id;
}

/** The next numbers of the register, in one step for all; they are never used twice. */
export async function nextRiskNumbers(tx: Tx, scope: AnyScope, count: number): Promise<readonly string[]> {
  const [counter] = await tx
    .insert(counters)
    .values({ workspaceId: scope.workspaceId, kind: "risk", year: 0, last: count })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.kind, counters.year],
      set: { last: sql`${counters.last} + ${count}` },
    })
    .returning({ last: counters.last });
  const last = counter?.last ?? count;
  return Array.from({ length: count }, (_, at) => riskNumber(last - count + at + 1));
}

/** Checks that the person is a member at present whose role may approve plans and accept risks. @throws AppError INVALID */
export async function requireRiskOwner(tx: Tx, userId: string | null, field = "ownerId"): Promise<void> {
  if (userId === null) return;
  const [found] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)));
  if (found !== undefined && roleHas(found.role, "risk:accept")) return;
  const sentence =
    found === undefined
      ? "This person is no member of the workspace. Choose somebody else."
      : "A viewer cannot approve a plan or accept a risk. Choose somebody else.";
  throw new AppError("INVALID", sentence, { fields: { [field]: sentence } });
}

/** What a member is told about the risk. */
export function riskNotice(
  row: LockedRisk["row"],
  personId: string | null,
  kind: Notice["kind"],
  detail: string,
): Notice {
  return {
    ...{ personId, kind, detail },
    subjectKind: "risk",
    subjectId: row.id,
    title: `${row.number} ${row.title}`,
  };
}

/** Adds a risk with the next number. Contributors become its owner unless they name one. @throws AppError INVALID */
export async function addRisk(
  scope: WriteScope,
  input: AddRiskInput,
): Promise<{ id: string; number: string }> {
  const { onceKey: key, ...values } = input;
  const me = riskActor(scope);
  const ownerId = values.ownerId ?? (mayEditOwned(scope, null) ? null : me);
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key, input }, async () => {
      await requireRiskOwner(tx, ownerId);
      const id = uuidv7();
      const [number = ""] = await nextRiskNumbers(tx, scope, 1);
      const [row] = await tx
        .insert(risks)
        .values({ workspaceId: scope.workspaceId, id, number, ...values, ownerId })
        .returning();
      if (row !== undefined)
        await notify(tx, scope, riskNotice(row, ownerId, "assignment", "You own this risk."));
      await record(tx, scope, {
        verb: "risk.add",
        subject: { kind: "risk", ref: id },
        after: { number, title: values.title, ownerId },
      });
      return { id, number };
    }),
  );
}

type Fields = Partial<typeof risks.$inferInsert>;
export type RiskChange = {
  readonly fields: Fields;
  /** Where the risk stands afterwards. */
  readonly state: RiskState;
  readonly before?: Values;
  readonly after: Values;
  readonly notices?: readonly Notice[];
};
type Target = {
  readonly id: string;
  /** As the actor saw it; null where something with a version of its own is changed. */
  readonly version: number | null;
  /** The form's key where sending it twice would add twice. */
  readonly onceKey?: string;
};

/** The values of the same names. */
export function pick(values: Values, like: Values): Values {
  return Object.fromEntries(Object.keys(like).map((key) => [key, values[key]]));
}

function requireEditor(scope: AnyScope, risk: LockedRisk): void {
  if (mayEditOwned(scope, risk.row.ownerId)) return;
  throw new AppError("FORBIDDEN", "Contributors work on risks that they own.");
}

function requireLive(risk: LockedRisk): void {
  if (risk.row.archivedAt === null) return;
  throw new AppError("CONFLICT", "The risk is archived. Bring it back before you change it.");
}

/** A rule's answer as the error that a form shows. @throws AppError CONFLICT */
export function requireAllowed(decision: Decision): void {
  if (!decision.ok) throw new AppError("CONFLICT", decision.reason);
}

/** An approval that no longer holds is forgotten: who and when stand in the log. */
function approvalOf(state: RiskState): Fields {
  const isApproved = RISK_STATES.indexOf(state) >= RISK_STATES.indexOf("plan_approved");
  return isApproved ? {} : { planApprovedBy: null, planApprovedAt: null };
}

export type RiskRule = {
  readonly change: (risk: LockedRisk, tx: Tx) => RiskChange | Promise<RiskChange>;
  readonly stored?: (risk: LockedRisk) => Values;
  /** Who may, when it is not whoever edits the risk. */
  readonly allow?: (risk: LockedRisk) => void;
  readonly archived?: boolean;
};

/**
 * One change of one risk: locked, allowed for the actor, on the version that the actor saw; the log entry names the
 * state before and after. `stored` are the values that a stale form is compared with.
 * @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND
 */
export async function changeRisk(
  scope: AnyScope,
  target: Target,
  verb: ActivityVerb,
  rule: RiskRule,
): Promise<RiskChanged> {
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: target.onceKey ?? "", input: target }, () =>
      applyChange(tx, scope, target, verb, rule),
    ),
  );
}

async function applyChange(
  tx: Tx,
  scope: AnyScope,
  target: Target,
  verb: ActivityVerb,
  rule: RiskRule,
): Promise<RiskChanged> {
  const risk = await lockRisk(tx, target.id);
  const { row } = risk;
  if (rule.allow === undefined) requireEditor(scope, risk);
  else rule.allow(risk);
  if (rule.archived !== true) requireLive(risk);
  if (target.version !== null && row.version !== target.version) {
    throw staleVersion("The risk", { ...(rule.stored?.(risk) ?? {}), version: row.version });
  }
  const { fields, state, before = {}, after, notices = [] } = await rule.change(risk, tx);
  await tx
    .update(risks)
    .set({ ...approvalOf(state), ...fields, state, version: row.version + 1, updatedAt: sql`now()` })
    .where(eq(risks.id, row.id));
  await notify(tx, scope, notices);
  const isMoved = state !== row.state;
  await record(tx, scope, {
    verb,
    subject: { kind: "risk", ref: row.id },
    before: { ...before, ...(isMoved ? { state: row.state } : {}) },
    after: { ...after, ...(isMoved ? { state } : {}) },
  });
  return { id: row.id, note: backWords(row.state, state) };
}

function changed(before: Values, wanted: Values): readonly string[] {
  return Object.keys(wanted).filter((key) => (before[key] ?? null) !== (wanted[key] ?? null));
}

const UNPLANNED = new Set(["title", "reviewOn"]);

/**
 * Changes description, owner and review. Anything but title and review date is part of what the owner approved: the plan
 * waits for approval again. @throws AppError CONFLICT, FORBIDDEN, INVALID, NOT_FOUND
 */
export async function editRisk(scope: WriteScope, input: EditRiskInput): Promise<RiskChanged> {
  const { id, version, ...fields } = input;
  return changeRisk(scope, { id, version }, "risk.edit", {
    stored: ({ row }) => pick(row, fields),
    change: async ({ row }, tx) => {
      const keys = changed(row, fields);
      const isNewOwner = keys.includes("ownerId");
      if (isNewOwner) await requireRiskOwner(tx, fields.ownerId);
      const touchesPlan = keys.some((key) => !UNPLANNED.has(key));
      return {
        fields,
        state: touchesPlan ? afterPlanChange(row.state) : row.state,
        before: Object.fromEntries(keys.map((key) => [key, (row as Values)[key]])),
        after: Object.fromEntries(keys.map((key) => [key, (fields as Values)[key]])),
        notices: isNewOwner ? [riskNotice(row, fields.ownerId, "assignment", "You own this risk.")] : [],
      };
    },
  });
}

/** Takes the risk out of the register with a reason; no control is cited for it any more. @throws AppError CONFLICT, FORBIDDEN, NOT_FOUND */
export async function archiveRisk(scope: WriteScope, input: ArchiveRiskInput): Promise<RiskChanged> {
  const { reason } = input;
  return changeRisk(scope, input, "risk.archive", {
    change: async ({ row }, tx) => {
      await setCitations(tx, scope, { kind: "risk", targetId: row.id, detail: row.number, refs: [] });
      return {
        fields: { archivedAt: now(), archiveReason: reason },
        state: row.state,
        after: { archived: true, reason },
      };
    },
  });
}

/**
 * Brings an archived risk back, its controls cited again. Without an own control that was archived meanwhile it is another
 * plan, which waits for approval. @throws AppError CONFLICT, FORBIDDEN, NOT_FOUND
 */
export async function restoreRisk(scope: WriteScope, input: MoveRiskInput): Promise<RiskChanged> {
  return changeRisk(scope, input, "risk.archive", {
    archived: true,
    change: async ({ row, facts }, tx) => {
      if (row.archivedAt === null) throw new AppError("CONFLICT", "The risk is not archived.");
      const refs = await withoutArchived(tx, facts.controls);
      const gone = facts.controls.filter((ref) => !refs.includes(ref));
      await setCitations(tx, scope, { kind: "risk", targetId: row.id, detail: row.number, refs });
      if (gone.length > 0) {
        await tx
          .delete(riskControls)
          .where(and(eq(riskControls.riskId, row.id), inArray(riskControls.ref, gone)));
      }
      return {
        fields: { archivedAt: null, archiveReason: "" },
        state: gone.length > 0 ? afterPlanChange(row.state) : row.state,
        after: { archived: false, ...(gone.length > 0 ? { controls: refs } : {}) },
      };
    },
  });
}
