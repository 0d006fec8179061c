"use client";
import { useEffect } from "react";

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, dialog") !== null)
  );
}

function openReturn(): void {
  const box = document.querySelector<HTMLDetailsElement>("[data-key-return]");
  if (box === null) return;
  box.open = true;
  box.querySelector("textarea")?.focus();
}

const KEYS: Readonly<Record<string, () => void>> = {
  j: () => document.querySelector<HTMLElement>("[data-key-next]")?.click(),
  k: () => document.querySelector<HTMLElement>("[data-key-previous]")?.click(),
  a: () => document.querySelector<HTMLElement>("[data-key-accept] button[type=submit]")?.click(),
  r: openReturn,
};

/** J and K walk through the requests, A accepts, R opens the reason. Off where single keys are switched off. */
export function RequestKeys() {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.documentElement.dataset.keys === "off") return;
      const act = KEYS[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
