import { expect, it } from "vitest";
import { activityDetail } from "@/lib/core/evidence-history";

const entry = (value: unknown) => JSON.stringify(value);

it("names the references, six at the most", () => {
  expect(activityDetail(entry({ after: { refs: ["A.5.1", "A.5.2"] } }))).toBe("A.5.1, A.5.2");
  const seven = ["A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.5.5", "A.5.6", "A.5.7"];
  expect(activityDetail(entry({ before: { refs: seven } }))).toBe(
    "A.5.1, A.5.2, A.5.3, A.5.4, A.5.5, A.5.6 and 1 more",
  );
});

it("reads references out of removed links", () => {
  expect(activityDetail(entry({ before: { links: [{ ref: "A.5.1" }, { other: 1 }, 3] } }))).toBe("A.5.1");
});

it("joins version, verdict, reason and note", () => {
  expect(
    activityDetail(
      entry({
        after: { artifact: 2, verdict: "needs_supplement", refs: ["A.5.15"], note: "Add the times." },
      }),
    ),
  ).toBe("version 2: needs supplement: A.5.15: Add the times.");
  expect(activityDetail(entry({ after: { reason: "Wrong quarter." } }))).toBe("Wrong quarter.");
});

it("is empty for bodies that say nothing more", () => {
  expect(activityDetail(entry({ after: null }))).toBe("");
  expect(activityDetail("no json")).toBe("");
});

it("names the fields of an edit, and none of a version or a move", () => {
  expect(
    activityDetail(
      entry({ before: { renewOn: null, ownerId: null }, after: { renewOn: "2027-01-01", ownerId: null } }),
    ),
  ).toBe("renewal date, owner");
  expect(
    activityDetail(
      entry({
        before: { state: "draft", renewOn: null },
        after: { state: "draft", renewOn: null, artifact: 2 },
      }),
    ),
  ).toBe("version 2");
  expect(activityDetail(entry({ before: { odd: 1 }, after: { odd: 2 } }))).toBe("");
});
