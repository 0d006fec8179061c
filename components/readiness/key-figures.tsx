import type { Route } from "next";
import { weekdayDate } from "@/components/readiness/words";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { type Delta, Stat } from "@/components/ui/stat";
import { daysBetween, formatDate, type IsoDate } from "@/lib/core/dates";
import type { Home } from "@/lib/core/home-dto";
import { paths, withQuery } from "@/lib/core/paths";
import { NUMBERS } from "@/lib/core/readiness";
import { selectionHref } from "@/lib/core/requirement-filters";
import { NC_GRADE } from "@/lib/core/statuses";
import { comparedDay } from "@/lib/core/trend";

function Stage({ title, on, home }: { title: string; on: IsoDate | null; home: Home }) {
  if (on === null) {
    return (
      <div>
        <h2>{title}</h2>
        <p className="big m">
          <span>No date</span>
        </p>
        {home.manages ? (
          <p className="sm">
            <Link href={paths.settingsScope(home.workspace.slug) as Route}>Set dates</Link>
          </p>
        ) : null}
      </div>
    );
  }
  const days = daysBetween(home.today, on);
  const unit = Math.abs(days) === 1 ? "day" : "days";
  return (
    <Stat title={title} n={Math.abs(days)} of={days < 0 ? `${unit} ago` : unit}>
      {weekdayDate(on)}
    </Stat>
  );
}

function Nonconformities({ home }: { home: Home }) {
  const { majors, minors } = home.readiness;
  const list = paths.nonconformities(home.workspace.slug);
  return (
    <Stat title="Nonconformities" n={majors + minors} of="open" href={list}>
      {majors > 0 ? (
        <Link className="plain" href={withQuery(list, { grade: "major" }) as Route}>
          <Badge status={NC_GRADE.major}>{`${majors} major`}</Badge>
        </Link>
      ) : (
        "0 major"
      )}{" "}
      <Link className="plain ml-1" href={withQuery(list, { grade: "minor" }) as Route}>
        {`${minors} minor`}
      </Link>
    </Stat>
  );
}

/** The five key figures: readiness of Annex A at 40 px, clauses, nonconformities and the two dates. */
export function KeyFigures({ home }: { home: Home }) {
  const { numbers } = home.readiness;
  const { slug } = home.workspace;
  const before = comparedDay(home.trend, home.today);
  const deltaOf = (now: number, then: number | undefined): Delta | undefined =>
    before === null || then === undefined
      ? undefined
      : { change: now - then, since: formatDate(before.on, Number(home.today.slice(0, 4))) };
  return (
    <div className="kpis">
      <Stat
        title={NUMBERS.annexReady.label}
        n={numbers.annexReady.count}
        of={`of ${numbers.annexReady.of} in scope`}
        href={selectionHref(slug, NUMBERS.annexReady.selection)}
        size="kpi"
        delta={deltaOf(numbers.annexReady.count, before?.annexReady)}
      >
        {NUMBERS.annexReady.definition}
      </Stat>
      <Stat
        title={NUMBERS.clausesReady.label}
        n={numbers.clausesReady.count}
        of={`of ${numbers.clausesReady.of}`}
        href={selectionHref(slug, NUMBERS.clausesReady.selection)}
        delta={deltaOf(numbers.clausesReady.count, before?.clausesReady)}
      />
      <Nonconformities home={home} />
      <Stage title="Stage 1" on={home.programme.stage1On} home={home} />
      <Stage title="Stage 2" on={home.programme.stage2On} home={home} />
    </div>
  );
}
