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

type Counted = { records: number; quoted: boolean; filled: boolean; text: boolean };

function take(counted: Counted, byte: number): void {
  if (byte === NUL) counted.text = false;
  if (byte === QUOTE) counted.quoted = !counted.quoted;
  if (counted.quoted || (byte !== LF && byte !== CR)) {
    if (byte > SPACE) counted.filled = true;
    return;
  }
  if (counted.filled) counted.records += 1;
  counted.filled = false;
}

/** Counts records in constant memory. A line end inside quotes belongs to the record. UTF-16 and binary data give null. */
export function rowCounter(): RowCounter {
  const counted: Counted = { records: 0, quoted: false, filled: false, text: true };
  return {
    push: (bytes) => {
      for (const byte of bytes) take(counted, byte);
    },
    records: () => {
      if (!counted.text || counted.quoted) return null;
      return counted.records + (counted.filled ? 1 : 0);
    },
  };
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
