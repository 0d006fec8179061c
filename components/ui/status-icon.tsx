import type { StatusShape, Tone } from "@/components/ui/tone";

/** The shape alone; the word must stand beside it. */
export function StatusIcon({ tone, icon }: { tone: Tone; icon: StatusShape }) {
  return <span className={`k s-${icon} ${tone}`} aria-hidden="true" />;
}
