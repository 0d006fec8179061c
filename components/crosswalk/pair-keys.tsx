"use client";
import { useEffect } from "react";

function isOff(): boolean {
  const chosen = document.documentElement.dataset.keys;
  return chosen === undefined ? /(?:^|; )keys=off/.test(document.cookie) : chosen === "off";
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open], :popover-open") !== null) return true;
  return target instanceof Element && target.closest("textarea, select, input:not([type=radio])") !== null;
}

/** J and K open the neighbours, N the next pair to read, R goes to the review. */
const LINKS: Readonly<Record<string, string>> = {
  j: "[data-pair=following]",
  k: "[data-pair=previous]",
  n: "[data-pair=next]",
};

function onKey(event: KeyboardEvent) {
  if (event.ctrlKey || event.metaKey || event.altKey || isOff() || isElsewhere(event.target)) return;
  const link = LINKS[event.key];
  if (link !== undefined) document.querySelector<HTMLElement>(link)?.click();
  else if (event.key === "r") document.querySelector<HTMLElement>("[data-review]")?.focus();
  else return;
  event.preventDefault();
}

/** Keys of a pair's page; with `reading` focus starts on the review's button, so that Enter agrees and goes on. */
export function PairKeys({ reading, name }: { reading: boolean; name: string }) {
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => {
    if (reading && name !== "") document.querySelector<HTMLElement>("[data-review]")?.focus();
  }, [reading, name]);
  return null;
}
