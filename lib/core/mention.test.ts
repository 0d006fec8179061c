import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  MENTION_LIMIT,
  mentionChoices,
  mentionedIn,
  mentionsIn,
  partsOf,
  typedMention,
} from "@/lib/core/mention";

const lena = { userId: "1", name: "Lena Berg" };
const lenaLong = { userId: "2", name: "Lena Berg Jones" };
const otto = { userId: "3", name: "Otto" };
const twin = { userId: "4", name: "otto" };
const jose = { userId: "5", name: "Jos\u00E9 \u00C1lvarez" };
const members = [lena, lenaLong, otto, jose];

const named = (text: string, all = members, chosen: readonly string[] = []) =>
  mentionedIn(text, all, new Set(chosen));

describe("mentionsIn", () => {
  test.each([
    ["@Lena Berg look", ["1"]],
    ["@lena berg, and @OTTO.", ["1", "3"]],
    ["@Lena Berg Jones and not the other", ["2"]],
    ["(@Jos\u00E9 \u00C1lvarez)", ["5"]],
    ["@Otto @Otto @Otto", ["3"]],
    ["mail otto@Otto about it", []],
    ["@Lena", []],
    ["@Ottoman and @Nobody Here", []],
    ["", []],
  ])("%s", (text, ids) => {
    expect(named(text)).toEqual(ids);
  });

  test("leaves a name that two people share as text, unless one was chosen", () => {
    const both = [otto, twin];
    expect(named("@Otto", both)).toEqual([]);
    expect(named("@Otto", both, ["4"])).toEqual(["4"]);
    expect(named("@Otto", both, ["3", "4"])).toEqual([]);
    expect(named("nobody is named", both, ["4"])).toEqual([]);
  });

  test("tells at most so many people", () => {
    const crowd = Array.from({ length: 60 }, (_, at) => ({ userId: String(at), name: `P${at}` }));
    expect(named(crowd.map(({ name }) => `@${name}`).join(" "), crowd)).toHaveLength(MENTION_LIMIT);
  });

  test("places never overlap and always hold an @ and the name", () => {
    const word = fc.constantFrom(
      "@",
      "Lena",
      " ",
      "Berg",
      "Jones",
      "Otto",
      "\u00C1lvarez",
      "Jos\u00E9",
      ",",
      "\uD83D\uDE00",
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }).map((all) => all.join("")),
        (text) => {
          let last = 0;
          for (const { start, end, userId } of mentionsIn(text, members)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(text.slice(start, end).toLowerCase()).toBe(
              `@${members.find((one) => one.userId === userId)?.name.toLowerCase()}`,
            );
            last = end;
          }
          expect(
            partsOf(text, members)
              .map((part) => part.text)
              .join(""),
          ).toBe(text);
        },
      ),
    );
  });
});

describe("while typing", () => {
  test("finds the name before the caret", () => {
    expect(typedMention("Hello @Le", 9)).toEqual({ start: 6, typed: "Le" });
    expect(typedMention("Hello @Lena B", 13)).toEqual({ start: 6, typed: "Lena B" });
    expect(typedMention("a@b", 3)).toBeNull();
    expect(typedMention("@Lena\nnext", 10)).toBeNull();
    expect(typedMention("none", 4)).toBeNull();
  });

  test("offers whoever has a name that begins so", () => {
    expect(mentionChoices("b", members)).toEqual([lena, lenaLong]);
    expect(mentionChoices("OT", members)).toEqual([otto]);
    expect(mentionChoices("", members)).toEqual(members);
    expect(mentionChoices("zz", members)).toEqual([]);
  });
});
