// Two states of the risk register side by side: every cell that differs, and the risks that came or went.

import { formatDate, formatInstant } from "@/lib/core/dates";
import type { SnapshotSummary } from "@/lib/core/risk-dto";
import type { RiskRecord } from "@/lib/core/risk-record";

export type RiskCellChange = {
  readonly kind: "added" | "removed" | "changed";
  /** The number of the risk, which is given once. */
  readonly ref: string;
  readonly title: string;
  /** Null where the whole risk came or went. */
  readonly cell: string | null;
  readonly before: string;
  readonly after: string;
};

type Choice = { readonly value: string; readonly label: string };

export type RiskComparison = {
  readonly choices: readonly Choice[];
  /** Null while nothing was frozen. */
  readonly from: Choice | null;
  readonly to: Choice;
  /** Labels of the sides whose frozen text is not what its hash stands for; then nothing was compared. */
  readonly damaged: readonly string[];
  /** The versions of the method in force where they differ; null where they are the same. */
  readonly methods: { readonly before: number | null; readonly after: number | null } | null;
  readonly changes: readonly RiskCellChange[];
};

/** `Stage 1, 20 Nov 2026, 10:00`: two snapshots may have one name. */
export function snapshotChoice(timeZone: string) {
  return ({ id, label, at }: Pick<SnapshotSummary, "id" | "label" | "at">): Choice => ({
    value: id,
    label: `${label}, ${formatInstant(at, timeZone)}`,
  });
}

function levelText(level: RiskRecord["inherent"]): string {
  if (level === null) return "";
  const { likelihood, consequence, score, band, method } = level;
  return `${likelihood} x ${consequence} = ${score} ${band}, method ${method}`;
}

const yes = (value: boolean) => (value ? "Yes" : "No");
const day = (date: string | null) => (date === null ? "" : formatDate(date));

const CELLS: readonly { readonly title: string; readonly value: (risk: RiskRecord) => string }[] = [
  { title: "Title", value: ({ title }) => title },
  { title: "Asset or process", value: ({ asset }) => asset },
  { title: "Cause", value: ({ cause }) => cause },
  { title: "Consequence", value: ({ consequence }) => consequence },
  { title: "Confidentiality", value: ({ confidentiality }) => yes(confidentiality) },
  { title: "Integrity", value: ({ integrity }) => yes(integrity) },
  { title: "Availability", value: ({ availability }) => yes(availability) },
  { title: "Owner", value: ({ owner }) => owner },
  { title: "State", value: ({ state }) => state },
  { title: "Inherent risk", value: ({ inherent }) => levelText(inherent) },
  { title: "Treatment", value: ({ treatment }) => treatment },
  { title: "Treatment note", value: ({ treatmentNote }) => treatmentNote },
  { title: "Controls", value: ({ controls }) => controls.join(", ") },
  { title: "Residual risk", value: ({ residual }) => levelText(residual) },
  { title: "Target date", value: ({ targetOn }) => day(targetOn) },
  { title: "Next review", value: ({ reviewOn }) => day(reviewOn) },
  { title: "Accepted until", value: ({ acceptedUntil }) => day(acceptedUntil) },
  { title: "Open actions", value: ({ openActions }) => String(openActions) },
];

function inWords(risk: RiskRecord): string {
  const level = levelText(risk.residual ?? risk.inherent);
  return level === "" ? risk.state : `${risk.state}, ${level}`;
}

/** Every difference by number; empty when both say the same, whatever order their risks have. */
export function compareRisks(
  before: readonly RiskRecord[],
  after: readonly RiskRecord[],
): readonly RiskCellChange[] {
  const earlier = new Map(before.map((risk) => [risk.number, risk]));
  const later = new Map(after.map((risk) => [risk.number, risk]));
  const gone = before
    .filter(({ number }) => !later.has(number))
    .map((risk): RiskCellChange => {
      const { number: ref, title } = risk;
      return { kind: "removed", ref, title, cell: null, before: inWords(risk), after: "" };
    });
  const changed = after.flatMap((risk): readonly RiskCellChange[] => {
    const { number: ref, title } = risk;
    const old = earlier.get(ref);
    if (old === undefined) {
      return [{ kind: "added", ref, title, cell: null, before: "", after: inWords(risk) }];
    }
    return CELLS.map((cell) => ({ cell: cell.title, before: cell.value(old), after: cell.value(risk) }))
      .filter((change) => change.before !== change.after)
      .map((change) => ({ kind: "changed", ref, title, ...change }));
  });
  return [...gone, ...changed].toSorted((a, b) => a.ref.localeCompare(b.ref, "en", { numeric: true }));
}
