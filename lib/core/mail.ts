// Which mails the product sends and what each one needs to be written.
import { z } from "zod";
import { ROLES } from "@/lib/core/access";

const to = z.string().max(254);
const name = z.string().max(200);
/** The random part from which the link's token is derived when the mail is written; the token itself is stored nowhere. */
const nonce = z.string().min(40).max(64);

/** A page of the product, without the origin; only the product itself writes one into the queue. */
const path = z.string().max(2_000).startsWith("/w/");
const counted = z.number().int().min(0);
const section = z.strictObject({
  count: counted,
  lines: z.array(z.strictObject({ label: z.string().max(500), path })).max(10),
});
export type MailSection = z.output<typeof section>;
/** Mails about work: `path` opens the exact place, `off` the page that ends mails of the kind. */
const work = { to, name, workspace: name, path, off: path };

export const mailRequest = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("verify"), to, name, nonce }),
  z.strictObject({ kind: z.literal("reset"), to, name, nonce }),
  z.strictObject({ kind: z.literal("change-email"), to, name, nonce }),
  z.strictObject({ kind: z.literal("account-exists"), to, name }),
  z.strictObject({ kind: z.literal("password-changed"), to, name }),
  z.strictObject({ kind: z.literal("email-changed"), to, name, newEmail: to }),
  z.strictObject({
    kind: z.literal("invite"),
    to,
    workspace: name,
    invitedBy: name,
    role: z.enum(ROLES),
    nonce,
  }),
  z.strictObject({
    kind: z.literal("room-invite"),
    to,
    name,
    workspace: name,
    room: name,
    invitedBy: name,
    until: z.string().max(40),
    nonce,
  }),
  z.strictObject({ kind: z.literal("room-code"), to, nonce }),
  z.strictObject({
    kind: z.literal("room-answers"),
    ...{ to, name, workspace: name, room: name, roomId: z.uuid() },
    /** Given since the last mail and visit, those to findings likewise, and all that wait for a decision. */
    ...{ answers: counted, findings: counted, waiting: counted },
  }),
  z.strictObject({
    kind: z.literal("notice"),
    ...work,
    actor: name,
    words: z.string().max(100),
    title: z.string().max(500),
    detail: z.string().max(1_000),
  }),
  z.strictObject({ kind: z.literal("digest"), ...work, overdue: section, due: section, waiting: section }),
  z.strictObject({ kind: z.literal("overdue"), ...work, overdue: section }),
  z.strictObject({
    kind: z.literal("checkpoint"),
    ...work,
    entries: z.number().int().positive(),
    signedOn: name,
    /** SHA-256 of the public key, hexadecimal. */
    keyId: z.string().length(64),
    fileName: z.string().max(60),
    note: z.string().max(5_000),
  }),
  z.strictObject({
    kind: z.literal("log-broken"),
    ...{ to, name, workspace: name, path },
    sentence: z.string().max(1_000),
  }),
]);
/** One mail as it waits in the queue. */
export type MailRequest = z.output<typeof mailRequest>;
export type MailKind = MailRequest["kind"];
