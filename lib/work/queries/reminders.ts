import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { notificationSettings } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import type { Scope } from "@/lib/core/access";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import type { MailSection } from "@/lib/core/mail";
import type { ReminderDay } from "@/lib/core/reminders";
import { WORK_KIND, WORK_KINDS, workHref, workLine } from "@/lib/core/work";
import { type StoredWork, workRow } from "@/lib/work/queries";
import { workRows } from "@/lib/work/queries/kinds";

/** So many lines of a section stand in a mail; the rest is counted. */
const LINES = 10;

const SECTIONS = ["overdue", "due", "waiting"] as const;
type Section = (typeof SECTIONS)[number];
type Sections = Readonly<Record<Section, MailSection>>;

export type PersonReminder = Sections & { readonly userId: string };

const NOTHING: MailSection = { count: 0, lines: [] };

function sectionOf(today: IsoDate, weekEnds: IsoDate): SQL {
  const shared = sql.join(
    WORK_KINDS.filter((kind) => WORK_KIND[kind].shared).map((kind) => sql`${kind}`),
    sql`, `,
  );
  return sql`case when w.kind in (${shared}) then 'waiting' when w.due_on < ${today} then 'overdue'
    when w.due_on <= ${weekEnds} then 'due' end`;
}

type Placed = StoredWork & { readonly person_id: string; readonly section: Section; readonly n: number };

/**
 * What is overdue, due until the end of the week, or waiting for a decision, for every member who has any of it and had
 * no mail on that day: ten lines a section and how many there are. One statement.
 */
export async function listReminders(
  scope: Scope<"workspace:read">,
  { on, weekEnds }: ReminderDay,
): Promise<readonly PersonReminder[]> {
  const rows = await inWorkspace(scope, (tx) =>
    tx.execute<Placed>(sql`
      select p.person_id, p.section, p.n, p.kind, p.id, p.target, p.ref, p.title, p.note, p.due_on::text as due_on
      from (
        select s.*, count(*) over (partition by s.person_id, s.section)::int as n,
          row_number() over (partition by s.person_id, s.section order by s.due_on nulls last, s.ref, s.title) as place
        from (select w.*, ${sectionOf(on, weekEnds)} as section from (${workRows({ person: null, today: on })}) w) s
        where s.section is not null
      ) p
      where p.place <= ${LINES} and not exists (
        select 1 from ${notificationSettings} had
        where had.user_id = p.person_id and greatest(had.digest_sent_on, had.overdue_sent_on) >= ${on})
      order by p.person_id, p.section, p.place`),
  );
  const people = new Map<string, Record<Section, MailSection>>();
  for (const row of rows) {
    const mine = people.get(row.person_id) ?? { overdue: NOTHING, due: NOTHING, waiting: NOTHING };
    const work = workRow(row);
    const line = {
      label: workLine(work, formatDate).slice(0, 500),
      path: workHref(scope.workspaceSlug, work),
    };
    mine[row.section] = { count: row.n, lines: [...mine[row.section].lines, line] };
    people.set(row.person_id, mine);
  }
  return [...people].map(([userId, sections]) => ({ userId, ...sections }));
}
