"use client";
import { startTransition } from "react";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { showToast } from "@/components/ui/toast-store";
import { type PairRefs, pairWords } from "@/lib/core/pair-id";
import type { ActionResult } from "@/lib/core/result";
import { resetPairAction, resetRowAction, restoreDecisionsAction } from "@/lib/crosswalk/actions";

type Reset = { readonly criterion: string; readonly refs: readonly string[] };

/** Says that it was taken back and offers to undo it. */
function offerUndo(slug: string, { criterion, refs }: Reset, words: string) {
  const restore = () =>
    startTransition(async () => {
      const answer = await restoreDecisionsAction(slug, null, { criterion, refs: [...refs] });
      showToast(
        answer.ok
          ? { text: refs.length === 1 ? "The decision is back." : "The decisions are back." }
          : { text: answer.message, tone: "gap" },
      );
    });
  showToast({ text: words, undo: { run: restore } });
}

/** Takes the decision about one pair back; the toast brings it back. */
export function ResetForm({
  slug,
  pair,
  version,
  label = "Take the decision back",
}: {
  slug: string;
  pair: PairRefs;
  version: number;
  label?: string;
}) {
  return (
    <ActionForm<ActionResult<Reset>>
      action={resetPairAction.bind(null, slug)}
      version={version}
      className="stack mt-2"
      onDone={({ data }) =>
        offerUndo(slug, data, `The decision on ${pairWords(pair)} is taken back. The source's row counts.`)
      }
    >
      <input type="hidden" name="criterion" value={pair.criterion} />
      <input type="hidden" name="ref" value={pair.ref} />
      <div className="row">
        <SubmitButton look="quiet" dense>
          {label}
          <span className="sr">{` on ${pairWords(pair)}`}</span>
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Takes all decisions about a row back. */
export function ResetRowForm({
  slug,
  criterion,
  ticks,
}: {
  slug: string;
  criterion: string;
  ticks: readonly string[];
}) {
  return (
    <ActionForm<ActionResult<Reset>>
      action={resetRowAction.bind(null, slug)}
      className="stack mt-2"
      onDone={({ data }) =>
        offerUndo(slug, data, `All decisions on ${criterion} are taken back. The source's row counts.`)
      }
    >
      <input type="hidden" name="criterion" value={criterion} />
      {ticks.map((tick) => (
        <input key={tick} type="hidden" name="pairs[]" value={tick} />
      ))}
      <div className="row">
        <SubmitButton look="quiet" dense>
          Take all decisions back
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Brings the decision back that was taken back last: the undo that outlives the toast. */
export function RestoreForm({ slug, pair }: { slug: string; pair: PairRefs }) {
  return (
    <ActionForm
      action={restoreDecisionsAction.bind(null, slug)}
      className="stack mt-2"
      done="The decision is back."
    >
      <input type="hidden" name="criterion" value={pair.criterion} />
      <input type="hidden" name="refs[]" value={pair.ref} />
      <div className="row">
        <SubmitButton look="quiet" dense>
          Bring the last decision back
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
