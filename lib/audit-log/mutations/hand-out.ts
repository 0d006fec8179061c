import "server-only";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { AnyScope } from "@/lib/core/access";
import type { ActivityVerb, SubjectKind } from "@/lib/core/audit-actions";

export type HandOut = {
  readonly verb: Extract<ActivityVerb, `${string}.export`>;
  readonly kind: SubjectKind;
  readonly fileName: string;
  /** Null for a file that is read while it is sent. */
  readonly rows: number | null;
  /** The query of the address: which filters the list had. */
  readonly filters: string;
  /** Of the bytes that are handed out, hexadecimal; null as above. */
  readonly sha256: string | null;
};

/** Notes who took which file. A short transaction of its own, after rendering, so that exports never wait for each other. */
export async function recordHandOut(scope: AnyScope, { verb, kind, ...after }: HandOut): Promise<void> {
  await inWorkspace(scope, (tx) =>
    record(tx, scope, { verb, subject: { kind, ref: after.fileName }, after }),
  );
}
