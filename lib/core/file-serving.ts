// Whether stored bytes may leave the store, and how a browser is told to treat them.
import type { ScanState } from "@/lib/core/work-statuses";

const REFUSALS: Readonly<Partial<Record<ScanState, string>>> = {
  infected: "The virus scanner found something in this file, so it can be neither opened nor downloaded.",
  pending: "This file waits for the virus scanner. It can be opened when the scanner has answered.",
  failed: "The virus scanner has not been able to check this file. The scan is tried again every hour.",
};

/** Why the file is not given to anybody now; null when it may be. */
export function servingRefusal(scanState: ScanState): string | null {
  return REFUSALS[scanState] ?? null;
}

/** For downloads and refusals: nothing that the answer holds may run, load or be framed. */
export const CLOSED_POLICY =
  "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * For what is looked at in a frame of our own pages. `nonce` lets the style of our own rendering in; without one the
 * answer is a picture or a PDF, and the styles are those that the browser itself puts around it.
 */
export function previewPolicy(nonce: string | null): string {
  const style = nonce === null ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  return `sandbox; default-src 'none'; style-src ${style}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;
}
