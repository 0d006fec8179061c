import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attachmentHeader, cleanFileName, extensionOf } from "@/lib/core/file-names";

describe("cleanFileName", () => {
  test.each([
    ["report.pdf", "report.pdf"],
    ["../../etc/passwd.txt", "passwd.txt"],
    ["C:\\Users\\me\\report.pdf", "report.pdf"],
    ["a\u0000b\r\nc.txt", "abc.txt"],
    ["invoice\u202efdp.exe", "invoicefdp.exe"],
    ["zero\u200bwidth\ufeff.csv", "zerowidth.csv"],
    ["cafe\u0301.pdf", "caf\u00e9.pdf"],
    ["con.txt", "_con.txt"],
    ["LPT1", "_LPT1"],
    ["COM\u00b9.log", "_COM\u00b9.log"],
    ["console.txt", "console.txt"],
    [".htaccess", "htaccess"],
    ["name.  .", "name"],
    ['a<b>c:d"e|f?g*h.md', "a_b_c_d_e_f_g_h.md"],
    ["  a \t  b .txt ", "a b .txt"],
    ["", "file"],
    ["...", "file"],
    ["dir/", "file"],
  ])("%j becomes %j", (raw, clean) => {
    expect(cleanFileName(raw)).toBe(clean);
  });

  test("a long name keeps its extension and no half of a character", () => {
    const name = cleanFileName(`${"\u{1f4c4}".repeat(150)}.xlsx`);
    expect(name.length).toBeLessThanOrEqual(200);
    expect(name.endsWith(".xlsx")).toBe(true);
    expect(() => encodeURIComponent(name)).not.toThrow();
  });

  test("whatever comes in, the result is short, printable, without a path, and stays as it is", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.string({ maxLength: 400 })),
        (raw) => {
          const name = cleanFileName(raw);
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(201);
          expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]/u);
          expect(name).not.toMatch(/^\.|[\s.]$/);
          expect(cleanFileName(name)).toBe(name);
          expect(() => encodeURIComponent(name)).not.toThrow();
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test("the extension is what follows the last dot", () => {
  expect(extensionOf("a.tar.GZ")).toBe("gz");
  expect(extensionOf("README")).toBe("");
  expect(extensionOf(".env")).toBe("");
});

describe("attachmentHeader", () => {
  test("gives an ASCII name and the real one", () => {
    expect(attachmentHeader('caf\u00e9 "5%".pdf')).toBe(
      "attachment; filename=\"caf_ _5__.pdf\"; filename*=UTF-8''caf%C3%A9%20%225%25%22.pdf",
    );
  });

  test("no name ends the header, the quotation or the value early", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (raw) => {
        const header = attachmentHeader(cleanFileName(raw));
        expect(header).toMatch(/^attachment; filename="[ !#$&-:<-[\]-~]*"; filename\*=UTF-8''[\w.~%-]+$/);
        expect(decodeURIComponent(header.split("UTF-8''")[1] ?? "")).toBe(cleanFileName(raw));
      }),
    );
  });
});
