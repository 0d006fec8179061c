import { Section } from "@/components/layout/section";
import { HeatMark } from "@/components/risks/heat";
import { EditLink, RiskForm, type RiskProps } from "@/components/risks/risk-form";
import { DateInput, Field, RadioGroup, Textarea } from "@/components/ui/field";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { addMonths, formatDate } from "@/lib/core/dates";
import type { AssessmentKind } from "@/lib/core/isms-statuses";
import { canAssess, currentAssessment } from "@/lib/core/risk";
import type { AssessmentDto } from "@/lib/core/risk-dto";
import type { RiskLevel } from "@/lib/core/risk-method";
import { assessRiskAction } from "@/lib/risks/actions";

const KIND_LABEL: Readonly<Record<AssessmentKind, string>> = { inherent: "Inherent", residual: "Residual" };
const LABELS = {
  likelihood: "Likelihood",
  consequence: "Consequence",
  reviewOn: "Next review",
  note: "Note",
};

function options(levels: readonly RiskLevel[]) {
  return levels.map(({ level, label, criterion }) => ({
    value: String(level),
    label: `${level} ${label}`,
    help: criterion,
  }));
}

function AssessForm({ slug, risk, method, today, kind }: RiskProps & { kind: AssessmentKind }) {
  if (method === null) return null;
  const before = risk[kind];
  const isSame = before !== null && before.methodNumber === method.number;
  return (
    <RiskForm
      slug={slug}
      id={risk.id}
      action={assessRiskAction}
      version={risk.version}
      labels={LABELS}
      save={`Save ${kind} assessment`}
    >
      <input type="hidden" name="kind" value={kind} />
      <p className="i2">
        {kind === "inherent"
          ? `Without further treatment, on method ${method.number}.`
          : `As expected once the treatment works, on method ${method.number}.`}
      </p>
      <RadioGroup
        name="likelihood"
        legend="Likelihood"
        defaultValue={isSame ? String(before.likelihood) : undefined}
        options={options(method.likelihood)}
      />
      <RadioGroup
        name="consequence"
        legend="Consequence"
        defaultValue={isSame ? String(before.consequence) : undefined}
        options={options(method.consequence)}
      />
      <Field
        name="note"
        label={before === null ? "Note" : "What changed since the last assessment"}
        help="What the judgement rests on: incidents, tests, figures"
        optional
      >
        <Textarea rows={3} />
      </Field>
      <Field name="reviewOn" label="Next review">
        <DateInput defaultValue={addMonths(today, 12)} />
      </Field>
    </RiskForm>
  );
}

function Row({ one, isCurrent }: { one: AssessmentDto; isCurrent: boolean }) {
  return (
    <Tr>
      <Td area="ref" className="num nw">
        {formatDate(one.on)}
      </Td>
      <RowHeader className="py-2 wrap-anywhere">
        {KIND_LABEL[one.kind]}
        {isCurrent ? <span className="i3 font-normal">, counts now</span> : null}
        <p className="sm i3 font-normal">{`${one.by}, method ${one.methodNumber}`}</p>
        {one.note === "" ? null : (
          <p className="sm i2 font-normal whitespace-pre-line wrap-anywhere">{one.note}</p>
        )}
      </RowHeader>
      <Td label="Likelihood">{`${one.likelihood} ${one.likelihoodLabel}`}</Td>
      <Td label="Consequence">{`${one.consequence} ${one.consequenceLabel}`}</Td>
      <Td label="Level">
        <HeatMark {...one} />
      </Td>
    </Tr>
  );
}

/** Every assessment with what it rests on, and the form for the next one. */
export function AssessmentSection(props: RiskProps) {
  const { slug, risk, rights, edit } = props;
  const open = edit?.section === "inherent" || edit?.section === "residual" ? edit.section : null;
  const kinds = (["inherent", "residual"] as const).filter((kind) => canAssess(risk.facts, kind).ok);
  const refusal = canAssess(risk.facts, "inherent");
  const counts = currentAssessment(risk.inherent, risk.residual)?.number;
  const links = rights.edit ? (
    <span className="row gap-1">
      {kinds.map((kind) => (
        <EditLink key={kind} slug={slug} id={risk.id} section={kind} label={`Assess ${kind} risk`}>
          {`Assess ${kind}`}
        </EditLink>
      ))}
    </span>
  ) : undefined;
  return (
    <Section title="Assessments" aside={links}>
      {risk.assessments.length === 0 ? (
        <p className="i2">{refusal.ok ? "Not assessed yet." : refusal.reason}</p>
      ) : (
        <Table caption={`Assessments of ${risk.number}`} cards sticky={false}>
          <thead>
            <tr>
              <Th className="w-24">Date</Th>
              <Th>Assessment</Th>
              <Th className="w-28">Likelihood</Th>
              <Th className="w-28">Consequence</Th>
              <Th className="w-28">Level</Th>
            </tr>
          </thead>
          <tbody>
            {risk.assessments.map((one) => (
              <Row key={one.number} one={one} isCurrent={one.number === counts} />
            ))}
          </tbody>
        </Table>
      )}
      {open !== null && rights.edit && kinds.includes(open) ? <AssessForm {...props} kind={open} /> : null}
    </Section>
  );
}
