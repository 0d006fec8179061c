import { verifyZip } from "./core.mjs";
import { sha256Hasher, verifyEd25519 } from "./hashes.mjs";
import { joined } from "./parts.mjs";

const tools = {
  sha256: (parts) => {
    const hasher = sha256Hasher();
    for (const part of parts) hasher.update(part);
    return hasher.hex();
  },
  hasher: sha256Hasher,
  verify: async (key, message, signature) => {
    try {
      const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
      return await crypto.subtle.verify("Ed25519", known, signature, message);
    } catch {
      return verifyEd25519(key, message, signature);
    }
  },
  inflate: async (bytes, most) => {
    try {
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      const reader = stream.getReader();
      const parts = [];
      for (let size = 0; ; ) {
        const { done, value } = await reader.read();
        if (done) return joined(...parts);
        size += value.length;
        if (size > most) {
          await reader.cancel();
          return null;
        }
        parts.push(value);
      }
    } catch {
      return null;
    }
  },
};

const byId = (id) => document.getElementById(id);

function line(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

function show(verdict) {
  const { facts } = verdict;
  const result = byId("result");
  result.className = verdict.ok ? "ok" : "wrong";
  result.replaceChildren(
    line("h2", verdict.ok ? "This pack is whole" : "This pack is not the one that was signed"),
  );
  if (facts !== null) {
    result.append(line("p", `${facts.title}, ${facts.workspace}, ${facts.createdAt}`));
    if (facts.fingerprint !== null)
      result.append(line("p", `Signed as ${facts.origin} by the key`), line("code", facts.fingerprint));
  }
  if (!verdict.ok) {
    const list = document.createElement("ul");
    list.append(...verdict.problems.map(({ sentence }) => line("li", sentence)));
    result.append(list);
    return;
  }
  result.append(
    line(
      "p",
      `All ${facts.files} files are the ones that were signed. ${facts.entries} entries are part of the signed log of ${facts.log}.`,
    ),
    line("p", "Compare the key with the one that you know from the installation or an earlier pack."),
  );
}

async function check(file) {
  const result = byId("result");
  result.className = "";
  result.replaceChildren(line("p", `Reading ${file.name}`));
  const source = {
    size: file.size,
    read: async (offset, length) => new Uint8Array(await file.slice(offset, offset + length).arrayBuffer()),
  };
  try {
    show(await verifyZip(source, tools, byId("key").value.trim()));
  } catch (error) {
    result.className = "wrong";
    result.replaceChildren(line("p", `The file could not be read: ${error.message}`));
  }
}

const checkFirst = (files) => {
  if (files.length > 0) check(files[0]);
};
byId("file").addEventListener("change", (event) => checkFirst(event.target.files));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  checkFirst(event.dataTransfer.files);
});
