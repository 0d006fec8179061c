import type { StatusShape, Tone } from "@/components/ui/tone";
import type { EvidenceStatus } from "@/lib/core/statuses";

/** One of the five statuses as a choice; the server prepares all of them once for the whole list. */
export type BoardChoice = {
  readonly status: EvidenceStatus;
  readonly label: string;
  readonly tone: Tone;
  readonly icon: StatusShape;
  readonly allowed: boolean;
  readonly needs: "reason" | "override" | null;
  readonly refusal: string | null;
};
/** By `choiceKey`. */
export type BoardChoices = Readonly<Record<string, readonly BoardChoice[]>>;

export function choiceKey(status: EvidenceStatus, evidenced: boolean): string {
  return `${status}:${evidenced ? 1 : 0}`;
}
