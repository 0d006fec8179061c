"use client";
import { useEffect } from "react";

const OPEN = "[data-notifications] [data-open]";

function isOff(): boolean {
  const chosen = document.documentElement.dataset.keys;
  return chosen === undefined ? /(?:^|; )keys=off/.test(document.cookie) : chosen === "off";
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open], :popover-open") !== null) return true;
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}

function step(by: 1 | -1) {
  const all = [...document.querySelectorAll<HTMLElement>(OPEN)];
  const row = document.activeElement?.closest("li");
  const at = all.findIndex((button) => row?.contains(button));
  const next = all[at === -1 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function onKey(event: KeyboardEvent) {
  if (event.ctrlKey || event.metaKey || event.altKey || isOff() || isElsewhere(event.target)) return;
  if (event.key !== "j" && event.key !== "k") return;
  event.preventDefault();
  step(event.key === "j" ? 1 : -1);
}

/** J and K move from row to row, Enter opens. Off where single-key shortcuts are off. */
export function NotificationKeys() {
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
