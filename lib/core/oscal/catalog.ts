// The shape of an OSCAL catalog as the product writes it: groups of controls with number and short title, never a control's text.
import { z } from "zod";
import {
  oscalBackMatter,
  oscalLine,
  oscalMetadata,
  oscalProps,
  oscalToken,
  oscalUuid,
} from "@/lib/core/oscal/common";

const control = z.strictObject({
  id: oscalToken,
  class: oscalToken.optional(),
  title: oscalLine,
  props: oscalProps.optional(),
});

const controlGroup = z.strictObject({
  id: oscalToken,
  class: oscalToken.optional(),
  title: oscalLine,
  controls: z.array(control).min(1),
});

const group = z.strictObject({
  id: oscalToken,
  class: oscalToken.optional(),
  title: oscalLine,
  groups: z.array(controlGroup).min(1),
});

export const catalogShape = z.strictObject({
  catalog: z.strictObject({
    uuid: oscalUuid,
    metadata: oscalMetadata,
    groups: z.array(group).min(1),
    "back-matter": oscalBackMatter.optional(),
  }),
});
export type OscalCatalog = z.input<typeof catalogShape>;
