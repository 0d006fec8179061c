export function crc32(before: number, bytes: Uint8Array): number;
export function locateByte(
  bytes: Uint8Array,
  crc: number,
  isRight: (bytes: Uint8Array) => boolean,
): { readonly at: number; readonly is: number; readonly was: number } | null;
