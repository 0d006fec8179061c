import "server-only";
import type { Task } from "graphile-worker";

/** The queue's task `finish-demo`: what of the demo takes seconds. Read from disk only where a demo asks for it. */
export const finishDemoTask: Task = async (payload) => {
  const { finishDemo } = await import("@/db/seed/demo-finish");
  await finishDemo(payload);
};
