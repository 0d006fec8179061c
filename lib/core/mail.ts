// Which mails the product sends and what each one needs to be written.
import { z } from "zod";
import { ROLES } from "@/lib/core/access";

const to = z.string().max(254);
const name = z.string().max(200);
/** The random part from which the link's token is derived when the mail is written; the token itself is stored nowhere. */
const nonce = z.string().min(40).max(64);

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
]);
/** One mail as it waits in the queue. */
export type MailRequest = z.output<typeof mailRequest>;
export type MailKind = MailRequest["kind"];
