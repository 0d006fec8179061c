import "server-only";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";

export type EvidenceExportFacts = {
  readonly fileName: string;
  readonly format: "csv" | "xlsx";
  readonly rows: number;
  /** The filters as they stood in the address. */
  readonly filters: string;
  /** Of the bytes that are handed out, hexadecimal. */
  readonly sha256: string;
};

/** Notes who took which list. A short transaction of its own, after rendering, so that exports never wait for each other. */
export async function recordEvidenceExport(
  scope: Scope<"evidence:read">,
  facts: EvidenceExportFacts,
): Promise<void> {
  await inWorkspace(scope, (tx) =>
    record(tx, scope, {
      verb: "evidence.export",
      subject: { kind: "evidence", ref: facts.fileName },
      after: facts,
    }),
  );
}
