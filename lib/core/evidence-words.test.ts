import { expect, it } from "vitest";
import { bulkSentence, counted } from "@/lib/core/evidence-words";

it("puts the noun in the right number", () => {
  expect(counted(1, "link")).toBe("1 link");
  expect(counted(0, "link")).toBe("0 links");
  expect(counted(1200, "link")).toBe("1,200 links");
});

it("says what was done and names what was refused", () => {
  expect(bulkSentence({ done: 2, refused: [] }, "accepted")).toBe("2 items accepted.");
  const refused = ["E-1", "E-2", "E-3", "E-4"].map((name) => ({ name, reason: "Own." }));
  expect(bulkSentence({ done: 1, refused: refused.slice(0, 1) }, "accepted")).toBe(
    "1 item accepted. 1 refused. E-1: Own.",
  );
  const other = { name: "E-5", reason: "Draft." };
  expect(bulkSentence({ done: 1, refused: [...refused, other] }, "accepted")).toBe(
    "1 item accepted. 5 refused. E-1, E-2, E-3 and 1 more: Own. E-5: Draft.",
  );
});
