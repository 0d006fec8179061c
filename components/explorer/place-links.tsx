"use client";
import { GROUP_PLACE, PLACE } from "@/components/explorer/place-pattern";

/** Many short links: `places` are names between spaces, `pattern` is the address with a place for the name. */
export function PlaceLinks({ places, pattern }: { places: string; pattern: string }) {
  return places.split(" ").map((place) => (
    <a key={place} href={pattern.replace(PLACE, place)}>
      {place.replace(GROUP_PLACE, "")}
    </a>
  ));
}

/** Numbers of contradictions as links to their places on the page. */
export function DisputeLinks({ ids }: { ids: string }) {
  return ids.split(" ").map((id) => (
    <a key={id} href={`#${id.toLowerCase()}`}>
      {id}
    </a>
  ));
}
