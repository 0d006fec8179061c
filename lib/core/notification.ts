// What a notification says, where it leads, which mail it brings, and how many of one kind become a single one.

import { paths, withQuery } from "@/lib/core/paths";
import type { NotificationKind } from "@/lib/core/work-statuses";

/** What a notification can be about. `action` names the record that the action belongs to. */
export const NOTIFICATION_SUBJECTS = [
  "request",
  "evidence",
  "requirement",
  "nonconformity",
  "action",
  "pair",
  "supplier",
  "risk",
  "risk_method",
  "context",
  "obligation",
  "soa",
  "soa_row",
  "sample",
  "finding",
  "activity",
] as const;
export type NotificationSubject = (typeof NOTIFICATION_SUBJECTS)[number];

export type Notice = {
  /** Nobody, where a record has no owner: then nothing is written. */
  readonly personId: string | null;
  readonly kind: NotificationKind;
  readonly subjectKind: NotificationSubject;
  readonly subjectId: string;
  /** The name of the subject as its page prints it. */
  readonly title: string;
  /** The reason of a return, a due date, the beginning of a comment. */
  readonly detail: string;
  /** What the whole act is, where the kind does not say it: "Reminder." It stays when many become one. */
  readonly remark?: string;
};

export type NotificationDto = {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly subjectKind: NotificationSubject;
  readonly subjectId: string;
  readonly title: string;
  readonly detail: string;
  /** Null when the product itself noticed. */
  readonly actorName: string | null;
  readonly at: Date;
  readonly seen: boolean;
};

export type NotificationPage = {
  readonly rows: readonly NotificationDto[];
  readonly unread: number;
  readonly total: number;
  /** Id of the last row when older ones follow. */
  readonly before: string | null;
};

type Words = Readonly<Record<NotificationSubject, string>>;

const about = (verb: string): Words => ({
  request: `${verb} a request`,
  evidence: `${verb} evidence`,
  requirement: `${verb} a requirement`,
  nonconformity: `${verb} a nonconformity`,
  action: `${verb} a corrective action`,
  pair: `${verb} a pair of the crosswalk`,
  supplier: `${verb} a supplier`,
  risk: `${verb} a risk`,
  risk_method: `${verb} the risk method`,
  context: `${verb} the scope statement`,
  obligation: `${verb} an obligation`,
  soa: `${verb} a version of the Statement of Applicability`,
  soa_row: `${verb} a row of the Statement of Applicability`,
  sample: `${verb} a sample`,
  finding: `${verb} a finding`,
  activity: `${verb} the activity log`,
});

const WORDS: Readonly<Record<NotificationKind, Words>> = {
  assignment: { ...about("made you the owner of"), request: "asked you for evidence" },
  return: {
    ...about("returned"),
    request: "returned your answer",
    evidence: "returned your evidence",
    finding: "returned an answer to a finding",
  },
  mention: about("mentioned you on"),
  submission: {
    ...about("submitted"),
    request: "answered a request",
    risk: "asked for your decision on a risk",
    sample: "drew a sample",
    finding: "raised a finding",
  },
  decision: { ...about("decided on"), evidence: "decided on your evidence" },
  damage: { ...about("found damage in"), evidence: "found a damaged file" },
};

/** What happened, after the name of who did it: "returned your answer". */
export function notificationWords(kind: NotificationKind, subjectKind: NotificationSubject): string {
  return WORDS[kind][subjectKind];
}

/** The name that stands where no person acted. */
export const PRODUCT_ACTOR = "Carryover";

const IN_ROOMS: readonly NotificationSubject[] = ["request", "sample", "finding"];

/** Who did what, for the bell: where no member acted on what a room holds it was an auditor, who mentions nobody. */
export function noticeLine(
  member: string | null,
  kind: NotificationKind,
  subjectKind: NotificationSubject,
): { readonly actor: string; readonly words: string } {
  const words = notificationWords(kind, subjectKind);
  if (member !== null) return { actor: member, words };
  if (!IN_ROOMS.includes(subjectKind)) return { actor: PRODUCT_ACTOR, words };
  return { actor: "An auditor", words: kind === "mention" ? about("wrote on")[subjectKind] : words };
}

const SEPARATOR = ",";
const GROUPED_IDS = 40;
const NAMES_SHOWN = 5;

const PLURAL: Readonly<Record<NotificationSubject, string>> = {
  request: "requests",
  evidence: "pieces of evidence",
  requirement: "requirements",
  nonconformity: "nonconformities",
  action: "corrective actions",
  pair: "pairs of the crosswalk",
  supplier: "suppliers",
  risk: "risks",
  risk_method: "versions of the risk method",
  context: "scope statements",
  obligation: "obligations",
  soa: "versions of the Statement of Applicability",
  soa_row: "rows of the Statement of Applicability",
  sample: "samples",
  finding: "findings",
  activity: "places of the activity log",
};

function listed(names: readonly string[]): string {
  const rest = names.length - NAMES_SHOWN;
  return names.slice(0, NAMES_SHOWN).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** Longer details are left to the pages themselves. */
const DETAIL_NAMED = 60;

function withDetail({ title, detail }: Notice): string {
  const short = detail.replace(/\.$/, "");
  return short === "" || short.length > DETAIL_NAMED ? title : `${title} (${short})`;
}

function asOne(same: readonly Notice[]): readonly Notice[] {
  const [first] = same;
  if (first === undefined) return [];
  const { remark = "", ...rest } = first;
  if (same.length === 1) return [{ ...rest, detail: `${remark} ${rest.detail}`.trim() }];
  const details = new Set(same.map((notice) => notice.detail));
  const shared = details.size === 1 ? rest.detail : "";
  const names = same.map((notice) => (details.size === 1 ? notice.title : withDetail(notice)));
  return [
    {
      ...rest,
      subjectId: same
        .slice(0, GROUPED_IDS)
        .map((notice) => notice.subjectId)
        .join(SEPARATOR),
      title: `${same.length} ${PLURAL[first.subjectKind]}`,
      detail: `${remark} ${[listed(names), shared].filter((one) => one !== "").join(". ")}`.trim(),
    },
  ];
}

/** One notification for each person, kind and sort of subject, however many rows one act touched. */
export function grouped(notices: readonly Notice[]): readonly Notice[] {
  const groups = new Map<string, Notice[]>();
  for (const notice of notices) {
    if (notice.personId === null) continue;
    const key = `${notice.personId} ${notice.kind} ${notice.subjectKind}`;
    groups.set(key, [...(groups.get(key) ?? []), notice]);
  }
  return [...groups.values()].flatMap(asOne);
}

function pairPath(slug: string, id: string): string {
  const [criterion = "", ref = ""] = id.split("|");
  return paths.crosswalkPair(slug, criterion, ref);
}

/** The id of a finding carries its room. */
function findingPath(slug: string, id: string): string {
  const [room = "", finding = ""] = id.split("|");
  return paths.finding(slug, room, finding);
}

/** Samples are named by their room and their id. */
function samplePath(slug: string, id: string): string {
  const [room = "", sample = ""] = id.split("|");
  return paths.roomSample(slug, room, sample);
}

type Place = {
  readonly one: (slug: string, id: string) => string;
  readonly many: (slug: string, person: string) => string;
};
const owned = (list: (slug: string) => string) => (slug: string, owner: string) =>
  withQuery(list(slug), { owner });
const PLACE: Readonly<Record<NotificationSubject, Place>> = {
  request: { one: paths.request, many: owned(paths.requests) },
  evidence: { one: paths.evidenceItem, many: owned(paths.evidence) },
  requirement: { one: paths.requirement, many: owned(paths.controls) },
  nonconformity: { one: paths.nonconformity, many: owned(paths.nonconformities) },
  action: { one: paths.nonconformity, many: paths.work },
  pair: { one: pairPath, many: paths.crosswalk },
  supplier: { one: paths.supplier, many: paths.suppliers },
  risk: { one: paths.risk, many: owned(paths.risks) },
  risk_method: { one: paths.riskMethod, many: paths.riskMethod },
  context: { one: (slug, number) => paths.scopeVersion(slug, Number(number)), many: paths.context },
  obligation: { one: paths.obligation, many: owned(paths.obligations) },
  soa: { one: paths.soaVersion, many: paths.soaVersions },
  soa_row: { one: (slug, ref) => withQuery(paths.soa(slug), { open: ref }), many: paths.soa },
  sample: { one: samplePath, many: paths.rooms },
  finding: { one: findingPath, many: paths.rooms },
  activity: { one: paths.activityChain, many: paths.activityChain },
};

/** The page that shows what the notification is about; several subjects lead to the reader's own list of them. */
export function notificationHref(
  slug: string,
  notification: Pick<NotificationDto, "subjectKind" | "subjectId">,
  readerId: string,
): string {
  const ids = notification.subjectId.split(SEPARATOR);
  const [only = ""] = ids;
  const place = PLACE[notification.subjectKind];
  return ids.length === 1 ? place.one(slug, only) : place.many(slug, readerId);
}

/** Whether the row can be turned into a nonconformity at once: one returned answer or one returned piece of evidence. */
export function canRaiseFrom(
  notification: Pick<NotificationDto, "kind" | "subjectKind" | "subjectId">,
): boolean {
  const { kind, subjectKind, subjectId } = notification;
  if (kind !== "return" || subjectId.includes(SEPARATOR)) return false;
  return subjectKind === "request" || subjectKind === "evidence";
}

// ---- mail ----

export const MAIL_WISHES = [
  "onAssignment",
  "onReturn",
  "onMention",
  "weeklyDigest",
  "onOverdue",
  "checkpointMail",
] as const;
export type MailWish = (typeof MAIL_WISHES)[number];
export type MailWishes = Readonly<Record<MailWish, boolean>>;

/** What a person gets who never said anything: every mail about work; checkpoints only when asked for. */
export const DEFAULT_MAILS: MailWishes = {
  onAssignment: true,
  onReturn: true,
  onMention: true,
  weeklyDigest: true,
  onOverdue: true,
  checkpointMail: false,
};

export const MAIL_WISH_LABEL: Readonly<Record<MailWish, { readonly label: string; readonly help: string }>> =
  {
    onAssignment: {
      label: "Something is given to you",
      help: "At once: a request, a requirement, evidence, a nonconformity, an action, or a version or risk that waits for your decision.",
    },
    onReturn: { label: "Your work is returned", help: "At once, with the reason." },
    onMention: { label: "Somebody mentions you in a comment", help: "At once, with the comment." },
    weeklyDigest: {
      label: "The week ahead",
      help: "On Monday morning: what is overdue, due this week, or waiting for your decision. No mail when nothing is.",
    },
    onOverdue: {
      label: "Overdue work",
      help: "On Thursday morning, and on Monday when the week ahead is switched off. Never more than twice a week.",
    },
    checkpointMail: {
      label: "Signed checkpoints of the activity log",
      help: "On Monday morning: the newest one, to keep outside the product. No mail when the log has none since the last.",
    },
  };

/** What waits for an approver and moves nobody else: the work stands still until they decide. */
const DECIDED: ReadonlySet<NotificationSubject> = new Set(["soa", "context", "risk_method", "risk"]);

/** The wish that a mail about this needs; null for what stays behind the bell. */
export function wishFor({ kind, subjectKind }: Pick<Notice, "kind" | "subjectKind">): MailWish | null {
  if (kind === "assignment" || (kind === "submission" && DECIDED.has(subjectKind))) return "onAssignment";
  if (kind === "return") return "onReturn";
  return kind === "mention" ? "onMention" : null;
}

/** Reads the wish that an unsubscribe link names; null for anything else. */
export function readWish(text: unknown): MailWish | null {
  return MAIL_WISHES.find((wish) => wish === text) ?? null;
}

/** The page with the button that ends mails of one kind; opening it changes nothing. */
export function unsubscribePath(slug: string, wish: MailWish): string {
  return withQuery(paths.settingsNotifications(slug), { off: wish });
}
