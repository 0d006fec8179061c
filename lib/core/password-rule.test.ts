import { describe, expect, test } from "vitest";
import { passwordProblem } from "@/lib/core/password-rule";

const lena = { name: "Lena Leadworth", email: "lena.leadworth@example.com" };

describe("passwordProblem", () => {
  test.each([
    "walnut orbit canyon 42",
    "Tr0ub4dour&3xtra",
    "\u043F\u0430\u0440\u043E\u043B\u044C \u0434\u043B\u044F \u043B\u0435\u043D\u044B",
    "\u{1F333}\u{1F680}\u{1F9CA}\u{1F3BB}\u{1F4DA}\u{1F6B2}\u{1F344}\u{1F3D4}\u{1F30A}\u{1F525}\u{1F319}\u{1F98A}",
    Array.from({ length: 80 }, (_, i) => ((i * 7919) % 1297).toString(36))
      .join(" ")
      .slice(0, 256),
  ])("%s may be used", (password) => {
    expect(passwordProblem(password, lena)).toBeNull();
  });

  test.each([
    ["elevenchars", /at least 12/],
    ["x7 Qr".repeat(52), /at most 256/],
    ["Password1234", /common/],
    ["p@ssw0rd1234", /common/],
    ["Welcome-Welcome", /regular|common/],
    ["correct horse battery staple", /common/],
    ["lena.leadworth@example.com", /your name/],
    ["LenaLeadworth2026!", /your name/],
    ["Carryover 2026", /product/],
    ["aaaaaaaaaaaaa", /regular/],
    ["abcabcabcabcabc", /regular/],
    ["abcdefghijklmnop", /regular/],
    ["qwertyuiopasdf", /regular/],
    ["9876543210987", /regular/],
    ["            ", /regular/],
  ])("%s is refused", (password, sentence) => {
    expect(passwordProblem(password, lena)).toMatch(sentence);
  });

  test("counts characters, not code units", () => {
    expect(passwordProblem(`${"\u{1F333}".repeat(2)}abcdefghi`, lena)).toMatch(/at least 12/);
  });
});
