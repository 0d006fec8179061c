import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { many } from "@/components/readiness/words";
import { Figure, type Fill } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { StackedBar } from "@/components/ui/stacked-bar";
import { Fraction } from "@/components/ui/stat";
import type { Home } from "@/lib/core/home-dto";
import { type GroupReadiness, NUMBERS } from "@/lib/core/readiness";
import { type Selection, STATUS_FILTER, selectionHref } from "@/lib/core/requirement-filters";
import type { EvidenceStatus, RequirementKind } from "@/lib/core/statuses";

const PARTS: readonly { readonly status: EvidenceStatus; readonly fill: Fill; readonly label: string }[] = [
  { status: "ready", fill: "ok", label: "Ready" },
  { status: "in_review", fill: "review", label: "In review" },
  { status: "needs_supplement", fill: "due", label: "Needs supplement" },
  { status: "in_progress", fill: "progress", label: "In progress" },
  { status: "missing", fill: "none", label: "Missing" },
];

type Bar = {
  readonly name: string;
  readonly kind: RequirementKind;
  readonly group?: string;
  readonly inScope: number;
  readonly ready: number;
  readonly statuses: Readonly<Record<EvidenceStatus, number>>;
};

function statusesOf(groups: readonly GroupReadiness[]): Bar["statuses"] {
  const sum = (status: EvidenceStatus) =>
    groups.reduce((all, group) => all + group.statuses[status].count, 0);
  return Object.fromEntries(PARTS.map(({ status }) => [status, sum(status)])) as Bar["statuses"];
}

function barOf(group: GroupReadiness): Bar {
  return {
    name: group.kind === "clause" ? `${group.group} ${group.title}` : `${group.group} ${group.title}`,
    kind: group.kind,
    group: group.group,
    inScope: group.inScope,
    ready: group.ready.count,
    statuses: statusesOf([group]),
  };
}

function clausesBar({ byChapter, numbers }: Home["readiness"]): Bar {
  return {
    name: "Clauses 4\u201310",
    kind: "clause",
    inScope: numbers.clausesReady.of,
    ready: numbers.clausesReady.count,
    statuses: statusesOf(byChapter),
  };
}

function selectionOf(bar: Bar, show: Selection["show"]): Selection {
  return { show, kind: bar.kind, ...(bar.group === undefined ? {} : { group: bar.group }) };
}

function barWords(bar: Bar): string {
  const parts = PARTS.map(({ status, label }) => `${bar.statuses[status]} ${label.toLowerCase()}`);
  return `${bar.name}: recorded as ${parts.join(", ")}, of ${bar.inScope}`;
}

function BarRow({ slug, bar, apart }: { slug: string; bar: Bar; apart?: boolean }) {
  const { missing } = bar.statuses;
  return (
    <li className={apart ? "sep" : undefined}>
      <Link className="plain" href={selectionHref(slug, selectionOf(bar, "all")) as Route}>
        {bar.name}
      </Link>
      <span>
        <StackedBar
          parts={PARTS.map(({ status, fill }) => ({ value: bar.statuses[status], fill }))}
          label={barWords(bar)}
        />
      </span>
      <span className="num">
        <Fraction n={bar.ready} of={bar.inScope} href={selectionHref(slug, selectionOf(bar, "ready"))} />
      </span>
      <span className="num sm">
        {missing === 0 ? (
          <span className="i3">0 missing</span>
        ) : (
          <Link
            href={selectionHref(slug, selectionOf(bar, STATUS_FILTER.missing)) as Route}
          >{`${missing} missing`}</Link>
        )}
      </span>
    </li>
  );
}

/** Bars of recorded evidence status by theme and for the clauses; the number beside each is readiness. */
export function ThemeBars({ home }: { home: Home }) {
  const { readiness } = home;
  const { slug } = home.workspace;
  const themes = readiness.byTheme.map(barOf);
  const clauses = clausesBar(readiness);
  const table = [...themes, clauses, ...readiness.byChapter.map(barOf)];
  const bare = readiness.numbers.noEvidence.count;
  return (
    <Section
      title="Readiness by theme"
      link={{
        href: selectionHref(slug, NUMBERS.noEvidence.selection),
        label: `${many(bare, "control has", "controls have")} no evidence`,
      }}
    >
      <Figure
        legend={PARTS}
        caption="The bar shows recorded evidence statuses, the number beside it what is ready for the audit."
        table={{
          caption: "Readiness by theme, clauses and chapter",
          head: ["Group", "Audit-ready", ...PARTS.map((part) => part.label), "In scope"],
          rows: table.map((bar) => [
            bar.name,
            bar.ready,
            ...PARTS.map(({ status }) => bar.statuses[status]),
            bar.inScope,
          ]),
        }}
      >
        <ul className="bars">
          {themes.map((bar) => (
            <BarRow key={bar.name} slug={slug} bar={bar} />
          ))}
          <BarRow slug={slug} bar={clauses} apart />
        </ul>
      </Figure>
    </Section>
  );
}
