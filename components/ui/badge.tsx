import type { ReactNode } from "react";
import type { StatusLook, Tone } from "@/components/ui/tone";

/** Icon and word. Quiet in tables and lists; `tinted` only for the state of the page's own object, a dispute or a version. */
export function Badge({
  status,
  tinted = false,
  children,
}: {
  status: StatusLook;
  tinted?: boolean;
  children?: ReactNode;
}) {
  return (
    <span className={`st s-${status.icon} ${status.tone}${tinted ? " t" : ""}`}>
      {children ?? status.label}
    </span>
  );
}

/** A small grey word: a reason, a kind, a source. */
export function Token({ children }: { children: ReactNode }) {
  return <span className="tok">{children}</span>;
}

const NOTE_SHAPE = {
  ok: "check",
  progress: "half",
  due: "triangle",
  gap: "diamond",
  review: "eye",
  none: "hollow",
} as const;

/** One tinted sentence that asks for something or says what blocks. */
export function Note({ tone, children, id }: { tone: Tone; children: ReactNode; id?: string }) {
  return (
    <div className={`note ${tone}`} {...(id ? { id } : {})}>
      <span className={`k s-${NOTE_SHAPE[tone]}`} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
