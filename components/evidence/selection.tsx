"use client";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  use,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { buttonClass } from "@/components/ui/button-class";
import { ActionForm } from "@/components/ui/form";
import type { FormResult } from "@/components/ui/form-context";

type Selection = {
  readonly formId: string;
  /** Null until script runs. */
  readonly count: number | null;
  readonly total: number;
  /** Counts the boxes again after script changed them. */
  readonly read: () => void;
};
const SelectionContext = createContext<Selection>({
  formId: "",
  count: null,
  total: 0,
  read: () => undefined,
});

function boxesOf(formId: string): readonly HTMLInputElement[] {
  const form = document.getElementById(formId);
  return form === null ? [] : [...form.querySelectorAll<HTMLInputElement>("tbody .c0 input[type=checkbox]")];
}

/**
 * One form around a table whose rows have a box: counts the ticked ones, takes Shift for ranges, closes its panels after
 * a save. The boxes and buttons are plain, so it works without script.
 */
export function SelectionForm<R extends FormResult>({
  action,
  keep = false,
  version,
  onDone,
  children,
  className,
}: {
  action: ComponentProps<typeof ActionForm<R>>["action"];
  /** Keep what is ticked after a save. */
  keep?: boolean;
  /** The version of what the whole form is about. */
  version?: number;
  onDone?: ComponentProps<typeof ActionForm<R>>["onDone"];
  children: ReactNode;
  className?: string;
}) {
  const formId = useId();
  const last = useRef<HTMLInputElement | null>(null);
  const [count, setCount] = useState<number | null>(null);
  const [total, setTotal] = useState(0);

  function read() {
    const boxes = boxesOf(formId);
    setCount(boxes.filter((box) => box.checked).length);
    setTotal(boxes.length);
  }
  // The server may have taken rows away or brought new ones.
  useEffect(read);

  function onClick(event: MouseEvent) {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const boxes = boxesOf(formId);
    const to = boxes.indexOf(box);
    const from = last.current === null ? -1 : boxes.indexOf(last.current);
    if (event.shiftKey && from !== -1 && to !== -1) {
      for (const one of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
    }
    if (to !== -1) last.current = box;
    read();
  }

  function settle(result: Extract<R, { ok: true }>) {
    onDone?.(result);
    const form = document.getElementById(formId);
    form?.querySelector<HTMLElement>(":popover-open")?.hidePopover();
    read();
  }

  return (
    <SelectionContext value={{ formId, count, total, read }}>
      <ActionForm
        action={action}
        id={formId}
        {...(version === undefined ? {} : { version })}
        className={className ?? "stack"}
        clearAfter={!keep}
        onDone={settle}
        onClick={onClick}
        onReset={() => setTimeout(read)}
      >
        {/* Enter in a field must not press the first verb of the bar. */}
        <button type="submit" disabled hidden />
        {count === null || onDone === undefined ? null : <input type="hidden" name="script" value="on" />}
        {children}
      </ActionForm>
    </SelectionContext>
  );
}

/** `3 selected`; before script runs only the words of the bar. */
export function SelectedCount({
  before = "Selected rows",
  word = "selected",
}: {
  before?: string;
  word?: string;
}) {
  const { count } = use(SelectionContext);
  return <b role="status">{count === null ? before : `${count} ${word}`}</b>;
}

/** A submit button that names how many are ticked; `initial` stands there before script runs. */
export function CountButton({
  initial,
  verb,
  noun,
  ...rest
}: Omit<ComponentProps<"button">, "className" | "type" | "children"> & {
  initial: number;
  verb: string;
  noun: string;
}) {
  const { count } = use(SelectionContext);
  const ticked = count ?? initial;
  const look = ticked > 0 ? "primary" : "secondary";
  return (
    <button {...rest} type="submit" className={buttonClass({ look, dense: true })}>
      {verb} {ticked.toLocaleString("en")} {noun}
    </button>
  );
}

/** The box in the header that ticks every row shown; it takes script, so it comes with it. */
export function SelectAll({ label }: { label: string }) {
  const { formId, count, total, read } = use(SelectionContext);
  const box = useRef<HTMLInputElement>(null);
  const some = count !== null && count > 0;
  useEffect(() => {
    if (box.current) box.current.indeterminate = some && count < total;
  });
  if (count === null) return <span className="sr">Select</span>;
  function toggle() {
    for (const one of boxesOf(formId)) one.checked = !some;
    read();
  }
  return (
    <input
      ref={box}
      type="checkbox"
      className="ck"
      aria-label={label}
      checked={some && count === total}
      onChange={toggle}
    />
  );
}

/** Enter in a field of a panel presses the panel's own button. */
function onPanelKey(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLButtonElement>("button[type=submit]")?.click();
}

/** A verb of the bar that asks for something first; opens without script. */
export function VerbPanel({
  verb,
  value,
  confirm,
  children,
}: {
  verb: string;
  value: string;
  confirm: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass({ look: "quiet", dense: true })}>
        {verb}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in one of its fields is handled here. */}
      <div popover="auto" id={id} className="menu menu-start w-80" onKeyDown={onPanelKey}>
        <div className="stack gap-3 p-3 whitespace-normal">
          {children}
          <button
            type="submit"
            name="verb"
            value={value}
            className={buttonClass({ look: "primary", dense: true })}
          >
            {confirm}
          </button>
        </div>
      </div>
    </>
  );
}
