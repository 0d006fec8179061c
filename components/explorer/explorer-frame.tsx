import type { ReactNode } from "react";
import { listHref } from "@/components/explorer/address";
import { Button } from "@/components/ui/button";
import { SEARCH_LIMIT } from "@/lib/core/explorer-search";
import { type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { DATASET_VERSION } from "@/lib/core/frameworks/catalogue";
import { SOURCES } from "@/lib/core/frameworks/sources";
import { paths, withQuery } from "@/lib/core/paths";

export type ExplorerPlace = "list" | "matrix" | "first" | "effort" | "about" | "data";

function places(view: ExplorerView): readonly { place: ExplorerPlace; label: string; href: string }[] {
  const query = explorerQuery(view);
  return [
    { place: "list", label: "List", href: listHref(view) },
    { place: "matrix", label: "Matrix", href: withQuery(paths.explorerMatrix(), query) },
    { place: "first", label: "Which one first?", href: paths.explorerFirst() },
    { place: "effort", label: "Effort and time", href: paths.explorerEffort() },
    { place: "about", label: "Numbers and method", href: withQuery(paths.explorerAbout(), query) },
    { place: "data", label: "Data", href: withQuery(paths.explorerDataIndex(), query) },
  ];
}

/** Search over everything, and the ways through the crosswalk. */
export function ExplorerBar({
  view,
  current,
  q = "",
}: {
  view: ExplorerView;
  current: ExplorerPlace | null;
  q?: string;
}) {
  return (
    <div className="xp-bar">
      <search>
        <form action={paths.explorer()}>
          {Object.entries(explorerQuery(view)).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <input
            type="search"
            name="q"
            className="in"
            maxLength={SEARCH_LIMIT}
            placeholder="A.5.15, cc6.1, offboarding"
            aria-label="Search refs, words and evidence"
            defaultValue={q}
          />
          <Button type="submit">Search</Button>
        </form>
      </search>
      <nav aria-label="Crosswalk">
        {places(view).map(({ place, label, href }) => (
          <a key={place} href={href} {...(place === current ? { "aria-current": "page" } : {})}>
            {label}
          </a>
        ))}
      </nav>
    </div>
  );
}

/** Bar, list of neighbours, title block, content, and what belongs beside it; `early` puts the side before the content on small screens. */
export function ExplorerFrame({
  view,
  current = null,
  q = "",
  side,
  head,
  aside,
  early = false,
  children,
}: {
  view: ExplorerView;
  current?: ExplorerPlace | null;
  q?: string;
  side: ReactNode;
  head: ReactNode;
  aside: ReactNode;
  early?: boolean;
  children: ReactNode;
}) {
  const main = <div className="xp-main">{children}</div>;
  return (
    <>
      <ExplorerBar view={view} current={current} q={q} />
      <div className={early ? "xp xp-early" : "xp"}>
        {side}
        <div className="xp-head">{head}</div>
        {early ? aside : main}
        {early ? main : aside}
      </div>
    </>
  );
}

/** Where it comes from, on screen and on paper; `address` is printed only. */
export function Attribution({ address }: { address: string }) {
  const names = SOURCES.map(({ title, by, reviewedOn }) => `${title} (${by}, ${reviewedOn})`).join("; ");
  return (
    <footer className="blk sm i3 prose">
      <p>
        {`Pairs and overlap as published in: ${names}. Explanations, what to add, limits and disputes are our reading. Data set ${DATASET_VERSION}.`}
      </p>
      <p className="print-only">{address}</p>
    </footer>
  );
}
