import { expect, test } from "vitest";
import { staleVersion } from "@/lib/core/errors";

test("stored values are told to whoever can compare them with what was typed", () => {
  const error = staleVersion("The risk", { title: "Stored", version: 2 });
  expect(error).toMatchObject({ code: "CONFLICT", current: { title: "Stored", version: 2 } });
  expect(error.message).toContain("compare them");
});

test("a decision on something that changed is not told the version with which it would go through unseen", () => {
  for (const current of [{ version: 2 }, { state: "draft", version: 2 }]) {
    const error = staleVersion("The risk", current);
    expect(error.current).toBeUndefined();
    expect(error.message).toContain("Reload the page");
  }
});
