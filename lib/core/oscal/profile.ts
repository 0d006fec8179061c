// The shape of an OSCAL profile as the product writes it: the controls that a statement includes, taken from the catalog by number.
import { z } from "zod";
import { oscalBackMatter, oscalHref, oscalMetadata, oscalToken, oscalUuid } from "@/lib/core/oscal/common";

const imported = z.strictObject({
  href: oscalHref,
  "include-controls": z.array(z.strictObject({ "with-ids": z.array(oscalToken).min(1) })).min(1),
});

export const profileShape = z.strictObject({
  profile: z.strictObject({
    uuid: oscalUuid,
    metadata: oscalMetadata,
    imports: z.array(imported).min(1),
    merge: z.strictObject({ "as-is": z.literal(true) }),
    "back-matter": oscalBackMatter.optional(),
  }),
});
export type OscalProfile = z.input<typeof profileShape>;
