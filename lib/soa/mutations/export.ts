import "server-only";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import type { ExportProfile } from "@/lib/core/isms-statuses";

export type SoaExportFacts = {
  readonly fileName: string;
  /** The end of the file's name: "xlsx", "oscal-ssp.json", "clauses.csv". */
  readonly format: string;
  readonly profile: ExportProfile;
  readonly rows: number;
  readonly blocking: number;
  /** Of the bytes that are handed out, hexadecimal. */
  readonly sha256: string;
};

/** Notes who took which stored file of a version, or its frozen content. */
export async function recordStoredFile(
  scope: Scope<"soa:read">,
  file: { readonly label: string; readonly fileName: string; readonly sha256: string },
): Promise<void> {
  const { label, ...after } = file;
  await inWorkspace(scope, (tx) =>
    record(tx, scope, { verb: "soa.export", subject: { kind: "soa", ref: label }, after }),
  );
}

/** Notes who took which file. A short transaction of its own, after rendering, so that exports never wait for each other's work. */
export async function recordSoaExport(scope: Scope<"soa:read">, facts: SoaExportFacts): Promise<void> {
  await inWorkspace(scope, (tx) =>
    record(tx, scope, { verb: "soa.export", subject: { kind: "soa", ref: facts.fileName }, after: facts }),
  );
}
