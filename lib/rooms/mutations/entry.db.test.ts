import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { roomAuditors, roomCodes } from "@/db/schema/rooms";
import { asSystem } from "@/db/system";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { newestNonce } from "@/db/testing/queue";
import { openRoomOf } from "@/db/testing/rooms";
import { hashToken, linkToken, mailedCode } from "@/lib/auth/tokens";
import type { RoomScope } from "@/lib/core/access";
import { forgetAttempts } from "@/lib/platform/rate-limit";
import { askForCode, confirmCode, enterByLink, roomScope } from "@/lib/rooms/gate";
import { resendInvitation } from "@/lib/rooms/mutations/auditors";
import { proveCode } from "@/lib/rooms/mutations/entry";

const HERE = "203.0.113.7";
const browser = vi.hoisted(() => ({ jar: new Map<string, string>(), ip: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.jar.has(name) ? { value: browser.jar.get(name) } : undefined),
    set: (name: string, value: string, { maxAge }: { maxAge?: number }) =>
      maxAge === 0 ? browser.jar.delete(name) : browser.jar.set(name, value),
  }),
  headers: async () => new Headers({ origin: "http://localhost:3000", "x-forwarded-for": browser.ip }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const FACTS = { requestId: "", ip: HERE, agent: null };
let home: TestWorkspace;
const lead = () => home.scope("lead");

type Opened = { readonly roomId: string; readonly auditorId: string; readonly email: string };

async function opened(name: string): Promise<Opened> {
  const roomId = await openRoomOf(home, name, ["A.5.18"]);
  const [row] = await inWorkspace(lead(), (tx) =>
    tx.select().from(roomAuditors).where(eq(roomAuditors.roomId, roomId)),
  );
  return { roomId, auditorId: row?.id ?? "", email: row?.email ?? "" };
}

const linkOf = async ({ email }: Opened) => linkToken("room", await newestNonce(email, "room-invite"));
const codeFor = async (email: string) => mailedCode(await newestNonce(email, "room-code"));
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

/** The auditor's own desk: a browser without cookies, in their own network. */
function leave(): void {
  browser.jar.clear();
  browser.ip = HERE;
}

async function seated(room: Opened): Promise<RoomScope> {
  leave();
  await enterByLink(await linkOf(room));
  await confirmCode(await codeFor(room.email));
  return roomScope(room.roomId);
}

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead"] });
});
beforeEach(async () => {
  leave();
  for (const prefix of ["room-code:", "token:", "mail:"]) await forgetAttempts(prefix);
});

describe("a code", () => {
  it("is tried five times at most, however many tries arrive at once", async () => {
    const { email } = await opened("Tries");
    await askForCode(email);
    const pending = browser.jar.get("carryover.room-code") ?? "";
    const code = await codeFor(email);
    const wrong = await Promise.allSettled(
      Array.from({ length: 20 }, () => proveCode(pending, other(code), FACTS)),
    );
    expect(wrong.every(({ status }) => status === "rejected")).toBe(true);
    const [row] = await asSystem("room-code", (database) =>
      database
        .select({ tries: roomCodes.tries })
        .from(roomCodes)
        .where(eq(roomCodes.pendingHash, hashToken(pending))),
    );
    expect(row?.tries).toBe(5);
    await expect(proveCode(pending, code, FACTS)).rejects.toMatchObject({ code: "INVALID" });
  });

  it("answers the question that it was asked by, once, and no other one", async () => {
    const { email } = await opened("Once");
    await askForCode(email);
    const first = browser.jar.get("carryover.room-code") ?? "";
    const code = await codeFor(email);
    await askForCode(email);
    const second = browser.jar.get("carryover.room-code") ?? "";
    expect(second).not.toBe(first);
    await expect(proveCode(second, code, FACTS)).rejects.toMatchObject({ code: "INVALID" });
    const both = await Promise.allSettled([proveCode(first, code, FACTS), proveCode(first, code, FACTS)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("of somebody whom no room knows is asked for alike and never mailed", async () => {
    const email = "stranger@audit.example";
    expect(await askForCode(email)).toBe(await askForCode((await opened("Alike")).email));
    await expect(newestNonce(email, "room-code")).rejects.toThrow("No room-code mail");
  });
});

describe("whoever knows an auditor's address alone (A-02)", () => {
  /** Strangers in so many networks, each asking for the address until they are refused. */
  async function bombard(email: string, networks: number): Promise<number> {
    browser.jar.clear();
    let sent = 0;
    for (let network = 1; network <= networks; network += 1) {
      browser.ip = `198.51.100.${network}`;
      for (let ask = 0; ask < 6; ask += 1) {
        const done = await askForCode(email).then(
          () => true,
          () => false,
        );
        sent += done ? 1 : 0;
      }
    }
    leave();
    return sent;
  }

  it("uses up 5 codes an hour from one network, and the auditor at the door still gets one", async () => {
    const room = await opened("Nearby");
    expect(await bombard(room.email, 1)).toBe(5);
    expect(await askForCode(room.email)).toBe("/room/code");
  });

  it("sends 20 mails an hour from all networks together, and neither link nor known browser is shut out", async () => {
    const room = await opened("Besieged");
    await seated(room);
    const device = browser.jar.get("carryover.room-device") ?? "";
    expect(await bombard(room.email, 9)).toBe(20);
    await expect(askForCode(room.email)).rejects.toMatchObject({
      code: "LIMITED",
      message: expect.stringContaining("Enter by the link in your invitation"),
    });
    browser.jar.set("carryover.room-device", device);
    expect(await askForCode(room.email)).toBe("/room/code");
    await confirmCode(await codeFor(room.email));
    expect((await roomScope(room.roomId)).roomId).toBe(room.roomId);

    browser.jar.clear();
    await resendInvitation(lead(), { roomId: room.roomId, auditorId: room.auditorId });
    expect((await seated(room)).roomId).toBe(room.roomId);
    const other = await opened("Elsewhere");
    browser.jar.set("carryover.room-device", device);
    expect(await bombard(other.email, 9)).toBe(20);
    browser.jar.set("carryover.room-device", device);
    await expect(askForCode(other.email), "a browser is known for its own address").rejects.toMatchObject({
      code: "LIMITED",
    });
  });

  it("is not needed to limit a link: it asks for 5 codes an hour, wherever it is opened", async () => {
    const token = await linkOf(await opened("Eager"));
    for (let ask = 0; ask < 5; ask += 1) {
      browser.ip = `192.0.2.${ask + 1}`;
      expect(await enterByLink(token)).toBe("/room/code");
    }
    await expect(enterByLink(token)).rejects.toMatchObject({ code: "LIMITED" });
  });
});
