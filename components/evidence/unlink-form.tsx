"use client";
import { startTransition } from "react";
import { ActionForm } from "@/components/ui/form";
import { showToast } from "@/components/ui/toast-store";
import type { ActionResult } from "@/lib/core/result";
import { restoreLinksAction, unlinkEvidenceAction } from "@/lib/evidence/actions";
import type { UnlinkEvidenceInput } from "@/lib/evidence/input";

/** The form that the table's Unlink buttons belong to; a removed link can be brought back with its verdict. */
export function UnlinkForm({ id, slug, itemId }: { id: string; slug: string; itemId: string }) {
  function restore(refs: readonly string[]) {
    startTransition(async () => {
      const answer = await restoreLinksAction(slug, null, { itemId, refs: [...refs] });
      showToast(
        answer.ok ? { text: `${refs.join(", ")} linked again.` } : { text: answer.message, tone: "gap" },
      );
    });
  }
  return (
    <ActionForm<ActionResult<UnlinkEvidenceInput>>
      id={id}
      action={unlinkEvidenceAction.bind(null, slug)}
      className="contents"
      onDone={({ data }) =>
        showToast({ text: `${data.refs.join(", ")} unlinked.`, undo: { run: () => restore(data.refs) } })
      }
    >
      <input type="hidden" name="itemId" value={itemId} />
    </ActionForm>
  );
}
