import { canonicalJson } from "@/lib/core/canonical-json";
import { AppError } from "@/lib/core/errors";
import type { ExportProfile } from "@/lib/core/isms-statuses";
import { profileShape } from "@/lib/core/oscal/profile";
import { securityPlanShape } from "@/lib/core/oscal/security-plan";
import { type SoaOscalCircumstances, soaProfile, soaSecurityPlan } from "@/lib/core/oscal/soa-plan";
import type { SoaDocument } from "@/lib/core/soa-document";
import { nameUuid } from "@/lib/exports/uuid";

const NAMESPACE = "0c9b4f0a-52c1-4c0e-8d0a-2f5b1f6f7a31";

export type OscalPlaces = Pick<SoaOscalCircumstances, "catalogHref" | "profileHref">;

function circumstances(document: SoaDocument, edition: ExportProfile, kind: string, places: OscalPlaces) {
  const namespace = nameUuid(NAMESPACE, document.header.organisation);
  return {
    ...{ edition, ...places },
    documentUuid: nameUuid(namespace, `${kind} ${edition} ${canonicalJson(document)}`),
    uuid: (name: string) => nameUuid(namespace, name),
  };
}

/** Parses before it prints: a document that breaks the product's own shape is never handed out. */
function checked(shape: { parse: (document: unknown) => unknown }, document: unknown): string {
  return `${JSON.stringify(shape.parse(document), null, 1)}\n`;
}

/** The OSCAL profile of the included controls as JSON text. @throws AppError INVALID while no control is included */
export function oscalProfile(document: SoaDocument, edition: ExportProfile, places: OscalPlaces): string {
  const made = soaProfile(document, circumstances(document, edition, "profile", places));
  if (made === null) {
    throw new AppError(
      "INVALID",
      "No control is included yet, and an OSCAL profile needs at least one. Include a control first.",
    );
  }
  return checked(profileShape, made);
}

/** The OSCAL system security plan with every row of the statement as JSON text. */
export function oscalSecurityPlan(
  document: SoaDocument,
  edition: ExportProfile,
  places: OscalPlaces,
): string {
  return checked(
    securityPlanShape,
    soaSecurityPlan(document, circumstances(document, edition, "plan", places)),
  );
}
