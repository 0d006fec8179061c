import { Section } from "@/components/layout/section";
import { type RecordProps, yearOf } from "@/components/nonconformities/labels";
import { PersonSelect } from "@/components/nonconformities/person-select";
import { EditLink, SectionForm } from "@/components/nonconformities/section-form";
import { Badge } from "@/components/ui/badge";
import { DateInput, Field, RadioGroup, Textarea } from "@/components/ui/field";
import { dateIn, formatDate } from "@/lib/core/dates";
import { canReviewEffectiveness } from "@/lib/core/nonconformity";
import type { NcDetail, Person } from "@/lib/core/nonconformity-dto";
import { judgeEffectivenessAction, setEffectivenessAction } from "@/lib/nonconformities/actions";

export const RESULT_LOOK = {
  effective: { label: "Effective", tone: "ok", icon: "check" },
  not_effective: { label: "Not effective", tone: "gap", icon: "diamond" },
} as const;

function CriteriaForm({ slug, nc, members }: { slug: string; nc: NcDetail; members: readonly Person[] }) {
  const isSettled = nc.state === "implemented" || nc.state === "effectiveness_check";
  const free = members.filter(({ userId }) => canReviewEffectiveness(nc.facts, userId).ok);
  return (
    <SectionForm
      slug={slug}
      id={nc.id}
      action={setEffectivenessAction}
      version={nc.version}
      labels={{
        effectivenessCriteria: "Passes when",
        effectivenessDueOn: "Check on",
        effectivenessReviewerId: "Reviewer",
      }}
      save="Save check"
    >
      {isSettled ? (
        <input type="hidden" name="effectivenessCriteria" value={nc.effectivenessCriteria} />
      ) : (
        <Field
          name="effectivenessCriteria"
          label="Passes when"
          help="Set before the result is known: what is looked at, in which period, and what counts as effective"
        >
          <Textarea defaultValue={nc.effectivenessCriteria} rows={3} />
        </Field>
      )}
      <Field name="effectivenessDueOn" label="Check on">
        <DateInput defaultValue={nc.effectivenessDueOn ?? ""} />
      </Field>
      <Field
        name="effectivenessReviewerId"
        label="Reviewer"
        help="An owner, lead or approver who owns none of the actions"
      >
        <PersonSelect members={free} chosen={nc.effectivenessReviewer} none="Nobody yet" />
      </Field>
    </SectionForm>
  );
}

function ResultForm({ slug, nc }: { slug: string; nc: NcDetail }) {
  return (
    <SectionForm
      slug={slug}
      id={nc.id}
      action={judgeEffectivenessAction}
      version={nc.version}
      labels={{ note: "What the check looked at", ismsChange: "Management system" }}
      save="Record result"
    >
      <p className="i2 whitespace-pre-line">Passes when: {nc.effectivenessCriteria}</p>
      <RadioGroup
        name="result"
        legend="Result"
        defaultValue={nc.effectivenessResult ?? undefined}
        options={[
          { value: "effective", label: "Effective", help: "The criteria are met. The record can be closed." },
          {
            value: "not_effective",
            label: "Not effective",
            help: `The record goes back to Investigating as loop ${nc.loop + 1}.`,
          },
        ]}
      />
      <Field name="note" label="What the check looked at" help="Sample, period, records seen" required>
        <Textarea defaultValue={nc.effectivenessNote} rows={3} />
      </Field>
      <Field
        name="ismsChange"
        label="Does the risk register, the SoA or a method change?"
        help={'Say what changes and where, or "No change" and why. Closing asks for an answer.'}
        optional
      >
        <Textarea defaultValue={nc.ismsChange} rows={2} />
      </Field>
    </SectionForm>
  );
}

function Reviewer({ nc }: { nc: NcDetail }) {
  if (nc.effectivenessReviewer === null) return <span className="i2">Nobody yet</span>;
  const isFree = canReviewEffectiveness(nc.facts, nc.effectivenessReviewer.userId).ok;
  return (
    <>
      {nc.effectivenessReviewer.name}.{" "}
      {isFree ? (
        "Owns none of the actions."
      ) : (
        <span className="txt-gap">Owns one of the actions: name somebody else.</span>
      )}
    </>
  );
}

function Facts({ nc }: { nc: NcDetail }) {
  return (
    <dl className="def">
      <dt>Passes when</dt>
      <dd className="whitespace-pre-line">
        {nc.effectivenessCriteria === "" ? (
          <span className="i2">Not set. The criteria are written before the actions are implemented.</span>
        ) : (
          nc.effectivenessCriteria
        )}
      </dd>
      <dt>Check on</dt>
      <dd className="num">
        {nc.effectivenessDueOn === null ? (
          <span className="i2">Not planned</span>
        ) : (
          formatDate(nc.effectivenessDueOn)
        )}
      </dd>
      <dt>Reviewer</dt>
      <dd>
        <Reviewer nc={nc} />
      </dd>
      {nc.effectivenessResult === null ? (
        <>
          <dt>If it fails</dt>
          <dd>Goes back to Investigating as loop {nc.loop + 1}.</dd>
        </>
      ) : (
        <>
          <dt>Result</dt>
          <dd className="whitespace-pre-line">
            <Badge status={RESULT_LOOK[nc.effectivenessResult]} />
            <p>{nc.effectivenessNote}</p>
          </dd>
        </>
      )}
      {nc.ismsChange === "" ? null : (
        <>
          <dt>Management system</dt>
          <dd className="whitespace-pre-line">{nc.ismsChange}</dd>
        </>
      )}
    </dl>
  );
}

function mayJudge({ nc, rights }: Pick<RecordProps, "nc" | "rights">): boolean {
  const owns = rights.userId !== null && !canReviewEffectiveness(nc.facts, rights.userId).ok;
  return rights.verify && nc.state === "effectiveness_check" && !owns;
}

function Links({ slug, nc, rights }: Pick<RecordProps, "slug" | "nc" | "rights">) {
  const judges = mayJudge({ nc, rights });
  return (
    <span className="row">
      {rights.edit ? (
        <EditLink slug={slug} id={nc.id} edit={{ section: "effectiveness" }} label="Edit effectiveness check">
          Edit
        </EditLink>
      ) : null}
      {judges ? (
        <EditLink slug={slug} id={nc.id} edit={{ section: "result" }} label="Record result of the check">
          Record result
        </EditLink>
      ) : null}
    </span>
  );
}

/** How it is checked that the actions worked: criteria first, then the result. */
export function EffectivenessSection(
  props: RecordProps & { members: readonly Person[]; setAt: Date | null },
) {
  const { slug, timeZone, today, nc, rights, edit, members, setAt } = props;
  if (edit?.section === "effectiveness" && rights.edit) {
    return (
      <Section title="Effectiveness">
        <CriteriaForm slug={slug} nc={nc} members={members} />
      </Section>
    );
  }
  if (edit?.section === "result" && mayJudge(props)) {
    return (
      <Section title="Effectiveness" remark="Result of the check">
        <ResultForm slug={slug} nc={nc} />
      </Section>
    );
  }
  const remark =
    setAt === null || nc.effectivenessCriteria === ""
      ? undefined
      : `Criteria set ${formatDate(dateIn(timeZone, setAt), yearOf(today))}`;
  return (
    <Section title="Effectiveness" remark={remark} aside={<Links slug={slug} nc={nc} rights={rights} />}>
      <Facts nc={nc} />
    </Section>
  );
}
