// node verify.mjs <pack.zip or folder> [--key <fingerprint or key>]
import { createHash, verify } from "node:crypto";
import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { verifyFolder, verifyZip } from "./core.mjs";

const SPKI = Buffer.from("302a300506032b6570032100", "hex");

const tools = {
  sha256: (parts) => {
    const hash = createHash("sha256");
    for (const part of parts) hash.update(part);
    return hash.digest("hex");
  },
  hasher: () => {
    const hash = createHash("sha256");
    return { update: (bytes) => hash.update(bytes), hex: () => hash.digest("hex") };
  },
  verify: (key, message, signature) =>
    verify(null, message, { key: Buffer.concat([SPKI, key]), format: "der", type: "spki" }, signature),
  inflate: async (bytes, most) => {
    try {
      return new Uint8Array(inflateRawSync(bytes, { maxOutputLength: Math.max(1, most) }));
    } catch {
      return null;
    }
  },
};

async function sourceOf(path) {
  const { size } = await stat(path);
  return {
    size,
    read: async (offset, length) => {
      const file = await open(path, "r");
      try {
        const bytes = new Uint8Array(length);
        const { bytesRead } = await file.read(bytes, 0, length, offset);
        return bytes.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

async function filesIn(folder, prefix = "", files = new Map()) {
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    const name = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) await filesIn(folder, name, files);
    else if (entry.isFile()) files.set(name, await sourceOf(join(folder, name)));
    else files.set(name, { size: 0, read: async () => new Uint8Array() });
  }
  return files;
}

async function main() {
  const given = process.argv.slice(2);
  const at = given.indexOf("--key");
  const expected = at === -1 ? "" : (given[at + 1] ?? "");
  const [path] = at === -1 ? given : given.toSpliced(at, 2);
  if (path === undefined || (at !== -1 && expected === "")) {
    console.error("Usage: node verify.mjs <pack.zip or folder> [--key <fingerprint or key>]");
    return 2;
  }
  const isFolder = (await stat(path)).isDirectory();
  const verdict = isFolder
    ? await verifyFolder(await filesIn(path), tools, expected)
    : await verifyZip(await sourceOf(path), tools, expected);
  const { facts } = verdict;
  if (facts !== null) {
    console.log(`${facts.title}, ${facts.workspace}, ${facts.createdAt}`);
    if (facts.fingerprint !== null) console.log(`key ${facts.fingerprint}\nsigned as ${facts.origin}`);
  }
  if (!verdict.ok) {
    for (const { sentence } of verdict.problems) console.log(`WRONG  ${sentence}`);
    console.log("This pack is NOT the one that was signed.");
    return 1;
  }
  console.log(
    `All ${facts.files} files are the ones that were signed. ${facts.entries} entries are part of the signed log of ${facts.log}.`,
  );
  if (expected === "")
    console.log("Compare the key with the one that you know from the installation or an earlier pack.");
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error.message);
    process.exitCode = 2;
  },
);
