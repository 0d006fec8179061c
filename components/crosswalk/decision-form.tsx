import { ResetForm, RestoreForm } from "@/components/crosswalk/reset-form";
import { OVERLAP_MEANING } from "@/components/crosswalk/words";
import { Field, RadioGroup, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { DECIDABLE, type Decidable, OVERLAP_LABEL } from "@/lib/core/overrides";
import type { PairDetail } from "@/lib/core/pair-detail";
import { pairWords } from "@/lib/core/pair-id";
import { decidePairAction } from "@/lib/crosswalk/actions";

/** The types to choose from; None only where there is something to take out. */
export function overlapOptions(named: boolean) {
  return DECIDABLE.filter((value) => named || value !== "none").map((value) => ({
    value,
    label: OVERLAP_LABEL[value],
    help: OVERLAP_MEANING[value],
  }));
}

const LABELS = { overlap: "Type", note: "What to add", reason: "Reason" };

function chosen({ decision }: PairDetail): Decidable | undefined {
  return DECIDABLE.find((value) => value === decision?.overlap);
}

function buttonWords({ decision, known }: PairDetail): string {
  if (decision !== null) return "Change the decision";
  return known === null ? "Add the pair" : "Decide";
}

/** Decides about the pair, changes the decision, or takes it back; what the source says stays as it is. */
export function DecisionForm({ slug, detail }: { slug: string; detail: PairDetail }) {
  const { pair, decision, named, edition, canRestore, known } = detail;
  return (
    <>
      <p className="sm i2 mb-3">
        {known === null
          ? "Neither the source nor your team has this pair. Add it when evidence for one side serves the other."
          : "Every number of this workspace follows your decision. The source's row stays visible beside it."}
      </p>
      <ActionForm
        key={`${decision?.version ?? 0} ${canRestore}`}
        action={decidePairAction.bind(null, slug)}
        version={decision?.version ?? 0}
        labels={LABELS}
        done={`${pairWords(pair)} decided.`}
      >
        <input type="hidden" name="criterion" value={pair.criterion} />
        <input type="hidden" name="ref" value={pair.ref} />
        <input type="hidden" name="edition" value={edition.version} />
        <RadioGroup
          name="overlap"
          legend="Type"
          options={overlapOptions(named)}
          defaultValue={chosen(detail)}
        />
        <Field name="note" label="What to add" optional help="Replaces what the row says, in your words.">
          <Textarea rows={2} defaultValue={decision?.note ?? ""} />
        </Field>
        <Field name="reason" label="Reason" required>
          <Textarea rows={3} defaultValue={decision?.reason ?? ""} />
        </Field>
        <div className="row">
          <SubmitButton look="secondary" dense>
            {buttonWords(detail)}
          </SubmitButton>
        </div>
      </ActionForm>
      {decision === null ? null : <ResetForm slug={slug} pair={pair} version={decision.version} />}
      {canRestore ? <RestoreForm slug={slug} pair={pair} /> : null}
    </>
  );
}
