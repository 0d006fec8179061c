import "server-only";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";

/** Notes who took the register, in a short transaction of its own after the file is made. */
export async function recordSupplierExport(
  scope: Scope<"supplier:read">,
  facts: { readonly fileName: string; readonly rows: number; readonly sha256: string },
): Promise<void> {
  await inWorkspace(scope, (tx) =>
    record(tx, scope, {
      verb: "register.export",
      subject: { kind: "supplier", ref: facts.fileName },
      after: facts,
    }),
  );
}
