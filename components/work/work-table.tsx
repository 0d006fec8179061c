import clsx from "clsx";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { WORK_ICON } from "@/components/work/labels";
import { daysBetween, formatDate, type IsoDate } from "@/lib/core/dates";
import { isOverdue, WORK_KIND, type WorkRow, workHref } from "@/lib/core/work";

function lateWords(dueOn: IsoDate, today: IsoDate): string {
  const days = daysBetween(dueOn, today);
  return `${days} ${days === 1 ? "day" : "days"} overdue`;
}

function Due({ row, today }: { row: WorkRow; today: IsoDate }) {
  const { dueOn } = row;
  if (dueOn === null) return <Nothing>No date</Nothing>;
  const late = isOverdue(row, today);
  return (
    <span
      className={clsx("nw num", late ? "txt-gap w5" : "i2")}
      title={late ? lateWords(dueOn, today) : undefined}
    >
      {dueOn === today ? "Today" : formatDate(dueOn, Number(today.slice(0, 4)))}
      {late ? <span className="sr">, {lateWords(dueOn, today)}</span> : null}
    </span>
  );
}

function Row({ slug, row, today }: { slug: string; row: WorkRow; today: IsoDate }) {
  const { label, verb } = WORK_KIND[row.kind];
  const name = `${row.ref} ${row.title}`.trim();
  return (
    <Tr>
      <Td area="ref">
        <span className="row gap-2 nw i2">
          <Icon name={WORK_ICON[row.kind]} />
          {label}
        </span>
      </Td>
      <RowHeader className="md:max-w-0 md:w-full">
        <span className="block ell" title={name}>
          {row.ref === "" ? null : <span className="ref i2 pr-2">{row.ref}</span>}
          <span className="w5 text-ink">{row.title}</span>
        </span>
        {row.note === "" ? null : <span className="block ell sm i3 font-normal">{row.note}</span>}
      </RowHeader>
      <Td area="due">
        <Due row={row} today={today} />
      </Td>
      <Td area="files" right>
        <ButtonLink href={workHref(slug, row)} dense aria-label={`${verb}: ${name}`}>
          {verb}
        </ButtonLink>
      </Td>
    </Tr>
  );
}

/** What waits for one person: overdue first, each row with the one button that opens where it is done. */
export function WorkTable({
  slug,
  caption,
  rows,
  today,
}: {
  slug: string;
  caption: string;
  rows: readonly WorkRow[];
  today: IsoDate;
}) {
  return (
    <Table caption={caption} cards density="comfortable">
      <thead>
        <tr>
          <Th>Kind</Th>
          <Th>What</Th>
          <Th>Due</Th>
          <Th right>
            <span className="sr">Open</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={`${row.kind} ${row.id}`} slug={slug} row={row} today={today} />
        ))}
      </tbody>
    </Table>
  );
}
