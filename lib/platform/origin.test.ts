import { describe, expect, it } from "vitest";
import { isOwnOrigin } from "@/lib/platform/origin";

const headers = (given: Record<string, string>) => new Headers(given);

describe("isOwnOrigin", () => {
  it.each([
    ["the configured origin", { origin: "https://app.example" }, true],
    ["another origin", { origin: "https://evil.example" }, false],
    ["another port", { origin: "https://app.example:8443" }, false],
    ["plain http", { origin: "http://app.example" }, false],
    ["the word null", { origin: "null" }, false],
    ["no origin at all", {}, false],
    ["no origin, but the browser says same-origin", { "sec-fetch-site": "same-origin" }, true],
    ["no origin, cross-site", { "sec-fetch-site": "cross-site" }, false],
    [
      "a forged host",
      { origin: "https://evil.example", host: "evil.example", "x-forwarded-host": "evil.example" },
      false,
    ],
  ])("%s", (_name, given, expected) => {
    expect(isOwnOrigin(headers(given as Record<string, string>), "https://app.example")).toBe(expected);
  });
  it("takes the loopback names for one another on the same port only", () => {
    expect(isOwnOrigin(headers({ origin: "http://127.0.0.1:3000" }), "http://localhost:3000")).toBe(true);
    expect(isOwnOrigin(headers({ origin: "http://127.0.0.1:3001" }), "http://localhost:3000")).toBe(false);
  });
});
