import type { UploadAnswer } from "@/lib/core/file-dto";

export type SendOutcome =
  | { readonly ok: true; readonly answer: UploadAnswer }
  | { readonly ok: false; readonly error: string; readonly mayRetry: boolean };

const LOST = "The connection was lost, so nothing was saved. Upload it again.";
const SIGNED_OUT = "You are signed out. Sign in again in another tab, then upload it again.";

/** What the file itself is refused for, or what the person may not do. */
const FINAL = new Set([403, 404, 413, 415, 422]);

/** Half of a surrogate pair cannot be percent-encoded. */
function encodedName(name: string): string {
  return encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, "_"));
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function outcomeOf(status: number, text: string): SendOutcome {
  const body = parsed(text);
  if (status === 201 && typeof body.uploadId === "string") {
    return { ok: true, answer: body as unknown as UploadAnswer };
  }
  if (status === 401) return { ok: false, error: SIGNED_OUT, mayRetry: true };
  const said = body.error ?? body.message;
  const error = typeof said === "string" ? said : `The server refused the file (${status}). Upload it again.`;
  return { ok: false, error, mayRetry: !FINAL.has(status) };
}

/** Sends one file and tells how much of it has left, in percent. Aborting the request settles nothing: who aborts forgets it. */
export function sendFile(
  address: string,
  file: File,
  report: { readonly progress: (percent: number) => void; readonly settle: (outcome: SendOutcome) => void },
): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.open("POST", address);
  request.setRequestHeader("x-file-name", encodedName(file.name));
  request.setRequestHeader("content-type", "application/octet-stream");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) report.progress(Math.floor((event.loaded / event.total) * 100));
  });
  request.addEventListener("load", () => report.settle(outcomeOf(request.status, request.responseText)));
  request.addEventListener("error", () => report.settle({ ok: false, error: LOST, mayRetry: true }));
  request.send(file);
  return request;
}
