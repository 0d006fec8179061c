// One risk as a flat record of words and numbers: what the CSV export prints and what a snapshot keeps for ever.

import { z } from "zod";
import { toCsv } from "@/lib/core/csv";
import type { IsoDate } from "@/lib/core/dates";
import { RISK_STATE, TREATMENT_LABEL } from "@/lib/core/isms-statuses";
import type { RiskLevelDto, RiskListRow } from "@/lib/core/risk-dto";

const level = z.strictObject({
  likelihood: z.number(),
  consequence: z.number(),
  score: z.number(),
  band: z.string(),
  method: z.number(),
});
const record = z.strictObject({
  number: z.string(),
  title: z.string(),
  asset: z.string(),
  cause: z.string(),
  consequence: z.string(),
  confidentiality: z.boolean(),
  integrity: z.boolean(),
  availability: z.boolean(),
  owner: z.string(),
  state: z.string(),
  inherent: level.nullable(),
  treatment: z.string(),
  treatmentNote: z.string(),
  controls: z.array(z.string()),
  residual: level.nullable(),
  targetOn: z.string().nullable(),
  reviewOn: z.string().nullable(),
  acceptedUntil: z.string().nullable(),
  openActions: z.number(),
});
export type RiskRecord = z.output<typeof record>;
const snapshot = z.strictObject({
  format: z.literal("risk-register-1"),
  takenOn: z.string(),
  organisation: z.string(),
  method: z
    .strictObject({
      number: z.number(),
      sha256: z.string(),
      acceptanceMax: z.number(),
      acceptanceCriterion: z.string(),
    })
    .nullable(),
  risks: z.array(record),
});
export type RiskSnapshot = z.output<typeof snapshot>;

function levelRecord(given: RiskLevelDto | null): RiskRecord["inherent"] {
  if (given === null) return null;
  const { likelihood, consequence, score, band, methodNumber } = given;
  return { likelihood, consequence, score, band: band.label, method: methodNumber };
}

/** The row in words, as it stands now. */
export function riskRecord(row: RiskListRow): RiskRecord {
  const { number, title, asset, cause, consequence, confidentiality, integrity, availability } = row;
  return {
    ...{ number, title, asset, cause, consequence, confidentiality, integrity, availability },
    owner: row.owner?.name ?? "",
    state: row.isArchived ? "Archived" : RISK_STATE[row.state].label,
    inherent: levelRecord(row.inherent),
    treatment: row.treatment === null ? "" : TREATMENT_LABEL[row.treatment],
    treatmentNote: row.treatmentNote,
    controls: [...row.refs],
    residual: levelRecord(row.residual),
    targetOn: row.targetOn,
    reviewOn: row.reviewOn,
    acceptedUntil: row.expiresOn,
    openActions: row.openActions,
  };
}

/** A stored snapshot as it was frozen; null for text that is none. */
export function readSnapshot(content: string): RiskSnapshot | null {
  try {
    return snapshot.safeParse(JSON.parse(content)).data ?? null;
  } catch {
    return null;
  }
}

const HEADER = [
  "Number",
  "Title",
  "Asset or process",
  "Cause",
  "Consequence",
  "Confidentiality",
  "Integrity",
  "Availability",
  "Owner",
  "State",
  "Inherent likelihood",
  "Inherent consequence",
  "Inherent score",
  "Inherent band",
  "Treatment",
  "Treatment note",
  "Controls",
  "Residual likelihood",
  "Residual consequence",
  "Residual score",
  "Residual band",
  "Method version",
  "Target date",
  "Next review",
  "Accepted until",
  "Open actions",
];

const yes = (value: boolean) => (value ? "Yes" : "No");

function levelCells(given: RiskRecord["inherent"]) {
  return [given?.likelihood ?? null, given?.consequence ?? null, given?.score ?? null, given?.band ?? null];
}

/** The records as CSV for spreadsheets; the import reads the same headings. */
export function risksCsv(records: readonly RiskRecord[]): string {
  return toCsv(
    HEADER,
    records.map((one) => [
      ...[one.number, one.title, one.asset, one.cause, one.consequence],
      ...[yes(one.confidentiality), yes(one.integrity), yes(one.availability), one.owner, one.state],
      ...levelCells(one.inherent),
      ...[one.treatment, one.treatmentNote, one.controls.join(", ")],
      ...levelCells(one.residual),
      (one.residual ?? one.inherent)?.method ?? null,
      ...[one.targetOn, one.reviewOn, one.acceptedUntil, one.openActions],
    ]),
  );
}

/** `risks-2026-11-20.csv`. */
export function riskFileName(on: IsoDate): string {
  return `risks-${on}.csv`;
}
