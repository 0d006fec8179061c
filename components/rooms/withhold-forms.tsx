"use client";
import { type ReactNode, startTransition } from "react";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { showToast } from "@/components/ui/toast-store";
import type { ActionResult } from "@/lib/core/result";
import { releaseEvidenceAction, withholdEvidenceAction } from "@/lib/rooms/actions";

type Held = {
  readonly roomId: string;
  readonly itemId: string;
  readonly title: string;
  readonly reason: string;
};

function say(answer: ActionResult<Held>, text: string) {
  showToast(answer.ok ? { text } : { text: answer.message, tone: "gap" });
}

/** Holds one piece of evidence back from a room; the toast takes it back. `children` are the fields that name it. */
export function WithholdForm({ slug, children }: { slug: string; children: ReactNode }) {
  function undo({ roomId, itemId, title }: Held) {
    startTransition(async () => {
      say(await releaseEvidenceAction(slug, null, { roomId, itemId }), `${title} is shown again.`);
    });
  }
  return (
    <ActionForm<ActionResult<Held>>
      action={withholdEvidenceAction.bind(null, slug)}
      className="stack gap-3"
      clearAfter
      onDone={({ data }) =>
        showToast({
          text: `${data.title} is held back from the next page on.`,
          undo: { run: () => undo(data) },
        })
      }
    >
      {children}
      <div className="row">
        <SubmitButton look="secondary">Hold back</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** Shows it again; the toast holds it back once more with the same reason. */
export function ReleaseForm({
  slug,
  roomId,
  itemId,
  title,
}: {
  slug: string;
  roomId: string;
  itemId: string;
  title: string;
}) {
  function undo({ reason }: Held) {
    startTransition(async () => {
      const answer = await withholdEvidenceAction(slug, null, { roomId, itemId, reason });
      say(answer, `${title} is held back again.`);
    });
  }
  return (
    <ActionForm<ActionResult<Held>>
      action={releaseEvidenceAction.bind(null, slug)}
      className="inline-flex"
      onDone={({ data }) =>
        showToast({ text: `${data.title} is shown again.`, undo: { run: () => undo(data) } })
      }
    >
      <input type="hidden" name="roomId" value={roomId} />
      <input type="hidden" name="itemId" value={itemId} />
      <SubmitButton look="quiet" dense aria-label={`Show ${title} again`}>
        Show again
      </SubmitButton>
    </ActionForm>
  );
}
