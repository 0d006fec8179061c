import { overlapOptions } from "@/components/crosswalk/decision-form";
import { ResetRowForm } from "@/components/crosswalk/reset-form";
import { counted } from "@/components/crosswalk/words";
import { Field, RadioGroup, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { RowDetail } from "@/lib/core/pair-row";
import { decideRowAction } from "@/lib/crosswalk/actions";

const LABELS = { overlap: "Type", note: "What to add", reason: "Reason" };

/** One decision about every pair of the row; each pair keeps its own entry, and can be decided about again. */
export function RowForm({ slug, detail }: { slug: string; detail: RowDetail }) {
  const { criterion, pairs, edition } = detail;
  const ticks = pairs.map(({ pair, version }) => `${pair.ref}:${version}`);
  const decided = pairs.filter((pair) => pair.version > 0).length;
  return (
    <>
      <p className="sm i2 mb-3">
        {`One decision for all ${counted(pairs.length, "pair")} of ${criterion.ref}. Pairs about which the source says the same already are left alone.`}
      </p>
      <ActionForm
        key={ticks.join(" ")}
        action={decideRowAction.bind(null, slug)}
        labels={LABELS}
        done={`${criterion.ref} decided.`}
      >
        <input type="hidden" name="criterion" value={criterion.ref} />
        <input type="hidden" name="edition" value={edition} />
        {ticks.map((tick) => (
          <input key={tick} type="hidden" name="pairs[]" value={tick} />
        ))}
        <RadioGroup name="overlap" legend="Type" options={overlapOptions(true)} />
        <Field name="note" label="What to add" optional help="Replaces what the row says, in your words.">
          <Textarea rows={2} />
        </Field>
        <Field name="reason" label="Reason" required>
          <Textarea rows={3} />
        </Field>
        <div className="row">
          <SubmitButton look="secondary" dense>
            Decide the whole row
          </SubmitButton>
        </div>
      </ActionForm>
      {decided === 0 ? null : <ResetRowForm slug={slug} criterion={criterion.ref} ticks={ticks} />}
    </>
  );
}
