// How much a workspace may store, and the sentence for a file that no longer fits.
import { sizeText } from "@/lib/core/file-dto";

/** What a workspace stores; `limitBytes` is null where the operator set no limit. */
export type Storage = { readonly usedBytes: number; readonly limitBytes: number | null };

/** Whether so many more bytes fit; a workspace that is exactly full is not over its limit. */
export function fits({ usedBytes, limitBytes }: Storage, addedBytes: number): boolean {
  return limitBytes === null || usedBytes + addedBytes <= limitBytes;
}

/** What the person is told whose file does not fit. */
export function quotaSentence({ usedBytes, limitBytes }: Storage, addedBytes: number): string {
  const limit = sizeText(limitBytes ?? 0);
  return `This workspace stores ${sizeText(usedBytes)} of the ${limit} that it may store, so this file of ${sizeText(addedBytes)} does not fit. Nothing was saved. The operator of this server can raise the limit.`;
}

/** `12 MB of 1,024 MB`, or what is used where there is no limit. */
export function storageText({ usedBytes, limitBytes }: Storage): string {
  return limitBytes === null
    ? `${sizeText(usedBytes)}, no limit is set`
    : `${sizeText(usedBytes)} of ${sizeText(limitBytes)}`;
}
