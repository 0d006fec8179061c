import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { objectStream, pdfFile } from "@/e2e/support/good-files";
import { isActivePdf } from "@/lib/core/file-pdf";

function inflate(bytes: Uint8Array): Uint8Array | null {
  try {
    return inflateSync(bytes);
  } catch {
    return null;
  }
}

const action = "<</S/JavaScript/JS(app.alert\\('x'\\))>>";

describe("isActivePdf", () => {
  test.each([
    ["a plain page", pdfFile()],
    ["a page whose text names JavaScript", pdfFile({ text: "JavaScript and JS" })],
    ["packed objects without any action", pdfFile({ more: objectStream("<</Type/Font>>") })],
    ["an encrypted file whose objects can be read", pdfFile({ catalog: "/Encrypt 8 0 R" })],
  ])("%s is not", (_, bytes) => {
    expect(isActivePdf(bytes, inflate)).toBe(false);
  });

  test.each([
    ["an action", pdfFile({ more: `6 0 obj\n${action}\nendobj\n` })],
    [
      "an action with its name in hexadecimal",
      pdfFile({ more: "6 0 obj\n<</S/#4AavaScript/JS(1)>>\nendobj\n" }),
    ],
    ["an action among packed objects", pdfFile({ more: objectStream(action) })],
    ["a form with scripts", pdfFile({ catalog: "/AcroForm<</XFA 6 0 R>>" })],
    ["a program to launch", pdfFile({ catalog: "/OpenAction<</S/Launch/F(a.exe)>>" })],
    [
      "objects that are packed and encrypted",
      pdfFile({ catalog: "/Encrypt 8 0 R", more: objectStream("<</Type/Font>>") }),
    ],
    [
      "objects that are packed in another way",
      pdfFile({
        more: "7 0 obj\n<</Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]>>\nstream\nff\nendstream\nendobj\n",
      }),
    ],
    [
      "objects that do not unpack",
      pdfFile({ more: "7 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>\nstream\nxx\nendstream\nendobj\n" }),
    ],
  ])("%s is, or cannot be told", (_, bytes) => {
    expect(isActivePdf(bytes, inflate)).toBe(true);
  });
});
