import { Section } from "@/components/layout/section";
import { CauseView } from "@/components/nonconformities/cause-view";
import { type RecordProps, yearOf } from "@/components/nonconformities/labels";
import { EditLink, SectionForm } from "@/components/nonconformities/section-form";
import { Field, Input, Textarea } from "@/components/ui/field";
import { Tabs } from "@/components/ui/tabs";
import { dateIn, formatDate } from "@/lib/core/dates";
import { FISHBONE_BRANCHES, FISHBONE_LABEL, type NcDetail } from "@/lib/core/nonconformity-dto";
import { ncEditHref } from "@/lib/core/nonconformity-edit";
import { type CauseFields, causeFields, WHY_NUMBERS } from "@/lib/core/nonconformity-fields";
import { CAUSE_METHOD_LABEL, CAUSE_METHODS, type CauseMethod } from "@/lib/core/statuses";
import { setCauseAction } from "@/lib/nonconformities/actions";

function WhyFields({ fields, title }: { fields: CauseFields; title: string }) {
  return WHY_NUMBERS.map((number) => (
    <div key={number} className="stack gap-2">
      <Field name={`why_${number}`} label={`Question ${number}`} optional={number > 1}>
        <Input
          defaultValue={fields[`why_${number}`]}
          placeholder={number === 1 ? `Why: ${title}?` : "Why was that so?"}
        />
      </Field>
      <Field name={`because_${number}`} label={`Answer ${number}`} optional={number > 1}>
        <Textarea defaultValue={fields[`because_${number}`]} rows={2} />
      </Field>
    </div>
  ));
}

function MethodFields({ method, nc }: { method: CauseMethod; nc: NcDetail }) {
  const fields = causeFields(nc.cause);
  if (method === "five_whys") return <WhyFields fields={fields} title={nc.title} />;
  if (method === "free") {
    return (
      <Field name="text" label="Analysis">
        <Textarea defaultValue={fields.text} rows={8} />
      </Field>
    );
  }
  return FISHBONE_BRANCHES.map((name) => (
    <Field key={name} name={`branch_${name}`} label={FISHBONE_LABEL[name]} optional>
      <Textarea defaultValue={fields[`branch_${name}`]} rows={2} />
    </Field>
  ));
}

const LABELS = {
  rootCause: "Root cause",
  text: "Analysis",
  ...Object.fromEntries(
    WHY_NUMBERS.flatMap((number) => [
      [`why_${number}`, `Question ${number}`],
      [`because_${number}`, `Answer ${number}`],
    ]),
  ),
  ...Object.fromEntries(FISHBONE_BRANCHES.map((name) => [`branch_${name}`, FISHBONE_LABEL[name]])),
};

function CauseForm({ slug, nc, method }: { slug: string; nc: NcDetail; method: CauseMethod }) {
  return (
    <>
      <Tabs
        label="Method"
        items={CAUSE_METHODS.map((one) => ({
          href: ncEditHref(slug, nc.id, { section: "cause", method: one }),
          label: CAUSE_METHOD_LABEL[one],
          current: one === method,
        }))}
      />
      <SectionForm
        key={method}
        slug={slug}
        id={nc.id}
        action={setCauseAction}
        version={nc.version}
        labels={LABELS}
        save="Save root cause"
      >
        <input type="hidden" name="method" value={method} />
        <p className="i3 sm">
          Ask about the system, not the person: what made it possible, and why nobody noticed.
        </p>
        <MethodFields method={method} nc={nc} />
        <Field
          name="rootCause"
          label="Root cause"
          help="The one sentence that the corrective actions answer"
          optional
        >
          <Textarea defaultValue={nc.rootCause} rows={2} />
        </Field>
      </SectionForm>
    </>
  );
}

/** Why it happened, by the method that the team chose; or the form for it. */
export function CauseSection({
  slug,
  timeZone,
  today,
  nc,
  rights,
  edit,
  setAt,
}: RecordProps & { setAt: Date | null }) {
  if (edit?.section === "cause" && rights.edit) {
    return (
      <Section title="Root cause">
        <CauseForm slug={slug} nc={nc} method={edit.method ?? nc.causeMethod ?? "five_whys"} />
      </Section>
    );
  }
  const when = setAt === null ? "" : `, agreed ${formatDate(dateIn(timeZone, setAt), yearOf(today))}`;
  const remark = nc.causeMethod === null ? undefined : `${CAUSE_METHOD_LABEL[nc.causeMethod]}${when}`;
  const link = (
    <EditLink slug={slug} id={nc.id} edit={{ section: "cause" }} label="Edit root cause">
      {nc.cause === null ? "Analyse the cause" : "Edit"}
    </EditLink>
  );
  return (
    <Section title="Root cause" remark={remark} aside={rights.edit ? link : undefined}>
      {nc.cause === null ? <p className="i2">No analysis yet.</p> : <CauseView cause={nc.cause} />}
      {nc.rootCause === "" ? null : (
        <dl className="def mt-2">
          <dt>Root cause</dt>
          <dd className="w5 whitespace-pre-line">{nc.rootCause}</dd>
        </dl>
      )}
    </Section>
  );
}
