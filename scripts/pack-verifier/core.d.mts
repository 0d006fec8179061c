export type Source = {
  readonly size: number;
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
};
export type Tools = {
  /** Of the parts one after the other, hexadecimal. */
  readonly sha256: (parts: readonly Uint8Array[]) => string;
  readonly hasher: () => { readonly update: (bytes: Uint8Array) => void; readonly hex: () => string };
  readonly verify: (
    key: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ) => boolean | Promise<boolean>;
  /** The bytes of raw deflate, null when they are damaged or more than `most`. */
  readonly inflate: (bytes: Uint8Array, most: number) => Promise<Uint8Array | null>;
};
export type Problem = {
  readonly file: string | null;
  readonly at: number | null;
  readonly sentence: string;
};
export type Verdict = {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  readonly facts: {
    readonly title: string;
    readonly workspace: string;
    readonly createdAt: string;
    readonly files: number;
    readonly log: number;
    readonly entries: number;
    readonly origin: string | null;
    readonly fingerprint: string | null;
  } | null;
};
export function isSafeName(name: string): boolean;
export function verifyZip(source: Source, tools: Tools, expected?: string): Promise<Verdict>;
export function verifyFolder(
  files: ReadonlyMap<string, Source>,
  tools: Tools,
  expected?: string,
): Promise<Verdict>;
