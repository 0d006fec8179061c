import { z } from "zod";
import { CONTEXT_LIMITS } from "@/lib/core/context";
import {
  checkbox,
  onceKey,
  optionalDate,
  optionalText,
  requiredText,
  versionField,
} from "@/lib/core/form-fields";
import { ISSUE_SIDES } from "@/lib/core/isms-statuses";
import { SCOPE_LABEL, SCOPE_TEXT_LIMIT, SCOPE_TEXTS, type ScopeText } from "@/lib/core/scope-statement";

const id = z.uuid("Reload the page and try again.");
const record = { id, version: versionField };

/** `yes`, `no`, or nothing while nobody has decided. */
const yesOrNo = z
  .union([z.literal(""), z.literal("yes"), z.literal("no")])
  .optional()
  .transform((value) => (value === undefined || value === "" ? null : value === "yes"));

export const setClimateInput = z.strictObject({
  relevant: z
    .enum(["yes", "no"], "Choose whether climate change is a relevant issue.")
    .transform((value) => value === "yes"),
  reason: requiredText("A reason", CONTEXT_LIMITS.text),
  /** Of the determination that the form was drawn with; 0 when there was none. */
  version: z.coerce.number({ error: "Reload the page and try again." }).int().min(0).max(1_000_000_000),
});
export type SetClimateInput = z.output<typeof setClimateInput>;

const issue = {
  title: requiredText("The issue", CONTEXT_LIMITS.title),
  effect: optionalText("The effect", CONTEXT_LIMITS.text),
  reviewedOn: optionalDate,
} as const;
export const addIssueInput = z.strictObject({
  onceKey,
  side: z.enum(ISSUE_SIDES, "Choose whether the issue is internal or external."),
  ...issue,
});
export type AddIssueInput = z.output<typeof addIssueInput>;
export const editIssueInput = z.strictObject({ ...record, ...issue });
export type EditIssueInput = z.output<typeof editIssueInput>;

const party = {
  name: requiredText("A name", CONTEXT_LIMITS.title),
  kind: optionalText("The kind", CONTEXT_LIMITS.kind),
} as const;
export const addPartyInput = z.strictObject({
  onceKey,
  ...party,
  /** The first need; further ones are added to the party. */
  need: optionalText("The need", CONTEXT_LIMITS.text),
});
export type AddPartyInput = z.output<typeof addPartyInput>;
export const editPartyInput = z.strictObject({ ...record, ...party });
export type EditPartyInput = z.output<typeof editPartyInput>;

const need = {
  need: requiredText("The need", CONTEXT_LIMITS.text),
  answered: yesOrNo,
  how: optionalText("How it is answered", CONTEXT_LIMITS.text),
  climate: checkbox,
} as const;
export const addNeedInput = z.strictObject({ onceKey, partyId: id, ...need });
export type AddNeedInput = z.output<typeof addNeedInput>;
export const editNeedInput = z.strictObject({ ...record, ...need });
export type EditNeedInput = z.output<typeof editNeedInput>;

export const CONTEXT_RECORDS = ["issue", "party", "need"] as const;
/** Takes a record out of use, or brings it back. */
export const setArchivedInput = z.strictObject({
  ...record,
  kind: z.enum(CONTEXT_RECORDS),
  archived: checkbox,
});
export type SetArchivedInput = z.output<typeof setArchivedInput>;

const scopeTexts = Object.fromEntries(
  SCOPE_TEXTS.map((part) => [part, optionalText(SCOPE_LABEL[part], SCOPE_TEXT_LIMIT)]),
) as Record<ScopeText, ReturnType<typeof optionalText>>;

const number = z.coerce.number({ error: "Reload the page and try again." }).int().min(1).max(100_000);
const scopeVersion = { number, version: versionField };

export const beginScopeInput = z.strictObject({ onceKey });
export type BeginScopeInput = z.output<typeof beginScopeInput>;
export const saveScopeInput = z.strictObject({
  ...scopeVersion,
  ...scopeTexts,
  remoteStaff: yesOrNo,
  outsourcedDevelopment: yesOrNo,
});
export type SaveScopeInput = z.output<typeof saveScopeInput>;
export const submitScopeInput = z.strictObject({
  ...scopeVersion,
  changeReason: requiredText("The reason of the change", 2_000),
});
export type SubmitScopeInput = z.output<typeof submitScopeInput>;
export const discardScopeInput = z.strictObject(scopeVersion);
export type DiscardScopeInput = z.output<typeof discardScopeInput>;
export const approveScopeInput = z.strictObject(scopeVersion);
export type ApproveScopeInput = z.output<typeof approveScopeInput>;
export const returnScopeInput = z.strictObject({
  ...scopeVersion,
  reason: optionalText("The reason", 2_000),
});
export type ReturnScopeInput = z.output<typeof returnScopeInput>;
