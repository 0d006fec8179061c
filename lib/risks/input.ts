import { z } from "zod";
import {
  checkbox,
  listOf,
  onceKey,
  optionalDate,
  optionalId,
  optionalText,
  requiredText,
  typedText,
  versionField,
} from "@/lib/core/form-fields";
import { ASSESSMENT_KINDS, RISK_AXES, type RiskAxis, TREATMENTS } from "@/lib/core/isms-statuses";
import { readRefList } from "@/lib/core/nonconformity-fields";
import { RISK_IMPORT_LIMITS } from "@/lib/core/risk-import";
import { SCENARIO_IDS } from "@/lib/core/risk-library";
import {
  BAND_NUMBERS,
  LEVEL_NUMBERS,
  type RiskBand,
  type RiskLevel,
  type RiskMethodContent,
  readWhole,
  scaleProblems,
} from "@/lib/core/risk-method";

const LONG = 4_000;

// ---- the method ----

export const startMethodInput = z.strictObject({ onceKey });
export type StartMethodInput = z.output<typeof startMethodInput>;

const short = typedText().max(60, "A name has at most 60 characters.").optional();
const criterion = typedText().max(1_000, "A criterion has at most 1,000 characters.").optional();
const typed = z.union([z.string().max(40, "Enter a whole number."), z.number()]).optional();

type LevelField = `${RiskAxis}_${"label" | "criterion"}_${(typeof LEVEL_NUMBERS)[number]}`;
const levelFields = Object.fromEntries(
  RISK_AXES.flatMap((axis) =>
    LEVEL_NUMBERS.flatMap((n) => [
      [`${axis}_label_${n}`, short],
      [`${axis}_criterion_${n}`, criterion],
    ]),
  ),
) as Record<LevelField, typeof short>;
type BandField = (typeof BAND_NUMBERS)[number];
const bandFields = Object.fromEntries(
  BAND_NUMBERS.flatMap((n) => [
    [`band_label_${n}`, short],
    [`band_to_${n}`, typed],
  ]),
) as Record<`band_label_${BandField}`, typeof short> & Record<`band_to_${BandField}`, typeof typed>;

const methodFields = z.strictObject({
  number: z.coerce.number().int().min(1).max(100_000),
  version: versionField,
  approach: optionalText("The approach", LONG),
  whenToAssess: optionalText("When risks are assessed", LONG),
  acceptanceMax: typed,
  acceptanceCriterion: optionalText("The acceptance criterion", LONG),
  changeReason: optionalText("The reason of the change", 1_000),
  ...levelFields,
  ...bandFields,
});
type MethodFields = z.output<typeof methodFields>;

/** Trailing empty rows are no levels: a scale of three leaves the last two empty. */
function levelsOf(fields: MethodFields, axis: RiskAxis): readonly RiskLevel[] {
  const rows = LEVEL_NUMBERS.map((level) => ({
    level,
    label: fields[`${axis}_label_${level}`] ?? "",
    criterion: fields[`${axis}_criterion_${level}`] ?? "",
  }));
  const last = rows.findLastIndex((row) => row.label !== "" || row.criterion !== "");
  return rows.slice(0, last + 1);
}

type Problems = Record<string, string>;

function bandsOf(fields: MethodFields, problems: Problems): readonly RiskBand[] {
  const rows = BAND_NUMBERS.map((n) => ({
    n,
    label: fields[`band_label_${n}`] ?? "",
    to: String(fields[`band_to_${n}`] ?? "").trim(),
  }));
  const last = rows.findLastIndex((row) => row.label !== "" || row.to !== "");
  return rows.slice(0, last + 1).map(({ n, label, to }) => {
    const read = readWhole(to, "The highest score of the band", 1, 25);
    if (!read.ok) problems[`band_to_${n}`] = read.reason;
    return { label, to: read.ok ? read.value : n };
  });
}

/** The method as typed; every problem stands at its field. */
export const saveMethodInput = methodFields.transform((fields, context) => {
  const problems: Problems = {};
  const accepted = readWhole(String(fields.acceptanceMax ?? ""), "The highest acceptable score", 1, 25);
  if (!accepted.ok) problems.acceptanceMax = accepted.reason;
  const bands = bandsOf(fields, problems);
  const content: RiskMethodContent = {
    approach: fields.approach,
    whenToAssess: fields.whenToAssess,
    acceptanceCriterion: fields.acceptanceCriterion,
    acceptanceMax: accepted.ok ? accepted.value : 1,
    likelihood: levelsOf(fields, "likelihood"),
    consequence: levelsOf(fields, "consequence"),
    bands,
  };
  for (const [path, message] of Object.entries({ ...scaleProblems(content), ...problems })) {
    context.addIssue({ code: "custom", path: [path], message });
  }
  return { number: fields.number, version: fields.version, changeReason: fields.changeReason, content };
});
export type SaveMethodInput = z.output<typeof saveMethodInput>;

export const methodStepInput = z.strictObject({
  number: z.coerce.number().int().min(1).max(100_000),
  version: versionField,
});
export type MethodStepInput = z.output<typeof methodStepInput>;
export const returnMethodInput = methodStepInput.extend({ reason: requiredText("The reason", 1_000) });
export type ReturnMethodInput = z.output<typeof returnMethodInput>;

// ---- risks ----

const description = {
  title: requiredText("A title", 200),
  asset: optionalText("The asset or process", 300),
  cause: optionalText("The cause", LONG),
  consequence: optionalText("The consequence", LONG),
  confidentiality: checkbox,
  integrity: checkbox,
  availability: checkbox,
  ownerId: optionalId,
};

export const addRiskInput = z.strictObject({ onceKey, ...description });
export type AddRiskInput = z.output<typeof addRiskInput>;

const record = { id: z.uuid(), version: versionField };

export const editRiskInput = z.strictObject({ ...record, ...description, reviewOn: optionalDate });
export type EditRiskInput = z.output<typeof editRiskInput>;

/** Levels arrive as typed: only the approved method says what is on the scale. */
const level = z
  .union([z.string().max(100, "Choose a level from the scale."), z.number()])
  .optional()
  .transform((value) => String(value ?? ""));

export const assessRiskInput = z.strictObject({
  ...record,
  kind: z.enum(ASSESSMENT_KINDS, "Say which risk is assessed."),
  likelihood: level,
  consequence: level,
  note: optionalText("The note", LONG),
  reviewOn: optionalDate,
});
export type AssessRiskInput = z.output<typeof assessRiskInput>;

const refText = z.string().max(2_000, "At most 2,000 characters.");
const refs = z
  .union([z.array(refText), refText])
  .optional()
  .transform((given, context) => {
    const { refs: known, unknown } = readRefList([given ?? ""].flat().join(", "));
    const others = known.filter((ref) => !ref.startsWith("A.") && !ref.startsWith("X."));
    for (const text of [...unknown, ...others].slice(0, 3)) {
      const message = `${text} is no control. Enter references of Annex A such as A.5.18, or own controls such as X.1.`;
      context.addIssue({ code: "custom", message });
    }
    if (known.length > 60) context.addIssue({ code: "custom", message: "Choose at most 60 controls." });
    return known;
  });

export const treatRiskInput = z.strictObject({
  ...record,
  treatment: z.enum(TREATMENTS, "Choose a treatment."),
  treatmentNote: optionalText("The explanation", LONG),
  controls: refs,
  targetOn: optionalDate,
});
export type TreatRiskInput = z.output<typeof treatRiskInput>;

export const moveRiskInput = z.strictObject(record);
export type MoveRiskInput = z.output<typeof moveRiskInput>;
export const returnPlanInput = z.strictObject({ ...record, reason: requiredText("The reason", 1_000) });
export type ReturnPlanInput = z.output<typeof returnPlanInput>;
export const acceptResidualInput = z.strictObject({
  ...record,
  reason: optionalText("The reason", LONG),
  expiresOn: optionalDate,
});
export type AcceptResidualInput = z.output<typeof acceptResidualInput>;
export const archiveRiskInput = z.strictObject({ ...record, reason: requiredText("The reason", 1_000) });
export type ArchiveRiskInput = z.output<typeof archiveRiskInput>;

// ---- actions of the plan ----

const plan = {
  title: requiredText("What is to be done", 300),
  ownerId: optionalId,
  dueOn: optionalDate,
};
export const addPlanActionInput = z.strictObject({ id: z.uuid(), onceKey, ...plan });
export type AddPlanActionInput = z.output<typeof addPlanActionInput>;
export const setPlanActionInput = z.strictObject({ ...record, actionId: z.uuid(), ...plan });
export type SetPlanActionInput = z.output<typeof setPlanActionInput>;
export const finishPlanActionInput = z.strictObject({
  ...record,
  actionId: z.uuid(),
  to: z.enum(["done", "dropped"]),
  proofNote: optionalText("What proves it, or why it is dropped,", LONG),
  proofItemId: optionalId,
});
export type FinishPlanActionInput = z.output<typeof finishPlanActionInput>;

// ---- many at once ----

export const addScenariosInput = z.strictObject({
  onceKey,
  scenarios: listOf(z.enum(SCENARIO_IDS, "This scenario is not in the library."), 100).refine(
    (all) => all.length > 0,
    "Tick at least one scenario.",
  ),
  ownerId: optionalId,
});
export type AddScenariosInput = z.output<typeof addScenariosInput>;

const NO_FILE = "Choose a file.";
export const importRisksInput = z.strictObject({
  step: z.enum(["check", "import"]),
  file: z
    .file(NO_FILE)
    .max(RISK_IMPORT_LIMITS.characters * 2, "The file is larger than 1 MB. Split it.")
    .optional(),
  /** The text that was checked before. */
  text: z
    .string()
    .max(RISK_IMPORT_LIMITS.characters + 1)
    .optional(),
});
export type ImportRisksInput = z.output<typeof importRisksInput>;

export const takeSnapshotInput = z.strictObject({ onceKey, label: requiredText("A name", 120) });
export type TakeSnapshotInput = z.output<typeof takeSnapshotInput>;
