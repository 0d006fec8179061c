// The editions of the data set: rows, columns and what changed. A workspace reads its own until it takes a newer one over.
import { ROWS } from "./crosswalk";
import { PRIVACY_ROWS, type PrivacyRow } from "./iso-27701";
import type { CrosswalkRow } from "./types";

export type DatasetEdition = {
  /** Year and month of what it was reviewed against, then our own revision. */
  readonly version: string;
  readonly publishedOn: string;
  readonly changes: readonly string[];
  readonly rows: readonly CrosswalkRow[];
  /** The ISO/IEC 27701 column; empty in editions without one. No number reads it. */
  readonly privacy: readonly PrivacyRow[];
};

/**
 * Oldest first; the last one is what new workspaces start on. A published edition never changes: whoever edits a row adds an
 * edition and keeps the old row for those before it.
 */
export const EDITIONS: readonly [DatasetEdition, ...DatasetEdition[]] = [
  {
    version: "2026.05.1",
    publishedOn: "2026-11-21",
    changes: [
      "First edition: 61 criteria, 93 controls, 30 clause requirements, 61 rows with 122 pairs and 7 clause references.",
      "51 disputed places recorded, with what each source says and how it is shown.",
    ],
    rows: ROWS,
    privacy: [],
  },
  {
    version: "2026.11.1",
    publishedOn: "2026-11-22",
    changes: [
      "ISO/IEC 27701 stands beside the 18 privacy criteria, in its 2019 and 2025 editions, always as intersecting.",
      "All 61 rows are the same as in 2026.05.1, so no number moves.",
    ],
    rows: ROWS,
    privacy: PRIVACY_ROWS,
  },
];

/** The newest of the editions. */
export function newestOf(editions: readonly [DatasetEdition, ...DatasetEdition[]]): DatasetEdition {
  return editions.at(-1) ?? editions[0];
}

/** The edition by this version; undefined for one that this product does not know. */
export function findEdition(
  version: string,
  editions: readonly DatasetEdition[],
): DatasetEdition | undefined {
  return editions.find((edition) => edition.version === version);
}

export const NEWEST_EDITION: DatasetEdition = newestOf(EDITIONS);
