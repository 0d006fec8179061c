import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looksLikeSession, sessionCookieOf, sharedCookies } from "@/lib/core/visitor";

const TOKEN = "q7Zc0Yw1mB3nXk5Lp9Rt2Vd4Hs6Gf8Ja_uE-oIyTrWz";
const NOBODY = "-".repeat(43);
const SESSION = `carryover.session=${NOBODY}`;

const themes = ["", "theme=light", "theme=dark"];
const keys = ["", "keys=off"];
const sessions = ["", SESSION];
const ALL = themes.flatMap((theme) =>
  keys.flatMap((key) => sessions.map((one) => [theme, key, one].filter(Boolean).join("; "))),
);

const cookie = fc
  .tuple(
    fc.constantFrom(
      "theme",
      "keys",
      "nav",
      "carryover.session",
      "flash",
      "room",
      "_ga",
      " theme",
      "__proto__",
    ),
    fc.oneof(
      fc.constantFrom("dark", "light", "system", "off", "on", "", TOKEN, `${TOKEN}x`, "ana@example.com"),
      fc.string({ maxLength: 60 }),
    ),
  )
  .map(([name, value]) => `${name}=${value}`);

describe("the cookies that stand for many visitors", () => {
  it.each([
    ["", ""],
    ["theme=dark", "theme=dark"],
    ["theme=system; keys=on; nav=rail", ""],
    ["theme=purple; keys=maybe", ""],
    ["keys=off; theme=light", "theme=light; keys=off"],
    [`_ga=GA1.2; carryover.session=${TOKEN}`, SESSION],
    [`carryover.session=${TOKEN}x`, ""],
    ["carryover.session=", ""],
    [`__Host-carryover.session=${TOKEN}`, ""],
  ])("are for %s: %s", (header, shared) => {
    expect(sharedCookies(header, false)).toBe(shared);
  });

  it("know the session behind TLS by its other name", () => {
    expect(sharedCookies(`__Host-carryover.session=${TOKEN}`, true)).toBe(
      `__Host-carryover.session=${NOBODY}`,
    );
    expect(sharedCookies(`carryover.session=${TOKEN}`, true)).toBe("");
    expect(sessionCookieOf(true)).not.toBe(sessionCookieOf(false));
  });

  it("are none while a sentence waits for the visitor", () => {
    expect(sharedCookies("theme=dark; flash=0a1b2c3d.Ana%20was%20invited", false)).toBeNull();
  });

  it("are one of twelve, whatever the visitor sends", () => {
    expect(new Set(ALL).size).toBe(12);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(cookie).map((all) => all.join("; ")),
          fc.string(),
        ),
        (header) => {
          const shared = sharedCookies(header, false);
          expect(shared === null || ALL.includes(shared)).toBe(true);
          expect(shared ?? "").not.toContain(TOKEN);
        },
      ),
    );
  });

  it("stand for themselves", () => {
    for (const shared of ALL) expect(sharedCookies(shared, false)).toBe(shared);
    expect(looksLikeSession(NOBODY)).toBe(true);
  });
});
