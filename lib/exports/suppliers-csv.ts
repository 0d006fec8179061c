import { toCsv } from "@/lib/core/csv";
import type { IsoDate } from "@/lib/core/dates";
import { SUPPLIER_DECISION_LABEL } from "@/lib/core/isms-statuses";
import { ATTESTATION_STATE, attestationSummary } from "@/lib/core/supplier";
import { SUPPLIER_COLUMNS } from "@/lib/core/supplier-csv";
import type { SupplierListRow } from "@/lib/core/supplier-dto";

const LIVE = ["Attestation", "Valid until", "Last review", "Last decision", "Ended on"];

/** The rows of the register as CSV: the columns that an import reads, then what is computed. */
export function suppliersCsv(rows: readonly SupplierListRow[], today: IsoDate): string {
  return toCsv(
    [...SUPPLIER_COLUMNS.map(({ header }) => header), ...LIVE],
    rows.map((row) => {
      const { state, validUntil } = attestationSummary(row.attestations, today);
      return [
        ...SUPPLIER_COLUMNS.map(({ print }) => print(row, row.ownerName)),
        ATTESTATION_STATE[state].label,
        validUntil,
        row.lastReviewOn,
        row.lastDecision === null ? null : SUPPLIER_DECISION_LABEL[row.lastDecision],
        row.endedOn,
      ];
    }),
  );
}
