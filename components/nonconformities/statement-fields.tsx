import { PersonSelect } from "@/components/nonconformities/person-select";
import { CheckboxGroup, DateInput, Field, Input, RadioGroup, Select, Textarea } from "@/components/ui/field";
import { formatDate, type IsoDate } from "@/lib/core/dates";
import { proposedDueOn } from "@/lib/core/nonconformity";
import type { EvidenceChoice, Person } from "@/lib/core/nonconformity-dto";
import {
  NC_GRADE,
  NC_GRADES,
  NC_SOURCE_LABEL,
  NC_SOURCES,
  type NcGrade,
  type NcSource,
} from "@/lib/core/statuses";

export const STATEMENT_LABELS = {
  refs: "Requirements",
  risks: "Risks",
  requirementText: "Requirement in words",
  ownerId: "Owner",
  dueOn: "Closes by",
};

export type StatementValues = {
  readonly grade: NcGrade | null;
  readonly title: string;
  readonly source: NcSource | null;
  readonly refs: readonly string[];
  readonly itemIds: readonly string[];
  /** Numbers of risks, as they are typed. */
  readonly risks: string;
  readonly requirementText: string;
  readonly objectiveEvidence: string;
  readonly gap: string;
  readonly owner: Person | null;
  readonly dueOn: IsoDate | null;
};

/** Grades to choose from; once the work has begun the grade is settled and only carried along. */
export function GradeField({
  grade,
  raisedOn,
  isSettled,
}: {
  grade: NcGrade | null;
  raisedOn: IsoDate;
  isSettled: boolean;
}) {
  if (isSettled && grade !== null) return <input type="hidden" name="grade" value={grade} />;
  return (
    <RadioGroup
      name="grade"
      legend="Grade"
      defaultValue={grade ?? undefined}
      options={NC_GRADES.map((value) => ({
        value,
        label: NC_GRADE[value].label,
        help: `${NC_GRADE[value].meaning} Proposed date: ${formatDate(proposedDueOn(value, raisedOn))}.`,
      }))}
    />
  );
}

/** What failed: title, source, requirement, objective evidence and gap. */
export function StatementFields({
  values,
  candidates,
}: {
  values: StatementValues;
  candidates: readonly EvidenceChoice[];
}) {
  const sources = NC_SOURCES.map((value) => ({ value, label: NC_SOURCE_LABEL[value] }));
  return (
    <>
      <Field name="title" label="Title" help="What failed, in one line" required>
        <Input defaultValue={values.title} />
      </Field>
      <Field name="source" label="Found through" required>
        <Select
          defaultValue={values.source ?? ""}
          options={values.source === null ? [{ value: "", label: "Choose a source" }, ...sources] : sources}
        />
      </Field>
      <Field
        name="refs"
        label="Requirements"
        help="References separated by commas: A.5.18, 6.1.3, CC6.1. Leave it empty for a rule or contract clause of your own."
      >
        <Input defaultValue={values.refs.join(", ")} />
      </Field>
      <Field
        name="requirementText"
        label="Requirement in words"
        help="What had to be so, with document and section"
      >
        <Textarea defaultValue={values.requirementText} rows={2} />
      </Field>
      <Field
        name="objectiveEvidence"
        label="Objective evidence"
        help="What was seen: sample, numbers, dates, records"
        required
      >
        <Textarea defaultValue={values.objectiveEvidence} rows={4} />
      </Field>
      {candidates.length > 0 ? (
        <CheckboxGroup
          name="itemIds[]"
          legend="Evidence in the library that shows it"
          defaultValue={values.itemIds}
          className="[&_.opts]:max-h-64 [&_.opts]:overflow-auto [&_.opts]:p-1 [&_.opts]:-m-1"
          options={candidates.map(({ id, title }) => ({ value: id, label: title }))}
        />
      ) : null}
      <Field
        name="risks"
        label="Risks"
        help="Numbers of the risk register that it bears on: R-004, R-012"
        optional
      >
        <Input defaultValue={values.risks} />
      </Field>
      <Field name="gap" label="Gap" help="How what was seen differs from what is required" optional>
        <Textarea defaultValue={values.gap} rows={2} />
      </Field>
    </>
  );
}

/** Who answers for the record, and until when it closes. */
export function OwnershipFields({
  values,
  members,
  dueHelp,
}: {
  values: Pick<StatementValues, "owner" | "dueOn">;
  members: readonly Person[];
  dueHelp: string;
}) {
  return (
    <div className="two">
      <Field name="ownerId" label="Owner" optional>
        <PersonSelect members={members} chosen={values.owner} none="Nobody yet" />
      </Field>
      <Field name="dueOn" label="Closes by" help={dueHelp} optional>
        <DateInput defaultValue={values.dueOn ?? ""} />
      </Field>
    </div>
  );
}
