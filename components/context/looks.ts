import type { StatusLook } from "@/components/ui/tone";
import { answerWord } from "@/lib/core/context";

/** How a need is answered. */
export function answerLook(answered: boolean | null): StatusLook {
  const label = answerWord(answered);
  if (answered === null) return { label, tone: "due", icon: "triangle" };
  return answered ? { label, tone: "ok", icon: "check" } : { label, tone: "none", icon: "slash" };
}

/** Whether climate change was found relevant. */
export function climateLook(relevant: boolean): StatusLook {
  return relevant
    ? { label: "Relevant", tone: "progress", icon: "half" }
    : { label: "Not relevant", tone: "none", icon: "slash" };
}

export const CONTEXT_LABELS = {
  relevant: "Relevant",
  reason: "Reason",
  title: "Issue",
  effect: "Effect",
  reviewedOn: "Reviewed on",
  name: "Name",
  kind: "Kind",
  need: "Need",
  answered: "Answered",
  how: "How",
} as const;
