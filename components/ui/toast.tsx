"use client";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Glyph } from "@/components/ui/glyph";
import { currentToasts, hideToast, type Toast, watchToasts } from "@/components/ui/toast-store";

const NONE: readonly Toast[] = [];
const SHOWN_MS = 6000;

function ToastItem({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  const [held, setHeld] = useState(false);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => close.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held]);
  const tone = toast.tone ?? "ok";
  const undo = toast.undo;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the timer; nothing is reached by it alone.
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={`k ${tone} ${tone === "ok" ? "s-check" : "s-diamond"}`} aria-hidden="true" />
      <p>{toast.text}</p>
      {undo ? (
        <button
          type="button"
          className="btn btn-q btn-d"
          onClick={() => {
            onClose();
            undo.run();
          }}
        >
          {undo.label ?? "Undo"}
        </button>
      ) : null}
      <button type="button" className="ib ib-d" aria-label="Close message" onClick={onClose}>
        <Glyph shape="close" />
      </button>
    </div>
  );
}

/** A sentence of the last request; its id tells two that say the same apart. */
type Flash = { readonly id: string; readonly text: string };

/** The live region. `flash` is the sentence that the last request left in the cookie of that name: each new one is shown for its full time. */
export function ToastRegion({ flash }: { flash?: Flash | undefined }) {
  const toasts = useSyncExternalStore(watchToasts, currentToasts, () => NONE);
  const [closed, setClosed] = useState<string>();
  const [last, setLast] = useState(flash);
  const id = flash?.id;
  if (flash && id !== last?.id) setLast(flash);
  useEffect(() => {
    if (id === undefined) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the server set it for one page view; the cookie store API is not everywhere yet.
    document.cookie = "flash=; path=/; max-age=0";
  }, [id]);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {last && last.id !== closed ? (
        <ToastItem key={last.id} toast={{ id: 0, text: last.text }} onClose={() => setClosed(last.id)} />
      ) : null}
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} onClose={() => hideToast(toast.id)} />
      ))}
    </div>
  );
}
