import { groupHref, refHref } from "@/components/explorer/address";
import { Overlap } from "@/components/ui/overlap-icon";
import { EXPLORER_GROUPS, type ExplorerGroup } from "@/lib/core/explorer-groups";
import type { ExplorerRow } from "@/lib/core/explorer-list";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { overlapLook } from "@/lib/core/requirement-detail";

const HEADING = {
  theme: "Annex A themes",
  chapter: "Clauses",
  series: "SOC 2 series",
} as const;

function Groups({
  kind,
  view,
  current,
}: {
  kind: ExplorerGroup["kind"];
  view: ExplorerView;
  current: string | null;
}) {
  return (
    <>
      <h2>{HEADING[kind]}</h2>
      <ul>
        {EXPLORER_GROUPS.filter((group) => group.kind === kind).map(({ id, title }) => (
          <li key={id}>
            <a href={groupHref(id, view)} {...(id === current ? { "aria-current": "page" } : {})}>
              <span className="num">{id}</span>
              <span className="ell">{title}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** All themes, chapters and series; on the way back the series come first. */
export function GroupNav({ view, current = null }: { view: ExplorerView; current?: string | null }) {
  const kinds =
    view.direction === "iso"
      ? (["theme", "chapter", "series"] as const)
      : (["series", "theme", "chapter"] as const);
  return (
    <nav className="xp-nav" aria-label="Themes, clauses and series">
      {kinds.map((kind) => (
        <Groups key={kind} kind={kind} view={view} current={current} />
      ))}
    </nav>
  );
}

/** The requirements beside the current one, then the groups of its own standard. */
export function RefNav({
  view,
  group,
  rows,
  current,
}: {
  view: ExplorerView;
  group: ExplorerGroup;
  rows: readonly ExplorerRow[];
  current: string;
}) {
  const kinds = group.kind === "series" ? (["series"] as const) : (["theme", "chapter"] as const);
  return (
    <nav className="xp-nav" aria-label="Requirements">
      <h2>{`${group.id} ${group.title}`}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.ref}>
            <a href={refHref(row.ref, view)} {...(row.ref === current ? { "aria-current": "page" } : {})}>
              <span className="num">{row.ref}</span>
              <span className="ell">{row.title}</span>
              <Overlap {...overlapLook(row.outcome)} compact />
            </a>
          </li>
        ))}
      </ul>
      {kinds.map((kind) => (
        <Groups key={kind} kind={kind} view={view} current={group.id} />
      ))}
    </nav>
  );
}
