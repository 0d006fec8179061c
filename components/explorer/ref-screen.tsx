import { groupHref, listHref, refHref } from "@/components/explorer/address";
import { Attribution, ExplorerFrame } from "@/components/explorer/explorer-frame";
import { RefNav } from "@/components/explorer/explorer-side";
import { PrivacyColumn } from "@/components/explorer/privacy-column";
import { CriterionBack, CriterionPairs, IsoBack, IsoPairs } from "@/components/explorer/ref-pairs";
import {
  ClauseParts,
  ControlAttributes,
  Disputes,
  Layers,
  ReuseAndAdd,
} from "@/components/explorer/ref-parts";
import { ScopeForm } from "@/components/explorer/scope-form";
import { KIND_WORD } from "@/components/explorer/words";
import { CATEGORY_TITLE, groupHeading } from "@/lib/core/explorer-groups";
import { type ExplorerRow, explorerRows } from "@/lib/core/explorer-list";
import type { ExplorerRef } from "@/lib/core/explorer-ref";
import type { ExplorerView } from "@/lib/core/explorer-view";
import type { CatalogueEntry } from "@/lib/core/frameworks/types";
import { paths, withQuery } from "@/lib/core/paths";

type ScreenProps = {
  page: ExplorerRef;
  view: ExplorerView;
  signedIn: boolean;
  address: string;
};

function Trail({ page, view }: { page: ExplorerRef; view: ExplorerView }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="xp-trail">
        <li>
          <a href={listHref(view)}>Crosswalk</a>
        </li>
        <li>
          <a href={groupHref(page.group.id, view)}>{groupHeading(page.group)}</a>
        </li>
        <li>
          <span aria-current="page">{page.entry.ref}</span>
        </li>
      </ol>
    </nav>
  );
}

function Head({ page, view }: { page: ExplorerRef; view: ExplorerView }) {
  const { entry } = page;
  return (
    <>
      <Trail page={page} view={view} />
      <div className="head pt-2">
        <div>
          <h1>
            <span className="num">{entry.ref}</span> {entry.title}
          </h1>
          <p>{entry.about}</p>
          <p className="sm">{`What shows it: ${entry.shownBy}`}</p>
        </div>
      </div>
    </>
  );
}

/** Whose workspace it is, the page does not know: it is kept for all who are signed in. */
function Decided({ page, signedIn }: { page: ExplorerRef; signedIn: boolean }) {
  if (!signedIn) {
    return (
      <>
        <dd className="i2">Nothing here</dd>
        <dd>
          <a className="underline" href={paths.signUp()}>
            Start a workspace
          </a>{" "}
          to record it
        </dd>
      </>
    );
  }
  return (
    <>
      <dd className="i2">Kept in your workspace</dd>
      <dd>
        <a className="underline" href={withQuery(paths.workspaces(), { ref: page.entry.ref })}>
          Open in your workspace
        </a>
      </dd>
    </>
  );
}

function facts(entry: CatalogueEntry): readonly (readonly [string, string])[] {
  if (entry.kind === "criterion") {
    return [
      ["Category", CATEGORY_TITLE[entry.category]],
      ...(entry.cosoPrinciple === null ? [] : [["COSO principle", String(entry.cosoPrinciple)] as const]),
    ];
  }
  if (entry.kind === "clause") {
    return [
      ["Amendment 1:2024", entry.amendment2024 === null ? "Adds nothing here" : "Adds to it, see below"],
    ];
  }
  return [["2022 edition", entry.newIn2022 ? "New control" : "Not a new control"]];
}

function Facts({ page }: { page: ExplorerRef }) {
  const { entry, group } = page;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl className="def">
        <dt>Kind</dt>
        <dd>{KIND_WORD[entry.kind]}</dd>
        <dt>Listed under</dt>
        <dd>{groupHeading(group)}</dd>
        {facts(entry).map(([term, words]) => (
          <div key={term} className="contents">
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {entry.kind === "criterion" && entry.sourceNameNote !== null ? (
        <p className="i3 sm mt-2">{`About the name in the source: ${entry.sourceNameNote}`}</p>
      ) : null}
    </section>
  );
}

function Turn({ page, view }: { page: ExplorerRef; view: ExplorerView }) {
  const { previous, next } = page;
  return (
    <nav className="xp-turn" aria-label="Previous and next">
      {previous === null ? (
        <span />
      ) : (
        <a href={refHref(previous.ref, view)} rel="prev">{`Previous: ${previous.ref} ${previous.title}`}</a>
      )}
      {next === null ? null : (
        <a href={refHref(next.ref, view)} rel="next">{`Next: ${next.ref} ${next.title}`}</a>
      )}
    </nav>
  );
}

/** The rows listed beside the page: those of its group, in scope or not. */
function siblings(page: ExplorerRef, view: ExplorerView): readonly ExplorerRow[] {
  const { entry, group } = page;
  const shown: ExplorerView =
    entry.kind === "criterion"
      ? { ...view, direction: "soc2", categories: [...view.categories, entry.category] }
      : { ...view, direction: "iso" };
  return explorerRows(shown).filter((row) => row.group === group.id);
}

function Content({ page, view }: { page: ExplorerRef; view: ExplorerView }) {
  const { entry } = page;
  if (entry.kind !== "criterion") {
    return (
      <>
        <IsoPairs page={page} view={view} />
        <IsoBack page={page} view={view} />
        {entry.kind === "clause" ? <ClauseParts entry={entry} /> : <ControlAttributes entry={entry} />}
      </>
    );
  }
  const at = (edition: ExplorerView["edition"]) => refHref(entry.ref, { ...view, edition });
  return (
    <>
      <CriterionPairs page={page} view={view} />
      <ReuseAndAdd page={page} />
      <CriterionBack page={page} />
      <PrivacyColumn
        criterion={entry.ref}
        edition={view.edition}
        hrefs={{ 2025: at("2025"), 2019: at("2019"), off: at(null) }}
      />
    </>
  );
}

/** One criterion, control or clause requirement, both ways. */
export function ExplorerRefScreen({ page, view, signedIn, address }: ScreenProps) {
  const { entry } = page;
  return (
    <ExplorerFrame
      view={view}
      side={<RefNav view={view} group={page.group} rows={siblings(page, view)} current={entry.ref} />}
      head={<Head page={page} view={view} />}
      aside={
        <aside aria-label="Facts and scope">
          <Facts page={page} />
          <ScopeForm path={paths.explorerRef(entry.ref)} view={view} />
        </aside>
      }
    >
      <Layers page={page} view={view} decided={<Decided page={page} signedIn={signedIn} />} />
      <Content page={page} view={view} />
      <Disputes page={page} view={view} />
      <Attribution address={address} />
      <Turn page={page} view={view} />
    </ExplorerFrame>
  );
}
