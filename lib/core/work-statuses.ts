// Statuses of the work around evidence: renewal, scans of files, requests, notices, transfers and proposals.
import type { StatusDef } from "@/lib/core/statuses";

type Table<K extends string> = Readonly<Record<K, StatusDef>>;

/** How often an item has to be collected anew, counted from the effective date of its newest artifact. */
export const CADENCES = [
  "none",
  "weekly",
  "monthly",
  "quarterly",
  "half_yearly",
  "yearly",
  "custom",
] as const;
export type Cadence = (typeof CADENCES)[number];
export const CADENCE_LABEL: Readonly<Record<Cadence, string>> = {
  none: "No renewal",
  weekly: "Weekly",
  monthly: "Monthly",
  quarterly: "Quarterly",
  half_yearly: "Half-yearly",
  yearly: "Yearly",
  custom: "Every so many days",
};

export const SCAN_STATES = ["not_scanned", "pending", "clean", "infected", "failed"] as const;
export type ScanState = (typeof SCAN_STATES)[number];
export const SCAN_STATE: Table<ScanState> = {
  not_scanned: {
    label: "Not scanned",
    tone: "none",
    icon: "hollow",
    meaning: "No virus scanner is configured on this installation.",
  },
  pending: {
    label: "Scan pending",
    tone: "progress",
    icon: "half",
    meaning: "Waits for the virus scanner; cannot be opened until it has answered.",
  },
  clean: { label: "Scanned", tone: "ok", icon: "check", meaning: "The virus scanner found nothing." },
  infected: {
    label: "Infected",
    tone: "gap",
    icon: "diamond",
    meaning: "The virus scanner found something; the file cannot be opened or downloaded.",
  },
  failed: {
    label: "Scan failed",
    tone: "due",
    icon: "triangle",
    meaning: "The virus scanner did not answer; the scan is tried again.",
  },
};

/** `internal_review` is used by requests of an auditor's room only. */
export const REQUEST_STATES = [
  "draft",
  "requested",
  "internal_review",
  "submitted",
  "accepted",
  "returned",
  "cancelled",
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const REQUEST_STATE: Table<RequestState> = {
  draft: {
    label: "Draft",
    tone: "none",
    icon: "hollow",
    meaning: "Being written; its owner does not see it.",
  },
  requested: {
    label: "Requested",
    tone: "progress",
    icon: "half",
    meaning: "Its owner has been asked for evidence.",
  },
  internal_review: {
    label: "Internal review",
    tone: "review",
    icon: "eye",
    meaning: "Answered; a colleague looks before the auditor does.",
  },
  submitted: {
    label: "Submitted",
    tone: "review",
    icon: "eye",
    meaning: "Answered; waits for somebody other than the submitter to decide.",
  },
  accepted: {
    label: "Accepted",
    tone: "ok",
    icon: "check",
    meaning: "The answer was accepted by a named person.",
  },
  returned: { label: "Returned", tone: "gap", icon: "diamond", meaning: "Sent back with a reason." },
  cancelled: { label: "Cancelled", tone: "none", icon: "slash", meaning: "No longer needed, with a reason." },
};

export const REQUEST_KINDS = ["document", "population", "sample", "walkthrough"] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export const REQUEST_KIND_LABEL: Readonly<Record<RequestKind, string>> = {
  document: "Document",
  population: "Population",
  sample: "Sample",
  walkthrough: "Walk-through",
};

export const NOTIFICATION_KINDS = [
  "assignment",
  "return",
  "mention",
  "submission",
  "decision",
  "damage",
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export const TRANSFER_STATES = ["offered", "queued", "running", "done", "failed", "expired"] as const;
export type TransferState = (typeof TRANSFER_STATES)[number];
export const TRANSFER_STATE: Table<TransferState> = {
  offered: {
    label: "To be confirmed",
    tone: "review",
    icon: "eye",
    meaning: "Uploaded and checked; nothing is written before somebody confirms it.",
  },
  queued: { label: "Queued", tone: "none", icon: "hollow", meaning: "Waits for the worker." },
  running: { label: "Running", tone: "progress", icon: "half", meaning: "The worker is at it." },
  done: { label: "Done", tone: "ok", icon: "check", meaning: "Finished; its hash is recorded." },
  failed: {
    label: "Failed",
    tone: "gap",
    icon: "diamond",
    meaning: "Stopped with a reason; nothing was changed.",
  },
  expired: { label: "Expired", tone: "none", icon: "slash", meaning: "The file was removed after its time." },
};

export const PROPOSAL_STATES = ["open", "accepted", "dismissed"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export const PAIR_REVIEW_STATES = ["open", "stale", "reviewed"] as const;
export type PairReviewState = (typeof PAIR_REVIEW_STATES)[number];
export const PAIR_REVIEW: Table<PairReviewState> = {
  open: {
    label: "Not reviewed",
    tone: "none",
    icon: "hollow",
    meaning: "Nobody of the team has read the pair; it counts as the source's row says.",
  },
  stale: {
    label: "Review out of date",
    tone: "due",
    icon: "triangle",
    meaning: "The source's row or the team's decision changed after the pair was read.",
  },
  reviewed: {
    label: "Reviewed",
    tone: "ok",
    icon: "check",
    meaning: "A named person has read the pair and confirmed the overlap that counts.",
  },
};
