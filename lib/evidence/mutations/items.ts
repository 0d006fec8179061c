import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { inWorkspace, type Tx, violates } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, mayEditOwned, type Scope } from "@/lib/core/access";
import type { IsoDate } from "@/lib/core/dates";
import { AppError, staleVersion } from "@/lib/core/errors";
import type { ArtifactFacts } from "@/lib/core/evidence-versions";
import { CRITERION_BY_REF } from "@/lib/core/frameworks/catalogue";
import { identityOf } from "@/lib/core/register-csv";
import type { ItemState } from "@/lib/core/statuses";
import type { AddArtifactInput, AddEvidenceInput, EditEvidenceInput } from "@/lib/evidence/input";
import {
  type ItemRow,
  lockItem,
  memberId,
  requireMember,
  requireRequirements,
  todayOf,
} from "@/lib/evidence/mutations/locked";
import { ownRule } from "@/lib/evidence/mutations/moves";
import { once } from "@/lib/idempotency/mutations";

const WHAT = "The evidence item";

function invalid(field: string, message: string): AppError {
  return new AppError("INVALID", message, { fields: { [field]: message } });
}

/** Runs `work`; a reference that another item has becomes an error of that field. */
async function withUniqueReference<T>(reference: string | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!violates(error, "evidence_items_reference")) throw error;
    throw invalid(
      "reference",
      `${reference ?? "This reference"} already names another item. Choose another one.`,
    );
  }
}

/** What somebody collected has happened; periods may still run. */
function requirePast(effectiveOn: IsoDate | null, today: IsoDate): void {
  if (effectiveOn === null || effectiveOn <= today) return;
  throw invalid(
    "effectiveOn",
    "The effective date lies in the future. Enter the day the evidence speaks for.",
  );
}

function requireOwn(scope: AnyScope, row: ItemRow): void {
  const decision = ownRule(scope, row);
  if (!decision.ok) throw new AppError("FORBIDDEN", decision.reason);
}

function requireEditable(row: ItemRow): void {
  if (row.state !== "withdrawn" && row.state !== "superseded") return;
  throw new AppError(
    "CONFLICT",
    `${row.state === "withdrawn" ? "Withdrawn" : "Superseded"} evidence stays as it is. Add a new item instead.`,
  );
}

function artifactOf(input: ArtifactFacts & { readonly kind: ArtifactFacts["kind"] }): ArtifactFacts {
  const { kind, url, body, effectiveOn, periodFrom, periodTo, sourceSystem, collectedBy } = input;
  return {
    ...{ kind, body, effectiveOn, periodFrom, periodTo, sourceSystem, collectedBy },
    url: kind === "link" ? url : null,
  };
}

function ownerFor(scope: AnyScope, actor: string, ownerId: string | null): string | null {
  const owner = ownerId ?? (mayEditOwned(scope, null) ? null : actor);
  if (mayEditOwned(scope, owner)) return owner;
  throw invalid("ownerId", "Contributors add evidence that they own themselves.");
}

async function insertItem(tx: Tx, scope: AnyScope, actor: string, input: AddEvidenceInput): Promise<string> {
  const { workspaceId } = scope;
  const itemId = uuidv7();
  const { kind, submit, requirements: refs, onceKey: _key, ...values } = input;
  await tx.insert(evidenceItems).values({
    workspaceId,
    id: itemId,
    reference: values.reference,
    identity: identityOf({
      reference: values.reference,
      name: values.title,
      criteria: refs.filter((ref) => CRITERION_BY_REF.has(ref)),
      source: values.sourceSystem,
    }),
    title: values.title,
    category: values.category,
    guidance: values.guidance,
    sharedDescription: values.sharedDescription,
    internalNotes: values.internalNotes,
    ownerId: ownerFor(scope, actor, values.ownerId),
    renewOn: values.renewOn,
    currentArtifact: kind === "none" ? 0 : 1,
    ...(submit ? { state: "submitted" as const, submittedBy: actor, submittedAt: sql`now()` } : {}),
  });
  if (kind !== "none") {
    await tx
      .insert(artifacts)
      .values({ workspaceId, itemId, number: 1, addedBy: actor, ...artifactOf({ ...values, kind }) });
  }
  if (refs.length > 0) {
    await tx
      .insert(evidenceLinks)
      .values(refs.map((ref) => ({ workspaceId, itemId, ref, origin: "manual" as const, linkedBy: actor })));
  }
  return itemId;
}

/**
 * A new item with its first artifact and links, as draft or handed in; returns its id. The same form sent twice adds one.
 * @throws AppError INVALID (unknown requirement, taken reference, owner who is no member, effective date in the future)
 */
export async function addEvidence(
  scope: Scope<"evidence:write">,
  input: AddEvidenceInput,
): Promise<{ readonly itemId: string }> {
  const actor = memberId(scope);
  requirePast(input.effectiveOn, todayOf(scope));
  return withUniqueReference(input.reference, () =>
    inWorkspace(scope, (tx) =>
      once(tx, scope, { key: input.onceKey, input }, async () => {
        await requireMember(tx, input.ownerId);
        await requireRequirements(tx, input.requirements);
        const itemId = await insertItem(tx, scope, actor, input);
        await record(tx, scope, {
          verb: "evidence.add",
          subject: { kind: "evidence", ref: itemId },
          after: {
            title: input.title,
            reference: input.reference,
            refs: input.requirements,
            state: input.submit ? "submitted" : "draft",
          },
        });
        return { itemId };
      }),
    ),
  );
}

const EDITED = [
  "title",
  "reference",
  "category",
  "guidance",
  "sharedDescription",
  "internalNotes",
  "ownerId",
  "renewOn",
] as const;

function pickEdited(values: Pick<ItemRow, (typeof EDITED)[number]>, keys: readonly string[] = EDITED) {
  return Object.fromEntries(EDITED.filter((key) => keys.includes(key)).map((key) => [key, values[key]]));
}

async function identityAfter(tx: Tx, row: ItemRow, input: EditEvidenceInput): Promise<string> {
  const links = await tx
    .select({ ref: evidenceLinks.ref })
    .from(evidenceLinks)
    .where(eq(evidenceLinks.itemId, row.id));
  const [newest] = await tx
    .select({ source: artifacts.sourceSystem })
    .from(artifacts)
    .where(and(eq(artifacts.itemId, row.id), eq(artifacts.number, row.currentArtifact)));
  return identityOf({
    reference: input.reference,
    name: input.title,
    criteria: links.map((link) => link.ref).filter((ref) => CRITERION_BY_REF.has(ref)),
    source: newest?.source ?? "",
  });
}

/**
 * Changes what an item says about itself; its artifacts, state and verdicts stay. Contributors keep themselves as owner.
 * @throws AppError NOT_FOUND, FORBIDDEN (a contributor's colleague owns it), CONFLICT (stale, withdrawn), INVALID (reference, owner)
 */
export async function editEvidence(scope: Scope<"evidence:write">, input: EditEvidenceInput): Promise<null> {
  memberId(scope);
  return withUniqueReference(input.reference, () =>
    inWorkspace(scope, async (tx) => {
      const row = await lockItem(tx, input.itemId);
      requireOwn(scope, row);
      requireEditable(row);
      if (row.version !== input.version)
        throw staleVersion(WHAT, { ...pickEdited(row), version: row.version });
      const changed = EDITED.filter((key) => row[key] !== input[key]);
      if (changed.length === 0) return null;
      if (!mayEditOwned(scope, input.ownerId))
        throw invalid("ownerId", "Only owners and leads give evidence to somebody else.");
      if (changed.includes("ownerId")) await requireMember(tx, input.ownerId);
      await tx
        .update(evidenceItems)
        .set({
          ...pickEdited(input),
          ...(input.ownerId === null ? {} : { ownerText: "" }),
          identity: await identityAfter(tx, row, input),
          version: row.version + 1,
          updatedAt: sql`now()`,
        })
        .where(and(eq(evidenceItems.workspaceId, scope.workspaceId), eq(evidenceItems.id, row.id)));
      await record(tx, scope, {
        verb: "evidence.edit",
        subject: { kind: "evidence", ref: row.id },
        before: pickEdited(row, changed),
        after: pickEdited(input, changed),
      });
      return null;
    }),
  );
}

/** What was accepted was another artifact, so the item starts again; what waits for review keeps waiting. */
function stateAfter(state: ItemState, submit: boolean): ItemState {
  if (submit || state === "submitted") return "submitted";
  return state === "accepted" ? "draft" : state;
}

/** Who handed in and who reviewed, after the new version; nothing changes while a draft or returned item stays so. */
function handover(from: ItemState, to: ItemState, actor: string) {
  if (to === "submitted") {
    return {
      stateReason: "",
      submittedBy: actor,
      submittedAt: sql`now()`,
      reviewedBy: null,
      reviewedAt: null,
    };
  }
  if (to === from) return {};
  return { stateReason: "", submittedBy: null, submittedAt: null, reviewedBy: null, reviewedAt: null };
}

/**
 * Adds the next version of the artifact; earlier ones stay as they were. An accepted item goes back to draft, or is
 * handed in at once; verdicts stay with the version they were given on. Returns the new version's number.
 * @throws AppError NOT_FOUND, FORBIDDEN (a contributor's colleague owns it), CONFLICT (stale, withdrawn), INVALID (effective date in the future)
 */
export async function addArtifact(
  scope: Scope<"evidence:write">,
  input: AddArtifactInput,
): Promise<{ readonly number: number }> {
  const actor = memberId(scope);
  requirePast(input.effectiveOn, todayOf(scope));
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      const row = await lockItem(tx, input.itemId);
      requireOwn(scope, row);
      requireEditable(row);
      if (row.version !== input.version) {
        throw staleVersion(WHAT, { renewOn: row.renewOn, version: row.version });
      }
      const number = row.currentArtifact + 1;
      const state = stateAfter(row.state, input.submit);
      const { workspaceId } = scope;
      await tx
        .insert(artifacts)
        .values({ workspaceId, itemId: row.id, number, addedBy: actor, ...artifactOf(input) });
      await tx
        .update(evidenceItems)
        .set({
          currentArtifact: number,
          renewOn: input.renewOn ?? row.renewOn,
          state,
          ...handover(row.state, state, actor),
          version: row.version + 1,
          updatedAt: sql`now()`,
        })
        .where(and(eq(evidenceItems.workspaceId, workspaceId), eq(evidenceItems.id, row.id)));
      await record(tx, scope, {
        verb: "evidence.add-artifact",
        subject: { kind: "evidence", ref: row.id },
        before: { state: row.state, renewOn: row.renewOn },
        after: {
          artifact: number,
          state,
          renewOn: input.renewOn ?? row.renewOn,
          effectiveOn: input.effectiveOn,
        },
      });
      return { number };
    }),
  );
}
