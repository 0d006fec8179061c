import { expect, test } from "vitest";
import { answerable } from "@/components/ui/form-answerable";

const conflict = {
  ok: false as const,
  code: "CONFLICT",
  message: "Changed while you were editing.",
  current: { title: "Stored", version: 2 },
};
const formWith = (...names: readonly string[]) => ({
  elements: { namedItem: (name: string) => (names.includes(name) ? {} : null) },
});

test("a form with a field of what was changed is compared, and saving again keeps what was typed", () => {
  expect(answerable(conflict, formWith("version", "title"))).toBe(conflict);
});

test("a button without such a field does not decide on what nobody has seen when it is pressed again", () => {
  const told = answerable(conflict, formWith("version", "number"));
  expect(told).toMatchObject({ ok: false, code: "CONFLICT" });
  expect(told.current).toBeUndefined();
  expect(told.message).toContain("Reload the page");
});

test("every other failure is told as it came", () => {
  const refused = { ...conflict, code: "INVALID" };
  expect(answerable(refused, formWith())).toBe(refused);
});
