import { z } from "zod";
import {
  artifactFields,
  CHOSEN_KINDS,
  contentProblem,
  type FormProblem,
  periodProblem,
  renewalProblem,
  reportProblems,
} from "@/lib/core/artifact-form";
import { withoutOtherPanels } from "@/lib/core/bulk-panels";
import { cadenceFields, cadenceProblems, withDays } from "@/lib/core/cadence-form";
import { isIsoDate } from "@/lib/core/dates";
import { UNDONE_AT_MOST } from "@/lib/core/evidence-dto";
import { readRefs } from "@/lib/core/evidence-versions";
import {
  checkbox,
  listOf,
  onceKey,
  optionalDate,
  optionalId,
  optionalText,
  requiredText,
  typedText,
  versionField,
} from "@/lib/core/form-fields";
import { ARTIFACT_KINDS, FRESHNESS, ITEM_STATES, VERDICTS } from "@/lib/core/statuses";
import { isStorable } from "@/lib/core/storable";
import { CADENCES } from "@/lib/core/work-statuses";

const BULK_LIMIT = 500;
const PAIR_LIMIT = 2_000;
/** Links that one step may make. */
export const LINKS_AT_ONCE = PAIR_LIMIT;

export const itemIdField = z.uuid("Reload the page and try again.");
const refField = z.string().trim().min(1).max(20);
const reasonField = optionalText("A reason", 2_000);

/** `id`, or `id:version` when the form knows which version of the item the person saw. */
const seenField = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::\d{1,9})?$/i, "Reload the page and try again.");
function readSeen(all: readonly string[]) {
  return all.map((one) => {
    const [itemId = "", version] = one.toLowerCase().split(":");
    return { itemId, version: version === undefined ? null : Number(version) };
  });
}

export const seenItems = listOf(seenField, BULK_LIMIT)
  .refine((all) => all.length > 0, "Select at least one item.")
  .transform(readSeen);
export type SeenItem = z.output<typeof seenItems>[number];

const refsField = listOf(refField, 300).refine((all) => all.length > 0, "Choose at least one requirement.");

/** `itemId:ref`, split. */
const pairsField = listOf(
  z
    .string()
    .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:\S{1,20}$/i, "Reload the page and try again."),
  PAIR_LIMIT,
).transform((all) => all.map((one) => ({ itemId: one.slice(0, 36).toLowerCase(), ref: one.slice(37) })));
export type EvidencePair = z.output<typeof pairsField>[number];

/** Typed references such as `A.5.15, CC6.1`; a sentence names what could not be read. */
const typedRefs = z
  .string()
  .max(2_000, "At most 2,000 characters.")
  .optional()
  .transform((text, context) => {
    const { refs, unknown } = readRefs(text ?? "");
    if (unknown.length > 0) {
      context.addIssue({
        code: "custom",
        message: `No requirement is called ${unknown.join(", ")}. Write references such as A.5.15, 6.1.2 or CC6.1, separated by commas.`,
      });
      return z.NEVER;
    }
    return refs;
  });

const itemFields = {
  title: requiredText("A title", 300),
  reference: typedText()
    .max(60, "A reference has at most 60 characters.")
    .optional()
    .transform((text) => (text === undefined || text === "" ? null : text)),
  category: optionalText("A category", 100),
  guidance: optionalText("Guidance", 4_000),
  sharedDescription: optionalText("The description", 4_000),
  internalNotes: optionalText("Internal notes", 4_000),
  ownerId: optionalId,
  ...cadenceFields,
} as const;

export const addEvidenceInput = z
  .strictObject({
    ...itemFields,
    ...artifactFields,
    title: optionalText("A title", 300),
    kind: z.enum([...CHOSEN_KINDS, "none"], "Choose what kind of evidence it is."),
    requirements: typedRefs,
    submit: checkbox,
    onceKey,
  })
  .superRefine((value, context) => {
    reportProblems(context, [
      ...cadenceProblems(value),
      periodProblem(value),
      renewalProblem(value),
      ...manyProblems(value),
    ]);
    if (value.kind !== "none") reportProblems(context, [contentProblem({ ...value, kind: value.kind })]);
    else if (value.submit)
      reportProblems(context, [{ path: "kind", message: "Add the evidence itself before you submit it." }]);
  })
  .transform(withDays);
export type AddEvidenceInput = z.output<typeof addEvidenceInput>;

/** Several files make several items: each has its file's name, so a title is optional and a reference would name them all. */
function manyProblems(value: {
  readonly title: string;
  readonly reference: string | null;
  readonly kind: string;
  readonly uploads: readonly string[];
}): readonly (FormProblem | null)[] {
  const several = value.kind === "file" && value.uploads.length > 1;
  return [
    value.title === "" && !several ? { path: "title", message: "A title is needed." } : null,
    value.reference !== null && several
      ? { path: "reference", message: "Several files become several items. Leave the reference empty." }
      : null,
    value.kind === "population" && value.uploads.length > 1
      ? { path: "uploads", message: "A population is one list. Choose one file." }
      : null,
  ];
}

export const editEvidenceInput = z
  .strictObject({ itemId: itemIdField, version: versionField, ...itemFields })
  .superRefine((value, context) => reportProblems(context, cadenceProblems(value)))
  .transform(withDays);
export type EditEvidenceInput = z.output<typeof editEvidenceInput>;

const versionNumber = z.coerce.number().int().min(1).max(1_000_000);

export const addArtifactInput = z
  .strictObject({
    itemId: itemIdField,
    ...artifactFields,
    /** `same`: the content of version `sameAs`, with other facts. */
    kind: z.enum([...CHOSEN_KINDS, "same"], "Choose what kind of evidence it is."),
    sameAs: z
      .union([z.literal(""), versionNumber])
      .optional()
      .transform((number) => (number === undefined || number === "" ? null : number)),
    /** A date set by hand for this once; empty lets the cadence decide. */
    renewOn: optionalDate,
    submit: checkbox,
    version: versionField,
    onceKey,
  })
  .superRefine((value, context) => {
    reportProblems(context, [periodProblem(value), renewalProblem(value)]);
    if (value.kind === "same") {
      if (value.sameAs === null)
        reportProblems(context, [{ path: "kind", message: "Reload the page and try again." }]);
      return;
    }
    const several = value.uploads.length > 1;
    reportProblems(context, [
      several ? { path: "uploads", message: "A version is one file. Choose one." } : null,
      contentProblem({ ...value, kind: value.kind }),
    ]);
  });
export type AddArtifactInput = z.output<typeof addArtifactInput>;

export const restoreArtifactInput = z.strictObject({
  itemId: itemIdField,
  number: versionNumber,
  version: versionField,
  onceKey,
});
export type RestoreArtifactInput = z.output<typeof restoreArtifactInput>;

export const archiveEvidenceInput = z.strictObject({ itemIds: seenItems });

export const submitEvidenceInput = z.strictObject({ itemIds: seenItems });
export const acceptEvidenceInput = z.strictObject({
  itemIds: seenItems,
  /** Also find it sufficient for every requirement it is linked to. */
  sufficient: checkbox,
  /** Those verdicts also hold for renewals of the same kind. */
  forRenewals: checkbox,
});
export type AcceptEvidenceInput = OptionalRenewals<z.output<typeof acceptEvidenceInput>>;
export const returnEvidenceInput = z.strictObject({ itemIds: seenItems, reason: reasonField });
export type ReturnEvidenceInput = z.output<typeof returnEvidenceInput>;

export const BULK_VERBS = [
  "submit",
  "accept",
  "return",
  "assign",
  "renew",
  "cadence",
  "archive",
  "unarchive",
  "link",
] as const;
const bulkFields = z
  .strictObject({
    itemIds: listOf(seenField, BULK_LIMIT).transform(readSeen),
    /** The filters as they stand in the address: every item that they leave, instead of the ticked ones. */
    everything: z.string().max(2_000).optional(),
    requirements: typedRefs,
    verb: z.enum(BULK_VERBS, "Choose what to do with the selected items."),
    reason: reasonField,
    sufficient: checkbox,
    ownerId: optionalId,
    renewOn: optionalDate,
    cadence: cadenceFields.cadence,
    cadenceDays: cadenceFields.cadenceDays,
    /** The page shows what was done itself, with a way back. */
    script: checkbox,
  })
  .refine((value) => value.everything !== undefined || value.itemIds.length > 0, {
    path: ["itemIds"],
    message: "Select at least one item.",
  })
  .refine((value) => value.verb !== "link" || value.requirements.length > 0, {
    path: ["requirements"],
    message: "Name at least one requirement.",
  })
  .superRefine((value, context) => {
    if (value.verb === "cadence") reportProblems(context, cadenceProblems({ ...value, reminderDays: 0 }));
  })
  .transform((value) => withDays({ ...value, reminderDays: 0 }));
export const bulkEvidenceInput = z.preprocess(withoutOtherPanels, bulkFields);
export type BulkEvidenceInput = z.output<typeof bulkEvidenceInput>;

const foundIds = z.array(itemIdField).min(1).max(UNDONE_AT_MOST);
const formerOwner = z.strictObject({
  itemId: itemIdField,
  version: versionField,
  ownerId: z.uuid().nullable(),
  ownerText: z.string().max(300),
});
const day = z.string().refine(isIsoDate, "Reload the page and try again.").nullable();
const formerDates = z
  .strictObject({
    itemId: itemIdField,
    version: versionField,
    cadence: z.enum(CADENCES),
    cadenceDays: z.number().int().min(1).max(1_827).nullable(),
    renewOverrideOn: day,
    renewOn: day,
  })
  .refine((one) => (one.cadence === "custom") === (one.cadenceDays !== null));

/** What `BulkAnswer.undo` said, sent back. */
export const undoBulkInput = z.discriminatedUnion("verb", [
  z.strictObject({
    verb: z.enum(["renew", "cadence"]),
    dates: z.array(formerDates).min(1).max(UNDONE_AT_MOST),
  }),
  z.strictObject({ verb: z.enum(["archive", "unarchive"]), itemIds: foundIds }),
  z.strictObject({ verb: z.literal("assign"), owners: z.array(formerOwner).min(1).max(UNDONE_AT_MOST) }),
  z.strictObject({ verb: z.literal("link"), pairs: pairsField }),
]);
export type UndoBulkInput = z.output<typeof undoBulkInput>;

export const linkEvidenceInput = z
  .strictObject({
    itemIds: listOf(itemIdField, BULK_LIMIT).refine((all) => all.length > 0, "Choose at least one item."),
    refs: listOf(refField, 300),
    /** One reference more, for a form about one requirement. */
    ref: refField.optional(),
    /** References as a person types them; added to `refs`. */
    requirements: typedRefs,
    onceKey,
  })
  .transform(({ requirements, ref, ...rest }) => ({
    ...rest,
    refs: [...new Set([...rest.refs, ...(ref === undefined ? [] : [ref]), ...requirements])],
  }))
  .refine((value) => value.refs.length > 0, {
    path: ["requirements"],
    message: "Name at least one requirement.",
  })
  .refine((value) => value.refs.length * value.itemIds.length <= PAIR_LIMIT, {
    message: `At most ${PAIR_LIMIT.toLocaleString("en")} links can be made at once.`,
  });
export type LinkEvidenceInput = z.output<typeof linkEvidenceInput>;

export const unlinkEvidenceInput = z.strictObject({ itemId: itemIdField, refs: refsField });
export type UnlinkEvidenceInput = z.output<typeof unlinkEvidenceInput>;

export const giveVerdictInput = z.strictObject({
  itemId: itemIdField,
  refs: refsField,
  verdict: z.enum(VERDICTS, "Choose a verdict."),
  note: optionalText("The note", 2_000),
  /** Sufficient also holds for renewals of the same kind. */
  forRenewals: checkbox,
  /** Number of the artifact that the reviewer looked at. */
  artifact: z.coerce.number().int().min(0).max(1_000_000).optional(),
});
type OptionalRenewals<T extends { forRenewals: boolean }> = Omit<T, "forRenewals"> &
  Partial<Pick<T, "forRenewals">>;
export type GiveVerdictInput = OptionalRenewals<z.output<typeof giveVerdictInput>>;

export const reviewProposalsInput = z
  .strictObject({
    pairs: pairsField,
    /** What to do with `pairs`; `confirm:pair` and `dismiss:pair` mean that one alone; `confirm-full` every Full one there is. */
    decision: z
      .string()
      .regex(
        /^(?:confirm|dismiss)(?::[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:[^\s:]{1,20})?$|^confirm-full$/i,
        "Choose what to do with the proposals.",
      ),
  })
  .transform(({ pairs, decision }) => {
    if (decision === "confirm-full") return { decision: "confirm" as const, pairs: "full" as const };
    const [verb, itemId, ref] = decision.split(":");
    const chosen =
      itemId !== undefined && ref !== undefined ? [{ itemId: itemId.toLowerCase(), ref }] : pairs;
    return { decision: verb === "dismiss" ? ("dismiss" as const) : ("confirm" as const), pairs: chosen };
  })
  .refine((value) => value.pairs === "full" || value.pairs.length > 0, {
    path: ["pairs"],
    message: "Tick at least one proposal.",
  });
export type ReviewProposalsInput = z.output<typeof reviewProposalsInput>;

export const restoreProposalsInput = z
  .strictObject({ pairs: pairsField })
  .refine((value) => value.pairs.length > 0, { path: ["pairs"], message: "Tick at least one proposal." });
export type RestoreProposalsInput = z.output<typeof restoreProposalsInput>;

// ---- what the library's address says ----

export const LIBRARY_SORTS = ["reference", "title", "state", "owner", "renew", "used"] as const;
export type LibrarySort = (typeof LIBRARY_SORTS)[number];

const single = z
  .preprocess(
    (value) => (Array.isArray(value) ? value[0] : value),
    z.string().max(400).refine(isStorable).optional(),
  )
  .catch(undefined);
function oneOfList<const T extends readonly string[]>(list: T) {
  return single.transform((text): T[number] | null => list.find((one) => one === text) ?? null);
}
const text = single.transform((value) => value?.trim() ?? "");

/** The library's filters from its address; what is not understood is ignored, never an error. */
export const libraryFilters = z.object({
  q: text,
  state: oneOfList(ITEM_STATES),
  freshness: oneOfList(FRESHNESS),
  /** A member's id, `none` or `me`; empty for all. */
  owner: text.transform((value) =>
    value === "none" || value === "me" || z.uuid().safeParse(value).success ? value : "",
  ),
  ref: text,
  category: text,
  /** What the newest version is. */
  kind: oneOfList(ARTIFACT_KINDS),
  /** Which framework it is linked to; `none`: no link at all. */
  framework: oneOfList(["iso", "soc2", "none"]),
  /** Whether its days lie in the observation window. */
  window: oneOfList(["in", "out"]),
  /** The day since which the item or its versions were changed. */
  changed: text.transform((value) => (isIsoDate(value) ? value : "")),
  /** `only`: the archived ones and no others. */
  archived: oneOfList(["only"]),
  sort: single.transform((value) => {
    const [name = "", direction] = (value ?? "").split("-");
    const sort = LIBRARY_SORTS.find((one) => one === name);
    return sort === undefined ? null : { by: sort, descending: direction === "desc" };
  }),
  cursor: text,
});
export type LibraryFilters = z.output<typeof libraryFilters>;
