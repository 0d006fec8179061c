"use client";
// One Tab stop and arrow keys for a grid of cells that hold buttons, links and boxes.
import { type RefObject, useEffect } from "react";

const STOP = "button, a[href], input[type=checkbox]";
const TYPING = "textarea, select, input:not([type=checkbox]), [role=listbox]";

function rowsOf(table: HTMLTableElement): readonly HTMLTableRowElement[] {
  return [...table.rows].filter(
    (row) =>
      !row.classList.contains("grp") && (row.parentElement?.tagName === "TBODY" || row.querySelector(STOP)),
  );
}

/** What takes the focus in a cell, in order; the cell itself when it holds nothing. */
function stopsOf(cell: HTMLTableCellElement): readonly HTMLElement[] {
  const inside = [...cell.querySelectorAll<HTMLElement>(STOP)];
  return inside.length === 0 ? [cell] : inside;
}

function stopsOfRow(row: HTMLTableRowElement): readonly HTMLElement[] {
  return [...row.cells].flatMap(stopsOf);
}

type Place = {
  readonly rows: readonly HTMLTableRowElement[];
  readonly row: number;
  readonly stop: HTMLElement;
};

function placeOf(table: HTMLTableElement, target: HTMLElement): Place | null {
  const rows = rowsOf(table);
  const row = rows.findIndex((each) => each.contains(target));
  const stop =
    row < 0 ? undefined : stopsOfRow(rows[row] as HTMLTableRowElement).find((each) => each === target);
  return stop === undefined ? null : { rows, row, stop };
}

function inRow({ rows, row, stop }: Place, step: number | "first" | "last"): HTMLElement | undefined {
  const current = rows[row];
  if (current === undefined) return undefined;
  const stops = stopsOfRow(current);
  if (step === "first") return stops[0];
  if (step === "last") return stops.at(-1);
  return stops[stops.indexOf(stop) + step];
}

function inColumn({ rows, row, stop }: Place, to: number): HTMLElement | undefined {
  const column = stop.closest<HTMLTableCellElement>("td, th")?.cellIndex ?? 0;
  const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
  const cell = next?.cells[Math.min(column, next.cells.length - 1)];
  return cell === undefined || next === rows[row] ? undefined : stopsOf(cell)[0];
}

const PAGE = 10;

function goal(event: KeyboardEvent, place: Place): HTMLElement | undefined {
  const jump = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowRight":
      return inRow(place, 1);
    case "ArrowLeft":
      return inRow(place, -1);
    case "ArrowDown":
      return inColumn(place, place.row + 1);
    case "ArrowUp":
      return inColumn(place, place.row - 1);
    case "PageDown":
      return inColumn(place, place.row + PAGE);
    case "PageUp":
      return inColumn(place, place.row - PAGE);
    case "Home":
      return jump ? inColumn(place, 0) : inRow(place, "first");
    case "End":
      return jump ? inColumn(place, place.rows.length - 1) : inRow(place, "last");
    default:
      return undefined;
  }
}

/** Leaves one stop in the Tab order: the one that had the focus last, else the first. */
function rove(table: HTMLTableElement, current: HTMLElement | null) {
  const stops = rowsOf(table).flatMap(stopsOfRow);
  const kept = current !== null && stops.includes(current) ? current : stops[0];
  for (const stop of stops) {
    const index = stop === kept ? 0 : -1;
    if (stop.tabIndex !== index || !stop.hasAttribute("tabindex")) stop.tabIndex = index;
  }
}

/** Arrow keys, Home, End, Page up and down move between the cells; keys inside an open editor stay with it. */
export function useGridKeys(wrapper: RefObject<HTMLElement | null>, active: boolean) {
  useEffect(() => {
    const table = wrapper.current?.querySelector("table");
    if (!(active && table)) return;
    let current: HTMLElement | null = null;
    let queued = false;
    const refresh = () => {
      queued = false;
      rove(table, current);
    };
    const watcher = new MutationObserver(() => {
      if (queued) return;
      queued = true;
      queueMicrotask(refresh);
    });
    function onFocus(event: FocusEvent) {
      if (!(table && event.target instanceof HTMLElement) || event.target.matches(TYPING)) return;
      current = event.target;
      rove(table, current);
    }
    function onKey(event: KeyboardEvent) {
      const target = event.target;
      if (!(table && target instanceof HTMLElement) || event.defaultPrevented || event.altKey) return;
      if (target.closest(`${TYPING}, [data-editor]`)) return;
      const place = placeOf(table, target);
      const next = place === null ? undefined : goal(event, place);
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    refresh();
    watcher.observe(table, { childList: true, subtree: true });
    table.addEventListener("focusin", onFocus);
    table.addEventListener("keydown", onKey);
    return () => {
      watcher.disconnect();
      table.removeEventListener("focusin", onFocus);
      table.removeEventListener("keydown", onKey);
    };
  }, [wrapper, active]);
}
