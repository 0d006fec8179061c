import { placePattern } from "@/components/explorer/about-refs";
import { ClaimCards } from "@/components/explorer/claim-cards";
import { claimRows } from "@/components/explorer/claim-rows";
import { Section } from "@/components/layout/section";
import { claimViews } from "@/lib/core/claims-view";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { paths } from "@/lib/core/paths";

/** Every published figure beside the computed one for the same scope. */
export function AboutClaims({ view }: { view: ExplorerView }) {
  const all = claimViews();
  const reproduced = all.filter((one) => one.verdict === "reproduced").length;
  return (
    <Section
      title={<span id="claims">Published figures and what the rows give</span>}
      remark={`${reproduced} of ${all.length} figures about coverage are reproduced`}
    >
      <p className="prose i2 mb-4">
        Each figure is computed for the scope that the source claims it for, from named rows alone. The ids
        come from the rows and from the source's own lists, by subtraction. Percentages stand here only beside
        percentages that a source prints.
      </p>
      <ClaimCards rows={claimRows()} hrefs={{ place: placePattern(view), effort: paths.explorerEffort() }} />
    </Section>
  );
}
