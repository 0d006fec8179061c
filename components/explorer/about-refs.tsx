import { disputeAnchor } from "@/components/explorer/about-words";
import { groupHref, refHref } from "@/components/explorer/address";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { entryOf } from "@/lib/core/frameworks/catalogue";

function hrefOf(ref: string, view: ExplorerView): string {
  return entryOf(ref) === undefined ? groupHref(ref, view) : refHref(ref, view);
}

/** References and themes as links into the explorer, for an element of class `xp-refs`. */
export function RefLinks({ refs, view }: { refs: readonly string[]; view: ExplorerView }) {
  return refs.map((ref) => (
    <a key={ref} href={hrefOf(ref, view)}>
      {ref}
    </a>
  ));
}

/** Ids behind words that say what they are, as one entry of a list of definitions; nothing when there are none. */
export function LabelledRefs({
  label,
  refs,
  view,
}: {
  label: string;
  refs: readonly string[];
  view: ExplorerView;
}) {
  if (refs.length === 0) return null;
  return (
    <dd className="xp-refs sm">
      <span className="i2">{`${label}: ${refs.length}`}</span>
      <RefLinks refs={refs} view={view} />
    </dd>
  );
}

/** K-numbers as links to their place on this page. */
export function DisputeLinks({ ids }: { ids: readonly string[] }) {
  return ids.map((id) => (
    <a key={id} href={`#${disputeAnchor(id)}`}>
      {id}
    </a>
  ));
}
