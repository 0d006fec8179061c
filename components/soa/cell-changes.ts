// What choosing a value in a cell sends, shows meanwhile, and takes back. Light on purpose: it runs in the browser.
import type { TypedReasons } from "@/components/soa/cell-editors";
import type { CellChange } from "@/components/soa/save-row";
import type { SoaGridRow } from "@/lib/core/soa-list";
import {
  APPLICABILITY,
  type Applicability,
  DELIVERY_LABEL,
  type Delivery,
  IMPLEMENTATION,
  type Implementation,
  REASON_KINDS,
  REASON_LABEL,
} from "@/lib/core/statuses";

/** Applicability; `why` is the justification that an exclusion needs. */
export function toApplicability(row: SoaGridRow, applicability: Applicability, why?: string): CellChange {
  const label = APPLICABILITY[applicability].label;
  const texts = why === undefined ? {} : { exclusionJustification: why };
  return {
    fields: { applicability, ...texts },
    shown: { applicability, ...(why === undefined ? {} : { text: why }) },
    back: { applicability: row.applicability },
    done: `${row.ref} is ${label}.`,
    mine: label,
  };
}

export function toImplementation(
  row: SoaGridRow,
  implementation: Implementation,
  targetOn?: string,
): CellChange {
  const label = IMPLEMENTATION[implementation].label;
  return {
    fields: { implementation, ...(targetOn === undefined ? {} : { targetOn }) },
    shown: {
      implementation,
      ...(implementation === "implemented" ? { by: null } : {}),
      ...(targetOn === undefined ? {} : { targetOn, by: `by ${targetOn}` }),
    },
    back: { implementation: row.implementation, targetOn: row.targetOn },
    done: `${row.ref} is ${label}.`,
    mine: label,
  };
}

export function toDelivery(row: SoaGridRow, delivery: Delivery): CellChange {
  return {
    fields: { delivery },
    shown: { delivery, proposed: null },
    back: { delivery: row.delivery },
    done: `Delivery of ${row.ref} is ${DELIVERY_LABEL[delivery]}.`,
    mine: DELIVERY_LABEL[delivery],
  };
}

/** The justification, or the exclusion's when the row is excluded. */
export function toText(row: SoaGridRow, text: string): CellChange {
  const field = row.applicability === "excluded" ? "exclusionJustification" : "justification";
  return {
    fields: { [field]: text },
    shown: { text },
    back: { [field]: row.text },
    done: `Justification of ${row.ref} saved.`,
    mine: text,
  };
}

export function toReasons(row: SoaGridRow, reasons: TypedReasons): CellChange {
  const details = Object.fromEntries(reasons.map(({ kind, detail }) => [`${kind}Detail`, detail]));
  const cited = row.reasons.filter((reason) => reason.cited);
  const free = row.reasons.filter((reason) => !reason.cited);
  const typed = REASON_KINDS.flatMap((kind) => reasons.filter((reason) => reason.kind === kind));
  return {
    fields: { hasReasons: true, reasons: reasons.map((reason) => reason.kind), ...details },
    shown: { reasons: [...cited, ...typed.map((reason) => ({ ...reason, cited: false }))] },
    back: { reasons: free.map(({ kind, detail }) => ({ kind, detail })) },
    done: `Reasons of ${row.ref} saved.`,
    mine: typed.map(({ kind }) => REASON_LABEL[kind]).join(", ") || "no reason",
  };
}
