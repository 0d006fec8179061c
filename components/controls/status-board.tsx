"use client";
import { createContext, type ReactNode, useEffect, useState } from "react";
import type { BoardChoices } from "@/components/controls/board-choices";
import type { BoardDialog, BoardTask } from "@/components/controls/board-dialog";

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
  const [Dialog, setDialog] = useState<typeof BoardDialog | null>(null);
  useEffect(() => {
    if (task === null || Dialog) return;
    void import("@/components/controls/board-dialog").then((module) => setDialog(() => module.BoardDialog));
  }, [task, Dialog]);
  return (
    <BoardContext value={{ slug, choices, show: setTask }}>
      {children}
      {Dialog ? <Dialog task={task} onClose={() => setTask(null)} /> : null}
    </BoardContext>
  );
}
