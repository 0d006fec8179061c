import "server-only";
import { eq, inArray } from "drizzle-orm";
import { nonconformityRisks, risks } from "@/db/schema/risks";
import type { Tx } from "@/db/tenant";
import type { AnyScope } from "@/lib/core/access";
import { AppError } from "@/lib/core/errors";

async function idsOf(tx: Tx, numbers: readonly string[]): Promise<readonly string[]> {
  if (numbers.length === 0) return [];
  const found = await tx
    .select({ id: risks.id, number: risks.number })
    .from(risks)
    .where(inArray(risks.number, [...numbers]));
  const missing = numbers.find((number) => found.every((risk) => risk.number !== number));
  if (missing === undefined) return found.map(({ id }) => id);
  const sentence = `The risk register has no ${missing}. Enter numbers such as R-004.`;
  throw new AppError("INVALID", sentence, { fields: { risks: sentence } });
}

/** Makes these the risks that the record bears on; nothing given leaves them as they are. @throws AppError INVALID (no such risk) */
export async function setRisks(
  tx: Tx,
  scope: AnyScope,
  nonconformityId: string,
  numbers: readonly string[] | undefined,
): Promise<void> {
  if (numbers === undefined) return;
  const ids = await idsOf(tx, numbers);
  await tx.delete(nonconformityRisks).where(eq(nonconformityRisks.nonconformityId, nonconformityId));
  if (ids.length === 0) return;
  const { workspaceId } = scope;
  await tx.insert(nonconformityRisks).values(ids.map((riskId) => ({ workspaceId, nonconformityId, riskId })));
}
