"use client";
import { useEffect } from "react";

const ROWS = "table.ctl tbody tr.tr";

function isOff(): boolean {
  const chosen = document.documentElement.dataset.keys;
  return chosen === undefined ? /(?:^|; )keys=off/.test(document.cookie) : chosen === "off";
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open], :popover-open") !== null) return true;
  return target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select") !== null;
}

function rows(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(ROWS)];
}

/** The row with focus, else the row whose drawer is open. */
function currentRow(): HTMLElement | undefined {
  const active = document.activeElement?.closest<HTMLElement>(ROWS);
  return active ?? document.querySelector<HTMLElement>(`${ROWS}.cur`) ?? undefined;
}

function title(row: HTMLElement | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>("a.t") ?? null;
}

function step(by: 1 | -1) {
  const all = rows();
  const row = currentRow();
  const at = row === undefined ? -1 : all.indexOf(row);
  const next = all[at === -1 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))];
  title(next)?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const COMMANDS: Readonly<Record<string, () => void>> = {
  j: () => step(1),
  k: () => step(-1),
  x: () => currentRow()?.querySelector<HTMLElement>("input.ck")?.click(),
  e: () => currentRow()?.querySelector<HTMLElement>("button.cell")?.click(),
};

function onKey(event: KeyboardEvent) {
  if (event.ctrlKey || event.metaKey || event.altKey || isOff() || isElsewhere(event.target)) return;
  const command = COMMANDS[event.key];
  const onTitle = event.target instanceof HTMLElement && event.target.matches(`${ROWS} a.t`);
  if (command !== undefined) command();
  else if (event.key === " " && onTitle) (event.target as HTMLElement).click();
  else return;
  event.preventDefault();
}

let last: HTMLInputElement | undefined;

/** Shift-click ticks or clears everything between two boxes, as the last box was left. */
function onClick(event: MouseEvent) {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.matches(`${ROWS} input.ck`)) return;
  const boxes = [...document.querySelectorAll<HTMLInputElement>(`${ROWS} input.ck`)];
  const from = last === undefined ? -1 : boxes.indexOf(last);
  const to = boxes.indexOf(box);
  if (event.shiftKey && from !== -1) {
    for (const one of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
  last = box;
}

/** J and K move, X selects, E edits the status, Space and Enter open. Off where single-key shortcuts are off. */
export function ListKeys() {
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("click", onClick);
    };
  }, []);
  return null;
}
