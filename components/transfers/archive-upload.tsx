"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FileDrop } from "@/components/ui/file-drop";
import { FormContext, type FormFailure } from "@/components/ui/form-context";

type Sending = { readonly percent: number };

function send(url: string, file: File, told: (percent: number) => void, request: XMLHttpRequest) {
  return new Promise<string>((resolve, reject) => {
    request.open("POST", url);
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) told(Math.floor((event.loaded / event.total) * 100));
    };
    request.onload = () => {
      if (request.status === 201) return resolve("");
      let message = "The server did not take the archive. Try again.";
      try {
        message = (JSON.parse(request.responseText) as { message?: string }).message ?? message;
      } catch {
        // The answer is no JSON: the general sentence stands.
      }
      reject(new Error(message));
    };
    request.onerror = () => reject(new Error("The connection broke off. Nothing was imported."));
    request.onabort = () => reject(new Error("Upload cancelled. Nothing was imported."));
    request.send(file);
  });
}

function failureOf(message: string): FormFailure {
  return { ok: false, code: "INVALID", message, fields: { archive: message } };
}

/** Uploads the archive of a workspace as it is, with progress; the page then shows what it would bring. */
export function ArchiveUpload({ url, limitText }: { url: string; limitText: string }) {
  const router = useRouter();
  const request = useRef<XMLHttpRequest | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get("archive");
    if (!(file instanceof File) || file.size === 0) return setProblem("Choose the archive first.");
    setProblem(null);
    setSending({ percent: 0 });
    request.current = new XMLHttpRequest();
    try {
      await send(url, file, (percent) => setSending({ percent }), request.current);
      router.refresh();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The upload failed. Try again.");
    } finally {
      setSending(null);
    }
  }

  return (
    <form onSubmit={submit} className="form-col stack">
      <FormContext value={{ failure: problem === null ? null : failureOf(problem), pending: false }}>
        <FileDrop
          name="archive"
          label="Archive"
          accept=".zip,application/zip"
          help={`The ZIP of an export, up to ${limitText}. Nothing is written before you confirm it.`}
        />
      </FormContext>
      <div className="row">
        <Button type="submit" look="primary" disabled={sending !== null}>
          Upload and check
        </Button>
        {sending === null ? null : (
          <>
            <progress max={100} value={sending.percent} aria-label="Upload" />
            <span className="sm i2 num">{sending.percent} %</span>
            <Button type="button" look="quiet" onClick={() => request.current?.abort()}>
              Cancel
            </Button>
          </>
        )}
      </div>
      <noscript>
        <p className="note">
          Uploading an archive needs JavaScript, because it can be larger than a form may be.
        </p>
      </noscript>
    </form>
  );
}
