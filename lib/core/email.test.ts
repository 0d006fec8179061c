import { describe, expect, test } from "vitest";
import { normaliseEmail } from "@/lib/core/email";

describe("normaliseEmail", () => {
  test.each([
    ["  Lena.Lead@Example.COM ", "lena.lead@example.com"],
    ["\uFF41\uFF42@example.com", "ab@example.com"],
    ["a@b", "a@b"],
  ])("%j is spelled %j", (text, email) => {
    expect(normaliseEmail(text)).toBe(email);
  });

  test.each([
    "",
    "a",
    "a@",
    "@b",
    "a@b@c",
    "a b@c",
    "a@b\nBcc: x@y",
    "\u00E9va@example.com",
    "board.example<eve@c.d>",
    "a,eve@c.d",
    "group:eve@c.d;",
    '"a"@b.c',
    "a@[127.0.0.1]",
    "a@b.c(x)",
    `${"a".repeat(250)}@b.cd`,
  ])("%j is refused", (text) => {
    expect(normaliseEmail(text)).toBeNull();
  });

  test("a full-width at sign becomes the sign before the shape is judged", () => {
    expect(normaliseEmail("a\uFF20b@c")).toBeNull();
    expect(normaliseEmail("a\uFF20b.c")).toBe("a@b.c");
  });
});
