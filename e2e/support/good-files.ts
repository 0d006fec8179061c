// Small files of the types that are taken, as honest programs write them.
import { deflateSync } from "node:zlib";

const bytes = (base64: string) => Buffer.from(base64, "base64");

/** A PDF of one page; `more` are further objects, `catalog` further entries of its catalogue. */
export function pdfFile(
  given: { readonly text?: string; readonly catalog?: string; readonly more?: Buffer | string } = {},
): Buffer {
  const stream = `BT /F1 24 Tf 40 100 Td (${given.text ?? "Access review"}) Tj ET`;
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${given.catalog ?? ""}>>`,
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ].map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`);
  return Buffer.concat([
    Buffer.from(`%PDF-1.5\n${objects.join("")}`),
    Buffer.from(given.more ?? ""),
    Buffer.from("trailer<</Root 1 0 R/Size 9>>\n%%EOF\n"),
  ]);
}

/** A compressed object stream of a PDF that holds one object, number 6 unless told. */
export function objectStream(body: string, number = 6): Buffer {
  const inner = Buffer.from(`${number} 0 ${body}`);
  const first = `${number} 0 `.length;
  const packed = deflateSync(inner);
  const head = `7 0 obj\n<</Type/ObjStm/N 1/First ${first}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head), packed, Buffer.from("\nendstream\nendobj\n")]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind), data]);
  let c = 0xffffffff;
  for (const byte of body) {
    c ^= byte;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  }
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE((c ^ 0xffffffff) >>> 0, body.length + 4);
  return out;
}

/** A grey PNG; `says` is the size in its header, whatever its pixels are. */
export function pngFile(width = 8, height = 8, says = { width, height }): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(says.width, 0);
  header.writeUInt32BE(says.height, 4);
  header.writeUInt8(8, 8);
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let y = 0; y < height; y += 1) rows[y * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A GIF of one pixel. */
export function gifFile(): Buffer {
  return bytes("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
}

/** A JPEG of one pixel. */
export function jpegFile(): Buffer {
  return bytes(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=",
  );
}

/** A WebP of one pixel. */
export function webpFile(): Buffer {
  return bytes("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
}

/** A mail with a text part and an HTML part. */
export function mailFile(html: string): Buffer {
  const lines = [
    "From: lena@example.com",
    "To: audit@example.com",
    "Subject: Approval of the access review",
    "Date: Fri, 20 Nov 2026 09:00:00 +0100",
    "MIME-Version: 1.0",
    "Content-Type: text/html; charset=utf-8",
    "",
    html,
  ];
  return Buffer.from(lines.join("\r\n"));
}
