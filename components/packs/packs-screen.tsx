import { EmptyState } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { PackForm } from "@/components/packs/pack-form";
import { PackTable } from "@/components/packs/pack-table";
import { ProgressPoll } from "@/components/transfers/progress-poll";
import type { PackRow } from "@/lib/core/pack";
import { paths } from "@/lib/core/paths";

export type PacksScreenProps = {
  workspace: { readonly slug: string; readonly name: string; readonly timeZone: string };
  packs: readonly PackRow[];
  versions: readonly { readonly id: string; readonly label: string }[];
  window: { readonly from: string | null; readonly to: string | null };
  mayBuild: boolean;
};

/** Packs for auditors: what a new one holds, and those that were built. */
export function PacksScreen({ workspace, packs, versions, window, mayBuild }: PacksScreenProps) {
  const { slug, name, timeZone } = workspace;
  const busy = packs.some(({ state }) => state === "queued" || state === "building");
  return (
    <>
      <PageHeader
        title="Packs"
        intro="One signed ZIP for an auditor. Anybody can verify it without this product."
        crumbs={[{ label: name, href: paths.home(slug) }, { label: "Packs" }]}
      />
      <Section title="Built so far" remark={packs.length === 0 ? undefined : `${packs.length} shown`}>
        {packs.length === 0 ? (
          <EmptyState title="No pack was built yet">
            Owners and leads choose what goes in. Only accepted evidence leaves, and submitted evidence where
            you say so; internal notes stay.
          </EmptyState>
        ) : (
          <PackTable slug={slug} timeZone={timeZone} packs={packs} mayDownload={mayBuild} />
        )}
      </Section>
      {mayBuild ? (
        <Section title="Build a pack" remark="From the state at this moment" className="mt-7">
          {busy ? (
            <p className="note">A pack is being built. The list above shows how far it is.</p>
          ) : (
            <PackForm slug={slug} versions={versions} window={window} />
          )}
        </Section>
      ) : null}
      {busy ? <ProgressPoll /> : null}
    </>
  );
}
