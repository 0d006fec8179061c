"use client";
import { type ReactNode, startTransition } from "react";
import { SelectionForm } from "@/components/evidence/selection";
import { showToast } from "@/components/ui/toast-store";
import type { BulkAnswer, BulkUndo } from "@/lib/core/evidence-dto";
import { BULK_PAST, bulkSentence } from "@/lib/core/evidence-words";
import type { ActionResult } from "@/lib/core/result";
import { bulkEvidenceAction, undoBulkEvidenceAction } from "@/lib/evidence/actions";

/** As the action reads it: without script it would be a form's text. */
function sent(undo: BulkUndo) {
  if (undo.verb === "assign") return { verb: undo.verb, owners: [...undo.owners] };
  if ("dates" in undo) return { verb: undo.verb, dates: [...undo.dates] };
  if (undo.verb === "link") return { verb: undo.verb, pairs: [...undo.pairs] };
  return { verb: undo.verb, itemIds: [...undo.itemIds] };
}

/** The form around the library's rows: what one step can take back is said with a button that does. */
export function LibraryForm({ slug, children }: { slug: string; children: ReactNode }) {
  function takeBack(undo: BulkUndo) {
    startTransition(async () => {
      const answer = await undoBulkEvidenceAction(slug, null, sent(undo));
      showToast(
        answer.ok ? { text: bulkSentence(answer.data, "as before") } : { text: answer.message, tone: "gap" },
      );
    });
  }
  function onDone({ data }: { data: BulkAnswer }) {
    const { undo } = data;
    if (undo === undefined) return;
    showToast({ text: bulkSentence(data, BULK_PAST[undo.verb]), undo: { run: () => takeBack(undo) } });
  }
  return (
    <SelectionForm<ActionResult<BulkAnswer>>
      action={bulkEvidenceAction.bind(null, slug)}
      onDone={onDone}
      className="group/list block"
    >
      {children}
    </SelectionForm>
  );
}
