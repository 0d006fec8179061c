import { describe, expect, test } from "vitest";
import { mayLeave } from "@/lib/core/pack-activity";

const body = (after: object, before: object | null = null) => JSON.stringify({ before, after });

describe("which entries of the log may leave", () => {
  test("those of a known kind whose fields hold states, dates and names", () => {
    expect(mayLeave("request.submit", body({ state: "submitted", item: "Leavers", artifact: 1 }))).toBe(true);
    expect(mayLeave("request.submit", body({ state: "submitted", reason: "Our words" }))).toBe(false);
    expect(mayLeave("request.return", body({ state: "returned" }))).toBe(false);
  });

  test("nothing of an answer that its auditor does not have yet", () => {
    expect(mayLeave("request.submit", body({ state: "internal_review", item: "Leavers" }))).toBe(false);
    expect(mayLeave("request.ask", body({ state: "requested" }, { state: "internal_review" }))).toBe(false);
  });
});
