import { z } from "zod";
import { emailField, passwordAgain } from "@/lib/accounts/input";
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
import { EVIDENCE_SETS, ROOM_REGISTERS, ROOM_STANDARDS, ROOM_TYPES, typeFits } from "@/lib/core/room";
import { REQUEST_IMPORT_LIMITS } from "@/lib/core/room-request-import";
import { COVER_KINDS } from "@/lib/core/room-scope";
import { isStorable } from "@/lib/core/storable";
import { REQUEST_KINDS } from "@/lib/core/work-statuses";

const id = z.uuid("Reload the page and try again.");
const record = { id, version: versionField };
const day = (what: string) =>
  optionalDate.refine((text) => text !== null, `${what} is needed.`).transform((text) => text ?? "");

const facts = {
  name: requiredText("A name", 120),
  standard: z.enum(ROOM_STANDARDS, "Choose a standard."),
  type: z.enum(ROOM_TYPES, "Choose the type of audit."),
  windowFrom: optionalDate,
  windowTo: optionalDate,
  accessFrom: day("The first day of access"),
  accessUntil: day("The last day of access"),
  welcome: optionalText("The welcome", 2_000),
} as const;

type Facts = {
  readonly standard: (typeof ROOM_STANDARDS)[number];
  readonly type: (typeof ROOM_TYPES)[number];
  readonly windowFrom: string | null;
  readonly windowTo: string | null;
  readonly accessFrom: string;
  readonly accessUntil: string;
};

function checkFacts(value: Facts, context: z.RefinementCtx): void {
  const problem = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (!typeFits(value.standard, value.type)) problem("type", "This type belongs to the other standard.");
  if (value.windowFrom !== null && value.windowTo !== null && value.windowFrom > value.windowTo) {
    problem("windowTo", "The window ends before it begins.");
  }
  if (value.accessFrom > value.accessUntil) problem("accessUntil", "Access ends before it begins.");
}

export const createRoomInput = z
  .strictObject({ onceKey, ...facts, copyFrom: optionalId })
  .superRefine(checkFacts);
export type CreateRoomInput = z.output<typeof createRoomInput>;

export const editRoomInput = z
  .strictObject({ ...record, ...facts, leadId: id, watermark: checkbox })
  .superRefine(checkFacts);
export type EditRoomInput = z.output<typeof editRoomInput>;

const refs = z
  .string()
  .max(4_000, "At most 4,000 characters.")
  .optional()
  .transform((text, context) => {
    const { refs: known, unknown } = readRefs(text ?? "");
    if (unknown.length === 0) return known;
    context.addIssue({
      code: "custom",
      message: `No requirement is called ${unknown.slice(0, 3).join(", ")}. Write references such as A.5.15, 6.1.2 or CC6.1, separated by commas.`,
    });
    return z.NEVER;
  });

export const setScopeInput = z.strictObject({
  ...record,
  kinds: listOf(z.enum(COVER_KINDS), COVER_KINDS.length),
  refs,
  registers: listOf(z.enum(ROOM_REGISTERS), ROOM_REGISTERS.length),
  evidenceSet: z.enum(EVIDENCE_SETS, "Choose which evidence is shown."),
  soaVersionId: optionalId,
});
export type SetScopeInput = z.output<typeof setScopeInput>;

export const moveRoomInput = z.strictObject(record);
/** Auditors are let in by it, so that it asks who is at the keyboard. */
export const openRoomInput = z.strictObject({ ...record, password: passwordAgain });
export type MoveRoomInput = z.output<typeof moveRoomInput>;
export const revokeRoomInput = z.strictObject({ ...record, reason: optionalText("A reason", 1_000) });
export type RevokeRoomInput = z.output<typeof revokeRoomInput>;

export const inviteAuditorInput = z.strictObject({
  onceKey,
  roomId: id,
  name: requiredText("A name", 80),
  email: emailField,
  password: passwordAgain,
});
export type InviteAuditorInput = Omit<z.output<typeof inviteAuditorInput>, "password">;

export const auditorInput = z.strictObject({ roomId: id, auditorId: id });
export type AuditorInput = z.output<typeof auditorInput>;

export const buildRoomPackInput = z.strictObject({
  roomId: id,
  title: requiredText("A name", 120),
  activity: checkbox,
});
export type BuildRoomPackInput = z.output<typeof buildRoomPackInput>;
export const roomPackInput = z.strictObject({ roomId: id, packId: id });
export type RoomPackInput = z.output<typeof roomPackInput>;
export const withholdInput = z.strictObject({
  roomId: id,
  itemId: z.uuid("Choose a piece of evidence."),
  reason: requiredText("A reason", 1_000),
});
export type WithholdInput = z.output<typeof withholdInput>;
/** What the address of the room's page asks of the list of evidence that is held back; anything odd asks for all. */
export const withheldAsked = z.object({
  words: z.string().trim().max(100).refine(isStorable).catch(""),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export const releaseInput = z.strictObject({ roomId: id, itemId: id });
export type ReleaseInput = z.output<typeof releaseInput>;

export const previewInput = z.strictObject({ roomId: id });

export const enterByLinkInput = z.strictObject({ token: z.string().trim().max(100) });
export const askForCodeInput = z.strictObject({ email: emailField });
export const confirmCodeInput = z.strictObject({
  code: z
    .string({ error: "Enter the six digits of the mail." })
    .max(20, "Enter the six digits of the mail.")
    .transform((text) => text.replace(/\s/g, ""))
    .refine((text) => /^\d{6}$/.test(text), "Enter the six digits of the mail."),
});
export const enterRoomInput = z.strictObject({ roomId: id });
export const noInput = z.strictObject({});

export const setAnswerMailsInput = z.strictObject({ mails: checkbox });
export type SetAnswerMailsInput = z.output<typeof setAnswerMailsInput>;

const asked = {
  auditorRef: optionalText("The reference", 40),
  title: requiredText("A title", 300),
  detail: optionalText("What is asked for", 4_000),
  kind: z.enum(REQUEST_KINDS, "Choose what kind of evidence it is."),
  requirements: refs,
  dueOn: optionalDate,
} as const;

export const roomRequestInput = z.strictObject({
  onceKey,
  roomId: id,
  ...asked,
  ownerId: z.uuid("Choose who is asked."),
  draft: checkbox,
});
export type RoomRequestInput = z.output<typeof roomRequestInput>;
export const askInRoomInput = z.strictObject({ onceKey, ...asked });
export type AskInRoomInput = z.output<typeof askInRoomInput>;

const list = {
  step: z.enum(["check", "import"]),
  file: z
    .file("Choose a file.")
    .max(REQUEST_IMPORT_LIMITS.characters * 2, "The file is larger than 1 MB. Split it.")
    .optional(),
  /** The text that was checked before. */
  text: z
    .string()
    .max(REQUEST_IMPORT_LIMITS.characters + 1)
    .optional(),
} as const;
export const importInRoomInput = z.strictObject(list);
export type ImportInRoomInput = z.output<typeof importInRoomInput>;
export const importRequestsInput = z.strictObject({
  ...list,
  roomId: id,
  ownerId: z.uuid("Choose who is asked."),
  draft: checkbox,
});
export type ImportRequestsInput = z.output<typeof importRequestsInput>;

export const shareAnswerInput = z.strictObject(record);
export type ShareAnswerInput = z.output<typeof shareAnswerInput>;
const reason = optionalText("A reason", 2_000);
export const takeBackInput = z.strictObject({ ...record, reason });
export type TakeBackInput = z.output<typeof takeBackInput>;
const words = { onceKey, id, body: requiredText("A message", 4_000) };
export const writeToAuditorInput = z.strictObject(words);
export type WriteToAuditorInput = z.output<typeof writeToAuditorInput>;
export const sayInRoomInput = z.strictObject(words);
export type SayInRoomInput = z.output<typeof sayInRoomInput>;
export const acceptAnswerInput = z.strictObject(record);
export type AcceptAnswerInput = z.output<typeof acceptAnswerInput>;
export const returnAnswerInput = z.strictObject({ ...record, reason });
export type ReturnAnswerInput = z.output<typeof returnAnswerInput>;
