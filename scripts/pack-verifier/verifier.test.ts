import { execFileSync, spawnSync } from "node:child_process";
import { createHash, sign as signWith } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evidencePath, manifestNoteText, manifestOrigin } from "@/lib/core/pack";
import { bundled, verifierPage } from "@/lib/core/pack-verifier";
import { verifierKey } from "@/lib/core/tlog";
import { toHex, utf8 } from "@/lib/core/tlog-bytes";
import { isSafeName, verifyFolder, verifyZip } from "./core.mjs";
import { sha256Hasher, sha512, verifyEd25519 } from "./hashes.mjs";
import { crc32, locateByte } from "./parts.mjs";
import {
  BIG,
  build,
  contentsOf,
  type Entry,
  EVIL,
  FACTS,
  FOREIGN,
  flipped,
  HOST,
  hex,
  judge,
  logFiles,
  note,
  OWN,
  PACK,
  pick,
  put,
  rezip,
  sha256,
  sourceOf,
  tools,
  unzip,
  WORKSPACE,
} from "./sample-pack";

const ALTERED = 1_200;

type Alteration = (pack: Uint8Array, entries: readonly Entry[], at: number, salt: number) => Uint8Array;
const KINDS: Readonly<Record<string, Alteration>> = {
  "a bit anywhere": (pack, _entries, at, salt) => flipped(pack, at * 7_919 + salt, salt),
  "a bit in the directory": (pack, _entries, at, salt) => flipped(pack, pack.length - 1 - (at % 900), salt),
  "a bit in a content, all headers made to fit": (_pack, entries, at, salt) => {
    const target = pick(
      entries.filter(({ data }) => data.length > 0),
      at,
    );
    return rezip(
      entries.map((entry) => (entry === target ? { ...entry, data: flipped(entry.data, salt, at) } : entry)),
    );
  },
  "cut off": (pack, _entries, at) => pack.slice(0, at % pack.length),
  "bytes at the end": (pack, _entries, at) => Buffer.concat([pack, Buffer.alloc(1 + (at % 40), at)]),
  "bytes in front": (pack, _entries, at) => Buffer.concat([Buffer.alloc(1 + (at % 40), at), pack]),
  "a file taken out": (_pack, entries, at) =>
    rezip(entries.filter((_, place) => place !== at % entries.length)),
  "a file added": (_pack, entries, at) =>
    rezip([...entries, { name: `evidence/added-${at}.txt`, data: utf8("x") }]),
  "a file with another name": (_pack, entries, at) =>
    rezip(
      entries.map((entry, place) =>
        place === at % entries.length ? { ...entry, name: `${entry.name}x` } : entry,
      ),
    ),
  "files in another order": (_pack, entries, at) => {
    const from = at % (entries.length - 1);
    return rezip([
      ...entries.slice(0, from),
      ...[entries[from + 1], entries[from]].flatMap((one) => one ?? []),
      ...entries.slice(from + 2),
    ]);
  },
  "a name twice": (_pack, entries, at, salt) =>
    rezip([...entries, { name: pick(entries, at).name, data: utf8(`other ${salt}`) }]),
  "a name twice in other letters": (_pack, entries, at) =>
    rezip([...entries, { name: pick(entries, at).name.toUpperCase(), data: pick(entries, at).data }]),
  "a name that leads out": (_pack, entries, at) =>
    rezip([...entries, { name: pick(EVIL, at), data: utf8("x") }]),
  "packed anew by another program": (_pack, entries, at) =>
    rezip(entries.map((entry, place) => ({ ...entry, method: place % 2 === at % 2 ? 8 : 0 }))),
  "the manifest edited": (_pack, entries, at) =>
    rezip(put(entries, "manifest.json", (text) => text.replace("Surveillance", `Certification ${at}`))),
  "the manifest made to fit a changed file": (_pack, entries, at, salt) => {
    const changed = pick(entries.slice(0, 3), at);
    const data = flipped(changed.data, salt, at);
    const others = entries.map((entry) => (entry === changed ? { ...entry, data } : entry));
    return rezip(put(others, "manifest.json", (text) => text.replace(hex(changed.data), hex(data))));
  },
  "the signature of something else": (_pack, entries, at) =>
    rezip(
      put(entries, "manifest.json.note", () => {
        const name = manifestOrigin(HOST, WORKSPACE);
        return note(
          name,
          manifestNoteText({ host: HOST, workspaceId: WORKSPACE, packId: PACK, sha256: hex(`other ${at}`) }),
        );
      }),
    ),
  "a signature by another key": (_pack, entries) =>
    rezip(
      put(entries, "manifest.json.note", (text) =>
        note(manifestOrigin(HOST, WORKSPACE), text.slice(0, text.lastIndexOf("\n\n") + 1), FOREIGN),
      ),
    ),
  "another key in the pack": (_pack, entries) =>
    rezip(
      put(
        entries,
        "key.txt",
        () => `${verifierKey(manifestOrigin(HOST, WORKSPACE), FOREIGN.publicKey, sha256)}\n`,
      ),
    ),
  "an entry of the log": (_pack, entries, at) =>
    rezip(
      put(entries, "activity/entries.jsonl", (text) =>
        text.replace("evidence.accept", `evidence.return${at}`),
      ),
    ),
  "the checkpoint": (_pack, entries) =>
    rezip(put(entries, "activity/checkpoint.txt", (text) => text.replace("\n12\n", "\n11\n"))),
};

let pack: Uint8Array;
let large: Uint8Array;
let entries: readonly Entry[];
let folder: string;

beforeAll(async () => {
  pack = await build(contentsOf(false));
  large = await build(contentsOf(true));
  entries = unzip(pack);
  folder = mkdtempSync(join(tmpdir(), "carryover-verifier-"));
  const read = (name: string) => readFileSync(join(__dirname, name), "utf8");
  const shared = [read("parts.mjs"), read("contents.mjs"), read("core.mjs")];
  writeFileSync(join(folder, "verify.mjs"), bundled([...shared, read("cli.js")]));
  const script = bundled([...shared, read("hashes.mjs"), read("page.js")]);
  const base64 = (text: string) => createHash("sha256").update(text).digest("base64");
  writeFileSync(
    join(folder, "verifier.html"),
    verifierPage(read("page.html"), { style: read("page.css"), script }, base64),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the untouched pack", () => {
  test("is accepted, with what it says about itself", async () => {
    for (const bytes of [pack, large]) {
      const verdict = await judge(bytes);
      expect(verdict.problems).toEqual([]);
      expect(verdict).toMatchObject({
        ok: true,
        facts: { title: "Surveillance", log: 12, entries: 3, fingerprint: hex(OWN.publicKey) },
      });
    }
  });

  test("is a ZIP that other programs open", () => {
    const path = join(folder, "listed.zip");
    writeFileSync(path, pack);
    const script =
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.namelist()))";
    const python = spawnSync("python3", ["-c", script, path], { encoding: "utf8" });
    if (python.error === undefined) expect(python.stdout.trim()).toBe(String(entries.length));
    expect(entries.map(({ name }) => name)).toContain("activity/checkpoint.txt");
  });

  test("is the same bytes when it is written again", async () => {
    expect(hex(await build(contentsOf(false)))).toBe(hex(pack));
  });

  test("is accepted for the key that the reader knows, in each of its spellings, and for no other", async () => {
    const line = verifierKey("any.name", OWN.publicKey, sha256);
    for (const key of [hex(OWN.publicKey), Buffer.from(OWN.publicKey).toString("base64"), line]) {
      expect((await judge(pack, key)).ok).toBe(true);
    }
    expect((await judge(pack, hex(FOREIGN.publicKey))).ok).toBe(false);
    expect((await judge(pack, "nonsense")).ok).toBe(false);
  });
});

describe("an altered pack", () => {
  test(`is rejected: ${ALTERED} of ${ALTERED}`, async () => {
    const names = Object.keys(KINDS);
    let run = 0;
    let rejected = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), fc.nat(1_000_000), async (at, salt) => {
        const name = pick(names, run);
        run += 1;
        const verdict = await judge(KINDS[name]?.(pack, entries, at, salt) ?? pack);
        expect(verdict.ok, name).toBe(false);
        expect(verdict.problems[0]?.sentence.length, name).toBeGreaterThan(10);
        rejected += 1;
      }),
      { numRuns: ALTERED, endOnFailure: true },
    );
    expect(rejected).toBe(ALTERED);
  }, 120_000);

  test("is rejected for each single byte of its headers and its end", async () => {
    const contents = new Set<number>();
    const buffer = Buffer.from(pack);
    for (const { data } of entries) {
      const start = data.length === 0 ? -1 : buffer.indexOf(Buffer.from(data));
      for (let at = 0; at < data.length && start >= 0; at += 1) contents.add(start + at);
    }
    const free = Array.from(pack.keys()).filter((at) => !contents.has(at));
    expect(free.length).toBeGreaterThan(500);
    for (const at of free.filter((_, place) => place % 5 === 0)) {
      expect((await judge(flipped(pack, at, at))).ok, `byte ${at}`).toBe(false);
    }
  }, 60_000);

  test("is named by the byte when one byte is another, also in a large file", async () => {
    const buffer = Buffer.from(large);
    const at = buffer.indexOf(Buffer.from(BIG.subarray(0, 64))) + 1_200_345;
    const verdict = await judge(flipped(large, at, 3));
    expect(verdict.problems[0]).toMatchObject({ file: evidencePath(hex(BIG), "export.csv"), at: 1_200_345 });
    expect(verdict.problems[0]?.sentence).toMatch(/byte 1,200,345 is \d+ and was \d+/);
    const two = await judge(flipped(flipped(large, at, 3), at + 9, 1));
    expect(two.problems[0]?.sentence).toContain("bytes 1,048,576 to 1,299,999");
  });

  test("that was signed anew by somebody else is rejected by who knows the key", async () => {
    const facts = { ...FACTS, activity: { ...FACTS.activity, root: logFiles(FOREIGN).root } };
    const forged = await build(contentsOf(false, FOREIGN), FOREIGN, facts);
    expect((await judge(forged)).facts?.fingerprint).toBe(hex(FOREIGN.publicKey));
    expect((await judge(forged, hex(OWN.publicKey))).ok).toBe(false);
  });
});

test("what a pack says of itself cannot write lines of its own beside the verdict", async () => {
  const words = `Pack\nkey ${hex(OWN.publicKey)}\u001b[8m\u2028\u202e`;
  const facts = {
    ...FACTS,
    ...{ title: words, workspace: words, createdAt: `22 Nov 2026 (\u001b[2J) 06:30 UTC` },
    activity: { ...FACTS.activity, root: logFiles(FOREIGN).root },
  };
  const forged = await build(contentsOf(false, FOREIGN), FOREIGN, facts);
  const strange = rezip([...unzip(forged), { name: "evidence/\u001b[2Jx", data: utf8("x") }]);
  for (const bytes of [forged, strange]) {
    const { facts: told, problems } = await judge(bytes);
    expect(told?.fingerprint).toBe(hex(FOREIGN.publicKey));
    const spoken = [
      told?.title,
      told?.workspace,
      told?.createdAt,
      told?.origin,
      ...problems.map((one) => one.sentence),
    ];
    for (const text of spoken) expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
  }
});

test("a ZIP made to fill memory is refused before it does", async () => {
  const names = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const bomb = Buffer.from(rezip(names.map((name) => ({ name, data: utf8("0".repeat(99)), method: 8 }))));
  for (let at = bomb.readUInt32LE(bomb.length - 6); at < bomb.length - 22; at += 47) {
    bomb.writeUInt32LE(100 * 1024 * 1024, at + 24);
  }
  let unpacked = 0;
  const inflate: typeof tools.inflate = async (_bytes, most) => {
    unpacked += most;
    return null;
  };
  expect((await verifyZip(sourceOf(bomb), { ...tools, inflate })).ok).toBe(false);
  expect(unpacked).toBe(500 * 1024 * 1024);
});

test("an unpacked pack is accepted as a folder, and not with a file less or more", async () => {
  const files = new Map(entries.map(({ name, data }) => [name, sourceOf(data)]));
  expect(await verifyFolder(files, tools)).toMatchObject({ ok: true, facts: { entries: 3 } });
  const less = new Map([...files].filter(([name]) => name !== "index.csv"));
  expect((await verifyFolder(less, tools)).problems[0]?.sentence).toBe("index.csv is missing.");
  const more = new Map([...files, ["evidence/x.txt", sourceOf(Uint8Array.of(1))] as const]);
  expect((await verifyFolder(more, tools)).ok).toBe(false);
});

describe("the Node file, in a folder without the product", () => {
  const run = (...given: string[]) => {
    const { status, stdout } = spawnSync(process.execPath, ["verify.mjs", ...given], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, stdout };
  };

  test("accepts the pack, and its folder after unpacking", () => {
    writeFileSync(join(folder, "pack.zip"), pack);
    expect(run("pack.zip", "--key", hex(OWN.publicKey))).toMatchObject({ status: 0 });
    for (const { name, data } of entries) {
      mkdirSync(dirname(join(folder, "unpacked", name)), { recursive: true });
      writeFileSync(join(folder, "unpacked", name), data);
    }
    expect(run("unpacked")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("3 entries are part of the signed log of 12"),
    });
    writeFileSync(join(folder, "unpacked", "index.html"), "<!doctype html><title>Pick</title>\n");
    expect(run("unpacked")).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("index.html: byte 23 is 105 and was 97"),
    });
  }, 30_000);

  test.each(Object.keys(KINDS).slice(0, 12))("rejects: %s", (name) => {
    writeFileSync(join(folder, "altered.zip"), KINDS[name]?.(pack, entries, 777, 4_242) ?? pack);
    expect(run("altered.zip")).toMatchObject({ status: 1, stdout: expect.stringContaining("WRONG") });
  });

  test("says how it is called when it is given nothing", () => {
    expect(run().status).toBe(2);
    expect(run("no-such.zip").status).toBe(2);
  });

  test("and the page import nothing but Node's own modules, and the page asks nobody", () => {
    const text = readFileSync(join(folder, "verify.mjs"), "utf8");
    expect([...text.matchAll(/from "([^"]+)"/g)].map((match) => match[1])).toEqual([
      "node:crypto",
      "node:fs/promises",
      "node:path",
      "node:zlib",
    ]);
    const page = readFileSync(join(folder, "verifier.html"), "utf8");
    expect(page).not.toMatch(/from "|import\(|https?:\/\//);
    const inside = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? "";
    expect(inside).toContain("This pack is whole");
    const hash = createHash("sha256").update(inside).digest("base64");
    expect(page).toContain(`default-src 'none'; script-src 'sha256-${hash}'`);
    execFileSync(process.execPath, ["--check", join(folder, "verify.mjs")]);
  });
});

describe("the hashes in plain JavaScript", () => {
  test("are those of Node for every length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(200), (bytes, cut) => {
        const hasher = sha256Hasher();
        hasher.update(bytes.subarray(0, cut));
        hasher.update(bytes.subarray(cut));
        expect(hasher.hex()).toBe(hex(bytes));
        expect(toHex(sha512(bytes))).toBe(createHash("sha512").update(bytes).digest("hex"));
      }),
      { numRuns: 150 },
    );
  });

  test("accept the signatures that Node makes, and none with another bit", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(511), (message, bit) => {
        const signature = new Uint8Array(signWith(null, message, OWN.key));
        expect(verifyEd25519(OWN.publicKey, message, signature)).toBe(true);
        expect(verifyEd25519(OWN.publicKey, message, flipped(signature, bit >> 3, bit))).toBe(false);
        expect(verifyEd25519(FOREIGN.publicKey, message, signature)).toBe(false);
      }),
      { numRuns: 6 },
    );
  }, 30_000);
});

test("one changed byte is found by the checksum, and the original with it", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (bytes, place, by) => {
        const at = place % bytes.length;
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        const found = locateByte(changed, crc32(0, bytes), (tried) => hex(tried) === hex(bytes));
        expect(found).toEqual({ at, is: changed[at], was: bytes[at] });
      },
    ),
  );
});

test.each(EVIL)("the name %j is not safe", (name) => expect(isSafeName(name)).toBe(false));
