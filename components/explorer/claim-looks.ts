import type { StatusLook } from "@/components/ui/tone";
import type { ClaimVerdict } from "@/lib/core/claims-view";
import type { Dispute } from "@/lib/core/frameworks/types";

export const VERDICT_LOOK: Readonly<Record<ClaimVerdict, StatusLook>> = {
  reproduced: { label: "Reproduced by the rows", tone: "ok", icon: "check" },
  differs: { label: "Not reproduced", tone: "due", icon: "triangle" },
  no_ids: { label: "Not reproduced, no ids given", tone: "due", icon: "triangle" },
  no_figure: { label: "No figure given", tone: "none", icon: "hollow" },
};

export const SEVERITY_LOOK: Readonly<Record<Dispute["severity"], StatusLook>> = {
  high: { label: "Moves a number or a status", tone: "gap", icon: "diamond" },
  med: { label: "Changes a detail", tone: "due", icon: "triangle" },
  low: { label: "Wording", tone: "none", icon: "hollow" },
};
