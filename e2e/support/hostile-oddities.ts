// Files that are odd rather than clever: sizes that lie, names that lie, bytes that were damaged on the way.
import { gifFile, jpegFile, pdfFile, pngFile, webpFile } from "./good-files";
import { each, type HostileFile, refused, taken } from "./hostile-file";
import { officeFile, zipFile } from "./zip-file";

/** A generator that gives the same numbers every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Pictures that ask for more memory than there is, and pictures under another name. */
export function images(): HostileFile[] {
  const says = { width: 60_000, height: 60_000 };
  const gif = gifFile();
  gif.writeUInt16LE(65_535, 6);
  gif.writeUInt16LE(65_535, 8);
  return [
    refused("pixel flood", "flood.png", pngFile(2, 2, says)),
    refused("pixel flood", "flood.gif", gif),
    ...each(["jpg", "gif", "webp", "pdf", "txt"], (ending) => [
      refused("renamed picture", `picture.${ending}`, pngFile()),
    ]),
    taken("plain picture", "plain.png", pngFile()),
    taken("plain picture", "plain.gif", gifFile()),
    taken("plain picture", "plain.jpeg", jpegFile()),
    taken("plain picture", "plain.webp", webpFile()),
  ];
}

/** Names that lead elsewhere, hide something or are no names. */
export function names(): HostileFile[] {
  const odd = [
    "../../etc/passwd.txt",
    "..\\..\\boot.txt",
    "/abs/olute.txt",
    "C:\\Users\\a.txt",
    "a\u0000.txt",
    "a\r\nSet-Cookie: x=1.txt",
    "gpj.\u202etxt.txt",
    "a\u200b\u200d\ufeffb.txt",
    "con.txt",
    "NUL.txt",
    "lpt1.txt",
    `${"long".repeat(80)}.txt`,
    `${"\u{1f600}".repeat(150)}.txt`,
    'quote".txt',
    "semi;colon.txt",
    "per%cent.txt",
    "apos'trophe.txt",
    "<script>.txt",
    "cafe\u0301.txt",
    "\u4e2d\u6587.txt",
    "\u0627\u0644\u0639.txt",
    "...dots.txt",
    "space .txt",
    "tab\t.txt",
    "a%00b.txt",
    "%2e%2e%2fup.txt",
    "{{7*7}}.txt",
    "=cmd.txt",
    "-rf.txt",
    "~root.txt",
    "file.php.txt",
    "a..txt",
    "A.TXT",
  ];
  const bad = [
    "no-ending",
    "dot.",
    ".txt",
    "double.txt.exe",
    "evil.txt\u202eexe.",
    "a.txt::$DATA",
    "a.t\u0000xt.bat",
  ];
  return [
    ...each(odd, (name, n) => [taken("odd name", name, `Evidence ${n}`)]),
    ...each(bad, (name, n) => [refused("bad ending", name, `Evidence ${n}`)]),
    refused("empty", "empty.txt", ""),
    refused("empty", "empty.pdf", ""),
  ];
}

/** Whole files with flipped bits or without their end. */
export function damaged(): HostileFile[] {
  const whole: Readonly<Record<string, Buffer>> = {
    pdf: pdfFile(),
    png: pngFile(),
    jpg: jpegFile(),
    gif: gifFile(),
    docx: officeFile("docx"),
    zip: zipFile([{ name: "a.csv", data: "a,b\n1,2" }]),
    csv: Buffer.from("Name,Date\nReview,2026-11-20\n"),
  };
  const next = numbers(20_261_122);
  return each(Object.entries(whole), ([ending, bytes]) => [
    ...Array.from({ length: 20 }, (_, n): HostileFile => {
      const flipped = Buffer.from(bytes);
      for (let k = 0; k < 3; k += 1) {
        const at = Math.floor(next() * flipped.length);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(next() * 8));
      }
      return { family: "flipped bits", name: `flip-${n}.${ending}`, bytes: flipped, expect: "either" };
    }),
    ...Array.from({ length: 8 }, (_, n): HostileFile => {
      const cut = bytes.subarray(0, Math.floor((bytes.length * (n + 1)) / 9));
      return { family: "cut short", name: `cut-${n}.${ending}`, bytes: cut, expect: "either" };
    }),
  ]);
}
