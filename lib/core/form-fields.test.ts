import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { optionalText, requiredText, typedText } from "@/lib/core/form-fields";
import { plainText } from "@/lib/core/plain-text";
import { isStorable } from "@/lib/core/storable";

const sentenceOf = (schema: ReturnType<typeof typedText>, text: unknown) =>
  schema.safeParse(text).error?.issues[0]?.message;

/** As a browser sends what stands in a text area. */
const sent = (text: string) => text.replaceAll("\n", "\r\n");

describe("text that was typed", () => {
  test("keeps one character for each line end, so that what was counted is what is stored", () => {
    const typed = `${"x\n".repeat(49)}xx`;
    const field = requiredText("A note", typed.length);
    expect(field.parse(sent(typed))).toBe(typed);
    expect(optionalText("A note", typed.length).parse(sent(typed))).toBe(typed);
    expect(sentenceOf(field, sent(`${typed}x`))).toBe("A note has at most 100 characters.");
    expect(typedText().parse("a\rb\u0085c\u2028d\u2029e\tf")).toBe("a\nb\nc\nd\ne\tf");
  });

  test("is refused with the character and the words before it when no export could carry it", () => {
    const field = requiredText("A note", 100);
    expect(sentenceOf(field, "First line\nRing the bell\u0007 twice")).toBe(
      'The text holds a control character (U+0007) after "Ring the bell". Take it out.',
    );
    expect(sentenceOf(field, "What the insurer carries is the outage.\u0007")).toContain(
      'after "carries is the outage.".',
    );
    expect(sentenceOf(field, "\u0000")).toBe("The text holds a control character (U+0000). Take it out.");
    for (const one of ["\u000b", "\u001b", "\u007f", "\u0092", "\ufffe", "\ufdd0"]) {
      expect(sentenceOf(field, `a${one}b`)).toMatch(/^The text holds a control character \(U\+[0-9A-F]{4}\)/);
    }
  });

  test("is refused when it would turn the words that our pages and files write after it", () => {
    const field = requiredText("A note", 100);
    expect(sentenceOf(field, "Done\nAsked by \u202eabc")).toBe(
      'The text turns the direction of writing (U+202E) after "Asked by" and never turns it back. Take that character out.',
    );
    for (const open of ["\u2067a\u202c", "\u202a\u2066a\u2069", "\u2066\u202ba\u202c", "a\u202d\nb\u202c"]) {
      expect(sentenceOf(field, open)).toContain("never turns it back");
    }
    const kept = [
      "\u202a+49 170\u202c",
      "\u2067\u202ba\u2069 b",
      "a\u2069\u202c",
      "\u200f\u0634\u0631\u0643\u0629",
      "\u2068x\u2069",
    ];
    for (const text of kept) expect(field.parse(text)).toBe(text);
  });

  test("says that it is needed before anything else", () => {
    const field = requiredText("A note", 100);
    expect([undefined, "", " \r\n "].map((text) => sentenceOf(field, text))).toEqual(
      Array.from({ length: 3 }, () => "A note is needed."),
    );
  });

  test("stands as it was stored in every file format", () => {
    const field = optionalText("A note", 100_000);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const { data } = field.safeParse(text);
        if (data === undefined || !isStorable(data)) return;
        expect(plainText(data)).toBe(data);
        expect(field.parse(sent(data))).toBe(data);
      }),
    );
  });
});
