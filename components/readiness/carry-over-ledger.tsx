import type { Route } from "next";
import type { ReactNode } from "react";
import { Section } from "@/components/layout/section";
import { Figure } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { Overlap } from "@/components/ui/overlap-icon";
import { StackedBar } from "@/components/ui/stacked-bar";
import type { OverlapShape } from "@/components/ui/tone";
import type { Count } from "@/lib/core/count";
import type { Home } from "@/lib/core/home-dto";
import { paths } from "@/lib/core/paths";
import { ledger, NUMBERS, type NumberName } from "@/lib/core/readiness";
import { selectionHref } from "@/lib/core/requirement-filters";
import { CARRY_OVER_LABEL } from "@/lib/core/statuses";

function Entry({
  slug,
  name,
  shape,
  label,
  count,
  of,
  alone = false,
  children,
}: {
  slug: string;
  name: NumberName;
  shape: OverlapShape;
  label: string;
  count: Count;
  of?: string;
  alone?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={alone ? "alone" : undefined}>
      <dt>
        <Overlap shape={shape} label={label} />
      </dt>
      <dd className="v">
        <Link className="plain" href={selectionHref(slug, NUMBERS[name].selection) as Route}>
          {count.count} <span>{`of ${of ?? count.of}`}</span>
        </Link>
      </dd>
      <dd>{children}</dd>
    </div>
  );
}

/** What carries over from SOC 2: every control once, and the criteria that lead nowhere apart from them. */
export function CarryOverLedger({ home }: { home: Home }) {
  const { slug } = home.workspace;
  const { reuse, supplement, netNew, soc2Only, clauses, byTheme } = ledger(home.readiness);
  const { themeLevel } = home.readiness.numbers;
  return (
    <Section
      title="What carries over from SOC 2"
      remark={`Computed from ${home.criteria} criteria in scope. A mapping suggests, it never marks work as done.`}
      link={{ href: paths.crosswalk(slug), label: "Open crosswalk" }}
      className="blk"
    >
      <Figure
        table={{
          caption: "Carry-over ledger by theme",
          head: ["Theme", "Reuse as is", "Supplement", "Net-new", "In scope"],
          rows: [
            ...byTheme.map((group) => [
              `${group.group} ${group.title}`,
              group.reusable.count,
              group.supplement.count,
              group.netNew.count,
              group.inScope,
            ]),
            [
              "Clauses 4\u201310",
              clauses.reuse.count,
              clauses.supplement.count,
              clauses.netNew.count,
              clauses.reuse.of,
            ],
          ],
        }}
      >
        <StackedBar
          height={16}
          parts={[
            { value: reuse.count, fill: "ok" },
            { value: supplement.count, fill: "due" },
            { value: netNew.count, fill: "dots" },
          ]}
          label={`Annex A controls in scope: ${reuse.count} reuse as is, ${supplement.count} supplement, ${netNew.count} net-new`}
        />
        <dl className="ledger">
          <Entry slug={slug} name="reusable" shape="solid" label={CARRY_OVER_LABEL.reuse} count={reuse}>
            At least one Full pair
          </Entry>
          <Entry
            slug={slug}
            name="supplement"
            shape="hatch"
            label={CARRY_OVER_LABEL.supplement}
            count={supplement}
          >
            Partial pairs only. Each lists what to add
          </Entry>
          <Entry slug={slug} name="netNew" shape="dots" label={CARRY_OVER_LABEL.net_new} count={netNew}>
            {`No pair. Plus ${clauses.netNew.count} of ${clauses.netNew.of} clauses`}
            {themeLevel.count > 0 ? `. ${themeLevel.count} named by a theme-level row only` : null}
          </Entry>
          <Entry
            slug={slug}
            name="soc2Only"
            shape="empty"
            label={CARRY_OVER_LABEL.soc2_only}
            count={soc2Only}
            of={`${soc2Only.of} criteria`}
            alone
          >
            SOC 2 asks, ISO/IEC 27001 has no counterpart
          </Entry>
        </dl>
      </Figure>
    </Section>
  );
}
