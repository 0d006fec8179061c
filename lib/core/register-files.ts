// The files that came beside a register in one archive, found by the name that a line gives.

export type BesideFile = { readonly name: string; readonly sha256: string };
export type RefusedFile = { readonly name: string; readonly reason: string };

export type RegisterFiles = {
  readonly kept: readonly BesideFile[];
  readonly refused: readonly RefusedFile[];
};

type FoundFile =
  | { readonly ok: true; readonly file: BesideFile }
  | { readonly ok: false; readonly reason: string };

/** The name as it is compared: NFC, lower case, forward slashes, nothing before the first folder. */
function foldFileName(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .replace(/\\/g, "/")
    .replace(/^(?:\.?\/)+/, "")
    .trim();
}

/** The last part of a path. */
export function baseNameOf(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}

/** Looks names up: the whole path, else the end of it, else the bare name while only one file has it. */
export type FileFinder = (text: string) => FoundFile;

type Entry = { readonly name: string; readonly found: FoundFile };

function add(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  map.set(key, [...(map.get(key) ?? []), entry]);
}

/** One finder for all lines of a register. A name is a name only: it never leads to a place outside the archive. */
export function fileFinder(files: RegisterFiles): FileFinder {
  const byPath = new Map<string, Entry[]>();
  const byName = new Map<string, Entry[]>();
  const entries: readonly Entry[] = [
    ...files.kept.map((file) => ({ name: file.name, found: { ok: true, file } as const })),
    ...files.refused.map(({ name, reason }) => ({
      name,
      found: { ok: false, reason: `${name} was not taken. ${reason}` } as const,
    })),
  ];
  for (const entry of entries) {
    add(byPath, foldFileName(entry.name), entry);
    add(byName, foldFileName(baseNameOf(entry.name)), entry);
  }
  return (text) => {
    const key = foldFileName(text);
    const exact = byPath.get(key) ?? [];
    const near = (byName.get(baseNameOf(key)) ?? []).filter((one) =>
      foldFileName(one.name).endsWith(`/${key}`),
    );
    const bare = key.includes("/") ? [] : (byName.get(key) ?? []);
    const candidates = [exact, near, bare].find((one) => one.length > 0) ?? [];
    const [only] = candidates;
    if (only === undefined) return { ok: false, reason: `${shown(text)} is not in the archive.` };
    if (candidates.length === 1) return only.found;
    return {
      ok: false,
      reason: `The archive has ${candidates.length} files called ${shown(text)}. Write the folder before the name.`,
    };
  };
}

function shown(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}]/gu, "");
  return clean.length > 80 ? `${clean.slice(0, 79)}...` : clean;
}
