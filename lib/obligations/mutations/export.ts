import "server-only";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";

/** Notes who took the register, in a short transaction of its own after rendering. */
export async function recordObligationExport(
  scope: Scope<"obligation:read">,
  facts: { readonly fileName: string; readonly rows: number; readonly sha256: string },
): Promise<void> {
  await inWorkspace(scope, (tx) =>
    record(tx, scope, {
      verb: "register.export",
      subject: { kind: "obligation", ref: facts.fileName },
      after: facts,
    }),
  );
}
