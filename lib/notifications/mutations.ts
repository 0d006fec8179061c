import "server-only";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { users } from "@/db/schema/people";
import { notificationSettings, notifications } from "@/db/schema/work";
import { memberships, workspaces } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { type ActingScope, type AnyScope, actorId, type Scope } from "@/lib/core/access";
import { AppError, notFound } from "@/lib/core/errors";
import type { MailRequest, MailSection } from "@/lib/core/mail";
import {
  DEFAULT_MAILS,
  grouped,
  type MailWish,
  type MailWishes,
  type Notice,
  notificationHref,
  notificationWords,
  PRODUCT_ACTOR,
  unsubscribePath,
  wishFor,
} from "@/lib/core/notification";
import { paths } from "@/lib/core/paths";
import { type ReminderDay, reminderFor } from "@/lib/core/reminders";
import { clipped } from "@/lib/core/storable";
import { enqueueMail, enqueueMails } from "@/lib/mail/enqueue";
import type {
  MarkAllSeenInput,
  MarkSeenInput,
  OpenNotificationInput,
  SetMailWishesInput,
  StopMailInput,
} from "@/lib/notifications/input";
import { subjectOf } from "@/lib/notifications/queries";

const TITLE_SHOWN = 400;
const DETAIL_SHOWN = 1_000;

/** A present member with the address and the wishes. */
export type Recipient = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly workspace: string;
  readonly settings: typeof notificationSettings.$inferSelect | null;
};

/** Present members with their wishes. */
export async function readRecipients(tx: Tx, which: SQL | undefined): Promise<readonly Recipient[]> {
  return tx
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      workspace: workspaces.name,
      settings: notificationSettings,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .leftJoin(
      notificationSettings,
      and(
        eq(notificationSettings.workspaceId, memberships.workspaceId),
        eq(notificationSettings.userId, memberships.userId),
      ),
    )
    .where(and(isNull(memberships.endedAt), which));
}

function mailOf(scope: ActingScope, person: Recipient, notice: Notice): readonly MailRequest[] {
  const wish = wishFor(notice);
  const wishes: MailWishes = person.settings ?? DEFAULT_MAILS;
  if (wish === null || !wishes[wish]) return [];
  const slug = scope.workspaceSlug;
  return [
    {
      kind: "notice",
      to: person.email,
      name: person.name.slice(0, 200),
      workspace: person.workspace.slice(0, 200),
      actor: (scope.actor.kind === "system" ? PRODUCT_ACTOR : scope.actor.name).slice(0, 200),
      words: notificationWords(notice.kind, notice.subjectKind),
      title: notice.title,
      detail: notice.detail,
      path: notificationHref(slug, notice, person.userId),
      off: unsubscribePath(slug, wish),
    },
  ];
}

/**
 * Tells people inside the caller's transaction: a row behind the bell for each and, where the kind and the person's
 * wishes say so, a mail in the queue. One act that touches many rows makes one notification a person. Nobody is told of
 * their own act; former members and nobody are passed over.
 */
export async function notify(tx: Tx, scope: ActingScope, notice: Notice | readonly Notice[]): Promise<void> {
  const given = "personId" in notice ? [notice] : notice;
  const self = actorId(scope);
  const wanted = grouped(given.filter(({ personId }) => personId !== self)).map((one) => ({
    ...one,
    title: clipped(one.title, TITLE_SHOWN),
    detail: clipped(one.detail, DETAIL_SHOWN),
  }));
  const ids = [...new Set(wanted.flatMap(({ personId }) => personId ?? []))];
  if (ids.length === 0) return;
  const people = new Map(
    (await readRecipients(tx, inArray(memberships.userId, ids))).map((person) => [person.userId, person]),
  );
  const told = wanted.flatMap((one) => {
    const person = people.get(one.personId ?? "");
    return person === undefined ? [] : [{ person, notice: one }];
  });
  if (told.length === 0) return;
  await tx.insert(notifications).values(
    told.map(({ person, notice: { personId: _person, ...rest } }) => ({
      ...rest,
      workspaceId: scope.workspaceId,
      personId: person.userId,
      actorId: self,
    })),
  );
  await enqueueMails(
    tx,
    told.flatMap((one) => mailOf(scope, one.person, one.notice)),
  );
}

/** The acting member. @throws AppError FORBIDDEN (the system has no bell) */
function reader(scope: AnyScope): string {
  const id = actorId(scope);
  if (id === null) throw new AppError("FORBIDDEN", "Only a member has notifications.");
  return id;
}

async function see(tx: Tx, scope: AnyScope, which: SQL | undefined): Promise<number> {
  const seen = await tx
    .update(notifications)
    .set({ seenAt: sql`now()` })
    .where(
      and(
        eq(notifications.workspaceId, scope.workspaceId),
        eq(notifications.personId, reader(scope)),
        isNull(notifications.seenAt),
        which,
      ),
    )
    .returning({ id: notifications.id });
  return seen.length;
}

/** Marks one as read and answers the page that it is about. @throws AppError NOT_FOUND (not the person's own) */
export async function openNotification(
  scope: Scope<"workspace:read">,
  { id }: OpenNotificationInput,
): Promise<{ readonly href: string }> {
  // house: no-record reading one's own notifications changes nothing that others rely on
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx
      .select({ subjectKind: notifications.subjectKind, subjectId: notifications.subjectId })
      .from(notifications)
      .where(and(eq(notifications.id, id), eq(notifications.personId, reader(scope))));
    if (row === undefined) throw notFound("The notification");
    await see(tx, scope, eq(notifications.id, id));
    const subject = { subjectKind: subjectOf(row.subjectKind), subjectId: row.subjectId };
    return { href: notificationHref(scope.workspaceSlug, subject, reader(scope)) };
  });
}

/** Marks the named ones as read; those of other people are not found. @throws AppError NOT_FOUND (any) */
export async function markSeen(
  scope: Scope<"workspace:read">,
  { ids }: MarkSeenInput,
): Promise<{ readonly seen: number }> {
  // house: no-record reading one's own notifications changes nothing that others rely on
  return inWorkspace(scope, async (tx) => {
    const found = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(inArray(notifications.id, ids), eq(notifications.personId, reader(scope))));
    if (found.length !== ids.length) throw notFound("The notification");
    return { seen: await see(tx, scope, inArray(notifications.id, ids)) };
  });
}

/** Marks everything up to the newest row of the page as read. @throws AppError NOT_FOUND (not the person's own) */
export async function markAllSeen(
  scope: Scope<"workspace:read">,
  { newest }: MarkAllSeenInput,
): Promise<{ readonly seen: number }> {
  // house: no-record reading one's own notifications changes nothing that others rely on
  return inWorkspace(scope, async (tx) => {
    const [row] = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(eq(notifications.id, newest), eq(notifications.personId, reader(scope))));
    if (row === undefined) throw notFound("The notification");
    const upTo = sql`${notifications.createdAt} <= (select n.created_at from notifications n where n.id = ${newest})`;
    return { seen: await see(tx, scope, upTo) };
  });
}

async function setWishes(
  scope: AnyScope,
  change: (before: MailWishes) => Partial<Record<MailWish, boolean>>,
): Promise<null> {
  const userId = reader(scope);
  return inWorkspace(scope, async (tx) => {
    await tx
      .insert(notificationSettings)
      .values({ workspaceId: scope.workspaceId, userId })
      .onConflictDoNothing();
    const mine = and(
      eq(notificationSettings.workspaceId, scope.workspaceId),
      eq(notificationSettings.userId, userId),
    );
    const [row] = await tx.select().from(notificationSettings).where(mine).for("update");
    if (row === undefined) throw notFound("The mail settings");
    const wanted = Object.entries(change(row)).filter(([wish, on]) => row[wish as MailWish] !== on);
    if (wanted.length === 0) return null;
    await tx
      .update(notificationSettings)
      .set({
        ...Object.fromEntries(wanted),
        version: sql`${notificationSettings.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(mine);
    await record(tx, scope, {
      verb: "notification.set",
      subject: { kind: "notification", ref: userId },
      before: Object.fromEntries(wanted.map(([wish]) => [wish, row[wish as MailWish]])),
      after: Object.fromEntries(wanted),
    });
    return null;
  });
}

/** Sets which mails the acting person wants from this workspace. */
export async function setMailWishes(
  scope: Scope<"workspace:read">,
  input: SetMailWishesInput,
): Promise<null> {
  return setWishes(scope, () => input);
}

/** Ends the mails of one kind; the others stay as they are. */
export async function stopMail(scope: Scope<"workspace:read">, { wish }: StopMailInput): Promise<null> {
  return setWishes(scope, () => ({ [wish]: false }));
}

export type ReminderWork = {
  readonly overdue: MailSection;
  readonly due: MailSection;
  readonly waiting: MailSection;
};

function reminderMail(scope: AnyScope, person: Recipient, kind: "digest" | "overdue", work: ReminderWork) {
  const slug = scope.workspaceSlug;
  const common = {
    to: person.email,
    name: person.name.slice(0, 200),
    workspace: person.workspace.slice(0, 200),
    path: paths.work(slug),
    overdue: work.overdue,
  };
  const mail: MailRequest =
    kind === "digest"
      ? { kind, ...common, due: work.due, waiting: work.waiting, off: unsubscribePath(slug, "weeklyDigest") }
      : { kind, ...common, off: unsubscribePath(slug, "onOverdue") };
  return mail;
}

/**
 * Queues the reminder that is due to one member on that day, at most once however often and from however many workers it
 * is asked for: the day is noted on a locked row in the same transaction as the mail.
 */
export async function remind(
  scope: AnyScope,
  userId: string,
  day: ReminderDay,
  work: ReminderWork,
): Promise<"digest" | "overdue" | null> {
  // house: no-record a reminder repeats what the records say and changes none of them
  return inWorkspace(scope, async (tx) => {
    await tx
      .insert(notificationSettings)
      .values({ workspaceId: scope.workspaceId, userId })
      .onConflictDoNothing();
    const mine = and(
      eq(notificationSettings.workspaceId, scope.workspaceId),
      eq(notificationSettings.userId, userId),
    );
    await tx
      .select({ userId: notificationSettings.userId })
      .from(notificationSettings)
      .where(mine)
      .for("update");
    const [person] = await readRecipients(tx, eq(memberships.userId, userId));
    if (person?.settings === undefined || person.settings === null) return null;
    const kind = reminderFor(day, person.settings, {
      overdue: work.overdue.count,
      dueThisWeek: work.due.count,
      waiting: work.waiting.count,
    });
    if (kind === null) return null;
    await tx
      .update(notificationSettings)
      .set({
        ...(kind === "digest" ? { digestSentOn: day.on } : {}),
        ...(work.overdue.count > 0 ? { overdueSentOn: day.on } : {}),
      })
      .where(mine);
    await enqueueMail(tx, reminderMail(scope, person, kind, work));
    return kind;
  });
}
