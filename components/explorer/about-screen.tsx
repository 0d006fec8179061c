import { AboutClaims } from "@/components/explorer/about-claims";
import { AboutDisputes } from "@/components/explorer/about-disputes";
import { AboutMethod, AboutSources, ThreeLayers } from "@/components/explorer/about-method";
import { AboutScope } from "@/components/explorer/about-scope";
import { ExplorerBar } from "@/components/explorer/explorer-frame";
import { PrivacyTable } from "@/components/explorer/privacy-table";
import { ScopeForm } from "@/components/explorer/scope-form";
import { PageHeader } from "@/components/layout/page-header";
import { type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { paths, withQuery } from "@/lib/core/paths";
import type { PrivacyEdition } from "@/lib/core/privacy-column";

const PARTS = [
  ["your-scope", "This scope"],
  ["claims", "Published figures"],
  ["method", "How we count"],
  ["disputes", "Contradictions"],
  ["27701", "ISO/IEC 27701"],
  ["sources", "Sources and version"],
] as const;

const TITLES: ReadonlyMap<string, string> = new Map(CRITERIA.map(({ ref, title }) => [ref, title]));

function privacyHref(view: ExplorerView, edition: PrivacyEdition | null): string {
  return `${withQuery(paths.explorerAbout(), explorerQuery({ ...view, edition }))}#27701`;
}

/** Where every number comes from: scope, published figures, method, contradictions, privacy editions and sources. */
export function AboutScreen({ view, address }: { view: ExplorerView; address: string }) {
  return (
    <>
      <ExplorerBar view={view} current="about" />
      <PageHeader
        title="Numbers and method"
        intro="What the sources claim, what their rows give, which ids make the difference, and how each contradiction is shown."
      />
      <nav aria-label="On this page" className="tabs mb-5">
        {PARTS.map(([id, label]) => (
          <a key={id} href={`#${id}`}>
            {label}
          </a>
        ))}
      </nav>
      <ThreeLayers />
      <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1fr)_272px]">
        <div>
          <AboutScope view={view} />
        </div>
        <div>
          <div className="sec">
            <ScopeForm path={paths.explorerAbout()} view={view} />
          </div>
        </div>
      </div>
      <div className="blk">
        <AboutClaims view={view} />
        <AboutMethod />
        <AboutDisputes view={view} />
        <PrivacyTable
          edition={view.edition}
          hrefs={{
            2025: privacyHref(view, "2025"),
            2019: privacyHref(view, "2019"),
            off: privacyHref(view, null),
          }}
          titles={TITLES}
        />
        <AboutSources />
      </div>
      <p className="print-only">{address}</p>
    </>
  );
}
