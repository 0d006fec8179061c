import { z } from "zod";
import {
  checkbox,
  onceKey,
  optionalDate,
  optionalId,
  optionalText,
  requiredText,
  versionField,
} from "@/lib/core/form-fields";
import {
  ATTESTATION_KINDS,
  CLAUSE_STATES,
  ENTITY_CONTROL_STATES,
  SUPPLIER_DECISIONS,
  SUPPLIER_TIERS,
} from "@/lib/core/isms-statuses";
import { readRefList } from "@/lib/core/nonconformity-fields";
import { REGISTER_LIMITS } from "@/lib/core/register-text";

const LONG = 4_000;
const SHORT = 200;
const clause = z.enum(CLAUSE_STATES, "Choose one from the list.").default("unknown");
const requiredDate = (sentence: string) =>
  optionalDate.refine((date) => date !== null, sentence).transform((date) => date ?? "");

const supplierFields = {
  name: requiredText("A name", SHORT),
  service: optionalText("The service", 1_000),
  tier: z.enum(SUPPLIER_TIERS, "Choose a tier."),
  ict: checkbox,
  dataTypes: optionalText("The data types", 1_000),
  ownerId: optionalId,
  contractRef: optionalText("The contract reference", SHORT),
  clauseSecurity: clause,
  clauseNotification: clause,
  clauseAudit: clause,
  clauseSubprocessing: clause,
  clauseExit: clause,
  incidentProcedure: optionalText("The incident procedure", LONG),
  exitNote: optionalText("The exit note", LONG),
  nextReviewOn: optionalDate,
};

export const addSupplierInput = z.strictObject({ onceKey, ...supplierFields });
export type AddSupplierInput = z.output<typeof addSupplierInput>;

export const editSupplierInput = z.strictObject({ id: z.uuid(), version: versionField, ...supplierFields });
export type EditSupplierInput = z.output<typeof editSupplierInput>;

export const endSupplierInput = z.strictObject({
  id: z.uuid(),
  version: versionField,
  endedOn: requiredDate("Enter the day on which the service ended."),
});
export type EndSupplierInput = z.output<typeof endSupplierInput>;

export const restoreSupplierInput = z.strictObject({ id: z.uuid(), version: versionField });
export type RestoreSupplierInput = z.output<typeof restoreSupplierInput>;

const attestationFields = {
  kind: z.enum(ATTESTATION_KINDS, "Choose what kind of document it is."),
  issuer: optionalText("The issuer", SHORT),
  number: optionalText("The number", SHORT),
  scope: optionalText("The scope", LONG),
  periodFrom: optionalDate,
  periodTo: optionalDate,
  validUntil: optionalDate,
  exceptions: optionalText("The exceptions", LONG),
  itemId: optionalId,
};

export const addAttestationInput = z.strictObject({ supplierId: z.uuid(), onceKey, ...attestationFields });
export type AddAttestationInput = z.output<typeof addAttestationInput>;

export const editAttestationInput = z.strictObject({
  id: z.uuid(),
  version: versionField,
  ...attestationFields,
});
export type EditAttestationInput = z.output<typeof editAttestationInput>;

export const archiveAttestationInput = z.strictObject({ id: z.uuid(), version: versionField });
export type ArchiveAttestationInput = z.output<typeof archiveAttestationInput>;

export const linkAttestationInput = z.strictObject({ id: z.uuid() });
export type LinkAttestationInput = z.output<typeof linkAttestationInput>;

export const startReviewInput = z.strictObject({ supplierId: z.uuid(), onceKey, dueOn: optionalDate });
export type StartReviewInput = z.output<typeof startReviewInput>;

export const saveReviewInput = z.strictObject({
  id: z.uuid(),
  version: versionField,
  findings: optionalText("The findings", LONG),
  conditions: optionalText("The conditions", LONG),
  /** Empty keeps the review open. */
  decision: z
    .union([z.literal(""), z.enum(SUPPLIER_DECISIONS)], "Choose a decision.")
    .optional()
    .transform((value) => (value === undefined || value === "" ? null : value)),
  nextReviewOn: optionalDate,
});
export type SaveReviewInput = z.output<typeof saveReviewInput>;

const refs = z
  .string()
  .max(2_000, "At most 2,000 characters.")
  .optional()
  .transform((given, context) => {
    const { refs: known, unknown } = readRefList(given ?? "");
    for (const text of unknown.slice(0, 3)) {
      const message = `${text} is no control. Enter references such as A.7.5 or X.1.`;
      context.addIssue({ code: "custom", message });
    }
    if (known.length > 100) context.addIssue({ code: "custom", message: "Name at most 100 controls." });
    return known;
  });

const relianceFields = {
  attestationId: z.uuid("Choose the document that the statement rests on."),
  services: optionalText("Services and regions", LONG),
  covers: requiredText("What the document covers", LONG),
  gaps: optionalText("What it does not cover", LONG),
  refs,
  reviewedOn: requiredDate("Enter the day of the review."),
  nextReviewOn: requiredDate("Set the date of the next review."),
};

export const addRelianceInput = z.strictObject({ supplierId: z.uuid(), onceKey, ...relianceFields });
export type AddRelianceInput = z.output<typeof addRelianceInput>;

export const editRelianceInput = z.strictObject({ id: z.uuid(), version: versionField, ...relianceFields });
export type EditRelianceInput = z.output<typeof editRelianceInput>;

export const archiveRelianceInput = z.strictObject({ id: z.uuid(), version: versionField });
export type ArchiveRelianceInput = z.output<typeof archiveRelianceInput>;

const oneRef = z
  .string()
  .max(50, "Enter one reference, such as A.5.18.")
  .optional()
  .transform((given, context) => {
    const { refs: known, unknown } = readRefList(given ?? "");
    if (unknown.length > 0 || known.length > 1) {
      context.addIssue({ code: "custom", message: "Enter one reference, such as A.5.18." });
    }
    return known[0] ?? null;
  });

const entityControlFields = {
  text: requiredText("What the provider leaves to you", 1_000),
  ref: oneRef,
  ownerId: optionalId,
  state: z.enum(ENTITY_CONTROL_STATES, "Choose a state."),
  note: optionalText("The note", 1_000),
};

export const addEntityControlInput = z.strictObject({
  statementId: z.uuid(),
  onceKey,
  ...entityControlFields,
});
export type AddEntityControlInput = z.output<typeof addEntityControlInput>;

export const editEntityControlInput = z.strictObject({
  id: z.uuid(),
  version: versionField,
  ...entityControlFields,
});
export type EditEntityControlInput = z.output<typeof editEntityControlInput>;

export const importSuppliersInput = z.strictObject({
  file: z.file("Choose a file.").max(REGISTER_LIMITS.bytes, "The file is larger than 5 MB.").optional(),
  /** The register as it was read for the preview. */
  text: z.string().max(2_000_000, "The register is too long. Split it into several files.").optional(),
  /** What the preview announced, its numbers and a hash; without it nothing is stored. */
  announced: z.string().max(120).optional(),
});
export type ImportSuppliersInput = z.output<typeof importSuppliersInput>;
