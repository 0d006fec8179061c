// The two published documents that the crosswalk's facts come from, for attribution.
import type { SourceRef } from "./types";

export const SOURCES: readonly {
  readonly document: Exclude<SourceRef["document"], "own-reading">;
  readonly title: string;
  readonly by: string;
  readonly reviewedOn: string;
}[] = [
  {
    document: "mapping-article",
    title: "SOC 2 to ISO 27001 Control Mapping: What Transfers and What's Net-New",
    by: "Ali Aleali",
    reviewedOn: "2026-05-12",
  },
  {
    document: "side-by-side",
    title: "SOC 2 → ISO 27001 crosswalk: how the controls map (and where they don't)",
    by: "PJ Zonis, SideGuy Solutions",
    reviewedOn: "2026-06-09",
  },
];
