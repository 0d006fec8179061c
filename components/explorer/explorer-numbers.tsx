import { groupHref, listHref } from "@/components/explorer/address";
import { SHOW_WORD } from "@/components/explorer/words";
import { Overlap } from "@/components/ui/overlap-icon";
import type { OverlapShape } from "@/components/ui/tone";
import { soc2Only } from "@/lib/core/crosswalk";
import { EXPLORER_GROUPS, groupHeading } from "@/lib/core/explorer-groups";
import {
  type ExplorerRow,
  type ExplorerSelection,
  type ExplorerShow,
  selectExplorerRows,
} from "@/lib/core/explorer-list";
import { crosswalkInputOf, type ExplorerView } from "@/lib/core/explorer-view";

type Figure = { readonly show: ExplorerShow; readonly shape: OverlapShape; readonly words: string };

const ISO: readonly Figure[] = [
  { show: "mapped", shape: "solid", words: "Annex A controls with at least one Full or Partial pair" },
  { show: "reuse", shape: "solid", words: "At least one Full pair" },
  { show: "supplement", shape: "hatch", words: "Partial pairs only. Each says what to add" },
  { show: "net_new", shape: "dots", words: "No pair. Each says what has to be made" },
];

const SOC2: readonly Figure[] = [
  {
    show: "reuse",
    shape: "solid",
    words: "Criteria with at least one Full pair. It supports, it does not fulfil",
  },
  { show: "supplement", shape: "hatch", words: "Criteria with Partial pairs only" },
  { show: "soc2_only", shape: "empty", words: "ISO/IEC 27001 has nothing to bring" },
];

type Rows = readonly ExplorerRow[];

function Share({ n, of, href }: { n: number; of: number; href: string }) {
  return (
    <dd className="v">
      <a href={href}>
        {n} <span>{`of ${of}`}</span>
      </a>
    </dd>
  );
}

function FigureOf({
  view,
  rows,
  figure,
  kind,
}: {
  view: ExplorerView;
  rows: Rows;
  figure: Figure;
  kind: ExplorerSelection["kind"];
}) {
  const selection = { show: figure.show, kind };
  return (
    <div>
      <dt>
        <Overlap shape={figure.shape} label={SHOW_WORD[view.direction][figure.show]} />
      </dt>
      <Share
        n={selectExplorerRows(rows, selection).length}
        of={selectExplorerRows(rows, { show: null, kind }).length}
        href={listHref(view, selection)}
      />
      <dd>{figure.words}</dd>
    </div>
  );
}

/** Criteria that no pair leads to ISO from: a count of criteria, so it stands behind a line. */
function Soc2Only({ view }: { view: ExplorerView }) {
  const only = soc2Only(crosswalkInputOf(view));
  const back: ExplorerView = { ...view, direction: "soc2" };
  return (
    <div className="alone">
      <dt>
        <Overlap shape="empty" label="SOC 2 only" />
      </dt>
      <Share n={only.count} of={only.of} href={listHref(back, { show: "soc2_only", kind: null })} />
      <dd>Criteria in scope that ISO/IEC 27001 does not ask for</dd>
    </div>
  );
}

function Words({
  view,
  rows,
  parts,
}: {
  view: ExplorerView;
  rows: Rows;
  parts: readonly [ExplorerSelection, string][];
}) {
  return parts.map(([selection, words], at) => (
    <span key={words}>
      {at === 0 ? "" : ", "}
      <a className="plain" href={listHref(view, selection)}>
        <b>{selectExplorerRows(rows, selection).length}</b>
        {` ${words}`}
      </a>
    </span>
  ));
}

function ClauseWords({ view, rows }: { view: ExplorerView; rows: Rows }) {
  const all = selectExplorerRows(rows, { show: null, kind: "clause" }).length;
  return (
    <p className="sm i2 num mt-3 leading-6">
      {`Of ${all} clause requirements, counted apart: `}
      <Words
        view={view}
        rows={rows}
        parts={[
          [{ show: "mapped", kind: "clause" }, "mapped"],
          [{ show: "reuse", kind: "clause" }, "reusable as is"],
          [{ show: "supplement", kind: "clause" }, "supplement"],
          [{ show: "net_new", kind: "clause" }, "net-new"],
        ]}
      />
      .
    </p>
  );
}

function ThemeLevelWords({ view, rows }: { view: ExplorerView; rows: Rows }) {
  if (!view.wildcard) return null;
  return (
    <p className="sm i2 num leading-6">
      <Words
        view={view}
        rows={rows}
        parts={[
          [
            { show: "theme_level", kind: "control" },
            "net-new controls are named by the theme-level row only",
          ],
        ]}
      />
      . They stay net-new.
    </p>
  );
}

/** The numbers of the direction, each a link to exactly the rows that it counts. */
export function ExplorerNumbers({ view, rows }: { view: ExplorerView; rows: Rows }) {
  if (view.direction === "soc2") {
    return (
      <dl className="ledger md:grid-cols-3">
        {SOC2.map((figure) => (
          <FigureOf key={figure.show} view={view} rows={rows} figure={figure} kind={null} />
        ))}
      </dl>
    );
  }
  return (
    <>
      <dl className="ledger md:grid-cols-5">
        {ISO.map((figure) => (
          <FigureOf key={figure.show} view={view} rows={rows} figure={figure} kind="control" />
        ))}
        <Soc2Only view={view} />
      </dl>
      <ClauseWords view={view} rows={rows} />
      <ThemeLevelWords view={view} rows={rows} />
    </>
  );
}

/** Mapped rows by theme, chapter or series, each a link to those rows. */
export function GroupNumbers({ view, rows }: { view: ExplorerView; rows: Rows }) {
  const groups = EXPLORER_GROUPS.filter((group) => (group.kind === "series") === (view.direction === "soc2"));
  return (
    <section aria-labelledby="by-group" className="xp-wide">
      <h2 id="by-group">
        {view.direction === "iso" ? "Mapped, by theme and clause" : "With a pair, by series"}
      </h2>
      <table className="tb tb-s">
        <caption className="sr">Rows with at least one pair, by group</caption>
        <tbody>
          {groups.map((group) => {
            const mine = rows.filter((row) => row.group === group.id);
            const mapped = selectExplorerRows(mine, { show: "mapped", kind: null }).length;
            if (mine.length === 0) return null;
            return (
              <tr key={group.id}>
                <th scope="row" className="sm">
                  {groupHeading(group)}
                </th>
                <td className="r num nw">
                  <a className="plain" href={groupHref(group.id, view, { show: "mapped", kind: null })}>
                    <b>{mapped}</b> <span className="i2">{`of ${mine.length}`}</span>
                  </a>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
