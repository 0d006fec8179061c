// Which bytes of a stored file a request asks for (RFC 9110, sections 13.1.5 and 14): one range, or the whole.

export type RangeAnswer =
  | { readonly kind: "whole" }
  /** Both ends are included. */
  | { readonly kind: "part"; readonly from: number; readonly to: number }
  | { readonly kind: "unsatisfiable" };

const WHOLE: RangeAnswer = { kind: "whole" };
const UNSATISFIABLE: RangeAnswer = { kind: "unsatisfiable" };
const ONE_RANGE = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i;

function lastBytes(count: number, sizeBytes: number): RangeAnswer {
  if (count === 0 || sizeBytes === 0) return UNSATISFIABLE;
  return { kind: "part", from: Math.max(0, sizeBytes - count), to: sizeBytes - 1 };
}

/**
 * What `Range` asks for of a file of this size. Several ranges, other units and what is no range at all are answered with
 * the whole file, as the standard allows.
 */
export function askedRange(header: string | null, sizeBytes: number): RangeAnswer {
  const found = ONE_RANGE.exec(header ?? "");
  if (found === null) return WHOLE;
  const [, first = "", last = ""] = found;
  if (first === "") return last === "" ? WHOLE : lastBytes(Number(last), sizeBytes);
  const from = Number(first);
  const to = last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== "" && Number(last) < from) return WHOLE;
  return from >= sizeBytes ? UNSATISFIABLE : { kind: "part", from, to };
}

/** Whether a part may be given: `If-Range` is absent or names exactly these bytes. A date never does, since none is sent. */
export function mayContinue(ifRange: string | null, etag: string): boolean {
  return ifRange === null || ifRange.trim() === etag;
}
