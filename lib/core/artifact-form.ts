// The form of one version of evidence: its fields, and what each kind of evidence asks for.
import { z } from "zod";
import { checkbox, listOf, optionalDate, optionalText, typedText } from "@/lib/core/form-fields";

const httpsUrl = typedText()
  .max(2_000, "An address has at most 2,000 characters.")
  .optional()
  .transform((text) => (text === undefined || text === "" ? null : text))
  .refine(
    (text) => text === null || isHttps(text),
    "Enter an address that begins with https:// and holds no password.",
  );

function isHttps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === "https:" && url.username === "" && url.password === "";
}

/** A whole number or nothing; empty reads as null. */
export const wholeNumber = (what: string) =>
  z
    .union([z.literal(""), z.coerce.number(`${what} is a whole number.`).int(`${what} is a whole number.`)])
    .optional()
    .transform((value) => (value === undefined || value === "" ? null : value));

/** `file` comes from a form without script, which sends an empty one where nothing was chosen. */
const oneFile = z
  .file()
  .optional()
  .transform((file) => (file === undefined || file.size === 0 ? null : file));

const UPLOADS_AT_ONCE = 50;
/** What a person may add. */
export const CHOSEN_KINDS = ["file", "link", "attestation", "population", "register"] as const;

/** What a version of evidence says about itself, as a form sends it. */
export const artifactFields = {
  kind: z.enum(CHOSEN_KINDS, "Choose what kind of evidence it is."),
  uploads: listOf(z.uuid("Choose the file again."), UPLOADS_AT_ONCE),
  file: oneFile,
  url: httpsUrl,
  body: optionalText("The text", 10_000),
  list: optionalText("The list", 200_000),
  query: optionalText("The query or filter", 4_000),
  rowCount: wholeNumber("The number of rows").refine(
    (n) => n === null || (n >= 0 && n <= 1_000_000_000),
    "Enter the number of rows, 0 or more.",
  ),
  completeness: optionalText("The completeness note", 4_000),
  isScreenshot: checkbox,
  showsDate: checkbox,
  showsSource: checkbox,
  showsAccount: checkbox,
  showsProduction: checkbox,
  effectiveOn: optionalDate,
  periodFrom: optionalDate,
  periodTo: optionalDate,
  sourceSystem: optionalText("The source system", 200),
  collectedBy: optionalText("The collector", 200),
} as const;

const artifactShape = z.object(artifactFields);
export type ArtifactForm = z.output<typeof artifactShape>;
export type FormProblem = { readonly path: string; readonly message: string };

function hasFile(value: ArtifactForm): boolean {
  return value.uploads.length > 0 || value.file !== null;
}

/** What the chosen kind still lacks. */
export function contentProblem(value: ArtifactForm): FormProblem | null {
  const text = value.body;
  switch (value.kind) {
    case "file":
      return hasFile(value) ? null : { path: "uploads", message: "Choose the file." };
    case "link":
      return value.url === null ? { path: "url", message: "A link needs its address." } : null;
    case "attestation":
      return text === ""
        ? { path: "body", message: "An attestation needs its text: who attests what." }
        : null;
    case "register":
      return text === ""
        ? { path: "body", message: "Say where it is kept, so that somebody else finds it." }
        : null;
    case "population":
      return populationProblem(value);
  }
}

function populationProblem(value: ArtifactForm): FormProblem | null {
  if (!hasFile(value) && value.list === "")
    return { path: "list", message: "A population needs its list: choose the file or paste it." };
  if (hasFile(value) && value.list !== "")
    return { path: "list", message: "Choose the file or paste the list, not both." };
  return value.query === ""
    ? { path: "query", message: "Say which query or filter produced the list, so that it can be repeated." }
    : null;
}

/** Whether the period runs backwards. */
export function periodProblem(value: Pick<ArtifactForm, "periodFrom" | "periodTo">): FormProblem | null {
  const { periodFrom, periodTo } = value;
  return periodFrom !== null && periodTo !== null && periodFrom > periodTo
    ? { path: "periodTo", message: "The period ends before it begins." }
    : null;
}

/** Whether the renewal date was set before the effective date. */
export function renewalProblem(value: {
  readonly effectiveOn: string | null;
  readonly renewOn: string | null;
}): FormProblem | null {
  const { effectiveOn, renewOn } = value;
  return effectiveOn !== null && renewOn !== null && renewOn < effectiveOn
    ? { path: "renewOn", message: "The renewal date lies before the effective date." }
    : null;
}

/** Puts each problem beside its field. */
export function reportProblems(context: z.RefinementCtx, problems: readonly (FormProblem | null)[]): void {
  for (const problem of problems) {
    if (problem !== null)
      context.addIssue({ code: "custom", path: [problem.path], message: problem.message });
  }
}
