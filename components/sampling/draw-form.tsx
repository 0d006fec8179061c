import { Field, Input, RadioGroup, Select, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { headingOf, type ListFacts } from "@/lib/core/population";
import { SAMPLE_METHODS } from "@/lib/core/room-work-statuses";
import { SAMPLE_METHOD_HELP, SAMPLE_METHOD_LABEL } from "@/lib/core/sample";
import { SAMPLE_LIMITS } from "@/lib/core/sample-draw";
import { drawSampleAction } from "@/lib/sampling/actions";

const USUAL_SIZE = 25;
/** The boxes beside the lines belong to this form. */
export const DRAW_FORM = "draw";

type Props = {
  roomId: string;
  itemId: string;
  number: number;
  sheet: string;
  facts: ListFacts;
  /** A seed to begin with; the auditor may type another. */
  seed: number;
  onceKey: string;
};

function Numbers({ facts, seed }: Pick<Props, "facts" | "seed">) {
  return (
    <div className="grid gap-4 md:grid-cols-2 group-has-[[value=judgemental]:checked]:hidden">
      <Field
        name="size"
        label="Lines to draw"
        required
        help={`1 to ${Math.min(facts.lines, SAMPLE_LIMITS.size)}`}
      >
        <Input inputMode="numeric" defaultValue={Math.min(USUAL_SIZE, facts.lines)} />
      </Field>
      <div className="group-has-[[value=interval]:checked]:hidden">
        <Field name="seed" label="Seed" help="Keep this one or type your own whole number.">
          <Input inputMode="numeric" defaultValue={seed} />
        </Field>
      </div>
      <div className="hidden group-has-[[value=interval]:checked]:block">
        <Field name="start" label="First line">
          <Input inputMode="numeric" defaultValue={1} />
        </Field>
      </div>
      <div className="hidden group-has-[[value=interval]:checked]:block">
        <Field name="step" label="Every so many lines" optional help="Empty: the widest interval that fits.">
          <Input inputMode="numeric" />
        </Field>
      </div>
    </div>
  );
}

function Chosen() {
  return (
    <div className="stack hidden group-has-[[value=judgemental]:checked]:grid">
      <Field name="lines" label="Line numbers" optional help="3, 17, 40-45. Lines ticked below are added.">
        <Input />
      </Field>
      <Field name="rationale" label="Why these lines">
        <Textarea />
      </Field>
    </div>
  );
}

/** Size, method and its numbers; what the chosen method does not need is out of sight and not looked at. */
export function DrawForm({ roomId, itemId, number, sheet, facts, seed, onceKey }: Props) {
  return (
    <ActionForm action={drawSampleAction.bind(null, roomId)} className="form-col" id={DRAW_FORM}>
      <input type="hidden" name="itemId" value={itemId} />
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="sheet" value={sheet} />
      <input type="hidden" name="onceKey" value={onceKey} />
      <RadioGroup
        name="method"
        legend="Method"
        defaultValue="random"
        options={SAMPLE_METHODS.map((value) => ({
          value,
          label: SAMPLE_METHOD_LABEL[value],
          help: SAMPLE_METHOD_HELP[value],
        }))}
      />
      <Numbers facts={facts} seed={seed} />
      <Chosen />
      <Field
        name="idColumn"
        label="Column that names an item"
        help="The request for each item gets its title from it."
      >
        <Select
          defaultValue={String(facts.idColumn)}
          options={facts.header.map((_, column) => ({
            value: String(column),
            label: headingOf(facts.header, column),
          }))}
        />
      </Field>
      <div className="row">
        <SubmitButton>Draw sample</SubmitButton>
      </div>
    </ActionForm>
  );
}
