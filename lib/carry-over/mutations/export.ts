import "server-only";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";

export type CrosswalkExportFacts = {
  readonly fileName: string;
  readonly format: string;
  readonly pairs: number;
  readonly decisions: number;
  readonly datasetVersion: string;
  /** Of the bytes that are handed out, hexadecimal. */
  readonly sha256: string;
};

/** Notes who took which file. A short transaction of its own, after rendering, so that exports never wait for each other's work. */
export async function recordCrosswalkExport(
  scope: Scope<"requirement:read">,
  facts: CrosswalkExportFacts,
): Promise<void> {
  await inWorkspace(scope, (tx) =>
    record(tx, scope, {
      verb: "crosswalk.export",
      subject: { kind: "crosswalk", ref: facts.fileName },
      after: facts,
    }),
  );
}
