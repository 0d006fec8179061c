// Who may do what: one table of permissions by role, and the scope that proves a check was made.

export const ROLES = ["owner", "lead", "contributor", "approver", "viewer"] as const;
export type Role = (typeof ROLES)[number];

const ALL = ROLES;
const MANAGERS = ["owner", "lead"] as const;
const WORKERS = ["owner", "lead", "contributor"] as const;
const REVIEWERS = ["owner", "lead", "approver"] as const;
const APPROVERS = ["owner", "approver"] as const;
const SPEAKERS = ["owner", "lead", "contributor", "approver"] as const;

/** The permission table. Settings, documentation and guards all read it; there is no second one. */
export const PERMISSIONS = {
  "workspace:read": { roles: ALL, label: "See the workspace and its readiness" },
  "workspace:write": { roles: MANAGERS, label: "Change scope, dates and general settings" },
  "workspace:own": { roles: ["owner"], label: "Waive the separation of duties" },
  "member:read": { roles: ALL, label: "See who is a member" },
  "member:write": { roles: MANAGERS, label: "Invite people, change roles, remove members" },
  "requirement:read": { roles: ALL, label: "See controls, clauses and criteria" },
  "requirement:write": { roles: WORKERS, label: "Record evidence status (contributors: rows they own)" },
  "requirement:assign": { roles: MANAGERS, label: "Assign owners and due dates" },
  "evidence:read": { roles: ALL, label: "See evidence" },
  "evidence:write": { roles: WORKERS, label: "Add and submit evidence (contributors: items they own)" },
  "evidence:review": { roles: REVIEWERS, label: "Accept or return evidence and give verdicts" },
  "request:read": { roles: ALL, label: "See requests for evidence" },
  "request:write": { roles: MANAGERS, label: "Ask for evidence and decide on answers" },
  "crosswalk:decide": { roles: MANAGERS, label: "Review and override pairs of the crosswalk" },
  "workspace:export": { roles: ["owner"], label: "Export and import the whole workspace" },
  "import:run": { roles: MANAGERS, label: "Import registers" },
  "soa:read": { roles: ALL, label: "See and export the Statement of Applicability" },
  "soa:approve": { roles: APPROVERS, label: "Approve versions of the Statement of Applicability" },
  "context:read": { roles: ALL, label: "See context, interested parties and scope" },
  "context:write": { roles: MANAGERS, label: "Edit context, interested parties and scope" },
  "context:approve": { roles: APPROVERS, label: "Approve the scope statement" },
  "risk:read": { roles: ALL, label: "See risks and the risk method" },
  "risk:write": { roles: WORKERS, label: "Edit and assess risks (contributors: risks they own)" },
  "risk:approve": { roles: APPROVERS, label: "Approve the risk method" },
  "risk:manage": { roles: MANAGERS, label: "Edit the risk method, import risks and freeze the register" },
  "risk:accept": { roles: SPEAKERS, label: "Approve plans and accept residual risks that they own" },
  "obligation:read": { roles: ALL, label: "See laws, contracts and commitments" },
  "obligation:write": { roles: MANAGERS, label: "Edit laws, contracts and commitments" },
  "supplier:read": { roles: ALL, label: "See suppliers and reliance statements" },
  "supplier:write": { roles: MANAGERS, label: "Edit suppliers, reviews and reliance statements" },
  "soa:write": { roles: MANAGERS, label: "Edit the Statement of Applicability" },
  "nonconformity:read": { roles: ALL, label: "See nonconformities" },
  "nonconformity:write": {
    roles: WORKERS,
    label: "Raise nonconformities and work on them (contributors: their own)",
  },
  "nonconformity:verify": { roles: REVIEWERS, label: "Judge effectiveness and close nonconformities" },
  "room:read": { roles: ALL, label: "See auditors' rooms and what was opened in them" },
  "room:write": { roles: MANAGERS, label: "Set up auditors' rooms and decide what they share" },
  "comment:write": { roles: SPEAKERS, label: "Comment" },
  "pack:build": { roles: MANAGERS, label: "Build and download packs for auditors" },
  "activity:read": { roles: ALL, label: "Read the activity log" },
} as const satisfies Record<string, { roles: readonly Role[]; label: string }>;

export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as readonly Permission[];

/** Whether the role holds the permission. */
export function roleHas(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission].roles as readonly Role[]).includes(role);
}

export type Actor =
  | { readonly kind: "member"; readonly userId: string; readonly name: string; readonly role: Role }
  | { readonly kind: "system"; readonly name: string };

declare const proven: unique symbol;

/**
 * Proof that `actor` holds every permission in `P` inside one workspace. Queries and mutations accept nothing else.
 * Only lib/auth/authorize.ts, lib/jobs/scope.ts and lib/rooms/gate.ts may make one (checked by scripts/check-house.mjs).
 */
export type Scope<P extends Permission> = {
  readonly workspaceId: string;
  readonly workspaceSlug: string;
  readonly timeZone: string;
  readonly requestId: string;
  readonly actor: Actor;
  readonly [proven]: { readonly [K in P]: true };
};
/** Any scope at all: for bookkeeping such as the activity log. */
export type AnyScope = Scope<never>;

export type RoomActor =
  | { readonly kind: "auditor"; readonly auditorId: string; readonly name: string; readonly email: string }
  | { readonly kind: "preview"; readonly name: string };

declare const admitted: unique symbol;

/**
 * Proof that an auditor, or a member who looks through the auditor's eyes, is inside one open room. It opens that room
 * and nothing else of the workspace; only lib/rooms/gate.ts may make one.
 */
export type RoomScope = {
  readonly workspaceId: string;
  readonly workspaceSlug: string;
  readonly timeZone: string;
  readonly requestId: string;
  readonly roomId: string;
  readonly sessionId: string;
  readonly actor: RoomActor;
  readonly [admitted]: true;
};
/** Whoever acts: for the activity log and for telling people. */
export type ActingScope = AnyScope | RoomScope;

/** The acting user's id; null when the system or an auditor acts. */
export function actorId(scope: ActingScope): string | null {
  return scope.actor.kind === "member" ? scope.actor.userId : null;
}

/** Whether the actor holds `permission`; for a scope that was proven for another one (optional buttons, shared screens). */
export function holds(scope: AnyScope, permission: Permission): boolean {
  return scope.actor.kind === "member" && roleHas(scope.actor.role, permission);
}

/** Contributors edit only what they own; everybody else who holds the permission edits all. */
export function mayEditOwned(scope: AnyScope, ownerId: string | null): boolean {
  if (scope.actor.kind === "system") return true;
  return scope.actor.role !== "contributor" || ownerId === scope.actor.userId;
}

/** Whether `actor` may give `to` to somebody who now holds `from` (null: a newcomer). Only owners make or unmake owners. */
export function canGrantRole(actor: Role, from: Role | null, to: Role | null): boolean {
  if (!roleHas(actor, "member:write")) return false;
  return actor === "owner" || (from !== "owner" && to !== "owner");
}
