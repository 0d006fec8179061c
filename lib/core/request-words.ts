// What the activity log says about a request, in one line after the person's name.

import { ACTIVITY_VERBS, type ActivityVerb } from "@/lib/core/audit-actions";
import { formatDate, isIsoDate } from "@/lib/core/dates";
import type { BulkAnswer } from "@/lib/core/evidence-dto";
import { counted, refusalSentence } from "@/lib/core/evidence-words";
import type { RequestHistoryEntry } from "@/lib/core/request-dto";
import { sidesOf } from "@/lib/core/requirement-history";

const FIELD_WORDS: Readonly<Record<string, string>> = {
  title: "the title",
  detail: "what is asked for",
  kind: "the kind",
  itemId: "the evidence to renew",
  ownerId: "the owner",
  dueOn: "the due date",
  refs: "the requirements",
};

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function quoted(reason: unknown): string {
  const words = text(reason);
  return words === "" ? "" : `: "${words}"`;
}

function editWords(after: Readonly<Record<string, unknown>>): string {
  const fields = Object.keys(after).flatMap((key) => FIELD_WORDS[key] ?? []);
  return fields.length === 0 ? "edited the request" : `changed ${fields.join(", ")}`;
}

/** What an entry says about the request. */
export function requestHistoryWords(verb: ActivityVerb, body: string): string {
  const { after } = sidesOf(body);
  const due = text(after.dueOn);
  switch (verb) {
    case "request.ask":
      if (after.state === "draft") return "drafted the request";
      return isIsoDate(due) ? `asked for evidence until ${formatDate(due)}` : "asked for evidence";
    case "request.edit":
      return editWords(after);
    case "request.submit":
      return `answered with version ${String(after.artifact ?? "")} of ${text(after.item) || "the evidence"}`;
    case "request.accept":
      return after.selfAccepted === true
        ? "accepted their own answer, as the workspace allows"
        : "accepted the answer";
    case "request.return":
      return `returned the answer${quoted(after.reason)}`;
    case "request.cancel":
      return `cancelled the request${quoted(after.reason)}`;
    default:
      return ACTIVITY_VERBS[verb];
  }
}

const ICON: Readonly<Partial<Record<ActivityVerb, RequestHistoryEntry["icon"]>>> = {
  "request.ask": "mail",
  "request.edit": "edit",
  "request.submit": "upload",
  "request.accept": "check",
  "request.return": "undo",
  "request.cancel": "close",
  "request.remind": "clock",
};

/** The icon beside an entry. */
export function requestHistoryIcon(verb: ActivityVerb): RequestHistoryEntry["icon"] {
  return ICON[verb] ?? "edit";
}

/** `3 requests: their owners were reminded. 1 left out. REQ-2026-004: ...` */
export function remindSentence({ done, refused }: BulkAnswer): string {
  const told = `${counted(done, "request")}: ${done === 1 ? "its owner was" : "their owners were"} reminded.`;
  return refused.length === 0 ? told : `${told} ${refused.length} left out. ${refusalSentence(refused)}`;
}
