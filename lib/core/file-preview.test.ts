import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBeginning, previewKind, tablePreview, textPreview } from "@/lib/core/file-preview";
import { escapeHtml, tablePage, textPage } from "@/lib/core/file-preview-page";

const bytes = (text: string) => new TextEncoder().encode(text);
const frame = { title: "a", theme: "system", nonce: "n" } as const;

describe("decodeBeginning", () => {
  test("knows the encodings that registers and logs come in", () => {
    expect(decodeBeginning(bytes("caf\u00e9"))).toEqual({ text: "caf\u00e9", encoding: "UTF-8" });
    expect(decodeBeginning(bytes("\ufeffa")).text).toBe("a");
    const wide = Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x62, 0]);
    expect(decodeBeginning(wide)).toEqual({ text: "ab", encoding: "UTF-16LE" });
    expect(decodeBeginning(Uint8Array.from([0x80, 0x20, 0xe9])).text).toBe("\u20ac \u00e9");
  });

  test("a character that is cut in two at the end does not change the encoding", () => {
    const whole = bytes("\u4e2d\u6587");
    expect(decodeBeginning(whole.subarray(0, 5))).toEqual({ text: "\u4e2d", encoding: "UTF-8" });
  });
});

describe("textPreview", () => {
  test("shows 200 lines and says that there are more", () => {
    const text = Array.from({ length: 300 }, (_, n) => `line ${n}`).join("\r\n");
    const shown = textPreview(text, false);
    expect(shown.lines).toHaveLength(200);
    expect(shown.more).toBe(true);
    expect(textPreview("a\nb\n", false)).toEqual({ lines: ["a", "b"], more: false });
    expect(textPreview("a", true).more).toBe(true);
  });

  test("controls become visible and long lines are cut", () => {
    expect(textPreview("\u001b[31mred\u0007", false).lines).toEqual(["\u00b7[31mred\u00b7"]);
    expect(textPreview("x".repeat(9_000), false).lines[0]?.length).toBeLessThan(2_100);
  });
});

describe("tablePreview", () => {
  test("reads quotes, separators and line ends inside quotes", () => {
    const shown = tablePreview('a;b\n"x;1";"two\nlines ""quoted"""\n3', false, false);
    expect(shown.head).toEqual(["a", "b"]);
    expect(shown.rows).toEqual([
      ["x;1", 'two\nlines "quoted"'],
      ["3", ""],
    ]);
    expect(shown.more).toBe(false);
  });

  test("shows 500 rows below the headings and counts columns that it leaves out", () => {
    const row = Array.from({ length: 70 }, (_, n) => `c${n}`).join("\t");
    const shown = tablePreview(Array.from({ length: 600 }, () => row).join("\n"), false, true);
    expect(shown.rows).toHaveLength(500);
    expect(shown).toMatchObject({ more: true, hiddenColumns: 10 });
  });

  test("an unclosed quote ends with the file, and nothing is lost on the way", () => {
    expect(tablePreview('a,b\n"open,1\n2', false, false).rows).toEqual([["open,1\n2", ""]]);
  });
});

test("whatever a file holds, the page has no markup of its own making", () => {
  const nasty = fc.array(
    fc.constantFrom(
      "<script>",
      "</pre>",
      "</td>",
      "<img src=x onerror=",
      '"',
      "'",
      "&lt;",
      "-->",
      "]]>",
      "\u2028",
      "a",
    ),
  );
  fc.assert(
    fc.property(nasty, (parts) => {
      const text = parts.join("");
      const pages = [
        textPage(frame, textPreview(text, false), "UTF-8"),
        tablePage(frame, tablePreview(`a,b\n${text}`, false, false), "UTF-8"),
      ];
      for (const page of pages) {
        const tags = new Set([...page.matchAll(/<\/?([a-z!]+)/gi)].map((found) => found[1]?.toLowerCase()));
        for (const tag of tags)
          expect(
            [
              "!doctype",
              "html",
              "head",
              "meta",
              "title",
              "style",
              "body",
              "p",
              "pre",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td",
            ].some((known) => known.startsWith(tag ?? "")),
          ).toBe(true);
        expect(page).not.toMatch(/<(script|img|svg|iframe)/i);
      }
    }),
    { numRuns: 300 },
  );
  expect(escapeHtml(`<a href="x" o='y'>&`)).toBe("&lt;a href=&quot;x&quot; o=&#39;y&#39;&gt;&amp;");
});

test("only pictures, PDF and text are looked at in place", () => {
  expect(previewKind("image/svg+xml")).toBe("none");
  expect(previewKind("text/html")).toBe("none");
  expect(previewKind("application/zip")).toBe("none");
  expect(previewKind("text/csv")).toBe("table");
});
