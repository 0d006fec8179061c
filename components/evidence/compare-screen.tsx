import { ArtifactContent, FitBadge } from "@/components/evidence/artifact-content";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Button, ButtonLink } from "@/components/ui/button";
import { CompareRow } from "@/components/ui/compare-row";
import { Field, Select } from "@/components/ui/field";
import { Table, Th } from "@/components/ui/table";
import { formatInstant } from "@/lib/core/dates";
import type { ArtifactDto, ComparedVersions } from "@/lib/core/evidence-dto";
import { compareVersions } from "@/lib/core/evidence-versions";
import { paths } from "@/lib/core/paths";

type Props = {
  workspace: { readonly name: string; readonly slug: string; readonly timeZone: string };
  item: ComparedVersions;
  a: ArtifactDto;
  b: ArtifactDto;
};

function Chooser({ slug, item, a, b }: Pick<Props, "item" | "a" | "b"> & { slug: string }) {
  const options = item.artifacts.map(({ number }) => ({ value: String(number), label: `Version ${number}` }));
  return (
    <form
      method="get"
      action={paths.compareVersions(slug, item.itemId)}
      className="grid items-end gap-3 sm:grid-cols-[160px_160px_auto] sm:justify-start pb-6 no-print"
    >
      <Field name="a" label="This version">
        <Select key={a.number} defaultValue={String(a.number)} options={options} />
      </Field>
      <Field name="b" label="With this one">
        <Select key={b.number} defaultValue={String(b.number)} options={options} />
      </Field>
      <Button type="submit">Compare</Button>
    </form>
  );
}

function Head({ artifact, timeZone }: { artifact: ArtifactDto; timeZone: string }) {
  return (
    <span className="grid gap-0.5 whitespace-normal">
      <span className="row wrap">
        Version {artifact.number} <FitBadge artifact={artifact} />
      </span>
      <span className="i3 sm font-normal">
        {artifact.addedByName}, {formatInstant(artifact.addedAt, timeZone)}
      </span>
    </span>
  );
}

/** Two versions' facts side by side, with what differs marked. */
export function CompareScreen({ workspace: { name, slug, timeZone }, item, a, b }: Props) {
  const pairs = compareVersions(a, b);
  const changed = pairs.filter((pair) => pair.changed).length;
  const href = paths.evidenceItem(slug, item.itemId);
  return (
    <>
      <PageHeader
        title="Compare versions"
        intro={item.title}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Evidence", href: paths.evidence(slug) },
          { label: item.reference ?? item.title, href },
          { label: "Compare versions" },
        ]}
        actions={<ButtonLink href={href}>Back to the item</ButtonLink>}
      />
      <Chooser slug={slug} item={item} a={a} b={b} />
      <Section
        title="Facts"
        remark={changed === 0 ? "The two say the same" : `${changed} of ${pairs.length} differ`}
      >
        <Table caption={`Facts of version ${a.number} and version ${b.number}`} top sticky={false}>
          <thead>
            <tr>
              <Th className="w-32 sm:w-40">Fact</Th>
              <Th>
                <Head artifact={a} timeZone={timeZone} />
              </Th>
              <Th>
                <Head artifact={b} timeZone={timeZone} />
              </Th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <CompareRow none="Not given" key={pair.label} pair={pair} />
            ))}
          </tbody>
        </Table>
      </Section>
      <Section title="Content">
        <div className="grid gap-6 md:grid-cols-2">
          {[a, b].map((artifact) => (
            <div key={artifact.number} className="stack gap-2">
              <h3>Version {artifact.number}</h3>
              <ArtifactContent slug={slug} itemId={item.itemId} timeZone={timeZone} artifact={artifact} />
            </div>
          ))}
        </div>
      </Section>
    </>
  );
}
