import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ZipPart, zipFile } from "@/e2e/support/zip-file";
import { imageSize } from "@/lib/core/file-image";
import {
  findZipEnd,
  looksLikeZip,
  readLongZipEnd,
  readZipDirectory,
  ZIP_LIMITS,
  type ZipEntry,
  zipProblem,
} from "@/lib/core/file-zip";

function read(bytes: Uint8Array): { entries: readonly ZipEntry[]; at: number } | null {
  const found = findZipEnd(bytes, bytes.length);
  if (found === null) return null;
  const { entries, size, offset } = found.end;
  const list = readZipDirectory(bytes.subarray(offset, offset + size), entries);
  return list === null ? null : { entries: list, at: offset };
}

function problem(parts: readonly ZipPart[]): string | null {
  const zip = read(zipFile(parts));
  if (zip === null) throw new Error("The directory was not read.");
  return zipProblem(zip.entries, zip.at);
}

describe("a central directory", () => {
  test("names every entry with its sizes", () => {
    const zip = read(
      zipFile([
        { name: "a.txt", data: "aaaa" },
        { name: "b/\u00e9.csv", data: "b", method: 0 },
      ]),
    );
    expect(zip?.entries.map(({ name, unpacked, method }) => [name, unpacked, method])).toEqual([
      ["a.txt", 4, 8],
      ["b/\u00e9.csv", 1, 0],
    ]);
  });

  test("is read in its long form, with sizes in the extra field", () => {
    const bytes = Buffer.alloc(46 + 1 + 4 + 24);
    bytes.writeUInt32LE(0x02014b50, 0);
    bytes.writeUInt32LE(0xffffffff, 20);
    bytes.writeUInt32LE(0xffffffff, 24);
    bytes.writeUInt16LE(1, 28);
    bytes.writeUInt16LE(28, 30);
    bytes.writeUInt32LE(0xffffffff, 42);
    bytes.write("a", 46);
    bytes.writeUInt16LE(1, 47);
    bytes.writeUInt16LE(24, 49);
    bytes.writeBigUInt64LE(5_000_000_000n, 51);
    bytes.writeBigUInt64LE(4_900_000_000n, 59);
    bytes.writeBigUInt64LE(77n, 67);
    expect(readZipDirectory(bytes, 1)).toMatchObject([
      { name: "a", unpacked: 5_000_000_000, packed: 4_900_000_000, offset: 77 },
    ]);
    bytes.writeUInt16LE(8, 49);
    expect(readZipDirectory(bytes, 1)).toBeNull();
    const end = Buffer.alloc(56);
    end.writeUInt32LE(0x06064b50, 0);
    end.writeBigUInt64LE(3n, 32);
    expect(readLongZipEnd(end)).toEqual({ entries: 3, size: 0, offset: 0 });
    expect(readLongZipEnd(end.subarray(0, 40))).toBeNull();
  });

  test("that was damaged anywhere is read or not, and never stops the reader", () => {
    const whole = zipFile([
      { name: "a.txt", data: "aaaa" },
      { name: "b", data: "b".repeat(500) },
    ]);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(40),
        (hits, cut) => {
          const bytes = Buffer.from(whole);
          for (const [at, byte] of hits) bytes[at] = byte;
          const zip = read(bytes.subarray(0, bytes.length - (cut > 30 ? cut - 30 : 0)));
          if (zip !== null)
            expect(zipProblem(zip.entries, zip.at)).toSatisfy(
              (said) => said === null || typeof said === "string",
            );
        },
      ),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(5), (bytes, count) => {
        readZipDirectory(bytes, count);
        findZipEnd(bytes, bytes.length);
        readLongZipEnd(bytes);
        looksLikeZip(bytes);
        for (const type of ["png", "gif", "jpg", "webp"]) imageSize(type, bytes);
        expect(bytes.length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("zipProblem", () => {
  test("lets an archive of text and pictures through", () => {
    expect(
      problem([
        { name: "a/", data: "" },
        { name: "a/b.csv", data: "x".repeat(900_000) },
      ]),
    ).toBeNull();
  });

  test.each<[RegExp, readonly ZipPart[]]>([
    [/more than 200 times/, [{ name: "a", data: Buffer.alloc(3_000_000) }]],
    [/more than 2 GB/, [{ name: "a", data: "a", says: 3_000_000_000 }]],
    [/password/, [{ name: "a", data: "a", flags: 1 }]],
    [/out of its own folder/, [{ name: "x/../../a", data: "a" }]],
    [/another archive \(b\.zip\)/, [{ name: "b.zip", data: "a" }]],
    [/a program \(b\.exe\)/, [{ name: "b.exe", data: "a" }]],
    [/link to another place/, [{ name: "a", data: "/etc", mode: 0o120777 }]],
    [
      /overlap/,
      [
        { name: "a", data: Buffer.alloc(900, 3) },
        { name: "b", shared: true },
      ],
    ],
  ])("says %s", (sentence, parts) => {
    expect(problem(parts)).toMatch(sentence);
  });

  test("counts entries", () => {
    const one = { name: "a", packed: 1, unpacked: 1, encrypted: false, symlink: false, method: 0, offset: 0 };
    expect(
      zipProblem(
        Array.from({ length: ZIP_LIMITS.entries + 1 }, () => one),
        9,
      ),
    ).toMatch(/10,001 entries/);
  });
});
