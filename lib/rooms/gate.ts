import "server-only";
import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { notFound as pageNotFound, redirect } from "next/navigation";
import { cache } from "react";
import type { z } from "zod";
import { isSecure } from "@/lib/auth/cookie";
import { type Afterwards, follow, parse, requireOwnOrigin, toFailure } from "@/lib/auth/define-action";
import { tokenLimits } from "@/lib/auth/limits";
import { toResponse } from "@/lib/auth/route-scope";
import { hashToken } from "@/lib/auth/tokens";
import type { RoomScope, Scope } from "@/lib/core/access";
import { formatInstant } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import { paths } from "@/lib/core/paths";
import type { ActionResult } from "@/lib/core/result";
import type { EnterableRoom } from "@/lib/core/room-dto";
import { now } from "@/lib/platform/clock";
import { type Limit, requireAttempts } from "@/lib/platform/rate-limit";
import { requestFacts } from "@/lib/platform/request";
import {
  type CodeQuestion,
  endRoomSession,
  openPreview,
  openRoomSession,
  proveCode,
  rememberDevice,
  sendCode,
  touchRoomSession,
} from "@/lib/rooms/mutations/entry";
import { keepView, type Seen } from "@/lib/rooms/mutations/views";
import {
  type Admission,
  enterable,
  findDevice,
  findInvitation,
  findRoomSession,
  findRoomsOf,
} from "@/lib/rooms/queries/entry";
import { hasWatermark } from "@/lib/rooms/queries/watermark";

// ---- cookies: one for each room, bound to its path; one for the browser; one for a question on its way ----

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const LIFE = { room: 7 * DAY, "room-device": 30 * DAY, "room-code": 15 * MINUTE } as const;
type Name = keyof typeof LIFE;

/** The name of a cookie of the rooms; `room` is sent to its own room's addresses only. */
function cookieName(name: Name): string {
  return isSecure() ? `__Secure-carryover.${name}` : `carryover.${name}`;
}

async function readCookie(name: Name): Promise<string | null> {
  return (await cookies()).get(cookieName(name))?.value ?? null;
}

async function writeCookie(name: Name, value: string, path: string): Promise<void> {
  (await cookies()).set(cookieName(name), value, {
    httpOnly: true,
    secure: isSecure(),
    sameSite: "lax",
    path,
    maxAge: value === "" ? 0 : LIFE[name],
  });
}

// ---- the gate itself ----

/** A scope for an admission that this file has proven. The only cast to `RoomScope`. */
function admit(admission: Admission, sessionId: string, requestId: string): RoomScope {
  const { workspaceId, workspaceSlug, timeZone, roomId, actor } = admission;
  return {
    ...{ workspaceId, workspaceSlug, timeZone, roomId, actor, sessionId, requestId },
  } as unknown as RoomScope;
}

const TOUCH_AFTER_MS = 5 * MINUTE * 1_000;
const SHUT = "This room is not open to you. Enter it again from your link, or ask for a code.";

/**
 * The lock on every door of a room. The session, the auditor and the room are read on each request, so taking access away
 * works at once; no session, another room's, another company's and no room at all are answered alike.
 * @throws AppError UNAUTHENTICATED
 */
export const roomScope = cache(async (roomId: string): Promise<RoomScope> => {
  const token = await readCookie("room");
  const session = token === null ? null : await findRoomSession(hashToken(token), roomId, now());
  if (session === null) throw new AppError("UNAUTHENTICATED", SHUT);
  const scope = admit(session, session.sessionId, (await requestFacts()).requestId);
  if (now().getTime() - session.lastSeenAt.getTime() > TOUCH_AFTER_MS) await touchRoomSession(scope);
  return scope;
});

/** `roomScope` for pages: whoever is not let in is sent to the neutral door, whatever the reason. */
export async function roomPage(roomId: string): Promise<RoomScope> {
  try {
    return await roomScope(roomId);
  } catch (error) {
    if (error instanceof AppError) redirect(paths.roomDoor() as Route);
    throw error;
  }
}

/** The same for frames that draw themselves only around a page that is let in. */
export async function roomScopeOrNull(roomId: string): Promise<RoomScope | null> {
  try {
    return await roomScope(roomId);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Runs a page's query of a room; what the room does not share is not found. */
export async function orRoomNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") pageNotFound();
    throw error;
  }
}

/** Runs a GET handler of a room. Not let in is answered like not there. */
export async function withRoom(
  roomId: string,
  work: (scope: RoomScope) => Promise<Response>,
): Promise<Response> {
  try {
    return await work(await roomScope(roomId));
  } catch (error) {
    if (error instanceof AppError && error.code === "UNAUTHENTICATED") {
      return toResponse(new AppError("NOT_FOUND", "The page was not found."));
    }
    return toResponse(error);
  }
}

/** What lies over previews in a room that marks them: the reader and the time; null in a room that does not. */
export async function viewerMark(scope: RoomScope): Promise<string | null> {
  if (!(await hasWatermark(scope))) return null;
  const { actor, timeZone } = scope;
  const reader = actor.kind === "auditor" ? `${actor.name}, ${actor.email}` : `Preview by ${actor.name}`;
  return `${reader}, ${formatInstant(now(), timeZone)} ${timeZone}`;
}

/** Keeps what the auditor saw; for pages and handlers, after their query has answered. */
export async function noteView(scope: RoomScope, seen: Seen): Promise<void> {
  await keepView(scope, seen);
}

const TOO_MUCH = "You did very much within this hour. Wait until it is over.";

/** Each act may mail members: 600 an hour by auditor, in all their sessions. */
function actLimits(auditorId: string): readonly Limit[] {
  return [{ key: `room-act:${auditorId}`, hits: 600, seconds: 60 * MINUTE }];
}

const PREVIEW = "You are looking as the auditor. Nothing can be changed from here.";

/**
 * The only shape of a server action inside a room: origin, session of this room, strict input, mutation. A member who
 * looks as the auditor is refused. The result is `(roomId, previous, data)`; bind the room for `useActionState`.
 */
export function defineRoomAction<I extends z.ZodType, T>(spec: {
  readonly input: I;
  /** Whoever looks as the auditor may do it too: leaving. */
  readonly preview?: boolean;
  readonly run: (scope: RoomScope, input: z.output<I>) => Promise<T>;
  readonly after?: (roomId: string, data: T, input: z.output<I>) => Afterwards;
}): (
  roomId: string,
  previous: ActionResult<T> | null,
  data: FormData | z.input<I>,
) => Promise<ActionResult<T>> {
  return async (roomId, _previous, data) => {
    let result: ActionResult<T>;
    let next: Afterwards | undefined;
    try {
      await requireOwnOrigin();
      const scope = await roomScope(String(roomId));
      if (scope.actor.kind === "preview" && spec.preview !== true) throw new AppError("FORBIDDEN", PREVIEW);
      if (scope.actor.kind === "auditor") await requireAttempts(actLimits(scope.actor.auditorId), TOO_MUCH);
      const input = parse(spec.input, data);
      const done = await spec.run(scope, input);
      result = { ok: true, data: done };
      next = spec.after?.(scope.roomId, done, input);
    } catch (error) {
      return toFailure(error, data);
    }
    revalidatePath(paths.inRoom(roomId), "layout");
    await follow(next);
    return result;
  };
}

// ---- the ways in ----

const DEAD = "This link does not work any more. Ask for a code below, or for a new invitation.";

type Device = { readonly hash: string; readonly email: string; readonly fresh: boolean };

async function deviceOf(): Promise<Device | null> {
  const token = await readCookie("room-device");
  if (token === null) return null;
  const hash = hashToken(token);
  const device = await findDevice(hash);
  return device === null ? null : { hash, ...device };
}

async function enter(admission: Admission, invitationHash: string | null): Promise<string> {
  const facts = await requestFacts();
  const scope = admit(admission, "", facts.requestId);
  const token = await openRoomSession(scope, invitationHash, facts);
  await writeCookie("room", token, paths.inRoom(admission.roomId));
  return paths.inRoom(admission.roomId);
}

async function ask(question: CodeQuestion): Promise<string> {
  const pending = await sendCode(question, await requestFacts());
  await writeCookie("room-code", pending, paths.roomDoor());
  return paths.roomCode();
}

/**
 * The button behind a personal link: into the room on a browser that proved the address, else a code goes there first.
 * @returns the page to go on with
 * @throws AppError INVALID (unknown, used, revoked or expired link, or a room that lets nobody in), LIMITED
 */
export async function enterByLink(token: string): Promise<string> {
  const { ip } = await requestFacts();
  await requireAttempts(tokenLimits(ip), "Too many links were tried. Wait a minute.");
  const invitationHash = hashToken(token);
  const found = await findInvitation(invitationHash, now());
  if (found === null) throw new AppError("INVALID", DEAD);
  const device = await deviceOf();
  if (device?.email === found.email) return enter(found, invitationHash);
  return ask({ email: found.email, known: true, invitationHash, deviceHash: null });
}

/** Sends a code to the address when a room knows it; the answer is the same when none does. @throws AppError LIMITED */
export async function askForCode(email: string): Promise<string> {
  const known = (await findRoomsOf(email, now())).length > 0;
  const device = await deviceOf();
  return ask({
    email,
    known,
    invitationHash: null,
    deviceHash: device?.email === email ? device.hash : null,
  });
}

/** Whether this browser has asked for a code lately. */
export async function isCodeAsked(): Promise<boolean> {
  return (await readCookie("room-code")) !== null;
}

/**
 * The six digits: the browser is remembered, and the room of the link entered, or the list of the address's rooms shown.
 * @throws AppError INVALID (wrong or spent), LIMITED
 */
export async function confirmCode(code: string): Promise<string> {
  const pending = await readCookie("room-code");
  if (pending === null) {
    const message = "This code does not work any more. Ask for a new one.";
    throw new AppError("INVALID", message, { fields: { code: message } });
  }
  const { email, invitationHash } = await proveCode(pending, code, await requestFacts());
  await writeCookie("room-code", "", paths.roomDoor());
  await writeCookie("room-device", await rememberDevice(email), paths.roomDoor());
  const found = invitationHash === null ? null : await findInvitation(invitationHash, now());
  if (found !== null && found.email === email) return enter(found, invitationHash);
  const rooms = await findRoomsOf(email, now());
  const [only] = rooms;
  return rooms.length === 1 && only !== undefined ? enter(only, null) : paths.roomDoor();
}

/** The rooms that this browser may enter without a link: those of an address that it proved by a code just now. */
export async function listEnterable(): Promise<readonly EnterableRoom[] | null> {
  const device = await deviceOf();
  return device?.fresh === true ? enterable(await findRoomsOf(device.email, now())) : null;
}

/** Enters one of them. @throws AppError INVALID (another's room, no room, or the proof is too old: all alike) */
export async function enterListed(roomId: string): Promise<string> {
  const device = await deviceOf();
  const rooms = device?.fresh === true ? await findRoomsOf(device.email, now()) : [];
  const found = rooms.find((room) => room.roomId === roomId);
  if (found === undefined)
    throw new AppError("INVALID", "Ask for a code first; it opens your rooms for 15 minutes.");
  return enter(found, null);
}

/** The live link of a page, without using it; null for every other one. */
export async function lookAtLink(token: string) {
  return findInvitation(hashToken(token), now());
}

/** Gives the member's browser the room's cookie, so that the same doors and queries answer as for the auditor. */
export async function enterPreview(scope: Scope<"room:write">, roomId: string): Promise<null> {
  const token = await openPreview(scope, roomId, await requestFacts());
  await writeCookie("room", token, paths.inRoom(roomId));
  return null;
}

/** Ends the session of this room and takes its cookie away. */
export async function leaveRoom(
  scope: RoomScope,
): Promise<{ readonly preview: boolean; readonly slug: string }> {
  await endRoomSession(scope);
  await writeCookie("room", "", paths.inRoom(scope.roomId));
  return { preview: scope.actor.kind === "preview", slug: scope.workspaceSlug };
}
