import { refHref } from "@/components/explorer/address";
import { PlaceLinks } from "@/components/explorer/place-links";
import { GROUP_PLACE, PLACE } from "@/components/explorer/place-pattern";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { entryOf } from "@/lib/core/frameworks/catalogue";

/** References and groups as the last parts of their addresses, between spaces. */
export function placesOf(refs: readonly string[]): string {
  return refs.map((ref) => (entryOf(ref) === undefined ? `${GROUP_PLACE}${ref}` : ref)).join(" ");
}

/** The address of any of these places in this view. */
export function placePattern(view: ExplorerView): string {
  return refHref(PLACE, view);
}

/** References and themes as links into the explorer, for an element of class `xp-refs`. */
export function RefLinks({ refs, view }: { refs: readonly string[]; view: ExplorerView }) {
  return refs.length === 0 ? null : <PlaceLinks places={placesOf(refs)} pattern={placePattern(view)} />;
}
