import "server-only";
import { eq } from "drizzle-orm";
import { riskBands, riskLevels, riskMethods } from "@/db/schema/risks";
import { inWorkspace } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import type { Scope } from "@/lib/core/access";
import { AppError, staleVersion } from "@/lib/core/errors";
import type { MethodStepInput } from "@/lib/risks/input";
import { riskActor } from "@/lib/risks/mutations";
import { contentOf, lockMethod, readMethodParts } from "@/lib/risks/queries/method";

/**
 * Takes a draft of the method away with its scales, so that the version in force is the newest one again; what it said is
 * kept in the activity log. Its number goes to the next version.
 * @throws AppError NOT_FOUND, CONFLICT (stale, handed in or decided)
 */
export async function discardMethod(
  scope: Scope<"risk:manage">,
  input: MethodStepInput,
): Promise<{ readonly number: number }> {
  riskActor(scope);
  return inWorkspace(scope, async (tx) => {
    const row = await lockMethod(tx, input.number);
    if (row.state !== "draft") {
      throw new AppError(
        "CONFLICT",
        "Only a draft can be discarded. What was submitted waits for its decision.",
      );
    }
    if (row.version !== input.version) throw staleVersion("The risk method", { version: row.version });
    const before = contentOf(row, await readMethodParts(tx));
    const { number, state, changeReason } = row;
    await tx.delete(riskLevels).where(eq(riskLevels.methodNumber, number));
    await tx.delete(riskBands).where(eq(riskBands.methodNumber, number));
    await tx.delete(riskMethods).where(eq(riskMethods.number, number));
    await record(tx, scope, {
      verb: "risk.method-discard",
      subject: { kind: "risk", ref: `method-${number}` },
      before: { state, changeReason, ...before },
    });
    return { number };
  });
}
