import { SideList, type SideSection } from "@/components/explorer/side-list";
import { EXPLORER_GROUPS, type ExplorerGroup } from "@/lib/core/explorer-groups";
import type { ExplorerRow } from "@/lib/core/explorer-list";
import { type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { withQuery } from "@/lib/core/paths";
import { overlapLook } from "@/lib/core/requirement-detail";

const HEADING = {
  theme: "Annex A themes",
  chapter: "Clauses",
  series: "SOC 2 series",
} as const;

const LOOK = {
  solid: "st s-solid ok",
  hatch: "st s-hatch due",
  dots: "st s-dots gap",
  empty: "st s-empty none",
} as const;

function groupsOf(kind: ExplorerGroup["kind"], current: string | null): SideSection {
  const items = EXPLORER_GROUPS.filter((group) => group.kind === kind);
  return {
    ...{ heading: HEADING[kind], of: "groups", current },
    items: items.map(({ id, title }) => ({ id, title })),
  };
}

function queryOf(view: ExplorerView): string {
  return withQuery("", explorerQuery(view));
}

/** All themes, chapters and series; on the way back the series come first. */
export function GroupNav({ view, current = null }: { view: ExplorerView; current?: string | null }) {
  const kinds =
    view.direction === "iso"
      ? (["theme", "chapter", "series"] as const)
      : (["series", "theme", "chapter"] as const);
  return (
    <SideList
      label="Themes, clauses and series"
      sections={kinds.map((kind) => groupsOf(kind, current))}
      query={queryOf(view)}
    />
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
  const items = rows.map(({ ref, title, outcome }) => {
    const { shape, label } = overlapLook(outcome);
    return { id: ref, title, look: LOOK[shape], word: label };
  });
  return (
    <SideList
      label="Requirements"
      sections={[
        { heading: `${group.id} ${group.title}`, of: "refs", current, items },
        ...kinds.map((kind) => groupsOf(kind, group.id)),
      ]}
      query={queryOf(view)}
    />
  );
}
