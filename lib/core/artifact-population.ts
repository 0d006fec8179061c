// How many rows a population's list holds: records of comma- or tab-separated text, counted as the bytes arrive.

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const NUL = 0x00;
const SPACE = 0x20;

export type RowCounter = {
  readonly push: (bytes: Uint8Array) => void;
  /** Records that are not blank, the heading among them; null for bytes that are no such text, or end inside quotes. */
  readonly records: () => number | null;
};

class Counter implements RowCounter {
  #records = 0;
  #quoted = false;
  #filled = false;
  #text = true;

  push(bytes: Uint8Array): void {
    for (const byte of bytes) this.#take(byte);
  }

  #take(byte: number): void {
    if (byte === NUL) this.#text = false;
    if (byte === QUOTE) this.#quoted = !this.#quoted;
    if (this.#quoted || (byte !== LF && byte !== CR)) {
      if (byte > SPACE) this.#filled = true;
      return;
    }
    if (this.#filled) this.#records += 1;
    this.#filled = false;
  }

  records(): number | null {
    if (!this.#text || this.#quoted) return null;
    return this.#records + (this.#filled ? 1 : 0);
  }
}

/** Counts records in constant memory. A line end inside quotes belongs to the record. UTF-16 and binary data give null. */
export function rowCounter(): RowCounter {
  return new Counter();
}

export type RowCheck =
  | { readonly ok: true; readonly rowCount: number | null; readonly countedRows: number | null }
  | { readonly ok: false; readonly reason: string };

/**
 * The stated number of rows against the records counted. One record may be the heading, so both numbers are right; an
 * empty statement takes the rows below the heading. `records` is null where nothing could be counted.
 */
export function checkRows(stated: number | null, records: number | null): RowCheck {
  if (records === null) return { ok: true, rowCount: stated, countedRows: null };
  const below = Math.max(0, records - 1);
  if (stated === null) return { ok: true, rowCount: below, countedRows: below };
  if (stated === below || stated === records) return { ok: true, rowCount: stated, countedRows: stated };
  const counted = `${records.toLocaleString("en")} lines, ${below.toLocaleString("en")} without its heading`;
  return {
    ok: false,
    reason: `The list holds ${counted}; ${stated.toLocaleString("en")} rows are stated. Correct the number or the list.`,
  };
}
