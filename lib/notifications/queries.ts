import "server-only";
import { and, count, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/db/schema/people";
import { notificationSettings, notifications } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { type AnyScope, actorId, type Scope } from "@/lib/core/access";
import {
  DEFAULT_MAILS,
  type MailWishes,
  NOTIFICATION_SUBJECTS,
  type NotificationPage,
  type NotificationSubject,
} from "@/lib/core/notification";

const PAGE = 50;

/** The column is text; what is in it was written by `notify`. */
export function subjectOf(text: string): NotificationSubject {
  return NOTIFICATION_SUBJECTS.find((kind) => kind === text) ?? "request";
}

function own(scope: AnyScope) {
  return eq(notifications.personId, actorId(scope) ?? "");
}

/** Rows before that one in the list; compared inside the database, whose instants are finer than ours. */
function olderThan(scope: AnyScope, before: string | null): SQL | undefined {
  if (before === null || !z.uuid().safeParse(before).success) return undefined;
  return sql`(${notifications.createdAt}, ${notifications.id}) <
    (select n.created_at, n.id from notifications n where n.id = ${before} and n.person_id = ${actorId(scope)})`;
}

/** The acting person's notifications, newest first, 50 a page; `before` is the last row of the page before. */
export async function listNotifications(
  scope: Scope<"workspace:read">,
  view: { readonly unread: boolean; readonly before: string | null },
): Promise<NotificationPage> {
  return inWorkspace(scope, async (tx) => {
    const mine = and(own(scope), view.unread ? isNull(notifications.seenAt) : undefined);
    const [rows, [all], [unread]] = await Promise.all([
      tx
        .select({ notification: notifications, actorName: users.name })
        .from(notifications)
        .leftJoin(users, eq(users.id, notifications.actorId))
        .where(and(mine, olderThan(scope, view.before)))
        .orderBy(desc(notifications.createdAt), desc(notifications.id))
        .limit(PAGE + 1),
      tx.select({ n: count() }).from(notifications).where(mine),
      tx
        .select({ n: count() })
        .from(notifications)
        .where(and(own(scope), isNull(notifications.seenAt))),
    ]);
    const shown = rows.slice(0, PAGE);
    return {
      rows: shown.map(({ notification, actorName }) => ({
        id: notification.id,
        kind: notification.kind,
        subjectKind: subjectOf(notification.subjectKind),
        subjectId: notification.subjectId,
        title: notification.title,
        detail: notification.detail,
        actorName,
        at: notification.createdAt,
        seen: notification.seenAt !== null,
      })),
      unread: unread?.n ?? 0,
      total: all?.n ?? 0,
      before: rows.length > PAGE ? (shown.at(-1)?.notification.id ?? null) : null,
    };
  });
}

/** Which mails the acting person wants from this workspace; every one about work until they said otherwise. */
export async function getMailWishes(scope: Scope<"workspace:read">): Promise<MailWishes> {
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx
      .select()
      .from(notificationSettings)
      .where(eq(notificationSettings.userId, actorId(scope) ?? ""));
    if (row === undefined) return DEFAULT_MAILS;
    const { onAssignment, onReturn, onMention, weeklyDigest, onOverdue, checkpointMail } = row;
    return { onAssignment, onReturn, onMention, weeklyDigest, onOverdue, checkpointMail };
  });
}
