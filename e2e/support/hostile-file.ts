// One file of the corpus, and how families of them are written down.

export type HostileFile = {
  readonly family: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** `either`: damaged at random, so both answers are right as long as there is one. */
  readonly expect: "taken" | "refused" | "either";
};

/** The files of every value, one after the other. */
export function each<T>(
  values: readonly T[],
  make: (value: T, index: number) => readonly HostileFile[],
): HostileFile[] {
  return values.flatMap((value, index) => make(value, index));
}

/** A file that must not be taken. */
export function refused(family: string, name: string, bytes: Buffer | string): HostileFile {
  return { family, name, bytes: Buffer.from(bytes), expect: "refused" };
}

/** A file that has to be taken. */
export function taken(family: string, name: string, bytes: Buffer | string): HostileFile {
  return { family, name, bytes: Buffer.from(bytes), expect: "taken" };
}
