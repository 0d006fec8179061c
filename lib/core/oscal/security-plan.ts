// The shape of an OSCAL system security plan as the product writes it: one implemented requirement for each row of the statement.
import { z } from "zod";
import {
  oscalBackMatter,
  oscalHref,
  oscalLine,
  oscalMetadata,
  oscalProps,
  oscalString,
  oscalText,
  oscalToken,
  oscalUuid,
} from "@/lib/core/oscal/common";

export const OSCAL_IMPLEMENTATIONS = [
  "implemented",
  "partial",
  "planned",
  "alternative",
  "not-applicable",
] as const;

const component = z.strictObject({
  uuid: oscalUuid,
  type: z.enum(["this-system", "service"]),
  title: oscalLine,
  description: oscalText,
  props: oscalProps.optional(),
  status: z.strictObject({ state: z.enum(["operational", "under-development", "disposition", "other"]) }),
});
export type OscalComponent = z.input<typeof component>;

const byComponent = z.strictObject({
  "component-uuid": oscalUuid,
  uuid: oscalUuid,
  description: oscalText,
  props: oscalProps.optional(),
  "implementation-status": z.strictObject({
    state: z.enum(OSCAL_IMPLEMENTATIONS),
    remarks: oscalText.optional(),
  }),
  inherited: z
    .array(z.strictObject({ uuid: oscalUuid, description: oscalText, props: oscalProps.optional() }))
    .min(1)
    .optional(),
  remarks: oscalText.optional(),
});
export type OscalByComponent = z.input<typeof byComponent>;

const requirement = z.strictObject({
  uuid: oscalUuid,
  "control-id": oscalToken,
  props: oscalProps.optional(),
  "by-components": z.array(byComponent).min(1),
  remarks: oscalText.optional(),
});
export type OscalRequirement = z.input<typeof requirement>;

const information = z.strictObject({ uuid: oscalUuid, title: oscalLine, description: oscalText });

export const securityPlanShape = z.strictObject({
  "system-security-plan": z.strictObject({
    uuid: oscalUuid,
    metadata: oscalMetadata,
    "import-profile": z.strictObject({ href: oscalHref }),
    "system-characteristics": z.strictObject({
      "system-ids": z.array(z.strictObject({ id: oscalString })).min(1),
      "system-name": oscalString,
      description: oscalText,
      props: oscalProps.optional(),
      "system-information": z.strictObject({ "information-types": z.array(information).min(1) }),
      status: z.strictObject({ state: z.enum(["operational", "under-development"]) }),
      "authorization-boundary": z.strictObject({ description: oscalText }),
    }),
    "system-implementation": z.strictObject({
      users: z.array(z.strictObject({ uuid: oscalUuid, title: oscalLine })).min(1),
      components: z.array(component).min(1),
    }),
    "control-implementation": z.strictObject({
      description: oscalText,
      "implemented-requirements": z.array(requirement).min(1),
    }),
    "back-matter": oscalBackMatter.optional(),
  }),
});
export type SecurityPlan = z.input<typeof securityPlanShape>;
