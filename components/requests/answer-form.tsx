import { ArtifactFields, FactFields, ScreenshotFields } from "@/components/evidence/artifact-fields";
import { FileUpload } from "@/components/files/file-upload";
import { Field, Input, RadioGroup, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { RequestDetail } from "@/lib/core/request-dto";
import { answerRequestAction } from "@/lib/requests/actions";

type Props = {
  slug: string;
  request: RequestDetail;
  collector: string;
  limitBytes: number;
  onceKey: string;
};

const WAYS = [
  { value: "file", label: "File" },
  { value: "link", label: "Link" },
  { value: "attestation", label: "Text" },
];

function QuickFields({ slug, request, collector, limitBytes }: Props) {
  const { defaults } = request;
  return (
    <div className="stack group/kind">
      <RadioGroup
        name="kind"
        legend="Answer with"
        options={WAYS}
        defaultValue="file"
        className="[&_.opts]:flex [&_.opts]:flex-wrap [&_.opts]:gap-x-6"
      />
      <div className="hidden group-has-[[value=file]:checked]/kind:grid">
        <FileUpload slug={slug} limitBytes={limitBytes} />
      </div>
      <ScreenshotFields />
      <Field
        name="url"
        label="Address"
        help="Begins with https://"
        className="hidden group-has-[[value=link]:checked]/kind:grid"
      >
        <Input type="text" inputMode="url" placeholder="https://" />
      </Field>
      <Field
        name="body"
        label="Text"
        help="Who attests what, and for which days."
        className="hidden group-has-[[value=attestation]:checked]/kind:grid"
      >
        <Textarea />
      </Field>
      <div className="grid gap-4 md:grid-cols-2">
        <FactFields values={defaults} collector={collector} />
      </div>
    </div>
  );
}

/** The answer on one page: the evidence, its days filled in already, and the button. */
export function AnswerForm(props: Props) {
  const { slug, request, collector, limitBytes, onceKey } = props;
  return (
    <ActionForm
      action={answerRequestAction.bind(null, slug)}
      version={request.version}
      className="stack max-w-[640px] [&_input]:scroll-mb-24 [&_textarea]:scroll-mb-24"
    >
      <input type="hidden" name="id" value={request.id} />
      <input type="hidden" name="onceKey" value={onceKey} />
      {request.kind === "population" ? (
        <ArtifactFields
          slug={slug}
          limitBytes={limitBytes}
          values={{ ...request.defaults, kind: "population" }}
          collector={collector}
        />
      ) : (
        <QuickFields {...props} />
      )}
      {request.defaults.periodFromWords === "" ? null : (
        <p className="help">Period filled in: {request.defaults.periodFromWords}</p>
      )}
      <div className="row sticky bottom-0 z-10 -mx-4 border-t border-line bg-bg px-4 py-3 md:static md:mx-0 md:border-0 md:p-0">
        <SubmitButton>Submit answer</SubmitButton>
      </div>
    </ActionForm>
  );
}
