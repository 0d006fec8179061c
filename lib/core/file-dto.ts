// What the product says about a stored file: to forms that take it over, to pages that show it, to the browser that sent it.
import type { ScanState } from "@/lib/core/work-statuses";

/** An upload that a form has taken over; `sha256` names the bytes for ever. */
export type StoredFile = {
  readonly uploadId: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
};

/** The newest version in this workspace that already holds the same bytes. */
export type FileDuplicate = { readonly itemId: string; readonly title: string; readonly number: number };

/** The answer to an upload. `fileName` is the cleaned name, which may differ from the one that was sent. */
export type UploadAnswer = StoredFile & { readonly duplicateOf: FileDuplicate | null };

/** What a page shows of the bytes of one version. */
export type FileFacts = {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly sha256: string;
  readonly scanState: ScanState;
  readonly scanNote: string;
  /** Since when the stored bytes are known to be missing or changed; null while they are whole. */
  readonly damagedAt: Date | null;
  readonly uploadedByName: string;
  readonly uploadedAt: Date;
};

/** `12 bytes`, `34 kB`, `5.6 MB`, by 1024 as the limits are. */
export function sizeText(bytes: number): string {
  if (bytes < 1_024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const kilo = bytes / 1_024;
  if (kilo < 1_023.5) return `${Math.round(kilo)} kB`;
  const mega = kilo / 1_024;
  return mega < 99.95 ? `${mega.toFixed(1).replace(/\.0$/, "")} MB` : `${Math.round(mega)} MB`;
}
