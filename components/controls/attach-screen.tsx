import { AttachPanel, type AttachProps } from "@/components/controls/attach-panel";
import { EmptyState } from "@/components/layout/empty-state";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { paths } from "@/lib/core/paths";

/** Evidence for several requirements at once. */
export function AttachScreen({
  workspaceName,
  titles,
  attach,
}: {
  workspaceName: string;
  /** Titles of the chosen requirements, in the order of `attach.refs`. */
  titles: readonly string[];
  attach: AttachProps;
}) {
  const { slug, refs } = attach;
  const header = (
    <PageHeader
      title="Attach evidence"
      intro="Each chosen piece of evidence is linked to every selected row. A verdict is given later, row by row."
      crumbs={[
        { label: workspaceName, href: paths.home(slug) },
        { label: "Controls", href: paths.controls(slug) },
        { label: "Attach evidence" },
      ]}
    />
  );
  if (refs.length === 0) {
    return (
      <>
        {header}
        <EmptyState
          title="No row is selected"
          primary={{ href: paths.controls(slug), label: "Open the list" }}
        >
          Select rows in the list of controls, then choose Attach evidence.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      {header}
      <Section title="Selected rows" remark={String(refs.length)}>
        <ul className="max-h-48 overflow-auto">
          {refs.map((ref, index) => (
            <li key={ref}>
              <span className="ref">{ref}</span> {titles[index]}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Evidence" className="max-w-3xl">
        <AttachPanel {...attach} />
      </Section>
    </>
  );
}
