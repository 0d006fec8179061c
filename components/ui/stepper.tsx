import clsx from "clsx";
import type { ReactNode } from "react";
import { StatusIcon } from "@/components/ui/status-icon";
import type { StatusLook } from "@/components/ui/tone";

export type Step = {
  readonly label: string;
  readonly state: "done" | "current" | "todo";
  /** The date in words: "3 Nov", "Since 12 Nov", "Due 4 Dec". */
  readonly note?: ReactNode;
  /** Look of the current step; half-filled circle when left out. */
  readonly status?: Pick<StatusLook, "tone" | "icon">;
};

const LOOK = {
  done: { tone: "ok", icon: "check" },
  current: { tone: "progress", icon: "half" },
  todo: { tone: "none", icon: "hollow" },
} as const;

/** States of one record in order: done, current, to come. */
export function Stepper({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.label}
          className={clsx(step.state === "done" && "done")}
          aria-current={step.state === "current" ? "step" : undefined}
        >
          <StatusIcon {...(step.state === "current" ? (step.status ?? LOOK.current) : LOOK[step.state])} />
          <b>{step.label}</b>
          <span className="num">
            {step.state === "done" ? <span className="sr">Done </span> : null}
            {step.note}
          </span>
        </li>
      ))}
    </ol>
  );
}
