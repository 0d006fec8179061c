import { RefLinks } from "@/components/explorer/about-refs";
import { groupHref, listHref } from "@/components/explorer/address";
import { scopeWords } from "@/components/explorer/words";
import { Section } from "@/components/layout/section";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { addedToSecurity, fullByEveryPair } from "@/lib/core/claims-view";
import type { Count } from "@/lib/core/count";
import { type CoverageGroup, coverage, soc2Only } from "@/lib/core/crosswalk";
import { CATEGORY_TITLE, GROUP_BY_ID, groupHeading } from "@/lib/core/explorer-groups";
import type { ExplorerSelection } from "@/lib/core/explorer-list";
import { crosswalkInputOf, type ExplorerView } from "@/lib/core/explorer-view";
import { TSC_CATEGORIES, type TscCategory } from "@/lib/core/frameworks/types";

type Place = (selection: ExplorerSelection) => string;

const COLUMNS = [
  ["mapped", "mapped", "Mapped"],
  ["reusable", "reuse", "Reusable as is"],
  ["supplement", "supplement", "Supplement"],
  ["netNew", "net_new", "Net-new"],
] as const;

function ShareCell({ count, href }: { count: Count; href: string }) {
  return (
    <Td right>
      <a className="plain" href={href}>
        <b>{count.count}</b> <span className="i2">{`of ${count.of}`}</span>
      </a>
    </Td>
  );
}

function GroupRow({
  label,
  group,
  wildcard,
  kind,
  place,
}: {
  label: string;
  group: CoverageGroup;
  wildcard: boolean;
  kind: ExplorerSelection["kind"];
  place: Place;
}) {
  return (
    <Tr>
      <RowHeader>{label}</RowHeader>
      {COLUMNS.map(([key, show]) => (
        <ShareCell key={key} count={group[key]} href={place({ show, kind })} />
      ))}
      {wildcard ? <ShareCell count={group.themeLevel} href={place({ show: "theme_level", kind })} /> : null}
    </Tr>
  );
}

function Ids({ label, refs, view }: { label: string; refs: readonly string[]; view: ExplorerView }) {
  return (
    <details className="sm py-1">
      <summary>{`${label}: ${refs.length}`}</summary>
      {refs.length === 0 ? (
        <p className="i3">None.</p>
      ) : (
        <p className="xp-refs">
          <RefLinks refs={refs} view={view} />
        </p>
      )}
    </details>
  );
}

/** The numbers of the scope in the address, each a link to its rows, with the ids behind them. */
export function AboutScope({ view }: { view: ExplorerView }) {
  const input = crosswalkInputOf(view);
  const all = coverage(input);
  const strict = fullByEveryPair(input);
  const alone = soc2Only(input);
  const iso: ExplorerView = { ...view, direction: "iso" };
  const list: Place = (selection) => listHref(iso, selection);
  return (
    <Section
      title={<span id="your-scope">The numbers of this scope</span>}
      remark={`${scopeWords(view.categories)}${view.wildcard ? ", theme-level rows shown" : ""}`}
    >
      <Table caption="Coverage of the chosen scope by theme" sticky={false}>
        <thead>
          <tr>
            <Th>Of ISO/IEC 27001</Th>
            {COLUMNS.map(([key, , label]) => (
              <Th key={key} right>
                {label}
              </Th>
            ))}
            {view.wildcard ? <Th right>Theme level only</Th> : null}
          </tr>
        </thead>
        <tbody>
          <GroupRow label="Annex A" group={all} wildcard={view.wildcard} kind="control" place={list} />
          {all.byTheme.map((group) => {
            const found = GROUP_BY_ID.get(group.theme);
            return (
              <GroupRow
                key={group.theme}
                label={found === undefined ? group.theme : groupHeading(found)}
                group={group}
                wildcard={view.wildcard}
                kind={null}
                place={(selection) => groupHref(group.theme, iso, selection)}
              />
            );
          })}
          <GroupRow
            label="Clauses 4 to 10"
            group={all.clauses}
            wildcard={view.wildcard}
            kind="clause"
            place={list}
          />
        </tbody>
      </Table>
      <div className="mt-3">
        <Ids label="Mapped controls" refs={all.mapped.refs} view={view} />
        <Ids label="Of these, Full through every pair (the careful number)" refs={strict.refs} view={view} />
        <Ids label="Controls that no row of the scope names" refs={all.netNew.refs} view={view} />
        <Ids label={`SOC 2 only, of ${alone.of} criteria in scope`} refs={alone.refs} view={view} />
        {view.wildcard ? <Ids label="Theme level only" refs={all.themeLevel.refs} view={view} /> : null}
      </div>
      <Increments view={view} />
    </Section>
  );
}

const OPTIONAL = TSC_CATEGORIES.filter((category) => category !== "security");

/** They depend on the catalogue alone, not on the scope of the page. */
let increments: readonly { readonly category: TscCategory; readonly refs: readonly string[] }[] | null = null;

function Increments({ view }: { view: ExplorerView }) {
  increments ??= OPTIONAL.map((category) => ({ category, refs: addedToSecurity(["security", category]) }));
  return (
    <>
      <h3 className="mt-4">What each category adds to Security alone</h3>
      <dl className="def mt-2">
        {increments.map(({ category, refs }) => (
          <div key={category} className="contents">
            <dt>{CATEGORY_TITLE[category]}</dt>
            <dd className="xp-refs">
              <RefLinks refs={refs} view={view} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
