// The shape of an OSCAL mapping-collection as the product writes it. The published schema leaves the relationship free; this one does not.
import { z } from "zod";
import {
  oscalBackMatter,
  oscalHref,
  oscalMetadata,
  oscalProps,
  oscalString,
  oscalText,
  oscalToken,
  oscalUuid,
} from "@/lib/core/oscal/common";

export const OSCAL_RELATIONSHIPS = [
  "equivalent-to",
  "equal-to",
  "subset-of",
  "superset-of",
  "intersects-with",
  "no-relationship",
] as const;

const rationale = z.enum(["syntactic", "semantic", "functional"]);
const method = z.enum(["human", "automation", "hybrid"]);
const status = z.enum(["complete", "not-complete", "draft", "deprecated", "superseded"]);

const item = z.strictObject({
  type: z.enum(["control", "statement"]),
  "id-ref": oscalString,
  props: oscalProps.optional(),
});

const map = z.strictObject({
  uuid: oscalUuid,
  "matching-rationale": rationale.optional(),
  relationship: z.enum(OSCAL_RELATIONSHIPS),
  sources: z.array(item).min(1),
  targets: z.array(item).min(1),
  "confidence-score": z.strictObject({ category: z.enum(["low", "medium", "high"]) }).optional(),
  props: oscalProps.optional(),
  remarks: oscalText.optional(),
});
export type OscalMap = z.input<typeof map>;

const gap = z.strictObject({
  uuid: oscalUuid,
  "unmapped-controls": z.array(z.strictObject({ "with-ids": z.array(oscalToken).min(1) })).min(1),
});
export type OscalGap = z.input<typeof gap>;

const catalogReference = z.strictObject({
  type: z.enum(["catalog", "profile"]),
  href: oscalHref,
  remarks: oscalText.optional(),
});

const mapping = z.strictObject({
  uuid: oscalUuid,
  method: method.optional(),
  "matching-rationale": rationale.optional(),
  status: status.optional(),
  "mapping-description": oscalText.optional(),
  "source-resource": catalogReference,
  "target-resource": catalogReference,
  maps: z.array(map).min(1),
  props: oscalProps.optional(),
  remarks: oscalText.optional(),
  "source-gap-summary": gap.optional(),
  "target-gap-summary": gap.optional(),
});

export const mappingCollectionShape = z.strictObject({
  "mapping-collection": z.strictObject({
    uuid: oscalUuid,
    metadata: oscalMetadata,
    provenance: z.strictObject({
      method,
      "matching-rationale": rationale,
      status,
      "mapping-description": oscalText,
      remarks: oscalText.optional(),
    }),
    mappings: z.array(mapping).min(1),
    "back-matter": oscalBackMatter.optional(),
  }),
});
export type MappingCollection = z.input<typeof mappingCollectionShape>;
