import type { StatusLook } from "@/components/ui/tone";
import type { LineOutcome } from "@/lib/core/register-csv";
import type { LineProblem } from "@/lib/core/register-line";

/** How an outcome looks before the import. */
export const OUTCOME_LOOK: Readonly<Record<LineOutcome, StatusLook>> = {
  create: { label: "New", tone: "ok", icon: "check" },
  update: { label: "Update", tone: "progress", icon: "half" },
  unchanged: { label: "Unchanged", tone: "none", icon: "hollow" },
  duplicate: { label: "Duplicate", tone: "none", icon: "slash" },
  rejected: { label: "Rejected", tone: "gap", icon: "diamond" },
  skipped: { label: "Left out", tone: "none", icon: "slash" },
};

/** How a problem of a line looks. */
export const SEVERITY_LOOK: Readonly<Record<LineProblem["severity"], StatusLook>> = {
  error: { label: "Error", tone: "gap", icon: "diamond" },
  warning: { label: "Check", tone: "due", icon: "triangle" },
  note: { label: "Note", tone: "progress", icon: "half" },
};

export type Shown = { readonly outcome: LineOutcome | null; readonly offset: number };
