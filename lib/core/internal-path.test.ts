import { expect, test } from "vitest";
import { internalPath } from "@/lib/core/internal-path";

test.each(["/", "/w/acme", "/w/acme/controls?q=a%20b&next=//x", "/w/acme/controls/A.5.15#history"])(
  "%s is ours",
  (path) => {
    expect(internalPath(path)).toBe(path);
  },
);

test.each([
  null,
  undefined,
  "",
  "w/acme",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "/w\\..\\x",
  "/%5cevil.example",
  "/%255cevil.example",
  "/%2f%2fevil.example/..",
  "/%2fevil.example",
  "/../\\evil.com",
  "/w/../../evil",
  "/w/%2e%2e/evil",
  "https://evil.example",
  "javascript:alert(1)",
  "/\tevil",
  "/a\r\nSet-Cookie: x=1",
  "/%zz",
  `/${"a".repeat(2_001)}`,
])("%j is not", (path) => {
  expect(internalPath(path)).toBeNull();
});
