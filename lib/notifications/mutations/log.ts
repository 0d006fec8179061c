import "server-only";
import { and, desc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { activityCheckpoints } from "@/db/schema/packs";
import { notificationSettings, notifications } from "@/db/schema/work";
import { memberships } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import { checkpointFileName } from "@/lib/core/checkpoint";
import { dateIn, formatDate, type IsoDate } from "@/lib/core/dates";
import type { MailRequest } from "@/lib/core/mail";
import { unsubscribePath } from "@/lib/core/notification";
import { paths } from "@/lib/core/paths";
import { enqueueMails } from "@/lib/mail/enqueue";
import { notify, type Recipient, readRecipients } from "@/lib/notifications/mutations";

const NAME_SHOWN = 200;
const SENTENCE_SHOWN = 1_000;

function addressOf(person: Recipient) {
  return {
    to: person.email,
    name: person.name.slice(0, NAME_SHOWN),
    workspace: person.workspace.slice(0, NAME_SHOWN),
  };
}

/** The newest checkpoint signed before that day of the workspace. */
async function newestBefore(tx: Tx, scope: AnyScope, on: IsoDate) {
  const { size, keyId, note, createdAt } = activityCheckpoints;
  const [row] = await tx
    .select({ size, keyId, note, createdAt })
    .from(activityCheckpoints)
    .where(lt(createdAt, sql`(${on}::date)::timestamp at time zone ${scope.timeZone}`))
    .orderBy(desc(size), desc(createdAt))
    .limit(1);
  return row;
}

/**
 * Queues the newest checkpoint signed before that day for every member who wants it and has not had it: who had a mail on
 * an earlier day gets one only when a checkpoint was signed since. A day's mail is queued once from however many workers.
 * Returns how many.
 */
export async function mailCheckpoint(scope: AnyScope, on: IsoDate): Promise<number> {
  // house: no-record a mail repeats what was signed and changes no record
  return inWorkspace(scope, async (tx) => {
    const newest = await newestBefore(tx, scope, on);
    if (newest === undefined) return 0;
    const signedOn = dateIn(scope.timeZone, newest.createdAt);
    const { checkpointMail, checkpointSentOn, userId } = notificationSettings;
    const isNew = and(lt(checkpointSentOn, on), sql`${checkpointSentOn} <= ${signedOn}::date`);
    const wanted = await tx
      .update(notificationSettings)
      .set({ checkpointSentOn: on })
      .where(and(eq(checkpointMail, true), or(isNull(checkpointSentOn), isNew)))
      .returning({ userId });
    if (wanted.length === 0) return 0;
    const ids = wanted.map((one) => one.userId);
    const people = await readRecipients(tx, inArray(memberships.userId, ids));
    const slug = scope.workspaceSlug;
    await enqueueMails(
      tx,
      people.map(
        (person): MailRequest => ({
          kind: "checkpoint",
          ...addressOf(person),
          path: paths.activityChain(slug),
          off: unsubscribePath(slug, "checkpointMail"),
          ...{ entries: newest.size, signedOn: formatDate(signedOn), keyId: newest.keyId, note: newest.note },
          fileName: checkpointFileName(newest.size, newest.keyId),
        }),
      ),
    );
    return people.length;
  });
}

/**
 * Tells every owner, behind the bell and by mail whatever their wishes, that the log is not the one that was recorded.
 * The same finding is told once a week. Returns whether it was told now.
 */
export async function alarmBrokenLog(scope: AnyScope, sentence: string): Promise<boolean> {
  const detail = sentence.slice(0, SENTENCE_SHOWN);
  // house: no-record the check changes no record; the log that would take the entry is the one in doubt
  return inWorkspace(scope, async (tx) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended('log-alarm ' || ${scope.workspaceId}, 0))`,
    );
    const told = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(
        and(
          eq(notifications.kind, "damage"),
          eq(notifications.subjectKind, "activity"),
          eq(notifications.detail, detail),
          sql`${notifications.createdAt} > now() - interval '7 days'`,
        ),
      )
      .limit(1);
    if (told.length > 0) return false;
    const owners = await readRecipients(tx, eq(memberships.role, "owner"));
    await notify(
      tx,
      scope,
      owners.map(({ userId }) => ({
        ...({ personId: userId, kind: "damage", subjectKind: "activity", subjectId: "log" } as const),
        ...{ title: "The log is not the one that was recorded", detail },
      })),
    );
    const path = paths.activityChain(scope.workspaceSlug);
    await enqueueMails(
      tx,
      owners.map(
        (person): MailRequest => ({
          kind: "log-broken",
          ...addressOf(person),
          ...{ path, sentence: detail },
        }),
      ),
    );
    return true;
  });
}
