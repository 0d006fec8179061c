import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { artifacts, evidenceItems, evidenceLinks } from "@/db/schema/evidence";
import { inWorkspace, type Tx, violates } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type AnyScope, mayEditOwned, type Scope } from "@/lib/core/access";
import { handSetRenewal, renewalOf } from "@/lib/core/cadence";
import { AppError, staleVersion } from "@/lib/core/errors";
import { CRITERION_BY_REF } from "@/lib/core/frameworks/catalogue";
import { identityOf } from "@/lib/core/register-csv";
import type {
  AddArtifactInput,
  AddEvidenceInput,
  EditEvidenceInput,
  RestoreArtifactInput,
} from "@/lib/evidence/input";
import { arrivedBytes } from "@/lib/evidence/mutations/arrived";
import { type ArtifactContent, appendArtifact, storeArtifact } from "@/lib/evidence/mutations/artifacts";
import { contentOf, contentsOf, earlierContent, requestOf } from "@/lib/evidence/mutations/content";
import {
  type ItemRow,
  lockItem,
  memberId,
  requireEditable,
  requireMember,
  requireRequirements,
} from "@/lib/evidence/mutations/locked";
import { noticeOf, ownRule } from "@/lib/evidence/mutations/moves";
import { once } from "@/lib/idempotency/mutations";
import { notify } from "@/lib/notifications/mutations";

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

function requireOwn(scope: AnyScope, row: ItemRow): void {
  const decision = ownRule(scope, row);
  if (!decision.ok) throw new AppError("FORBIDDEN", decision.reason);
}

function ownerFor(scope: AnyScope, actor: string, ownerId: string | null): string | null {
  const owner = ownerId ?? (mayEditOwned(scope, null) ? null : actor);
  if (mayEditOwned(scope, owner)) return owner;
  throw invalid("ownerId", "Contributors add evidence that they own themselves.");
}

type NewItem = Pick<
  ItemRow,
  | "title"
  | "reference"
  | "category"
  | "guidance"
  | "sharedDescription"
  | "internalNotes"
  | "ownerId"
  | "cadence"
  | "cadenceDays"
  | "reminderDays"
> & {
  /** Requirements it is linked to by hand; they exist. */
  readonly refs: readonly string[];
  readonly sourceSystem: string;
  /** A date set by hand for this once. */
  readonly renewOn: ItemRow["renewOverrideOn"];
};

/** A new draft without a version, with its links; the row as it is stored. The caller checks owner and requirements and records. */
export async function storeItem(tx: Tx, scope: AnyScope, item: NewItem): Promise<ItemRow> {
  const actor = memberId(scope);
  const { workspaceId } = scope;
  const { refs, sourceSystem, renewOn, ...values } = item;
  const [row] = await tx
    .insert(evidenceItems)
    .values({
      ...values,
      workspaceId,
      id: uuidv7(),
      identity: identityOf({
        reference: values.reference,
        name: values.title,
        criteria: refs.filter((ref) => CRITERION_BY_REF.has(ref)),
        source: sourceSystem,
      }),
      renewOverrideOn: renewOn,
      renewOn,
    })
    .returning();
  if (row === undefined) throw new Error("The item was not stored.");
  if (refs.length > 0) {
    await tx
      .insert(evidenceLinks)
      .values(
        refs.map((ref) => ({ workspaceId, itemId: row.id, ref, origin: "manual" as const, linkedBy: actor })),
      );
  }
  return row;
}

async function addOne(
  tx: Tx,
  scope: AnyScope,
  input: AddEvidenceInput,
  named: { readonly title: string; readonly content: ArtifactContent | null },
): Promise<string> {
  const { title, content } = named;
  const item = await storeItem(tx, scope, {
    title,
    reference: input.reference,
    category: input.category,
    guidance: input.guidance,
    sharedDescription: input.sharedDescription,
    internalNotes: input.internalNotes,
    ownerId: ownerFor(scope, memberId(scope), input.ownerId),
    cadence: input.cadence,
    cadenceDays: input.cadenceDays,
    reminderDays: input.reminderDays,
    refs: input.requirements,
    sourceSystem: input.sourceSystem,
    renewOn: input.renewOn,
  });
  if (content !== null) {
    // Item and first version are one change: together they are the record's version 1.
    const fresh = { ...item, version: 0 };
    await storeArtifact(tx, scope, fresh, { content, submit: input.submit, renewOn: input.renewOn });
  }
  await record(tx, scope, {
    verb: "evidence.add",
    subject: { kind: "evidence", ref: item.id },
    after: {
      title,
      reference: input.reference,
      refs: input.requirements,
      state: input.submit ? "submitted" : "draft",
      ...(content?.blobSha256 ? { sha256: content.blobSha256 } : {}),
    },
  });
  return item.id;
}

/**
 * A new item with its first artifact and links, as draft or handed in; returns its id. Several files become several
 * items, one for each file, with the same facts; the id is the first one's. The same form sent twice adds them once.
 * @throws AppError INVALID (unknown requirement, taken reference, owner who is no member, effective date in the future), NOT_FOUND (an upload)
 */
export async function addEvidence(
  scope: Scope<"evidence:write">,
  input: AddEvidenceInput,
): Promise<{ readonly itemId: string; readonly added: number }> {
  memberId(scope);
  const arrived = await arrivedBytes(scope, input);
  return withUniqueReference(input.reference, () =>
    inWorkspace(scope, (tx) =>
      once(tx, scope, { key: input.onceKey, input: requestOf(input) }, async () => {
        await requireMember(tx, input.ownerId);
        await requireRequirements(tx, input.requirements);
        const ids: string[] = [];
        for (const named of await contentsOf(tx, scope, input, arrived))
          ids.push(await addOne(tx, scope, input, named));
        return { itemId: ids[0] ?? "", added: ids.length };
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
  "cadence",
  "cadenceDays",
  "renewOverrideOn",
  "reminderDays",
] as const;
type Edited = Pick<ItemRow, (typeof EDITED)[number]>;

function pickEdited(values: Edited, keys: readonly string[] = EDITED): Partial<Edited> {
  return Object.fromEntries(EDITED.filter((key) => keys.includes(key)).map((key) => [key, values[key]]));
}

async function readForEdit(tx: Tx, row: ItemRow) {
  const links = await tx
    .select({ ref: evidenceLinks.ref })
    .from(evidenceLinks)
    .where(eq(evidenceLinks.itemId, row.id));
  const [newest] = await tx
    .select({ source: artifacts.sourceSystem, effectiveOn: artifacts.effectiveOn })
    .from(artifacts)
    .where(and(eq(artifacts.itemId, row.id), eq(artifacts.number, row.currentArtifact)));
  return {
    criteria: links.map((link) => link.ref).filter((ref) => CRITERION_BY_REF.has(ref)),
    source: newest?.source ?? "",
    effectiveOn: newest?.effectiveOn ?? null,
  };
}

/** The row as its form shows it: a renewal date without a cadence was set by hand, wherever an import put it. */
function asForm(row: ItemRow): Edited & { readonly renewOn: ItemRow["renewOn"] } {
  return { ...row, renewOverrideOn: handSetRenewal(row) };
}

type Edit = {
  readonly stored: Edited;
  readonly wanted: Edited;
  readonly changed: readonly (typeof EDITED)[number][];
};

/** What the form changes, after every check. @throws AppError FORBIDDEN, CONFLICT (stale, withdrawn, archived), INVALID (owner) */
async function planEdit(tx: Tx, scope: AnyScope, row: ItemRow, input: EditEvidenceInput): Promise<Edit> {
  requireOwn(scope, row);
  requireEditable(row);
  const stored = asForm(row);
  if (row.version !== input.version) {
    const { renewOverrideOn: renewOn, ...shown } = pickEdited(stored);
    throw staleVersion(WHAT, { ...shown, renewOn, version: row.version });
  }
  const { renewOn: renewOverrideOn, ...typed } = input;
  const wanted: Edited = { ...typed, renewOverrideOn };
  const changed = EDITED.filter((key) => stored[key] !== wanted[key]);
  if (changed.length > 0 && !mayEditOwned(scope, input.ownerId))
    throw invalid("ownerId", "Only owners and leads give evidence to somebody else.");
  if (changed.includes("ownerId")) await requireMember(tx, input.ownerId);
  return { stored, wanted, changed };
}

/**
 * Changes what an item says about itself and when it falls due; its artifacts, state and verdicts stay. Contributors
 * keep themselves as owner.
 * @throws AppError NOT_FOUND, FORBIDDEN (a contributor's colleague owns it), CONFLICT (stale, withdrawn, archived), INVALID (reference, owner)
 */
export async function editEvidence(scope: Scope<"evidence:write">, input: EditEvidenceInput): Promise<null> {
  memberId(scope);
  return withUniqueReference(input.reference, () =>
    inWorkspace(scope, async (tx) => {
      const row = await lockItem(tx, input.itemId);
      const { stored, wanted, changed } = await planEdit(tx, scope, row, input);
      if (changed.length === 0) return null;
      const { criteria, source, effectiveOn } = await readForEdit(tx, row);
      const renewOn = renewalOf(wanted, effectiveOn);
      const moved = renewOn !== row.renewOn;
      await tx
        .update(evidenceItems)
        .set({
          ...pickEdited(wanted),
          ...(input.ownerId === null ? {} : { ownerText: "" }),
          renewOn,
          identity: identityOf({ reference: input.reference, name: input.title, criteria, source }),
          version: row.version + 1,
          updatedAt: sql`now()`,
        })
        .where(and(eq(evidenceItems.workspaceId, scope.workspaceId), eq(evidenceItems.id, row.id)));
      await record(tx, scope, {
        verb: "evidence.edit",
        subject: { kind: "evidence", ref: row.id },
        before: { ...pickEdited(stored, changed), ...(moved ? { renewOn: row.renewOn } : {}) },
        after: { ...pickEdited(wanted, changed), ...(moved ? { renewOn } : {}) },
      });
      if (changed.includes("ownerId")) {
        await notify(tx, scope, noticeOf(row, { personId: input.ownerId, kind: "assignment", detail: "" }));
      }
      return null;
    }),
  );
}

async function lockOwn(
  tx: Tx,
  scope: AnyScope,
  seen: { readonly itemId: string; readonly version: number },
): Promise<ItemRow> {
  const row = await lockItem(tx, seen.itemId);
  requireOwn(scope, row);
  requireEditable(row);
  if (row.version !== seen.version) {
    throw staleVersion(WHAT, { renewOn: handSetRenewal(row), version: row.version });
  }
  return row;
}

/**
 * Adds the next version of the artifact; earlier ones stay as they were. An accepted item goes back to draft, or is
 * handed in at once; verdicts stay with the version they were given on, unless they hold for this one too. Returns the
 * new version's number.
 * @throws AppError NOT_FOUND (item, upload), FORBIDDEN (a contributor's colleague owns it), CONFLICT (stale, withdrawn, archived), INVALID (effective date in the future)
 */
export async function addArtifact(
  scope: Scope<"evidence:write">,
  input: AddArtifactInput,
): Promise<{ readonly number: number }> {
  memberId(scope);
  const arrived = await arrivedBytes(scope, input);
  // house: no-record appendArtifact records the version
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input: requestOf(input) }, async () => {
      const row = await lockOwn(tx, scope, input);
      const content = await contentOf(tx, scope, row, { input, arrived });
      const { number } = await appendArtifact(tx, scope, row, {
        content,
        submit: input.submit,
        renewOn: input.renewOn,
      });
      return { number };
    }),
  );
}

/**
 * Makes a new version of an earlier one, with all its facts and bytes; the verdicts that it had stand again.
 * @throws AppError NOT_FOUND (item, version), FORBIDDEN (a contributor's colleague owns it), CONFLICT (stale, withdrawn, archived, it is the newest)
 */
export async function restoreArtifact(
  scope: Scope<"evidence:write">,
  input: RestoreArtifactInput,
): Promise<{ readonly number: number }> {
  memberId(scope);
  // house: no-record appendArtifact records the version
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      const row = await lockOwn(tx, scope, input);
      if (input.number === row.currentArtifact) {
        throw new AppError("CONFLICT", `Version ${input.number} is the newest one already.`);
      }
      const content = await earlierContent(tx, row, input.number);
      const { number } = await appendArtifact(tx, scope, row, {
        content: { ...content, restoredFrom: input.number },
        submit: false,
      });
      return { number };
    }),
  );
}
