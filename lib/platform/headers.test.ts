import { describe, expect, test } from "vitest";
import { roomHeaders } from "@/lib/platform/headers";

describe("what answers of rooms say about their address", () => {
  test("doors tell nobody, pages inside tell no other site, and no search finds either", () => {
    const policy = (path: string) => roomHeaders(path)["referrer-policy"];
    for (const door of ["/room", "/room/", "/room/code", "/room/open", "/room/open/a-secret/x"]) {
      expect(policy(door), door).toBe("no-referrer");
    }
    for (const inside of ["/room/0190a0a0", "/room/0190a0a0/findings", "/room/opened", "/room/code-1"]) {
      expect(policy(inside), inside).toBe("same-origin");
    }
    expect(roomHeaders("/room")["x-robots-tag"]).toBe("noindex, nofollow");
  });
});
