import { describe, expect, it } from "vitest";
import { withoutOtherPanels } from "@/lib/core/bulk-panels";

describe("withoutOtherPanels", () => {
  it("keeps the fields of the pressed verb and what all verbs share", () => {
    const sent = { itemIds: ["a"], script: "on", requirements: "foo", renewOn: "", cadence: "none" };
    expect(withoutOtherPanels({ ...sent, verb: "archive" })).toEqual({
      itemIds: ["a"],
      script: "on",
      verb: "archive",
    });
    expect(withoutOtherPanels({ ...sent, verb: "link" })).toHaveProperty("requirements", "foo");
    expect(withoutOtherPanels({ ...sent, verb: "constructor" })).not.toHaveProperty("requirements");
  });

  it("leaves to the schema what is no form", () => {
    for (const odd of [null, "verb", 4, { itemIds: [] }]) expect(withoutOtherPanels(odd)).toEqual(odd);
  });
});
