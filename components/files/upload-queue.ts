"use client";
import { useEffect, useReducer, useRef } from "react";
import { type SendOutcome, sendFile } from "@/components/files/send-file";
import { refusedEnding } from "@/lib/core/file-allowed";
import { sizeText, type UploadAnswer } from "@/lib/core/file-dto";
import { paths } from "@/lib/core/paths";

const AT_ONCE = 2;

export type Upload = {
  readonly key: number;
  readonly file: File;
  readonly state: "waiting" | "sending" | "done" | "failed";
  readonly percent: number;
  /** Why it failed; empty otherwise. */
  readonly error: string;
  /** Sending it again may help: it was not refused for what it is. */
  readonly mayRetry: boolean;
  readonly answer: UploadAnswer | null;
};

type Change =
  | { readonly do: "add"; readonly uploads: readonly Upload[]; readonly replace: boolean }
  | { readonly do: "set"; readonly key: number; readonly to: Partial<Upload> }
  | { readonly do: "remove"; readonly key: number }
  | { readonly do: "clear" };

function changed(list: readonly Upload[], change: Change): readonly Upload[] {
  if (change.do === "clear") return [];
  if (change.do === "add") return change.replace ? change.uploads : [...list, ...change.uploads];
  if (change.do === "remove") return list.filter((one) => one.key !== change.key);
  return list.map((one) => (one.key === change.key ? { ...one, ...change.to } : one));
}

/** Why a file need not be sent at all; empty when the server has to decide. */
function known(file: File, limitBytes: number): string {
  if (file.size === 0) return "The file is empty.";
  if (file.size > limitBytes) {
    return `The file has ${sizeText(file.size)}; at most ${sizeText(limitBytes)} are taken. Split or compress it.`;
  }
  return refusedEnding(file.name) ?? "";
}

let nextKey = 1;

function uploadOf(file: File, limitBytes: number): Upload {
  const error = known(file, limitBytes);
  const key = nextKey++;
  return {
    key,
    file,
    state: error === "" ? "waiting" : "failed",
    percent: 0,
    error,
    mayRetry: false,
    answer: null,
  };
}

export type UploadQueue = {
  readonly list: readonly Upload[];
  readonly busy: boolean;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (key: number) => void;
  readonly retry: (key: number) => void;
  readonly clear: () => void;
};

/** Files on their way: two at once, each on its own, so that one that fails keeps none of the others back. */
export function useUploads({
  slug,
  limitBytes,
  multiple,
}: {
  slug: string;
  limitBytes: number;
  multiple: boolean;
}): UploadQueue {
  const [list, change] = useReducer(changed, []);
  const requests = useRef(new Map<number, XMLHttpRequest>());

  useEffect(() => {
    const free = AT_ONCE - list.filter((one) => one.state === "sending").length;
    for (const { key, file } of list.filter((one) => one.state === "waiting").slice(0, Math.max(0, free))) {
      change({ do: "set", key, to: { state: "sending" } });
      const settle = (outcome: SendOutcome) => {
        requests.current.delete(key);
        const to: Partial<Upload> = outcome.ok
          ? { state: "done", percent: 100, answer: outcome.answer }
          : { state: "failed", error: outcome.error, mayRetry: outcome.mayRetry };
        change({ do: "set", key, to });
      };
      const progress = (percent: number) => change({ do: "set", key, to: { percent } });
      requests.current.set(key, sendFile(paths.upload(slug), file, { progress, settle }));
    }
  }, [list, slug]);

  useEffect(() => {
    const open = requests.current;
    return () => {
      for (const request of open.values()) request.abort();
    };
  }, []);

  function abort(key: number) {
    requests.current.get(key)?.abort();
    requests.current.delete(key);
  }

  function abortAll() {
    for (const key of [...requests.current.keys()]) abort(key);
  }

  return {
    list,
    busy: list.some((one) => one.state === "sending" || one.state === "waiting"),
    add: (files) => {
      if (files.length === 0) return;
      if (!multiple) abortAll();
      const chosen = multiple ? files : files.slice(0, 1);
      change({ do: "add", uploads: chosen.map((file) => uploadOf(file, limitBytes)), replace: !multiple });
    },
    remove: (key) => {
      abort(key);
      change({ do: "remove", key });
    },
    retry: (key) => change({ do: "set", key, to: { state: "waiting", percent: 0, error: "" } }),
    clear: () => {
      abortAll();
      change({ do: "clear" });
    },
  };
}
