// How many pixels an image says it has: a small file may ask for gigabytes when it is drawn.

export const MAX_PIXELS = 250_000_000;

export type ImageSize = { readonly width: number; readonly height: number };

function png(view: DataView): ImageSize | null {
  return view.byteLength < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): ImageSize | null {
  return view.byteLength < 10 ? null : { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** A start-of-frame segment, but not the tables and the arithmetic conditioning between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function jpeg(view: DataView): ImageSize | null {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

function three(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
}

function webp(view: DataView): ImageSize | null {
  if (view.byteLength < 30) return null;
  const kind = view.getUint32(12);
  if (kind === 0x56503858) return { width: three(view, 24) + 1, height: three(view, 27) + 1 };
  if (kind === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

const READERS: Readonly<Record<string, (view: DataView) => ImageSize | null>> = {
  png,
  gif,
  jpg: jpeg,
  webp,
};

/** Width and height as the file's first bytes declare them; null when they do not say, or for another type. */
export function imageSize(type: string, head: Uint8Array): ImageSize | null {
  return READERS[type]?.(new DataView(head.buffer, head.byteOffset, head.byteLength)) ?? null;
}
