// Every status of the product with its label, tone, icon and meaning: labels, badges, exports and the glossary come from here.

export const TONES = ["ok", "progress", "due", "gap", "review", "none"] as const;
export type Tone = (typeof TONES)[number];

export type StatusDef = {
  readonly label: string;
  readonly tone: Tone;
  /** Shape drawn by components/ui/status-icon.tsx. */
  readonly icon: "check" | "half" | "triangle" | "diamond" | "eye" | "hollow" | "slash";
  readonly meaning: string;
};
type Table<K extends string> = Readonly<Record<K, StatusDef>>;

export const EVIDENCE_STATUSES = [
  "missing",
  "in_progress",
  "needs_supplement",
  "in_review",
  "ready",
] as const;
export type EvidenceStatus = (typeof EVIDENCE_STATUSES)[number];
export const EVIDENCE_STATUS: Table<EvidenceStatus> = {
  missing: {
    label: "Missing",
    tone: "none",
    icon: "hollow",
    meaning: "Nothing has been collected for this requirement.",
  },
  in_progress: {
    label: "In progress",
    tone: "progress",
    icon: "half",
    meaning: "Somebody is collecting evidence.",
  },
  needs_supplement: {
    label: "Needs supplement",
    tone: "due",
    icon: "triangle",
    meaning: "Evidence exists and something named has to be added to it.",
  },
  in_review: {
    label: "In review",
    tone: "review",
    icon: "eye",
    meaning: "Evidence is complete in its owner's view and waits for a reviewer.",
  },
  ready: {
    label: "Ready",
    tone: "ok",
    icon: "check",
    meaning: "A sufficient, current and accepted piece of evidence is linked, or an override says why not.",
  },
};

export const ITEM_STATES = ["draft", "submitted", "accepted", "returned", "superseded", "withdrawn"] as const;
export type ItemState = (typeof ITEM_STATES)[number];
export const ITEM_STATE: Table<ItemState> = {
  draft: {
    label: "Draft",
    tone: "progress",
    icon: "half",
    meaning: "Being prepared.",
  },
  submitted: {
    label: "Submitted",
    tone: "review",
    icon: "eye",
    meaning: "Handed in; waits for a reviewer who is not the submitter.",
  },
  accepted: {
    label: "Accepted",
    tone: "ok",
    icon: "check",
    meaning: "A named reviewer accepted it on a date.",
  },
  returned: { label: "Returned", tone: "gap", icon: "diamond", meaning: "Sent back with a reason." },
  superseded: { label: "Superseded", tone: "none", icon: "slash", meaning: "Replaced by another item." },
  withdrawn: {
    label: "Withdrawn",
    tone: "none",
    icon: "slash",
    meaning: "Taken back with a reason; kept for the record.",
  },
};

export const VERDICTS = ["proposed", "sufficient", "needs_supplement", "rejected"] as const;
export type Verdict = (typeof VERDICTS)[number];
export const VERDICT: Table<Verdict> = {
  proposed: {
    label: "No verdict",
    tone: "none",
    icon: "hollow",
    meaning: "Linked; nobody has judged yet whether it is enough.",
  },
  sufficient: {
    label: "Sufficient",
    tone: "ok",
    icon: "check",
    meaning: "A reviewer found it enough for this requirement.",
  },
  needs_supplement: {
    label: "Needs supplement",
    tone: "due",
    icon: "triangle",
    meaning: "A reviewer named what has to be added.",
  },
  rejected: {
    label: "Rejected",
    tone: "gap",
    icon: "diamond",
    meaning: "A reviewer found it unsuitable and said why.",
  },
};

export const FRESHNESS = ["current", "due_soon", "expired", "never_collected"] as const;
export type Freshness = (typeof FRESHNESS)[number];
export const FRESHNESS_STATUS: Table<Freshness> = {
  current: {
    label: "Current",
    tone: "ok",
    icon: "check",
    meaning: "Its renewal date is further away than its lead time (30 days unless set), or it has none.",
  },
  due_soon: {
    label: "Due soon",
    tone: "due",
    icon: "triangle",
    meaning: "It has to be renewed within its lead time, 30 days unless set.",
  },
  expired: { label: "Expired", tone: "gap", icon: "diamond", meaning: "Its renewal date has passed." },
  never_collected: {
    label: "Never collected",
    tone: "none",
    icon: "hollow",
    meaning: "No collection date is recorded.",
  },
};

export const APPLICABILITIES = ["undecided", "included", "excluded"] as const;
export type Applicability = (typeof APPLICABILITIES)[number];
export const APPLICABILITY: Table<Applicability> = {
  undecided: {
    label: "Undecided",
    tone: "none",
    icon: "hollow",
    meaning: "Nobody has decided yet; the row counts as in scope.",
  },
  included: {
    label: "Included",
    tone: "ok",
    icon: "check",
    meaning: "Necessary, with at least one recorded reason.",
  },
  excluded: {
    label: "Excluded",
    tone: "none",
    icon: "slash",
    meaning: "Not necessary, with a recorded justification; leaves both sides of every fraction.",
  },
};

export const IMPLEMENTATIONS = ["not_started", "planned", "partial", "implemented"] as const;
export type Implementation = (typeof IMPLEMENTATIONS)[number];
export const IMPLEMENTATION: Table<Implementation> = {
  not_started: { label: "Not started", tone: "none", icon: "hollow", meaning: "No work has begun." },
  planned: { label: "Planned", tone: "progress", icon: "half", meaning: "Work has a target date." },
  partial: { label: "Partial", tone: "due", icon: "triangle", meaning: "Operates in part of the scope." },
  implemented: { label: "Implemented", tone: "ok", icon: "check", meaning: "Operates in the whole scope." },
};

export const DELIVERIES = ["own", "shared", "inherited"] as const;
export type Delivery = (typeof DELIVERIES)[number];
export const DELIVERY_LABEL: Readonly<Record<Delivery, string>> = {
  own: "Own",
  shared: "Shared",
  inherited: "Inherited",
};

/** How a control is implemented: any of these, always in this order. */
export const CONTROL_METHODS = ["policy", "procedure", "technical", "provider"] as const;
export type ControlMethod = (typeof CONTROL_METHODS)[number];
export const METHOD_LABEL: Readonly<Record<ControlMethod, string>> = {
  policy: "Policy",
  procedure: "Procedure",
  technical: "Technical",
  provider: "Provider",
};

export const REASON_KINDS = ["risk", "legal", "contractual", "business"] as const;
export type ReasonKind = (typeof REASON_KINDS)[number];
export const REASON_LABEL: Readonly<Record<ReasonKind, string>> = {
  risk: "Risk",
  legal: "Legal",
  contractual: "Contract",
  business: "Business",
};

export const NC_STATES = [
  "open",
  "investigating",
  "action_planned",
  "implemented",
  "effectiveness_check",
  "closed",
  "withdrawn",
  "accepted",
  "done",
  "declined",
] as const;
export type NcState = (typeof NC_STATES)[number];
export const NC_STATE: Table<NcState> = {
  open: {
    label: "Open",
    tone: "gap",
    icon: "diamond",
    meaning: "Raised; nobody has begun to look for the cause.",
  },
  investigating: {
    label: "Investigating",
    tone: "progress",
    icon: "half",
    meaning: "Correction and cause are being worked out.",
  },
  action_planned: {
    label: "Action planned",
    tone: "progress",
    icon: "half",
    meaning: "Cause recorded, corrective actions have owners and dates.",
  },
  implemented: {
    label: "Implemented",
    tone: "due",
    icon: "triangle",
    meaning: "All corrective actions are done with proof.",
  },
  effectiveness_check: {
    label: "Effectiveness check",
    tone: "review",
    icon: "eye",
    meaning: "Somebody other than the action owners judges whether it worked.",
  },
  closed: {
    label: "Closed",
    tone: "ok",
    icon: "check",
    meaning: "Found effective and closed by a named person.",
  },
  withdrawn: {
    label: "Withdrawn",
    tone: "none",
    icon: "slash",
    meaning: "Taken back by the person who raised it, with a reason.",
  },
  accepted: {
    label: "Accepted",
    tone: "progress",
    icon: "half",
    meaning: "The opportunity will be taken up.",
  },
  done: { label: "Done", tone: "ok", icon: "check", meaning: "The opportunity was taken up." },
  declined: {
    label: "Declined",
    tone: "none",
    icon: "slash",
    meaning: "The opportunity was not taken up, with a reason.",
  },
};

export const NC_GRADES = ["major", "minor", "observation", "ofi"] as const;
export type NcGrade = (typeof NC_GRADES)[number];
export const NC_GRADE: Table<NcGrade> = {
  major: {
    label: "Major",
    tone: "gap",
    icon: "diamond",
    meaning: "Absence or breakdown of a requirement, or doubt that the intended results are met.",
  },
  minor: {
    label: "Minor",
    tone: "due",
    icon: "triangle",
    meaning: "An isolated lapse in a requirement that otherwise works.",
  },
  observation: {
    label: "Observation",
    tone: "review",
    icon: "eye",
    meaning: "No requirement is breached; something to watch.",
  },
  ofi: {
    label: "Opportunity for improvement",
    tone: "none",
    icon: "hollow",
    meaning: "No requirement is breached; something could be better.",
  },
};

export const ACTION_STATES = ["open", "done", "dropped"] as const;
export type ActionState = (typeof ACTION_STATES)[number];
export const ACTION_STATE: Table<ActionState> = {
  open: { label: "Open", tone: "progress", icon: "half", meaning: "Not yet done." },
  done: { label: "Done", tone: "ok", icon: "check", meaning: "Done, with proof." },
  dropped: { label: "Dropped", tone: "none", icon: "slash", meaning: "No longer needed, with a reason." },
};

export const CARRY_OVERS = ["reuse", "supplement", "net_new", "soc2_only"] as const;
export type CarryOver = (typeof CARRY_OVERS)[number];
/** Overlap shapes are square, so `icon` is not used for them: components/ui/overlap-icon.tsx draws solid, hatched, dotted, empty. */
export const CARRY_OVER_LABEL: Readonly<Record<CarryOver, string>> = {
  reuse: "Reuse as is",
  supplement: "Supplement",
  net_new: "Net-new",
  soc2_only: "SOC 2 only",
};

export const REQUIREMENT_KINDS = ["control", "clause", "criterion", "own"] as const;
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];
export const REQUIREMENT_KIND_LABEL: Readonly<Record<RequirementKind, string>> = {
  control: "Annex A control",
  clause: "Clause requirement",
  criterion: "SOC 2 criterion",
  own: "Own control",
};

/** `register`: known from an imported register only, kept elsewhere without an address. */
export const ARTIFACT_KINDS = ["file", "link", "attestation", "population", "register"] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];
export const ARTIFACT_KIND_LABEL: Readonly<Record<ArtifactKind, string>> = {
  file: "File",
  link: "Link",
  attestation: "Text attestation",
  population: "Population",
  register: "Register entry",
};

export const LINK_ORIGINS = ["manual", "import", "crosswalk"] as const;
export type LinkOrigin = (typeof LINK_ORIGINS)[number];

export const NC_SOURCES = [
  "internal_audit",
  "stage1",
  "stage2",
  "surveillance",
  "soc2_audit",
  "incident",
  "monitoring",
  "supplier",
  "complaint",
  "management_review",
  "self",
] as const;
export type NcSource = (typeof NC_SOURCES)[number];
export const NC_SOURCE_LABEL: Readonly<Record<NcSource, string>> = {
  internal_audit: "Internal audit",
  stage1: "Stage 1 audit",
  stage2: "Stage 2 audit",
  surveillance: "Surveillance audit",
  soc2_audit: "SOC 2 audit",
  incident: "Incident",
  monitoring: "Monitoring",
  supplier: "Supplier",
  complaint: "Complaint",
  management_review: "Management review",
  self: "Found by ourselves",
};

export const CAUSE_METHODS = ["five_whys", "fishbone", "free"] as const;
export type CauseMethod = (typeof CAUSE_METHODS)[number];
export const CAUSE_METHOD_LABEL: Readonly<Record<CauseMethod, string>> = {
  five_whys: "Five whys",
  fishbone: "Fishbone",
  free: "Free text",
};
