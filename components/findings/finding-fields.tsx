import { Field, Input, RadioGroup, Textarea } from "@/components/ui/field";
import { findingGrade } from "@/lib/core/finding";
import type { RoomStandard } from "@/lib/core/room";
import { NC_GRADES, type NcGrade } from "@/lib/core/statuses";

/** Names of the fields as the conflict block prints them. */
export const FINDING_LABELS = {
  grade: "Grade",
  statement: "Statement",
  objectiveEvidence: "Objective evidence",
};

/** What an auditor writes: requirement, grade, statement, evidence. What caused it and what is done about it is the company's. */
export function FindingFields({
  standard,
  covered,
  values,
}: {
  standard: RoomStandard;
  /** How many requirements the room covers, to say where they stand. */
  covered: readonly string[];
  values: {
    readonly refs: readonly string[];
    readonly grade: NcGrade | null;
    readonly statement: string;
    readonly objectiveEvidence: string;
  };
}) {
  const example = covered.slice(0, 2).join(", ");
  return (
    <>
      <Field
        name="requirements"
        label="Requirements"
        help={`Those of this room, separated by commas: ${example}. At least one before it is raised.`}
      >
        <Input defaultValue={values.refs.join(", ")} autoComplete="off" />
      </Field>
      <RadioGroup
        name="grade"
        legend="Grade"
        defaultValue={values.grade ?? undefined}
        options={NC_GRADES.map((value) => {
          const { label, meaning } = findingGrade(standard, value);
          return { value, label, help: meaning };
        })}
      />
      <Field name="statement" label="Statement" help="What is not as the requirement asks." required>
        <Textarea defaultValue={values.statement} rows={3} />
      </Field>
      <Field
        name="objectiveEvidence"
        label="Objective evidence"
        help="What was seen: records, interviews, how many of how many. Needed before it is raised."
      >
        <Textarea defaultValue={values.objectiveEvidence} rows={4} />
      </Field>
    </>
  );
}
