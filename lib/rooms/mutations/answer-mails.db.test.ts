import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { roomAuditors, roomSessions, rooms } from "@/db/schema/rooms";
import { requests } from "@/db/schema/work";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { queuedMails } from "@/db/testing/queue";
import { requestsOf } from "@/db/testing/requests";
import { openRoomOf, sessionTokenIn } from "@/db/testing/rooms";
import type { RoomScope } from "@/lib/core/access";
import { writeMail } from "@/lib/mail/templates";
import { roomScope } from "@/lib/rooms/gate";
import { setAnswerMails, tellOfAnswers } from "@/lib/rooms/mutations/answer-mails";
import { shareAnswer, writeRoomRequest } from "@/lib/rooms/mutations/requests";
import { getRoomFrame } from "@/lib/rooms/queries/frame";

const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => ({ value: browser.jar.get(name) ?? "" }) }),
  headers: async () => new Headers({ "x-forwarded-for": "203.0.113.7" }),
}));

// Auckland is 13 hours ahead of UTC in November.
const SIX = new Date("2026-11-23T17:00:00Z");
const SEVEN = new Date("2026-11-23T18:00:00Z");
const EVENING = new Date("2026-11-24T09:00:00Z");
const NEXT_DAY = new Date("2026-11-24T18:00:00Z");
const AWAY = new Date("2026-11-20T00:00:00Z");

let home: TestWorkspace;
type Room = { readonly id: string; readonly email: string; readonly scope: RoomScope };

/** A room whose auditor was here long ago. */
async function opened(name: string): Promise<Room> {
  const id = await openRoomOf(home, name, ["A.5.18"]);
  browser.jar.set("carryover.room", await sessionTokenIn(home, id));
  const scope = await roomScope(id);
  await inWorkspace(home.system, (tx) =>
    tx.update(roomSessions).set({ lastSeenAt: AWAY }).where(eq(roomSessions.roomId, id)),
  );
  return { id, scope, email: scope.actor.kind === "auditor" ? scope.actor.email : "" };
}

/** An answer that was given to the auditor on that day. */
async function given(room: Room, title: string, at: Date): Promise<void> {
  const lead = home.scope("lead");
  const { id } = await writeRoomRequest(lead, {
    ...{ onceKey: "", roomId: room.id, auditorRef: "", title, detail: "", kind: "document", draft: false },
    ...{ requirements: ["A.5.18"], dueOn: null, ownerId: home.people.contributor.userId },
  });
  await requestsOf(home).answer(id);
  await shareAnswer(lead, { id, version: 2 });
  await inWorkspace(home.system, (tx) =>
    tx.update(requests).set({ sharedAt: at }).where(eq(requests.id, id)),
  );
}

const told = async ({ email }: Room) =>
  (await queuedMails(email)).filter((mail) => mail.kind === "room-answers");

beforeAll(async () => {
  home = await createWorkspaceWith({
    roles: ["owner", "lead", "contributor"],
    timeZone: "Pacific/Auckland",
  });
});

describe("an auditor hears of answers (A-07)", () => {
  it("once a day in the morning of the workspace, however many workers ask, in numbers only", async () => {
    const room = await opened("Daily");
    await given(room, "Salaries of everybody", new Date("2026-11-21T00:00:00Z"));
    await given(room, "Leavers", new Date("2026-11-22T00:00:00Z"));
    expect(await tellOfAnswers(home.system, SIX)).toBe(0);
    await Promise.all([1, 2, 3].map(() => tellOfAnswers(home.system, SEVEN)));
    await given(room, "Joiners", new Date("2026-11-23T20:00:00Z"));
    await tellOfAnswers(home.system, EVENING);
    const [first, ...more] = await told(room);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ answers: 2, waiting: 2, findings: 0, room: "Daily", roomId: room.id });
    await tellOfAnswers(home.system, NEXT_DAY);
    await tellOfAnswers(home.system, NEXT_DAY);
    expect((await told(room)).slice(1)).toMatchObject([{ answers: 1, waiting: 3 }]);

    const address = `https://app.example/room/${room.id}`;
    for (const mail of await told(room)) {
      const { subject, text, html } = writeMail(mail, address, "https://app.example");
      expect(`${subject} ${text} ${html}`).not.toMatch(/Salaries|Leavers|Joiners|undefined/);
      const links = [...text.matchAll(/https?:\/\/\S+/g)].map(([url]) => url);
      expect(new Set(links), "no secret is in the mail").toEqual(new Set([address, `${address}#mails`]));
    }
  });

  it("not of what they have seen, not where they never entered, and not once the room is shut to them", async () => {
    const seen = await opened("Seen");
    await given(seen, "Old", new Date("2026-11-19T00:00:00Z"));
    const never = await opened("Never");
    await given(never, "New", new Date("2026-11-22T00:00:00Z"));
    await inWorkspace(home.system, (tx) =>
      tx
        .update(roomSessions)
        .set({ auditorId: null, memberId: home.people.lead.userId })
        .where(eq(roomSessions.roomId, never.id)),
    );
    const over = await opened("Over");
    await given(over, "New", new Date("2026-11-22T00:00:00Z"));
    await inWorkspace(home.system, (tx) =>
      tx.update(rooms).set({ accessUntil: "2026-11-23" }).where(eq(rooms.id, over.id)),
    );
    const revoked = await opened("Revoked");
    await given(revoked, "New", new Date("2026-11-22T00:00:00Z"));
    await inWorkspace(home.system, (tx) =>
      tx.update(roomAuditors).set({ revokedAt: SEVEN }).where(eq(roomAuditors.roomId, revoked.id)),
    );
    await tellOfAnswers(home.system, SEVEN);
    for (const room of [seen, never, over, revoked]) expect(await told(room)).toEqual([]);
  });

  it("only while they want to; the choice is theirs, in their own room", async () => {
    const [mine, other] = [await opened("Mine"), await opened("Other")];
    for (const room of [mine, other]) await given(room, "New", new Date("2026-11-22T00:00:00Z"));
    expect(await getRoomFrame(mine.scope)).toMatchObject({ answerMails: true });
    await setAnswerMails(mine.scope, { mails: false });
    await setAnswerMails(mine.scope, { mails: false });
    expect(await getRoomFrame(mine.scope)).toMatchObject({ answerMails: false });
    await tellOfAnswers(home.system, SEVEN);
    expect([(await told(mine)).length, (await told(other)).length]).toEqual([0, 1]);
    await setAnswerMails(mine.scope, { mails: true });
    await tellOfAnswers(home.system, SEVEN);
    expect(await told(mine)).toHaveLength(1);
  });
});
