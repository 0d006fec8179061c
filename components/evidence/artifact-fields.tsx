import type { ReactNode } from "react";
import { FileUpload } from "@/components/files/file-upload";
import { Checkbox, DateInput, Field, Input, RadioGroup, Textarea } from "@/components/ui/field";
import type { VersionStart } from "@/lib/core/artifact-prefill";
import { SCREENSHOT_LABEL, SCREENSHOT_POINTS } from "@/lib/core/evidence-versions";
import { ARTIFACT_KIND_LABEL } from "@/lib/core/statuses";

const KINDS = [
  { value: "file", label: ARTIFACT_KIND_LABEL.file, help: "An export, a document, a screenshot." },
  { value: "link", label: ARTIFACT_KIND_LABEL.link, help: "Kept in another system at an https address." },
  {
    value: "attestation",
    label: ARTIFACT_KIND_LABEL.attestation,
    help: "A named person states what was done or seen.",
  },
  {
    value: "population",
    label: ARTIFACT_KIND_LABEL.population,
    help: "The whole list that an auditor draws samples from, with the query that produced it.",
  },
  {
    value: "register",
    label: ARTIFACT_KIND_LABEL.register,
    help: "Kept elsewhere without an address, such as on paper.",
  },
];
const LATER = { value: "none", label: "Add it later", help: "The item stays a draft until then." };

export const ARTIFACT_LABELS = {
  kind: "Kind",
  uploads: "File",
  url: "Address",
  body: "Text",
  list: "List",
  query: "Query or filter",
  rowCount: "Number of rows",
  completeness: "Completeness",
  effectiveOn: "Effective date",
  periodFrom: "Covers from",
  periodTo: "Covers to",
  sourceSystem: "Source system",
  collectedBy: "Collected by",
} as const;

type Values = Partial<VersionStart>;

/**
 * What only a screenshot asks for: a screenshot is a view, so its collector says what can be seen on it. Offered once an
 * image has arrived; without script the type is known only afterwards.
 */
export function ScreenshotFields({ isScreenshot = false }: { isScreenshot?: boolean }) {
  return (
    <div className="group/shot hidden gap-2 group-has-[[value=file]:checked]/kind:group-has-[[data-image]]/kind:grid noscript:group-has-[[value=file]:checked]/kind:grid">
      <Checkbox
        name="isScreenshot"
        label="It is a screenshot"
        help="An export from the system itself proves more. Where there is none, say what can be seen."
        defaultChecked={isScreenshot}
      />
      <fieldset className="hidden gap-1 pl-6 group-has-[[name=isScreenshot]:checked]/shot:grid">
        <legend className="sr">What is visible on the screenshot</legend>
        {SCREENSHOT_POINTS.map((point) => (
          <Checkbox key={point} name={point} label={SCREENSHOT_LABEL[point]} />
        ))}
        <p className="help">Without a visible date the version carries a warning.</p>
      </fieldset>
    </div>
  );
}

function PopulationFields({ values }: { values: Values }) {
  return (
    <div className="hidden gap-4 group-has-[[value=population]:checked]/kind:grid">
      <Field
        name="list"
        label={ARTIFACT_LABELS.list}
        optional
        help="Instead of a file: paste the rows with their heading. They are stored as a file."
      >
        <Textarea className="font-mono" />
      </Field>
      <Field
        name="query"
        label={ARTIFACT_LABELS.query}
        required
        help="As it was run, so that somebody else gets the same list."
      >
        <Textarea defaultValue={values.query} />
      </Field>
      <div className="grid gap-4 md:grid-cols-2">
        <Field
          name="rowCount"
          label={ARTIFACT_LABELS.rowCount}
          optional
          help="Without the heading. It is compared with the list; empty takes what the list holds."
        >
          <Input inputMode="numeric" />
        </Field>
      </div>
      <Field
        name="completeness"
        label={ARTIFACT_LABELS.completeness}
        optional
        help="How you know that nothing is missing: totals compared, the export's own count, no filter on dates."
      >
        <Textarea defaultValue={values.completeness} />
      </Field>
    </div>
  );
}

/** The days the evidence speaks for, where it comes from and who collected it. */
export function FactFields({ values, collector }: { values: Values; collector: string }) {
  return (
    <>
      <Field
        name="effectiveOn"
        label={ARTIFACT_LABELS.effectiveOn}
        optional
        help="The day the evidence speaks for, not the day it is added. Renewal counts from here."
      >
        <DateInput defaultValue={values.effectiveOn ?? ""} />
      </Field>
      <Field
        name="sourceSystem"
        label={ARTIFACT_LABELS.sourceSystem}
        optional
        help="Okta, GitHub, the HR system."
      >
        <Input defaultValue={values.sourceSystem} />
      </Field>
      <Field name="periodFrom" label={ARTIFACT_LABELS.periodFrom} optional>
        <DateInput defaultValue={values.periodFrom ?? ""} />
      </Field>
      <Field name="periodTo" label={ARTIFACT_LABELS.periodTo} optional>
        <DateInput defaultValue={values.periodTo ?? ""} />
      </Field>
      <Field name="collectedBy" label={ARTIFACT_LABELS.collectedBy} optional>
        <Input defaultValue={values.collectedBy ?? collector} />
      </Field>
    </>
  );
}

/** The evidence itself: what it is, where it is or what it says, and the days it speaks for. */
export function ArtifactFields({
  slug,
  limitBytes,
  values = {},
  mayWait = false,
  several = false,
  collector,
  children,
}: {
  slug: string;
  /** The largest file that is taken. */
  limitBytes: number;
  values?: Values;
  /** The item may be added without it. */
  mayWait?: boolean;
  /** Several files may be chosen; each becomes an item. */
  several?: boolean;
  collector: string;
  /** More about dates, beside the other facts. */
  children?: ReactNode;
}) {
  return (
    <div className="stack group/kind">
      <RadioGroup
        name="kind"
        legend={ARTIFACT_LABELS.kind}
        options={mayWait ? [...KINDS, LATER] : KINDS}
        defaultValue={values.kind ?? "file"}
      />
      <div className="hidden gap-2 group-has-[[value=file]:checked]/kind:grid group-has-[[value=population]:checked]/kind:grid">
        <FileUpload slug={slug} multiple={several} limitBytes={limitBytes} />
        {several ? (
          <p className="help">
            Several files become several items, one for each file, because a new version takes the place of
            the one before it. Pack files that belong together into one ZIP.
          </p>
        ) : null}
      </div>
      <ScreenshotFields isScreenshot={values.isScreenshot ?? false} />
      <PopulationFields values={values} />
      <Field
        name="url"
        label={ARTIFACT_LABELS.url}
        help="Begins with https://"
        className="hidden group-has-[[value=link]:checked]/kind:grid"
      >
        <Input type="text" inputMode="url" defaultValue={values.url ?? ""} placeholder="https://" />
      </Field>
      <Field
        name="body"
        label={ARTIFACT_LABELS.body}
        help="For an attestation: who attests what. For a register entry: where it is kept."
        className="hidden group-has-[[value=attestation]:checked]/kind:grid group-has-[[value=register]:checked]/kind:grid"
      >
        <Textarea defaultValue={values.body} />
      </Field>
      <div className="grid gap-4 md:grid-cols-2 group-has-[[value=none]:checked]/kind:hidden">
        <FactFields values={values} collector={collector} />
        {children}
      </div>
    </div>
  );
}
