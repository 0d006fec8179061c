// What the pages about people show: sessions, members, invitations.
import type { Role } from "@/lib/core/access";

export type SessionSummary = {
  readonly id: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly ip: string | null;
  readonly agent: string | null;
  readonly isCurrent: boolean;
};

export type MailedToken = {
  readonly purpose: "setup" | "reset" | "verify_email" | "change_email";
  readonly userId: string | null;
  readonly email: string | null;
};

export type MemberSummary = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly version: number;
  readonly joinedAt: Date;
};

export type InvitationSummary = {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
  readonly hasExpired: boolean;
};

/** What the holder of an invitation's link sees before joining. */
export type OpenInvitation = {
  readonly workspaceId: string;
  readonly workspaceSlug: string;
  readonly workspaceName: string;
  readonly timeZone: string;
  readonly email: string;
  readonly role: Role;
  readonly hasAccount: boolean;
};

const BROWSERS = [
  ["Edg", "Edge"],
  ["OPR", "Opera"],
  ["Firefox", "Firefox"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const;
const SYSTEMS = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS", "macOS"],
  ["Linux", "Linux"],
] as const;

/** `Firefox on Windows`, as far as the browser says. */
export function describeAgent(agent: string | null): string {
  const browser = BROWSERS.find(([mark]) => agent?.includes(`${mark}/`))?.[1];
  const system = SYSTEMS.find(([mark]) => agent?.includes(mark))?.[1];
  if (browser === undefined) return system === undefined ? "Unknown browser" : `A browser on ${system}`;
  return system === undefined ? browser : `${browser} on ${system}`;
}
