import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { AgainNote, SampleCountsRow, SampleFacts, SampleItems } from "@/components/sampling/sample-body";
import { SamplesTable } from "@/components/sampling/samples-table";
import { ButtonLink } from "@/components/ui/button";
import { paths, withQuery } from "@/lib/core/paths";
import { countWords, sampleNumber } from "@/lib/core/sample";
import { drawWords } from "@/lib/core/sample-draw";
import type { DrawnAgain, SampleDetail, SampleRow } from "@/lib/core/sample-dto";

/** The samples of a room on the company's side. */
export function CompanySamples({
  slug,
  roomId,
  timeZone,
  samples,
}: {
  slug: string;
  roomId: string;
  timeZone: string;
  samples: readonly SampleRow[];
}) {
  return (
    <Section title="Samples" remark="Drawn by the auditor; every draw is kept">
      {samples.length === 0 ? (
        <p className="i3">
          No sample was drawn yet. Auditors draw from files that answered requests of the kind Population.
        </p>
      ) : (
        <SamplesTable
          rows={samples}
          timeZone={timeZone}
          hrefOf={(id) => paths.roomSample(slug, roomId, id)}
        />
      )}
    </Section>
  );
}

/** One sample on the company's side: how it was drawn, and where the answers to its items are. */
export function CompanySampleScreen({
  workspace,
  room,
  timeZone,
  sample,
  again,
}: {
  workspace: { readonly name: string; readonly slug: string };
  room: { readonly id: string; readonly name: string };
  timeZone: string;
  sample: SampleDetail;
  again: DrawnAgain | null;
}) {
  const { slug } = workspace;
  const name = `Sample ${sampleNumber(sample.number)}`;
  const requestHref = (id: string) => paths.request(slug, id);
  return (
    <>
      <PageHeader
        title={name}
        intro={`${drawWords(sample)}. ${countWords(sample.counts)}.`}
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Auditors' rooms", href: paths.rooms(slug) },
          { label: room.name, href: withQuery(paths.room(slug, room.id), { tab: "samples" }) },
          { label: name },
        ]}
        actions={
          <>
            <ButtonLink href={withQuery(paths.roomSample(slug, room.id, sample.id), { again: "yes" })}>
              Draw again
            </ButtonLink>
            <ExportForm action={paths.roomSampleFile(slug, room.id, sample.id)}>Download CSV</ExportForm>
          </>
        }
      />
      <AgainNote again={again} size={sample.size} />
      <SampleCountsRow sample={sample} />
      <SampleFacts sample={sample} timeZone={timeZone} requestHref={requestHref} />
      <SampleItems sample={sample} requestHref={requestHref} />
    </>
  );
}
