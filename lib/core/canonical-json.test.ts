import { describe, expect, it } from "vitest";
import { canonicalJson } from "@/lib/core/canonical-json";

describe("canonicalJson", () => {
  it("sorts keys at every depth and drops undefined members", () => {
    expect(canonicalJson({ b: 1, a: { d: [2, { f: 1, e: null }], c: undefined } })).toBe(
      '{"a":{"d":[2,{"e":null,"f":1}]},"b":1}',
    );
  });
  it("writes dates as ISO text and a missing value as null", () => {
    expect(canonicalJson([new Date(0), undefined])).toBe('["1970-01-01T00:00:00.000Z",null]');
    expect(canonicalJson(undefined)).toBe("null");
  });
});
