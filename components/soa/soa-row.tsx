"use client";
import type { Route } from "next";
import { memo, useState } from "react";
import {
  toApplicability,
  toDelivery,
  toImplementation,
  toReasons,
  toText,
} from "@/components/soa/cell-changes";
import { APPLICABILITY_OPTIONS, DELIVERY_OPTIONS, IMPLEMENTATION_OPTIONS } from "@/components/soa/labels";
import type { CellChange, CellProblem, Versions } from "@/components/soa/save-row";
import { Facts, ReasonTokens, type RowLinks } from "@/components/soa/soa-row-words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { InlineSelect } from "@/components/ui/inline-select";
import { Link } from "@/components/ui/link";
import { showToast } from "@/components/ui/toast-store";
import type { SoaColumn, SoaGridRow } from "@/lib/core/soa-list";
import {
  APPLICABILITY,
  type Applicability,
  DELIVERY_LABEL,
  type Delivery,
  IMPLEMENTATION,
  type Implementation,
  REASON_LABEL,
} from "@/lib/core/statuses";

export type RowProps = {
  links: RowLinks;
  row: SoaGridRow;
  /** Columns besides those that are always there; the same list for all rows. */
  columns: readonly SoaColumn[];
  href: string;
  /** Cells are buttons; without script and for readers they are words. */
  editable: boolean;
  current: boolean;
  selected: boolean;
  busy: boolean;
  problem: CellProblem | undefined;
  onSelect: (ref: string, on: boolean, range: boolean) => void;
  onSave: (row: SoaGridRow, change: CellChange, versions?: Versions) => Promise<boolean>;
  onDismiss: (ref: string) => void;
};

type Editors = typeof import("@/components/soa/cell-editors");
type Open = "reasons" | "text" | "exclusion" | "date" | null;

/** Cells that are changed in place share which editor is open and how a change is saved. */
type CellProps = RowProps & {
  open: Open;
  /** There once one was opened. */
  editors: Editors | undefined;
  setOpen: (open: Open) => void;
  /** Saves and closes the editor; a refusal leaves it open with what was typed. */
  commit: (change: CellChange) => void;
  error: string | undefined;
};

const NOT_NEEDED = <span className="i3">Not needed</span>;

function ApplicabilityCell({ row, editable, busy, onSave, setOpen }: CellProps) {
  const words = <Badge status={APPLICABILITY[row.applicability]} />;
  if (!editable) return <span className="cell">{words}</span>;
  const options = APPLICABILITY_OPTIONS.map((option) => ({
    ...option,
    refused: option.value === "excluded" ? (row.noExclude ?? undefined) : undefined,
  }));
  return (
    <InlineSelect
      label={`change applicability of ${row.ref}`}
      value={row.applicability}
      options={options}
      busy={busy}
      onChoose={(value) =>
        value === "excluded"
          ? setOpen("exclusion")
          : onSave(row, toApplicability(row, value as Applicability))
      }
    />
  );
}

function ReasonsCell(props: CellProps) {
  const { links, row, editable, busy, open, editors, setOpen, commit, error } = props;
  if (row.applicability === "excluded") return NOT_NEEDED;
  if (editors && open === "reasons") {
    return (
      <editors.ReasonsEditor
        row={row}
        label={`Reasons of ${row.ref}`}
        busy={busy}
        error={error}
        onCancel={() => setOpen(null)}
        onSave={(reasons) => commit(toReasons(row, reasons))}
      />
    );
  }
  const cited = row.reasons.filter((reason) => reason.cited);
  const free = row.reasons.filter((reason) => !reason.cited);
  if (!editable) {
    return (
      <div className="toks">
        <ReasonTokens links={links} row={row} reasons={row.reasons} />
      </div>
    );
  }
  const empty = row.reasons.length === 0;
  const sign = empty ? "Add reason" : "+";
  const words = row.reasons.map(({ kind }) => REASON_LABEL[kind]).join(", ");
  return (
    <div className="toks">
      <ReasonTokens links={links} row={row} reasons={cited} />
      <button
        type="button"
        className={free.length === 0 ? "tok add" : "toks soa-edit"}
        aria-label={empty ? `Add reason to ${row.ref}` : `${words}, change reasons of ${row.ref}`}
        onClick={() => setOpen("reasons")}
      >
        {free.length === 0 ? sign : <ReasonTokens links={links} row={row} reasons={free} />}
      </button>
    </div>
  );
}

function ImplementationCell(props: CellProps) {
  const { row, editable, busy, open, editors, setOpen, commit, onSave, error } = props;
  if (row.applicability === "excluded") return NOT_NEEDED;
  if (editors && open === "date") {
    return (
      <editors.DateEditor
        label={`Target date of ${row.ref}`}
        value={row.targetOn ?? ""}
        busy={busy}
        error={error}
        onCancel={() => setOpen(null)}
        onSave={(date) => commit(toImplementation(row, "planned", date))}
      />
    );
  }
  const by = row.by ? <span className="xs i3 block">{row.by}</span> : null;
  if (!editable) {
    return (
      <>
        <span className="cell">
          <Badge status={IMPLEMENTATION[row.implementation]} />
        </span>
        {by}
      </>
    );
  }
  return (
    <>
      <InlineSelect
        label={`change implementation of ${row.ref}`}
        value={row.implementation}
        options={IMPLEMENTATION_OPTIONS}
        busy={busy}
        onChoose={(value) =>
          value === "planned" && row.targetOn === null
            ? setOpen("date")
            : onSave(row, toImplementation(row, value as Implementation))
        }
      />
      {by}
    </>
  );
}

function DeliveryCell({ row, editable, busy, onSave }: CellProps) {
  if (row.applicability === "excluded") return NOT_NEEDED;
  if (!editable) return <span className="cell">{DELIVERY_LABEL[row.delivery]}</span>;
  const options = DELIVERY_OPTIONS.map((option) => ({
    ...option,
    refused: option.value === "inherited" ? (row.noInherit ?? undefined) : undefined,
  }));
  return (
    <InlineSelect
      label={`change delivery of ${row.ref}`}
      value={row.delivery}
      options={options}
      busy={busy}
      onChoose={(value) => onSave(row, toDelivery(row, value as Delivery))}
    />
  );
}

function Clash({
  row,
  problem,
  onSave,
  onDismiss,
}: Pick<CellProps, "row" | "problem" | "onSave" | "onDismiss">) {
  if (problem === undefined) return null;
  const { clash } = problem;
  return (
    <div className="msg" role="alert">
      <span className="k s-diamond" aria-hidden="true" />
      <div>
        <p>
          {problem.message}
          {clash ? ` Stored now: ${clash.stored}. You chose: ${clash.change.mine}.` : null}
        </p>
        <div className="row wrap mt-1">
          {clash ? (
            <Button dense onClick={() => onSave(row, clash.change, clash.versions)}>
              Save mine
            </Button>
          ) : null}
          <Button dense look="quiet" onClick={() => onDismiss(row.ref)}>
            {clash ? "Keep stored" : "Close"}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Sentences({ row }: { row: SoaGridRow }) {
  return (
    <>
      {row.blocks.map((sentence) => (
        <p className="msg" key={sentence}>
          <span className="k s-diamond" aria-hidden="true" />
          <span>{sentence}</span>
        </p>
      ))}
      {row.warns.map((sentence) => (
        <p className="msg due" key={sentence}>
          <span className="k s-triangle" aria-hidden="true" />
          <span>{sentence}</span>
        </p>
      ))}
    </>
  );
}

function Justification(props: CellProps) {
  const { row, editable, busy, open, editors, setOpen, commit, error } = props;
  const excluded = row.applicability === "excluded";
  if (editors && (open === "text" || open === "exclusion")) {
    const asks = open === "exclusion";
    return (
      <editors.TextEditor
        label={excluded || asks ? `Justification for excluding ${row.ref}` : `Justification of ${row.ref}`}
        {...(asks ? { help: `Say why ${row.ref} is not necessary.` } : {})}
        value={asks ? "" : row.text}
        busy={busy}
        error={error}
        onCancel={() => setOpen(null)}
        onSave={(text) => commit(asks ? toApplicability(row, "excluded", text) : toText(row, text))}
      />
    );
  }
  const text = row.text === "" ? <span className="i3">{editable ? "Add justification" : ""}</span> : row.text;
  const shown = (
    <span className="soa-text line-clamp-8" dir="auto">
      {text}
    </span>
  );
  if (!editable) return shown;
  return (
    <button type="button" className="soa-edit" onClick={() => setOpen("text")}>
      <span className="sr">{`Edit justification of ${row.ref}: `}</span>
      {shown}
    </button>
  );
}

function LastCell(props: CellProps) {
  const { row, editable, onSave } = props;
  const { proposed } = row;
  return (
    <>
      <Justification {...props} />
      <Facts {...props} />
      <Sentences row={row} />
      {proposed && editable ? (
        <span className="row wrap mt-1">
          <span className="tok">Hosting suggests {DELIVERY_LABEL[proposed]}</span>
          <Button
            dense
            aria-label={`Accept ${DELIVERY_LABEL[proposed]} for ${row.ref}`}
            onClick={() => onSave(row, toDelivery(row, proposed))}
          >
            Accept
          </Button>
        </span>
      ) : null}
      <Clash {...props} />
    </>
  );
}

const EDITED = { reasons: ReasonsCell, implementation: ImplementationCell, delivery: DeliveryCell } as const;

/** A column that may be hidden: edited in place, or words that are changed elsewhere. */
function Cell({ column, ...cell }: CellProps & { column: SoaColumn }) {
  if (column === "reasons" || column === "implementation" || column === "delivery") {
    const Edited = EDITED[column];
    return <Edited {...cell} />;
  }
  return <span className="i2 wrap-anywhere">{cell.row.more[column]}</span>;
}

function SelectCell({ row, selected, onSelect }: Pick<RowProps, "row" | "selected" | "onSelect">) {
  return (
    <td className="c0">
      <input
        type="checkbox"
        className="ck"
        aria-label={`Select ${row.ref}`}
        checked={selected}
        onChange={({ target, nativeEvent }) =>
          onSelect(row.ref, target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
    </td>
  );
}

function rowClass({ row, current }: RowProps): string {
  const blocked = row.blocks.length > 0 ? " blocked" : "";
  const changed = row.changed === "" ? "" : " edited";
  return `tr${current ? " cur" : ""}${changed}${blocked}`;
}

const LOST = "The server did not answer, so the cell stays as it is. Check the connection and open it again.";

/** Which editor of the row is open; they are fetched when the first one is opened. */
function useEditor() {
  const [open, setOpen] = useState<Open>(null);
  const [editors, setEditors] = useState<Editors>();
  async function begin(next: Open) {
    if (next !== null) {
      const found = await import("@/components/soa/cell-editors").catch(() => undefined);
      if (found === undefined) return showToast({ text: LOST, tone: "gap" });
      setEditors(found);
    }
    setOpen(next);
  }
  return { open, editors, setOpen: begin };
}

/** One control: its reference and title, then cells that are changed in place. */
export const SoaTableRow = memo(function SoaTableRow(props: RowProps) {
  const { row, columns, href, editable, selected, problem } = props;
  const { open, editors, setOpen } = useEditor();
  const cell: CellProps = {
    ...props,
    ...{ open, editors, setOpen },
    commit: (change) => {
      props.onSave(row, change).then((stored) => {
        if (stored) setOpen(null);
      });
    },
    error: problem?.clash ? undefined : problem?.message,
  };
  const shownProblem = open !== null && !problem?.clash ? undefined : problem;
  const last: CellProps = { ...cell, problem: shownProblem };
  return (
    <tr className={rowClass(props)} aria-selected={editable ? selected : undefined} id={`row-${row.ref}`}>
      {editable ? <SelectCell {...props} /> : null}
      <td>
        <span className="ref">{row.ref}</span>
      </td>
      <th scope="row">
        <Link className="t" href={href as Route} scroll={false}>
          {row.title}
        </Link>
        {row.changed === "" ? null : <span className="xs i3 block">{row.changed}</span>}
      </th>
      <td>
        <ApplicabilityCell {...cell} />
      </td>
      {columns.map((column) => (
        <td key={column}>
          <Cell column={column} {...cell} />
        </td>
      ))}
      <td className="just">
        <LastCell {...last} />
      </td>
    </tr>
  );
});
