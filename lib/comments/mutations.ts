import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { comments, nonconformities } from "@/db/schema/nonconformities";
import { requirements, soaRows } from "@/db/schema/requirements";
import { risks } from "@/db/schema/risks";
import { obligations, suppliers } from "@/db/schema/suppliers";
import { commentMentions, requests } from "@/db/schema/work";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { WriteCommentInput } from "@/lib/comments/input";
import { type AnyScope, actorId, holds, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import { CONTROL_BY_REF } from "@/lib/core/frameworks/catalogue";
import { mentionedIn } from "@/lib/core/mention";
import { once } from "@/lib/idempotency/mutations";
import { notify } from "@/lib/notifications/mutations";
import { readMembers } from "@/lib/workspaces/queries";

async function requireSoaRow(tx: Tx, ref: string): Promise<string> {
  const [found] = await tx
    .select({ title: requirements.title })
    .from(soaRows)
    .innerJoin(
      requirements,
      and(eq(requirements.workspaceId, soaRows.workspaceId), eq(requirements.ref, soaRows.ref)),
    )
    .where(eq(soaRows.ref, ref));
  if (found === undefined) throw notFound("The row");
  return `${ref} ${CONTROL_BY_REF.get(ref)?.title ?? found.title ?? ""}`.trim();
}

async function requireObligation(tx: Tx, id: string): Promise<string> {
  const [found] = await tx
    .select({ number: obligations.number, title: obligations.title })
    .from(obligations)
    .where(eq(obligations.id, id));
  if (found === undefined) throw notFound("The obligation");
  return `${found.number} ${found.title}`;
}

/** The subject's name as its page prints it. @throws AppError NOT_FOUND */
async function requireSubject(tx: Tx, scope: AnyScope, input: WriteCommentInput): Promise<string> {
  const { subjectKind, subjectId } = input;
  if (subjectKind === "pair") return subjectId.replace("|", " and "); // the input has checked both sides
  if (subjectKind === "request") {
    const [found] = await tx
      .select({ number: requests.number, title: requests.title, state: requests.state })
      .from(requests)
      .where(eq(requests.id, subjectId));
    const hidden = found?.state === "draft" && !holds(scope, "request:write");
    if (found === undefined || hidden) throw notFound("The request");
    return `${found.number} ${found.title}`;
  }
  if (subjectKind === "risk") {
    const [found] = await tx
      .select({ number: risks.number, title: risks.title })
      .from(risks)
      .where(eq(risks.id, subjectId));
    if (found === undefined) throw notFound("The risk");
    return `${found.number} ${found.title}`;
  }
  if (subjectKind === "soa_row") return requireSoaRow(tx, subjectId);
  if (subjectKind === "obligation") return requireObligation(tx, subjectId);
  if (subjectKind === "supplier") {
    const [found] = await tx
      .select({ name: suppliers.name })
      .from(suppliers)
      .where(eq(suppliers.id, subjectId));
    if (found === undefined) throw notFound("The supplier");
    return found.name;
  }
  const [found] = await tx
    .select({ number: nonconformities.number, title: nonconformities.title })
    .from(nonconformities)
    .where(eq(nonconformities.id, subjectId));
  if (found === undefined) throw notFound("The nonconformity");
  return `${found.number} ${found.title}`;
}

/**
 * Adds an internal comment; members read it, auditors never do. Members whom it names with an @ are kept with it and
 * told, by mail too where they want that. @throws AppError NOT_FOUND (the subject)
 */
export async function writeComment(
  scope: Scope<"comment:write">,
  input: WriteCommentInput,
): Promise<{ readonly subjectKind: WriteCommentInput["subjectKind"]; readonly subjectId: string }> {
  const authorId = actorId(scope);
  if (authorId === null) throw new AppError("FORBIDDEN", "A comment needs an author.");
  const { subjectKind, subjectId, body } = input;
  const { workspaceId } = scope;
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      const title = await requireSubject(tx, scope, input);
      const members = body.includes("@") ? await readMembers(tx) : [];
      const named = mentionedIn(body, members, new Set(input.mentions));
      const commentId = uuidv7();
      await tx
        .insert(comments)
        .values({ workspaceId, id: commentId, subjectKind, subjectId, authorId, body });
      if (named.length > 0) {
        await tx.insert(commentMentions).values(named.map((userId) => ({ workspaceId, commentId, userId })));
        await notify(
          tx,
          scope,
          named.map((personId) => ({
            ...{ personId, subjectKind, subjectId, title },
            kind: "mention" as const,
            detail: body,
          })),
        );
      }
      await record(tx, scope, {
        verb: "comment.write",
        subject: { kind: subjectKind, ref: subjectId },
        after: { body, ...(named.length > 0 ? { mentions: named } : {}) },
      });
      return { subjectKind, subjectId };
    }),
  );
}
