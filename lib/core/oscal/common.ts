// What all OSCAL documents of the product share: data types, properties and metadata, stricter than the published schema.
import { z } from "zod";

/** The edition of the OSCAL models that the shapes follow. */
export const OSCAL_VERSION = "1.2.1";

/** The namespace of properties that are the product's own. */
export const OSCAL_NS = "urn:carryover:oscal";

/** One line without white space at its ends. */
export const oscalString = z.string().regex(/^\S(.*\S)?$/);
export const oscalToken = z.string().regex(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
export const oscalUuid = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/);
export const oscalLine = z.string().regex(/^[^\n]+$/);
/** Markup of several lines; an empty text is left out instead. */
export const oscalText = z.string().min(1);
export const oscalHref = z.string().regex(/^[^\s<>"{}|\\^`]+$/);
const uri = z.string().regex(/^[a-zA-Z][a-zA-Z0-9+\-.]+:\S+$/);

export const oscalProp = z.strictObject({
  name: oscalToken,
  ns: uri.optional(),
  value: oscalString,
  class: oscalToken.optional(),
  remarks: oscalText.optional(),
});
export type OscalProp = z.input<typeof oscalProp>;

export const oscalProps = z.array(oscalProp).min(1);

export const oscalMetadata = z.strictObject({
  title: oscalLine,
  "last-modified": z.iso.datetime({ offset: true }),
  version: oscalString,
  "oscal-version": z.literal(OSCAL_VERSION),
  props: oscalProps.optional(),
  remarks: oscalText.optional(),
});

const resource = z.strictObject({
  uuid: oscalUuid,
  title: oscalLine,
  description: oscalText.optional(),
  citation: z.strictObject({ text: oscalLine }).optional(),
  rlinks: z
    .array(z.strictObject({ href: oscalHref, "media-type": oscalString.optional() }))
    .min(1)
    .optional(),
});

export const oscalBackMatter = z.strictObject({ resources: z.array(resource).min(1) });

/** A property of the product's own namespace; white space of the value is folded, as the format asks. Null when nothing is left. */
export function ownProp(name: string, value: string | number | boolean): OscalProp | null {
  const text = String(value).replace(/\s+/gu, " ").trim();
  return text === "" ? null : { name, ns: OSCAL_NS, value: text };
}

/** `{ props }` with those that have a value, or nothing: OSCAL has no empty lists. */
export function propsOf(props: readonly (OscalProp | null)[]): { props?: OscalProp[] } {
  const present = props.filter((prop) => prop !== null);
  return present.length === 0 ? {} : { props: present };
}

/** The control id of a catalogue reference: clause numbers get a word in front, since an id starts with a letter. */
export function controlId(ref: string): string {
  return /^\d/.test(ref) ? `clause-${ref}` : ref;
}
