import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { many } from "@/components/readiness/words";
import { Figure } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { StackedBar } from "@/components/ui/stacked-bar";
import { daysBetween } from "@/lib/core/dates";
import type { Home } from "@/lib/core/home-dto";
import type { NcAge } from "@/lib/core/nonconformity";
import { paths, withQuery } from "@/lib/core/paths";
import { NC_STATE } from "@/lib/core/statuses";

function AgeRow({ slug, age, total }: { slug: string; age: NcAge; total: number }) {
  const [major, minor] = [age.major.length, age.minor.length];
  return (
    <li>
      <span className="sm i2">{age.label}</span>
      <span>
        <StackedBar
          total={total}
          parts={[
            { value: major, fill: "gap" },
            { value: minor, fill: "due" },
          ]}
          label={`${age.label}: ${major} major, ${minor} minor`}
        />
      </span>
      <span className="num">
        {major + minor === 0 ? (
          <span className="i3">0</span>
        ) : (
          <Link className="plain" href={withQuery(paths.nonconformities(slug), { age: age.bucket }) as Route}>
            <b>{major + minor}</b>
          </Link>
        )}
      </span>
      <span className="sm i3">{major > 0 ? `${major} major` : ""}</span>
    </li>
  );
}

function Oldest({ home }: { home: Home }) {
  if (home.oldest === null) return null;
  const { id, number, state, raisedOn } = home.oldest;
  return (
    <>
      {"Oldest is "}
      <Link href={paths.nonconformity(home.workspace.slug, id) as Route}>{number}</Link>
      {`, ${many(daysBetween(raisedOn, home.today), "day")}, ${NC_STATE[state].label.toLowerCase()}.`}
    </>
  );
}

/** Open major and minor nonconformities by the days since they were raised. */
export function AgeFigure({ home }: { home: Home }) {
  const { majors, minors } = home.readiness;
  const { slug } = home.workspace;
  const most = Math.max(1, ...home.ageing.map((age) => age.major.length + age.minor.length));
  return (
    <Section
      title="Nonconformity age"
      link={{ href: paths.nonconformities(slug), label: `${majors + minors} open` }}
    >
      {majors + minors === 0 ? (
        <p className="i2 sm">No major or minor nonconformity is open.</p>
      ) : (
        <Figure
          legend={[
            { fill: "gap", label: "Major" },
            { fill: "due", label: "Minor" },
          ]}
          caption={<Oldest home={home} />}
          table={{
            caption: "Open nonconformities by age",
            head: ["Age", "Major", "Minor"],
            rows: home.ageing.map((age) => [age.label, age.major.length, age.minor.length]),
          }}
        >
          <ul className="bars age">
            {home.ageing.map((age) => (
              <AgeRow key={age.bucket} slug={slug} age={age} total={most} />
            ))}
          </ul>
        </Figure>
      )}
    </Section>
  );
}
