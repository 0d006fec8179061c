import { z } from "zod";
import { readRefs } from "@/lib/core/evidence-versions";
import {
  checkbox,
  listOf,
  onceKey,
  optionalDate,
  optionalId,
  optionalText,
  requiredText,
  versionField,
} from "@/lib/core/form-fields";
import { ARTIFACT_KINDS, FRESHNESS, ITEM_STATES, VERDICTS } from "@/lib/core/statuses";
import { isStorable } from "@/lib/core/storable";

const BULK_LIMIT = 500;
const PAIR_LIMIT = 2_000;

export const itemIdField = z.uuid("Reload the page and try again.");
const refField = z.string().trim().min(1).max(20);
const reasonField = optionalText("A reason", 2_000);

/** `id`, or `id:version` when the form knows which version of the item the person saw. */
const seenField = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::\d{1,9})?$/i, "Reload the page and try again.");
export const seenItems = listOf(seenField, BULK_LIMIT)
  .refine((all) => all.length > 0, "Select at least one item.")
  .transform((all) =>
    all.map((one) => {
      const [itemId = "", version] = one.toLowerCase().split(":");
      return { itemId, version: version === undefined ? null : Number(version) };
    }),
  );
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

const httpsUrl = z
  .string()
  .trim()
  .max(2_000, "An address has at most 2,000 characters.")
  .optional()
  .transform((text) => (text === undefined || text === "" ? null : text))
  .refine(
    (text) => text === null || isHttps(text),
    "Enter an address that begins with https:// and holds no password.",
  );

function isHttps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === "https:" && url.username === "" && url.password === "";
}

const artifactFields = {
  kind: z.enum(ARTIFACT_KINDS, "Choose what kind of evidence it is."),
  url: httpsUrl,
  body: optionalText("The text", 10_000),
  effectiveOn: optionalDate,
  periodFrom: optionalDate,
  periodTo: optionalDate,
  sourceSystem: optionalText("The source system", 200),
  collectedBy: optionalText("The collector", 200),
} as const;

type ArtifactValues = {
  readonly kind: (typeof ARTIFACT_KINDS)[number];
  readonly url: string | null;
  readonly body: string;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
};

function artifactProblem(value: ArtifactValues): { path: string; message: string } | null {
  if (value.kind === "link" && value.url === null)
    return { path: "url", message: "A link needs its address." };
  if (value.kind === "attestation" && value.body === "")
    return { path: "body", message: "An attestation needs its text: who attests what." };
  if (value.kind === "register" && value.body === "")
    return { path: "body", message: "Say where it is kept, so that somebody else finds it." };
  if (value.periodFrom !== null && value.periodTo !== null && value.periodFrom > value.periodTo)
    return { path: "periodTo", message: "The period ends before it begins." };
  return null;
}

function checkArtifact(value: ArtifactValues, context: z.RefinementCtx): void {
  const problem = artifactProblem(value);
  if (problem !== null) context.addIssue({ code: "custom", path: [problem.path], message: problem.message });
}

const itemFields = {
  title: requiredText("A title", 300),
  reference: z
    .string()
    .trim()
    .max(60, "A reference has at most 60 characters.")
    .optional()
    .transform((text) => (text === undefined || text === "" ? null : text)),
  category: optionalText("A category", 100),
  guidance: optionalText("Guidance", 4_000),
  sharedDescription: optionalText("The description", 4_000),
  internalNotes: optionalText("Internal notes", 4_000),
  ownerId: optionalId,
  renewOn: optionalDate,
} as const;

export const addEvidenceInput = z
  .strictObject({
    ...itemFields,
    ...artifactFields,
    kind: z.enum([...ARTIFACT_KINDS, "none"], "Choose what kind of evidence it is."),
    requirements: typedRefs,
    submit: checkbox,
    onceKey,
  })
  .superRefine((value, context) => {
    if (value.kind !== "none") checkArtifact({ ...value, kind: value.kind }, context);
    else if (value.submit)
      context.addIssue({
        code: "custom",
        path: ["kind"],
        message: "Add the evidence itself before you submit it.",
      });
  });
export type AddEvidenceInput = z.output<typeof addEvidenceInput>;

export const editEvidenceInput = z.strictObject({
  itemId: itemIdField,
  version: versionField,
  ...itemFields,
});
export type EditEvidenceInput = z.output<typeof editEvidenceInput>;

export const addArtifactInput = z
  .strictObject({
    itemId: itemIdField,
    ...artifactFields,
    renewOn: optionalDate,
    submit: checkbox,
    version: versionField,
    onceKey,
  })
  .superRefine(checkArtifact);
export type AddArtifactInput = z.output<typeof addArtifactInput>;

export const submitEvidenceInput = z.strictObject({ itemIds: seenItems });
export const acceptEvidenceInput = z.strictObject({
  itemIds: seenItems,
  /** Also find it sufficient for every requirement it is linked to. */
  sufficient: checkbox,
});
export type AcceptEvidenceInput = z.output<typeof acceptEvidenceInput>;
export const returnEvidenceInput = z.strictObject({ itemIds: seenItems, reason: reasonField });
export type ReturnEvidenceInput = z.output<typeof returnEvidenceInput>;

export const BULK_VERBS = ["submit", "accept", "return", "assign", "renew"] as const;
export const bulkEvidenceInput = z.strictObject({
  itemIds: seenItems,
  verb: z.enum(BULK_VERBS, "Choose what to do with the selected items."),
  reason: reasonField,
  sufficient: checkbox,
  ownerId: optionalId,
  renewOn: optionalDate,
});
export type BulkEvidenceInput = z.output<typeof bulkEvidenceInput>;

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
  /** Number of the artifact that the reviewer looked at. */
  artifact: z.coerce.number().int().min(0).max(1_000_000).optional(),
});
export type GiveVerdictInput = z.output<typeof giveVerdictInput>;

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
  sort: single.transform((value) => {
    const [name = "", direction] = (value ?? "").split("-");
    const sort = LIBRARY_SORTS.find((one) => one === name);
    return sort === undefined ? null : { by: sort, descending: direction === "desc" };
  }),
  cursor: text,
});
export type LibraryFilters = z.output<typeof libraryFilters>;
