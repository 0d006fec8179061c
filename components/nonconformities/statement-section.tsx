import type { Route } from "next";
import { Section } from "@/components/layout/section";
import type { RecordProps } from "@/components/nonconformities/labels";
import { EditLink, SectionForm } from "@/components/nonconformities/section-form";
import {
  GradeField,
  OwnershipFields,
  STATEMENT_LABELS,
  StatementFields,
} from "@/components/nonconformities/statement-fields";
import { Field, Textarea } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { dateIn } from "@/lib/core/dates";
import { entryOf } from "@/lib/core/frameworks/catalogue";
import { isGradeSettled, isImprovement } from "@/lib/core/nonconformity";
import type { EvidenceChoice, NcDetail, Person } from "@/lib/core/nonconformity-dto";
import { paths } from "@/lib/core/paths";
import { setStatementAction } from "@/lib/nonconformities/actions";

function Line({ label, children }: { label: string; children: string }) {
  if (children === "") return null;
  return (
    <>
      <dt>{label}</dt>
      <dd className="whitespace-pre-line">{children}</dd>
    </>
  );
}

function Requirement({ slug, nc }: { slug: string; nc: NcDetail }) {
  const titles = nc.refs.map((ref) => `${ref} ${entryOf(ref)?.title ?? ""}`.trim());
  const saysMore = nc.requirementText !== "" && nc.requirementText !== titles.join("; ");
  return (
    <dd className="whitespace-pre-line">
      {nc.refs.map((ref, at) => (
        <span key={ref}>
          {at > 0 ? ", " : null}
          <Link href={paths.requirement(slug, ref) as Route}>{titles[at]}</Link>
        </span>
      ))}
      {saysMore && nc.refs.length > 0 ? ". " : null}
      {saysMore ? nc.requirementText : null}
    </dd>
  );
}

function Evidence({ slug, nc }: { slug: string; nc: NcDetail }) {
  return (
    <dd className="whitespace-pre-line">
      {nc.objectiveEvidence}
      {nc.evidence.map((item, at) => (
        <span key={item.id}>
          {at === 0 ? " " : ", "}
          <Link href={paths.evidenceItem(slug, item.id) as Route}>{item.title}</Link>
        </span>
      ))}
    </dd>
  );
}

function Risks({ slug, nc }: { slug: string; nc: NcDetail }) {
  return (
    <dd>
      {nc.risks.map(({ id, number, title }, at) => (
        <span key={id}>
          {at > 0 ? ", " : null}
          <Link href={paths.risk(slug, id) as Route}>{`${number} ${title}`}</Link>
        </span>
      ))}
    </dd>
  );
}

function StatementForm({
  slug,
  timeZone,
  nc,
  members,
  candidates,
}: Pick<RecordProps, "slug" | "timeZone" | "nc"> & {
  members: readonly Person[];
  candidates: readonly EvidenceChoice[];
}) {
  const values = {
    ...nc,
    itemIds: nc.evidence.map(({ id }) => id),
    risks: nc.risks.map(({ number }) => number).join(", "),
  };
  return (
    <SectionForm
      slug={slug}
      id={nc.id}
      action={setStatementAction}
      version={nc.version}
      labels={STATEMENT_LABELS}
      save="Save statement"
    >
      <GradeField grade={nc.grade} raisedOn={dateIn(timeZone, nc.raisedAt)} isSettled={isGradeSettled(nc)} />
      <StatementFields values={values} candidates={candidates} />
      <Field
        name="extent"
        label="Extent"
        help="Does it exist elsewhere? What was checked, and what was found"
        optional
      >
        <Textarea defaultValue={nc.extent} rows={2} />
      </Field>
      <Field name="consequences" label="Consequences" help="What it led to, or could have" optional>
        <Textarea defaultValue={nc.consequences} rows={2} />
      </Field>
      <OwnershipFields
        values={values}
        members={members}
        dueHelp="As agreed with the auditor, where there is one."
      />
    </SectionForm>
  );
}

/** Requirement, objective evidence, gap, extent; or the form for them. */
export function StatementSection({
  members,
  candidates,
  ...props
}: RecordProps & { members: readonly Person[]; candidates: readonly EvidenceChoice[] }) {
  const { slug, nc, rights, edit } = props;
  const title = isImprovement(nc.grade) ? "What was noticed" : "What failed";
  if (edit?.section === "statement" && rights.edit) {
    return (
      <Section title={title}>
        <StatementForm {...props} members={members} candidates={candidates} />
      </Section>
    );
  }
  const link = (
    <EditLink slug={slug} id={nc.id} edit={{ section: "statement" }} label={`Edit ${title.toLowerCase()}`}>
      Edit
    </EditLink>
  );
  return (
    <Section title={title} aside={rights.edit ? link : undefined}>
      <dl className="def">
        <dt>Requirement</dt>
        <Requirement slug={slug} nc={nc} />
        <dt>Evidence</dt>
        <Evidence slug={slug} nc={nc} />
        {nc.risks.length === 0 ? null : (
          <>
            <dt>Risks</dt>
            <Risks slug={slug} nc={nc} />
          </>
        )}
        <Line label="Gap">{nc.gap}</Line>
        <Line label="Extent">{nc.extent}</Line>
        <Line label="Consequences">{nc.consequences}</Line>
      </dl>
    </Section>
  );
}
