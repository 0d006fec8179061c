// What a Statement of Applicability rests on, written straight into the tables: an approved scope and method, the climate
// determination, a risk, and a provider whose document is relied on.
import { climateDeterminations, scopeStatements } from "@/db/schema/context";
import { soaReasons } from "@/db/schema/requirements";
import { riskControls, riskMethods, risks } from "@/db/schema/risks";
import { relianceControls, relianceStatements, supplierAttestations, suppliers } from "@/db/schema/suppliers";
import { inWorkspace } from "@/db/tenant";
import type { TestWorkspace } from "@/db/testing/factories";

const HASH = "0".repeat(64);

/** Scope, method and climate determination, approved by the owner. */
export async function layGround({ workspaceId, system, people }: TestWorkspace): Promise<void> {
  const by = people.owner.userId;
  await inWorkspace(system, async (tx) => {
    await tx.insert(scopeStatements).values({
      ...{ workspaceId, number: 1, state: "approved", statement: "The service and everybody who runs it." },
      ...{ content: "{}", sha256: HASH, approvedBy: by, approvedAt: new Date("2026-10-01T08:00:00Z") },
    });
    await tx.insert(riskMethods).values({
      ...{ workspaceId, number: 1, state: "approved", acceptanceMax: 6 },
      ...{ approvedBy: by, approvedAt: new Date("2026-10-01T08:00:00Z") },
    });
    await tx.insert(climateDeterminations).values({
      ...{
        workspaceId,
        relevant: false,
        reason: "No site is exposed.",
        decidedBy: by,
        decidedOn: "2026-10-01",
      },
    });
  });
}

/** A risk that chose the controls, which cite it. Returns its id. */
export async function citeRisk(
  { workspaceId, system }: TestWorkspace,
  given: { readonly number: string; readonly title: string; readonly refs: readonly string[] },
): Promise<string> {
  const { number, title, refs } = given;
  return inWorkspace(system, async (tx) => {
    const [made] = await tx.insert(risks).values({ workspaceId, number, title }).returning({ id: risks.id });
    if (made === undefined) throw new Error("The risk was not created.");
    await tx.insert(riskControls).values(refs.map((ref) => ({ workspaceId, riskId: made.id, ref })));
    await tx
      .insert(soaReasons)
      .values(
        refs.map((ref) => ({ workspaceId, ref, kind: "risk" as const, targetId: made.id, detail: number })),
      );
    return made.id;
  });
}

/** A provider's report until the day, and a statement that rests the controls on it. */
export async function relyOn(
  { workspaceId, system, people }: TestWorkspace,
  given: { readonly refs: readonly string[]; readonly validUntil: string; readonly nextReviewOn: string },
): Promise<void> {
  const { refs, validUntil, nextReviewOn } = given;
  await inWorkspace(system, async (tx) => {
    const [supplier] = await tx
      .insert(suppliers)
      .values({ workspaceId, name: "Cloud Provider" })
      .returning({ id: suppliers.id });
    const supplierId = supplier?.id ?? "";
    const [attestation] = await tx
      .insert(supplierAttestations)
      .values({ workspaceId, supplierId, kind: "soc2_type2", number: "2026-17", validUntil })
      .returning({ id: supplierAttestations.id });
    const [statement] = await tx
      .insert(relianceStatements)
      .values({
        ...{ workspaceId, supplierId, attestationId: attestation?.id ?? "", covers: "Data centres." },
        ...{ reviewedBy: people.owner.userId, reviewedOn: "2026-01-01", nextReviewOn },
      })
      .returning({ id: relianceStatements.id });
    const statementId = statement?.id ?? "";
    await tx.insert(relianceControls).values(refs.map((ref) => ({ workspaceId, statementId, ref })));
  });
}
