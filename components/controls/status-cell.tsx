"use client";
import { use, useState, useTransition } from "react";
import { type BoardChoice, choicesAt } from "@/components/controls/board-choices";
import { BoardContext } from "@/components/controls/status-board";
import { InlineSelect } from "@/components/ui/inline-select";
import { showToast } from "@/components/ui/toast-store";
import type { ActionResult } from "@/lib/core/result";
import type { EvidenceStatus } from "@/lib/core/statuses";
import { recordStatusAction, undoStatusAction } from "@/lib/requirements/actions";

type Known = { readonly status: EvidenceStatus; readonly version: number };
type Change = Known & { readonly from: EvidenceStatus };
type Failure = Extract<ActionResult<Change>, { ok: false }>;

const LOST = "The server did not answer, so nothing was saved. Check the connection and try again.";

function storedOf(failure: Failure): Known | null {
  const status = failure.current?.to;
  const version = failure.current?.version;
  return typeof status === "string" && typeof version === "number"
    ? { status: status as EvidenceStatus, version }
    : null;
}

/** The status of one row, changed in place: shown at once, taken back with Undo, never lost silently. */
export function StatusCell({
  refText,
  status,
  version,
  evidenced,
}: {
  refText: string;
  status: EvidenceStatus;
  version: number;
  evidenced: boolean;
}) {
  const board = use(BoardContext);
  const [saved, setSaved] = useState<Known | null>(null);
  const [wanted, setWanted] = useState<EvidenceStatus | null>(null);
  const [busy, start] = useTransition();
  const known: Known = saved !== null && saved.version > version ? saved : { status, version };
  const shown = wanted ?? known.status;
  const choicesOf = (at: EvidenceStatus) => choicesAt(board.choices, at, evidenced);
  const labelOf = (at: EvidenceStatus) => choicesOf(at).find((one) => one.status === at)?.label ?? at;

  function fail(failure: Failure, to: EvidenceStatus) {
    const stored = failure.code === "CONFLICT" ? storedOf(failure) : null;
    if (stored === null) return board.show({ kind: "problem", refText, message: failure.message });
    setSaved(stored);
    if (stored.status === to)
      return showToast({ text: `${refText} was already recorded as ${labelOf(to)}.` });
    board.show({
      kind: "clash",
      refText,
      stored: labelOf(stored.status),
      chosen: labelOf(to),
      save: () => choose(to, stored),
    });
  }

  async function undo(at: Change) {
    setWanted(at.from);
    const result = await undoStatusAction(board.slug, null, { ref: refText, version: at.version });
    if (result.ok) setSaved(result.data);
    const text = result.ok ? `${refText} is back at ${labelOf(result.data.status)}.` : result.message;
    setWanted(null);
    showToast({ text, tone: result.ok ? "ok" : "gap" });
  }

  function send(to: EvidenceStatus, at: Known, words: { reason?: string; override?: string }) {
    setWanted(to);
    start(async () => {
      try {
        const result = await recordStatusAction(board.slug, null, {
          ref: refText,
          to,
          version: at.version,
          ...words,
        });
        if (result.ok) {
          const change = result.data;
          setSaved(change);
          showToast({
            text: `${refText} recorded as ${labelOf(to)}.`,
            undo: { run: () => undo(change) },
          });
        } else fail(result, to);
      } catch {
        board.show({ kind: "problem", refText, message: LOST });
      }
      setWanted(null);
    });
  }

  function askFirst(choice: BoardChoice, at: Known) {
    const name = choice.needs ?? "reason";
    board.show({ kind: "ask", refText, choice, save: (text) => send(choice.status, at, { [name]: text }) });
  }

  function choose(to: EvidenceStatus, at: Known) {
    const choice = choicesOf(at.status).find((one) => one.status === to);
    if (choice === undefined || !choice.allowed) {
      const message = choice?.refusal ?? "This status cannot be recorded now.";
      board.show({ kind: "problem", refText, message });
    } else if (choice.needs === null) send(to, at, {});
    else askFirst(choice, at);
  }

  return (
    <InlineSelect
      label={`change status of ${refText}`}
      value={shown}
      busy={busy}
      options={choicesOf(known.status)}
      onChoose={(to) => choose(to as EvidenceStatus, known)}
    />
  );
}
