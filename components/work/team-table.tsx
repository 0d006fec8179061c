import type { Route } from "next";
import { Legend } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { StackedBar } from "@/components/ui/stacked-bar";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { type TeamWork, type Workload, workViewHref } from "@/lib/core/work";

const TEAM = { tab: "team", kind: null, period: null, person: null } as const;

function Row({ slug, load, most }: { slug: string; load: Workload; most: number }) {
  const { userId, name, open, overdue, dueThisWeek } = load;
  const later = open - overdue - dueThisWeek;
  return (
    <Tr>
      <RowHeader>
        <Link className="t" href={workViewHref(slug, TEAM, { person: userId }) as Route}>
          {name}
        </Link>
      </RowHeader>
      <Td className="w-2/5" priority={1}>
        <StackedBar
          height={8}
          total={most}
          label={`${name}: ${overdue} overdue, ${dueThisWeek} due in the next 7 days, ${later} later or without a date`}
          parts={[
            { value: overdue, fill: "gap" },
            { value: dueThisWeek, fill: "due" },
            { value: later, fill: "progress" },
          ]}
        />
      </Td>
      <Td right label="Overdue">
        <span className={overdue > 0 ? "txt-gap w5" : "i3"}>{overdue}</span>
      </Td>
      <Td right label="Next 7 days">
        <span className={dueThisWeek > 0 ? "" : "i3"}>{dueThisWeek}</span>
      </Td>
      <Td right label="Open">
        <span className={open > 0 ? "w5" : "i3"}>{open}</span>
      </Td>
    </Tr>
  );
}

/** Who has how much: open and overdue by person, each name the way to that person's list. */
export function TeamTable({ slug, team }: { slug: string; team: TeamWork }) {
  const most = Math.max(1, ...team.people.map(({ open }) => open));
  return (
    <>
      <Table caption="Work by person" cards>
        <thead>
          <tr>
            <Th>Person</Th>
            <Th priority={1}>
              <span className="sr">Share</span>
            </Th>
            <Th right>Overdue</Th>
            <Th right>Next 7 days</Th>
            <Th right>Open</Th>
          </tr>
        </thead>
        <tbody>
          {team.people.map((load) => (
            <Row key={load.userId} slug={slug} load={load} most={most} />
          ))}
        </tbody>
      </Table>
      <div className="mt-3">
        <Legend
          items={[
            { fill: "gap", label: "Overdue" },
            { fill: "due", label: "Due in the next 7 days" },
            { fill: "progress", label: "Later or without a date" },
          ]}
        />
      </div>
      <p className="sm i3 mt-2">
        {team.shared === 0
          ? "No answer and no evidence waits for a reviewer."
          : `${team.shared} ${team.shared === 1 ? "answer or piece of evidence waits" : "answers and pieces of evidence wait"} for any reviewer and are counted with nobody.`}
      </p>
    </>
  );
}
