// How the verifier's sources become one Node file and one page that need nothing beside them.

const OWN_IMPORT = /^import [^;]*? from "\.\/[^"]+";\n/gm;
const EXPORT = /^export (?=(?:async )?function |const )/gm;

/** The modules as one, in the order given: what they import from each other is above it. */
export function bundled(sources: readonly string[]): string {
  const plain = sources.map((source) => source.replace(OWN_IMPORT, "").replace(EXPORT, "").trim());
  return `${plain.join("\n\n")}\n`;
}

/**
 * The page with style and script inside. Its own policy lets in these two, by their hashes, and nothing else: no address
 * can be asked for anything. `hash` is the SHA-256 of a text in base64.
 */
export function verifierPage(
  template: string,
  parts: { readonly style: string; readonly script: string },
  hash: (text: string) => string,
): string {
  const policy = `default-src 'none'; script-src 'sha256-${hash(parts.script)}'; style-src 'sha256-${hash(parts.style)}'; base-uri 'none'; form-action 'none'`;
  return template
    .replace("{{policy}}", () => policy)
    .replace("<style></style>", () => `<style>${parts.style}</style>`)
    .replace("<script></script>", () => `<script>${parts.script}</script>`);
}
