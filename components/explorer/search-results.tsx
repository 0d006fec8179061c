import { groupHref, refHref } from "@/components/explorer/address";
import { KIND_WORD, many } from "@/components/explorer/words";
import { Section } from "@/components/layout/section";
import { groupHeading } from "@/lib/core/explorer-groups";
import type { SearchHit, SearchReason, SearchResult } from "@/lib/core/explorer-search";
import { type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { paths, withQuery } from "@/lib/core/paths";

const REASON: Readonly<Record<SearchReason, string>> = {
  exact: "This is the reference you typed",
  prefix: "The reference begins with it",
  title: "In the title",
  evidence: "Evidence",
  paired_evidence: "Evidence",
  explanation: "Explanation",
  together: "The words stand in several places of it",
};

function reasonWords({ reason, found, through }: SearchHit): string {
  if (through !== null) return `Evidence of ${through}, which is paired with it: ${found}`;
  return reason === "evidence" || reason === "explanation" ? `${REASON[reason]}: ${found}` : REASON[reason];
}

function Hit({ hit, view }: { hit: SearchHit; view: ExplorerView }) {
  const { ref, title, kind } = hit.entry;
  return (
    <li className="pair">
      <a className="ref" href={refHref(ref, view)}>
        {ref}
      </a>
      <span>{title}</span>
      <span className="i3 sm">{KIND_WORD[kind]}</span>
      <p>{reasonWords(hit)}</p>
    </li>
  );
}

function searchHref(q: string, view: ExplorerView): string {
  return withQuery(paths.explorer(), { ...explorerQuery(view), q });
}

function Nearest({ result, view }: { result: SearchResult; view: ExplorerView }) {
  const { nearRefs, nearWords } = result;
  if (nearRefs.length + nearWords.length === 0) {
    return (
      <p className="i2">
        Try a reference such as CC6.1, A.5.15 or 6.1.2, or a kind of evidence such as access review.
      </p>
    );
  }
  return (
    <ul>
      {nearRefs.map((ref) => (
        <li key={ref} className="pair">
          <a className="ref" href={refHref(ref, view)}>
            {ref}
          </a>
          <span>{entryOf(ref)?.title}</span>
        </li>
      ))}
      {nearWords.length === 0 ? null : (
        <li className="xp-refs">
          Words like it:
          {nearWords.map((word) => (
            <a key={word} href={searchHref(word, view)}>
              {word}
            </a>
          ))}
        </li>
      )}
    </ul>
  );
}

/** What was found and why; when nothing was, the nearest references and words. */
export function SearchResults({ q, result, view }: { q: string; result: SearchResult; view: ExplorerView }) {
  const { hits, group } = result;
  const none = hits.length === 0;
  return (
    <Section
      title={none ? `Nothing found for "${q}"` : `Found for "${q}"`}
      remark={<span role="status">{many(hits.length, "requirement")}</span>}
    >
      {group === null ? null : (
        <p className="mb-2">
          <a href={groupHref(group.id, view)}>{groupHeading(group)}</a>
          <span className="i3 sm">{` ${many(group.refs.length, "requirement")} in one list`}</span>
        </p>
      )}
      {none ? (
        <Nearest result={result} view={view} />
      ) : (
        <ol>
          {hits.map((hit) => (
            <Hit key={hit.entry.ref} hit={hit} view={view} />
          ))}
        </ol>
      )}
    </Section>
  );
}
