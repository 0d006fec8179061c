import type { Route } from "next";
import { TakeOver } from "@/components/findings/company-findings";
import { FindingPartSection } from "@/components/findings/finding-answers";
import { FindingBadges, FindingFacts, WithdrawnNote } from "@/components/findings/finding-facts";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { canAnswerPart, canTakeOver, FINDING_STANDING, findingName, partsOf } from "@/lib/core/finding";
import type { CompanyFinding } from "@/lib/core/finding-dto";
import { paths, withQuery } from "@/lib/core/paths";
import type { FindingPart } from "@/lib/core/room-work-statuses";
import { answerFindingAction } from "@/lib/findings/actions";

type Props = {
  workspace: { readonly name: string; readonly slug: string };
  timeZone: string;
  finding: CompanyFinding;
  mayAnswer: boolean;
  mayRaise: boolean;
  onceKey: string;
};

function AnswerForm({
  workspace,
  finding,
  part,
  onceKey,
}: Pick<Props, "workspace" | "finding" | "onceKey"> & { part: FindingPart }) {
  const proposed = finding.proposed[part];
  return (
    <ActionForm
      action={answerFindingAction.bind(null, workspace.slug)}
      version={finding.version}
      className="form-col chan chan-out mt-4"
    >
      <p className="cap">Auditor can see this</p>
      <input type="hidden" name="id" value={finding.id} />
      <input type="hidden" name="part" value={part} />
      <input type="hidden" name="onceKey" value={`${onceKey}-${part}`} />
      <Field
        name="body"
        label="What the auditor will read"
        help="These words, your name and the time go to the auditor, and nothing else of the nonconformity: no cause, no extent, no comments."
        required
      >
        <Textarea defaultValue={proposed} rows={Math.min(10, Math.max(4, proposed.split("\n").length + 1))} />
      </Field>
      <div className="row">
        <SubmitButton>Answer the auditor</SubmitButton>
      </div>
    </ActionForm>
  );
}

function Record({ slug, finding }: { slug: string; finding: CompanyFinding }) {
  if (finding.nonconformity === null) {
    return <p className="i3">Not raised yet. The auditor's words become its statement and evidence.</p>;
  }
  return (
    <p>
      <Link href={paths.nonconformity(slug, finding.nonconformity.id) as Route}>
        {finding.nonconformity.number}
      </Link>{" "}
      was raised of this finding. Work on it there; answer the auditor here.
    </p>
  );
}

/** One finding on the company's side: the auditor's words, the nonconformity, and what is answered. */
export function CompanyFindingScreen(props: Props) {
  const { workspace, timeZone, finding, mayAnswer, mayRaise, onceKey } = props;
  const { slug } = workspace;
  const { room } = finding;
  const name = findingName(finding.number);
  const parts = finding.nonconformity === null ? [] : partsOf(finding.grade);
  return (
    <>
      <PageHeader
        title={`Finding ${name}`}
        intro={`Raised in ${room.name}. ${FINDING_STANDING[finding.standing].meaning}`}
        badges={<FindingBadges finding={finding} />}
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Auditors' rooms", href: paths.rooms(slug) },
          { label: room.name, href: withQuery(paths.room(slug, room.id), { tab: "findings" }) },
          { label: name },
        ]}
        actions={
          mayRaise && canTakeOver(finding).ok ? (
            <TakeOver slug={slug} finding={finding} onceKey={onceKey} />
          ) : null
        }
      />
      <WithdrawnNote finding={finding} />
      <Section title="What the auditor found">
        <FindingFacts
          finding={finding}
          requestHref={(id) => paths.request(slug, id)}
          link={(ref, title) => <Link href={paths.requirement(slug, ref) as Route}>{title}</Link>}
        />
      </Section>
      <Section title="Nonconformity">
        <Record slug={slug} finding={finding} />
      </Section>
      {parts.map((part) => (
        <FindingPartSection key={part} finding={finding} part={part} timeZone={timeZone}>
          {mayAnswer && room.open && canAnswerPart(finding, part).ok ? (
            <AnswerForm workspace={workspace} finding={finding} part={part} onceKey={onceKey} />
          ) : null}
        </FindingPartSection>
      ))}
    </>
  );
}
