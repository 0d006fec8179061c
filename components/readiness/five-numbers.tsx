import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { Link } from "@/components/ui/link";
import { TableTwin } from "@/components/ui/table-twin";
import type { Home } from "@/lib/core/home-dto";
import { NUMBERS, type NumberName } from "@/lib/core/readiness";
import { selectionHref } from "@/lib/core/requirement-filters";

const SHOWN = ["mapped", "reusable", "evidenced", "implemented"] as const satisfies readonly NumberName[];
const ROWS: readonly (readonly [string, NumberName | null, NumberName | null])[] = [
  ["Reuse as is", "reusable", "clausesReusable"],
  ["Supplement", "supplement", "clausesSupplement"],
  ["Net-new", "netNew", "clausesNetNew"],
  ["Evidenced", "evidenced", "clausesEvidenced"],
  ["Implemented", "implemented", "clausesImplemented"],
  ["Ready", "annexReady", "clausesReady"],
  ["Without evidence", "noEvidence", "clausesNoEvidence"],
];

/** The numbers that are never mixed, each with its definition and a link to the rows that it counts. */
export function FiveNumbers({ home }: { home: Home }) {
  const { numbers } = home.readiness;
  const { slug } = home.workspace;
  const cell = (name: NumberName | null) =>
    name === null ? "" : `${numbers[name].count} of ${numbers[name].of}`;
  return (
    <Section
      title="From mapped to implemented"
      remark="Four counts of Annex A controls, never mixed into one."
      className="blk"
    >
      <dl className="ledger">
        {SHOWN.map((name) => (
          <div key={name}>
            <dt>{NUMBERS[name].label}</dt>
            <dd className="v">
              <Link className="plain" href={selectionHref(slug, NUMBERS[name].selection) as Route}>
                {numbers[name].count} <span>{`of ${numbers[name].of}`}</span>
              </Link>
            </dd>
            <dd>{NUMBERS[name].definition}</dd>
          </div>
        ))}
      </dl>
      <TableTwin
        table={{
          caption: "The numbers for controls and clauses",
          head: ["Number", "Annex A", "Clauses"],
          rows: ROWS.map(([label, control, clause]) => [label, cell(control), cell(clause)]),
        }}
      />
    </Section>
  );
}
