"use client";
import { createContext, type ReactNode, useState } from "react";
import type { BoardChoices } from "@/components/controls/board-choices";
import type { BoardTask } from "@/components/controls/board-dialog";
import { showToast } from "@/components/ui/toast-store";
import { useFetched } from "@/components/ui/use-fetched";

type Board = {
  readonly slug: string;
  readonly choices: BoardChoices;
  readonly show: (task: BoardTask) => void;
};
export const BoardContext = createContext<Board>({
  slug: "",
  choices: { looks: [], rules: {} },
  show: () => undefined,
});

const loadDialog = () => import("@/components/controls/board-dialog").then((module) => module.BoardDialog);

const LOST =
  "The server did not answer, so the status stays as it is. Check the connection and choose again.";

/** Holds what all status cells of a list share: the choices, and one dialog, fetched when it has something to say. */
export function StatusBoard({
  slug,
  choices,
  children,
}: {
  slug: string;
  choices: BoardChoices;
  children: ReactNode;
}) {
  const [task, setTask] = useState<BoardTask | null>(null);
  const Dialog = useFetched(task !== null, loadDialog, () => {
    showToast({ text: task?.kind === "problem" ? `${task.refText}: ${task.message}` : LOST, tone: "gap" });
    setTask(null);
  });
  return (
    <BoardContext value={{ slug, choices, show: setTask }}>
      {children}
      {Dialog ? <Dialog task={task} onClose={() => setTask(null)} /> : null}
    </BoardContext>
  );
}
