import { z } from "zod";
import { isIsoDate } from "@/lib/core/dates";
import {
  checkbox,
  onceKey,
  optionalText,
  requiredText,
  typedText,
  versionField,
} from "@/lib/core/form-fields";
import { SOA_TEXT_LIMIT, type SoaReason } from "@/lib/core/soa";
import type { SoaEdit, SoaPatch } from "@/lib/core/soa-dto";
import { inMethodOrder } from "@/lib/core/soa-methods";
import {
  APPLICABILITIES,
  CONTROL_METHODS,
  DELIVERIES,
  IMPLEMENTATIONS,
  REASON_KINDS,
} from "@/lib/core/statuses";

const DETAIL_LIMIT = 300;
/** More rows than a statement can have: 93 controls and 100 own ones. */
const ROW_LIMIT = 200;

const refField = z.string().regex(/^(?:A\.[5-8]\.\d{1,2}|X\.\d{1,4})$/, "Choose a control of the statement.");

const longText = (what: string) =>
  typedText().max(SOA_TEXT_LIMIT, `${what} has at most ${SOA_TEXT_LIMIT.toLocaleString("en")} characters.`);
const detailText = typedText().max(DETAIL_LIMIT, `A reason has at most ${DETAIL_LIMIT} characters.`);
const dateOrNone = z
  .union([z.null(), z.string().trim()])
  .transform((text) => (text === null || text === "" ? null : text))
  .refine((text) => text === null || isIsoDate(text), "Enter a date that exists, as YYYY-MM-DD.");
const personOrNone = z
  .union([z.null(), z.literal(""), z.uuid("Choose an owner from the list.")])
  .transform((id) => (id === "" ? null : id));

const applicability = z.enum(APPLICABILITIES, "Choose one of the three.");
const implementation = z.enum(IMPLEMENTATIONS, "Choose an implementation status.");
const delivery = z.enum(DELIVERIES, "Choose who delivers the control.");
const methods = z
  .array(z.enum(CONTROL_METHODS, "Choose a method from the list."))
  .max(20, "Choose each method once.")
  .readonly()
  .transform(inMethodOrder);
const reasonKind = z.enum(REASON_KINDS, "Choose a reason from the list.");
const reasonKinds = z
  .union([z.array(reasonKind), reasonKind.transform((kind) => [kind])])
  .transform((kinds) => [...new Set(kinds)]);

const patchFields = {
  applicability: applicability.optional(),
  justification: longText("The justification").optional(),
  exclusionJustification: longText("The justification for exclusion").optional(),
  description: longText("The description").optional(),
  evidenceOverride: longText("The reason").optional(),
  delivery: delivery.optional(),
  methods: methods.optional(),
  implementation: implementation.optional(),
  targetOn: dateOrNone.optional(),
  ownerId: personOrNone.optional(),
};

const details = {
  riskDetail: detailText.optional(),
  legalDetail: detailText.optional(),
  contractualDetail: detailText.optional(),
  businessDetail: detailText.optional(),
};

/** One row. Fields that are absent stay as they are; `hasReasons` and `hasMethods` say that the form shows these, all of them unticked or not. */
export const setSoaRowInput = z
  .strictObject({
    ref: refField,
    version: versionField,
    requirementVersion: versionField,
    hasReasons: checkbox,
    reasons: reasonKinds.optional(),
    hasMethods: checkbox,
    ...details,
    ...patchFields,
  })
  .transform((form): SoaEdit => {
    const { ref, version, requirementVersion, hasReasons, reasons, hasMethods, ...rest } = form;
    const { riskDetail, legalDetail, contractualDetail, businessDetail, ...fields } = rest;
    const words = {
      risk: riskDetail,
      legal: legalDetail,
      contractual: contractualDetail,
      business: businessDetail,
    };
    const list = (reasons ?? []).map((kind): SoaReason => ({ kind, detail: words[kind] ?? "" }));
    const patch = {
      ...fields,
      ...(hasReasons ? { reasons: list } : {}),
      ...(hasMethods ? { methods: fields.methods ?? [] } : {}),
    };
    return { ref, version, requirementVersion, patch };
  });
export type SetSoaRowInput = z.output<typeof setSoaRowInput>;
/** The fields that one cell sends. */
export type SoaCellFields = Omit<z.input<typeof setSoaRowInput>, "ref" | "version" | "requirementVersion">;

/** `A.5.15:3:4`: a row with the two versions that were seen. */
const seenRow = z
  .string()
  .regex(/^(?:A\.[5-8]\.\d{1,2}|X\.\d{1,4}):\d{1,9}:\d{1,9}$/, "Reload the page and select the rows again.")
  .transform((text) => {
    const [ref = "", version, requirementVersion] = text.split(":");
    return { ref, version: Number(version), requirementVersion: Number(requirementVersion) };
  });
const seenRows = z
  .union([z.array(seenRow), seenRow.transform((row) => [row])], "Select at least one row.")
  .refine((rows) => rows.length >= 1, "Select at least one row.")
  .refine((rows) => rows.length <= ROW_LIMIT, `Select at most ${ROW_LIMIT} rows.`)
  .transform((rows) => [...new Map(rows.map((row) => [row.ref, row])).values()]);

/** Empty means: leave it as it is. */
const orKeep = <T extends z.ZodType>(item: T) =>
  z
    .union([z.literal(""), item])
    .optional()
    .transform((value) => (value === "" ? undefined : value));

export const bulkEditSoaInput = z
  .strictObject({
    rows: seenRows,
    applicability: orKeep(applicability),
    exclusionJustification: orKeep(longText("The justification for exclusion")),
    addReason: orKeep(reasonKind),
    addDetail: detailText.optional(),
    justification: orKeep(longText("The justification")),
    implementation: orKeep(implementation),
    targetOn: orKeep(dateOrNone),
    delivery: orKeep(delivery),
    methods: methods.optional(),
    owner: orKeep(z.union([z.literal("none"), z.uuid("Choose an owner from the list.")])),
  })
  .transform(({ rows, addReason, addDetail, owner, ...fields }) => {
    const patch: SoaPatch = {
      ...fields,
      ...(addReason === undefined ? {} : { addReasons: [{ kind: addReason, detail: addDetail ?? "" }] }),
      ...(owner === undefined ? {} : { ownerId: owner === "none" ? null : owner }),
    };
    return { rows, patch };
  })
  .refine(({ patch }) => Object.values(patch).some((value) => value !== undefined), {
    message: "Choose what to set for the selected rows.",
    path: [""],
  });
export type BulkEditSoaInput = z.output<typeof bulkEditSoaInput>;

/** Brings rows back to earlier values, each with its own patch; sent by Undo. */
export const restoreSoaRowsInput = z.strictObject({
  edits: z
    .array(
      z.strictObject({
        ref: refField,
        version: versionField,
        requirementVersion: versionField,
        patch: z.strictObject({
          ...patchFields,
          reasons: z
            .array(z.strictObject({ kind: reasonKind, detail: detailText }))
            .max(20)
            .optional(),
        }),
      }),
    )
    .min(1)
    .max(ROW_LIMIT)
    .refine(
      (edits) => new Set(edits.map(({ ref }) => ref)).size === edits.length,
      "Reload the page and try again.",
    ),
});
export type RestoreSoaRowsInput = z.output<typeof restoreSoaRowsInput>;

export const acceptDeliveryInput = z.strictObject({ rows: seenRows });
export type AcceptDeliveryInput = z.output<typeof acceptDeliveryInput>;

export const addOwnControlInput = z.strictObject({
  title: requiredText("A title", 200),
  about: optionalText("The explanation", 1_000),
  once: onceKey,
});
export type AddOwnControlInput = z.output<typeof addOwnControlInput>;

const ownRef = z.string().regex(/^X\.\d{1,4}$/, "Choose an own control.");

export const renameOwnControlInput = z.strictObject({
  ref: ownRef,
  version: versionField,
  title: requiredText("A title", 200),
  about: optionalText("The explanation", 1_000),
});
export type RenameOwnControlInput = z.output<typeof renameOwnControlInput>;

export const ownControlInput = z.strictObject({ ref: ownRef, version: versionField });
export type OwnControlInput = z.output<typeof ownControlInput>;

export const submitSoaInput = z.strictObject({
  changeReason: requiredText("The reason of the change", 1_000),
  /** The next whole number instead of the next minor one. */
  major: checkbox,
});
export type SubmitSoaInput = z.output<typeof submitSoaInput>;

const versionId = z.uuid("Open the version from the list.");

export const approveSoaInput = z.strictObject({ id: versionId, version: versionField });
export type ApproveSoaInput = z.output<typeof approveSoaInput>;

export const returnSoaInput = z.strictObject({
  id: versionId,
  version: versionField,
  reason: requiredText("A reason", 2_000),
});
export type ReturnSoaInput = z.output<typeof returnSoaInput>;

/** `A.5.15:description:<hash>`: a suggestion as it was read. */
const seenSuggestion = z
  .string()
  .regex(
    /^(?:A\.[5-8]\.\d{1,2}|X\.\d{1,4}):(?:description|evidence):[0-9a-f]{64}$/,
    "Reload the page and choose the suggestions again.",
  )
  .transform((text) => {
    const [ref = "", field = "", basis = ""] = text.split(":");
    return { ref, field, basis };
  });

export const decideSuggestionsInput = z.strictObject({
  decision: z.enum(["accept", "dismiss"], "Accept or dismiss."),
  picks: z
    .union(
      [z.array(seenSuggestion), seenSuggestion.transform((one) => [one])],
      "Choose at least one suggestion.",
    )
    .refine((picks) => picks.length >= 1, "Choose at least one suggestion.")
    .refine((picks) => picks.length <= 2 * ROW_LIMIT, "Choose fewer suggestions."),
});
export type DecideSuggestionsInput = z.output<typeof decideSuggestionsInput>;
