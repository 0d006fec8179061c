import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { BoardChoice } from "@/components/controls/board-choices";

/** What the dialog asks, says, or lets the person decide. */
export type BoardTask =
  | {
      readonly kind: "ask";
      readonly refText: string;
      readonly choice: BoardChoice;
      readonly save: (text: string) => void;
    }
  | {
      readonly kind: "clash";
      readonly refText: string;
      readonly stored: string;
      readonly chosen: string;
      readonly save: () => void;
    }
  | { readonly kind: "problem"; readonly refText: string; readonly message: string };

const HEADING = { ask: "", clash: "Changed by someone else", problem: "Not saved" } as const;

function headingOf(task: BoardTask): string {
  return task.kind === "ask" ? `${task.refText}: ${task.choice.label}` : HEADING[task.kind];
}

function AskForm({ task, onClose }: { task: Extract<BoardTask, { kind: "ask" }>; onClose: () => void }) {
  const id = useId();
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const isReason = task.choice.needs === "reason";
  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === "") return setMissing(true);
    onClose();
    task.save(text.trim());
  }
  return (
    <form onSubmit={submit} className="stack">
      <div className="field">
        <label htmlFor={id}>
          {isReason ? "Why it goes back" : "Why it is ready without accepted evidence"}
        </label>
        <textarea
          id={id}
          className="in"
          rows={3}
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-invalid={missing || undefined}
          aria-describedby={`${id}h`}
        />
        <p className={missing ? "err" : "help"} id={`${id}h`}>
          {missing ? "Write at least a few words." : "It is kept in the activity log with your name."}
        </p>
      </div>
      <div className="ft">
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="btn btn-p">
          Record {task.choice.label}
        </button>
      </div>
    </form>
  );
}

function Decide({ task, onClose }: { task: Extract<BoardTask, { kind: "clash" }>; onClose: () => void }) {
  return (
    <>
      <dl className="def">
        <dt>Stored now</dt>
        <dd>{task.stored}</dd>
        <dt>Your choice</dt>
        <dd>{task.chosen}</dd>
      </dl>
      <div className="ft">
        <button type="button" className="btn" onClick={onClose}>
          Keep {task.stored}
        </button>
        <button
          type="button"
          className="btn btn-p"
          onClick={() => {
            onClose();
            task.save();
          }}
        >
          Record {task.chosen}
        </button>
      </div>
    </>
  );
}

function Body({ task, onClose }: { task: BoardTask; onClose: () => void }) {
  if (task.kind === "ask") return <AskForm task={task} onClose={onClose} />;
  if (task.kind === "clash") return <Decide task={task} onClose={onClose} />;
  return (
    <>
      <p>{task.message}</p>
      <div className="ft">
        <button type="button" className="btn" onClick={onClose}>
          Close
        </button>
      </div>
    </>
  );
}

/** The dialog of a list's statuses: asks for reasons, settles conflicts, says refusals. */
export function BoardDialog({ task, onClose }: { task: BoardTask | null; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (task) dialog.current?.showModal();
    else dialog.current?.close();
  }, [task]);
  return (
    <dialog ref={dialog} className="dlg" aria-labelledby={id} onClose={onClose}>
      {task ? (
        <>
          <div className="hd">
            <h2 id={id}>{headingOf(task)}</h2>
          </div>
          <div className="bd">
            {task.kind === "clash" ? (
              <p className="mb-4">{`${task.refText} was changed while you were editing.`}</p>
            ) : null}
            <Body key={task.refText + task.kind} task={task} onClose={onClose} />
          </div>
        </>
      ) : null}
    </dialog>
  );
}
