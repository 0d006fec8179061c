import { Section } from "@/components/layout/section";
import { Checkbox, Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import type { RequestDetail } from "@/lib/core/request-dto";
import { acceptRequestAction, returnRequestAction } from "@/lib/requests/actions";

/** Accepting or returning an answer; what becomes of the evidence is said beside it. */
export function DecideForms({ slug, request }: { slug: string; request: RequestDetail }) {
  const [answer] = request.answers;
  if (answer === undefined) return null;
  const name = answer.reference ?? answer.title;
  const waits = answer.itemState === "submitted" && answer.currentArtifact === answer.number;
  return (
    <Section title="Decide" remark={waits ? "The evidence is decided with the answer" : undefined}>
      <div className="stack gap-4 max-w-[640px]">
        <p className="i2">
          {waits
            ? `Accepting also accepts ${name}, version ${answer.number}; returning sends it back too, with the same reason.`
            : `${name} was decided on its own page or has moved on. Accepting is possible while version ${answer.number} is its newest and stands.`}
        </p>
        <ActionForm
          action={acceptRequestAction.bind(null, slug)}
          version={request.version}
          className="stack gap-3"
        >
          <input type="hidden" name="id" value={request.id} />
          {waits && request.refs.length > 0 ? (
            <Checkbox
              name="sufficient"
              label="Also find it sufficient for every linked requirement without a verdict"
            />
          ) : null}
          <div className="row">
            <SubmitButton>Accept answer</SubmitButton>
          </div>
        </ActionForm>
        <details className="twin">
          <summary>
            <Icon name="chevron" />
            Return with a reason
          </summary>
          <ActionForm
            action={returnRequestAction.bind(null, slug)}
            version={request.version}
            className="stack gap-3 pt-2"
          >
            <input type="hidden" name="id" value={request.id} />
            <Field name="reason" label="What is wrong or missing">
              <Textarea />
            </Field>
            <div className="row">
              <SubmitButton look="secondary">Return answer</SubmitButton>
            </div>
          </ActionForm>
        </details>
      </div>
    </Section>
  );
}
