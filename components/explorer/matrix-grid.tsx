"use client";
import { type RefObject, useEffect, useRef } from "react";
import { type MatrixPlace, nextPlace } from "@/components/explorer/matrix-keys";
import { MatrixPairs } from "@/components/explorer/matrix-pairs";
import { type MatrixSide, MatrixTable } from "@/components/explorer/matrix-table";
import { isMatrixCode, MATRIX_CODES } from "@/lib/core/matrix-codes";

/** Addresses with "-row-" and "-column-" where the references go. */
export type MatrixLinks = { readonly pair: string; readonly row: string; readonly column: string };

type MatrixGridProps = {
  caption: string;
  rows: readonly MatrixSide[];
  columns: readonly MatrixSide[];
  cells: readonly string[];
  links: MatrixLinks;
  /** Entries of the list open the pair's page, where there is one. */
  listsPairs?: boolean;
};

type Cell = HTMLTableCellElement;

function stopOf(cell: Cell): HTMLElement {
  return cell.querySelector("a") ?? cell;
}

function placeOf(cell: Cell): MatrixPlace {
  return { row: (cell.parentElement as HTMLTableRowElement).rowIndex, column: cell.cellIndex };
}

function cellAt(table: HTMLTableElement, { row, column }: MatrixPlace): Cell | undefined {
  return table.rows[row]?.cells[column];
}

function cellOf(target: EventTarget | null): Cell | null {
  return target instanceof Element ? target.closest<Cell>("td, th") : null;
}

function leave(table: HTMLTableElement, cell: Cell): void {
  const stop = stopOf(cell);
  if (stop === cell) cell.removeAttribute("tabindex");
  else stop.tabIndex = -1;
  table.rows[0]?.cells[cell.cellIndex]?.classList.remove("on");
}

/** One Tab stop: the cell that had the focus last. Empty cells carry a tabindex only while they are it. */
function rove(table: HTMLTableElement, from: Cell | null, to: Cell): void {
  if (from !== null && from !== to) leave(table, from);
  stopOf(to).tabIndex = 0;
  table.rows[0]?.cells[to.cellIndex]?.classList.add("on");
}

/** What the cell says, in words: titles of both sides and the value. */
function wordsOf({ rows, columns, cells }: MatrixGridProps, { row, column }: MatrixPlace): string {
  const [left, above] = [rows[row - 1], columns[column - 1]];
  const name = (side: MatrixSide | undefined) => (side === undefined ? "" : `${side.ref} ${side.title}`);
  if (left === undefined || above === undefined) return name(left ?? above);
  const letter = cells[row - 1]?.[column - 1] ?? ".";
  const word = isMatrixCode(letter) ? MATRIX_CODES[letter].word : "not named";
  return `${name(left)} and ${name(above)}: ${word}`;
}

function listen(table: HTMLTableElement, props: MatrixGridProps, words: RefObject<HTMLElement | null>) {
  let current: Cell | null = null;
  const size = { rows: props.rows.length, columns: props.columns.length };
  const take = (cell: Cell) => {
    rove(table, current, cell);
    current = cell;
  };
  const tell = (cell: Cell | null) => {
    if (cell !== null && words.current !== null) words.current.textContent = wordsOf(props, placeOf(cell));
  };
  const go = (cell: Cell) => {
    take(cell);
    stopOf(cell).focus();
  };
  const onFocus = (event: FocusEvent) => {
    const cell = cellOf(event.target);
    if (cell === null) return;
    take(cell);
    tell(cell);
  };
  const onKey = (event: KeyboardEvent) => {
    const cell = cellOf(event.target);
    if (cell === null || event.altKey || event.shiftKey) return;
    const to = nextPlace(event.key, event.ctrlKey || event.metaKey, placeOf(cell), size);
    const next = to === null ? undefined : cellAt(table, to);
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  };
  const onPress = (event: MouseEvent) => {
    const cell = cellOf(event.target);
    if (cell === null || stopOf(cell) !== cell || placeOf(cell).row + cell.cellIndex === 0) return;
    event.preventDefault();
    go(cell);
  };
  const onOver = (event: MouseEvent) => tell(cellOf(event.target));
  for (const link of table.querySelectorAll("a")) link.tabIndex = -1;
  const first = cellAt(table, { row: 1, column: 1 });
  if (first !== undefined) take(first);
  const stop = new AbortController();
  const until = { signal: stop.signal };
  table.addEventListener("focusin", onFocus, until);
  table.addEventListener("keydown", onKey, until);
  table.addEventListener("mousedown", onPress, until);
  table.addEventListener("mouseover", onOver, until);
  return () => {
    stop.abort();
    if (current !== null) leave(table, current);
  };
}

/**
 * The matrix with its pairs as a list below, and with one Tab stop, arrow keys, Home, End, Page up and down, and Enter on a value. Without script it is the plain
 * table: role and focus order are added to the drawn table when script runs.
 */
export function MatrixGrid(props: MatrixGridProps) {
  const box = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLParagraphElement>(null);
  const { caption, rows, columns, cells, links, listsPairs = false } = props;
  useEffect(() => {
    const table = box.current?.querySelector("table");
    if (!table) return;
    table.setAttribute("role", "grid");
    return listen(table, { caption, rows, columns, cells, links }, words);
  }, [caption, rows, columns, cells, links]);
  const hrefOf = (row: string | null, column: string | null) => {
    const link = row === null ? links.column : column === null ? links.row : links.pair;
    return link.replace("-row-", row ?? "").replace("-column-", column ?? "");
  };
  const shown = { rows, columns, cells, hrefOf };
  return (
    <>
      <div className="mx" ref={box}>
        <p className="mx-words" ref={words} aria-hidden="true" />
        <div className="mx-scroll">
          <MatrixTable caption={caption} {...shown} />
        </div>
      </div>
      <MatrixPairs {...shown} {...(listsPairs ? { listedOf: hrefOf } : {})} />
    </>
  );
}
