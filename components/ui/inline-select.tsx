"use client";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Glyph } from "@/components/ui/glyph";
import type { StatusShape, Tone } from "@/components/ui/tone";

export type InlineOption = {
  readonly value: string;
  readonly label: string;
  readonly tone?: Tone;
  readonly icon?: StatusShape;
  /** Why this choice is refused; it stays in the list and cannot be taken. */
  readonly refused?: string | undefined;
};

function look(option: InlineOption | undefined): string {
  if (!option?.icon) return "st plain";
  return `st s-${option.icon} ${option.tone ?? "none"}`;
}

/** Puts the list under its button, or above it where the window ends; set through the object model, which the CSP allows. */
function place(list: HTMLElement, button: HTMLElement) {
  const at = button.getBoundingClientRect();
  const box = list.getBoundingClientRect();
  const below = at.bottom + 4;
  const fits = below + box.height <= innerHeight - 8 || at.top < box.height + 12;
  list.style.top = `${fits ? below : at.top - box.height - 4}px`;
  list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.width - 8))}px`;
}

type ListProps = {
  id: string;
  label: string;
  value: string;
  options: readonly InlineOption[];
  button: HTMLElement | null;
  onTake: (value: string) => void;
  onCancel: () => void;
};

function OptionList({ id, label, value, options, button, onTake, onCancel }: ListProps) {
  const panel = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => option.value === value),
    ),
  );

  useEffect(() => {
    const element = panel.current;
    if (!element || !button) return;
    element.showPopover();
    place(element, button);
    list.current?.focus({ preventScroll: true });
    const follow = () => place(element, button);
    addEventListener("scroll", follow, { capture: true, passive: true });
    addEventListener("resize", follow);
    return () => {
      removeEventListener("scroll", follow, { capture: true });
      removeEventListener("resize", follow);
    };
  }, [button]);

  function take(index: number) {
    const option = options[index];
    if (option && option.refused === undefined) onTake(option.value);
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = options.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: Math.min(last, active + 1),
      ArrowUp: Math.max(0, active - 1),
      Home: 0,
      End: last,
    };
    const to = moves[event.key] ?? (/^[1-9]$/.test(event.key) ? Number(event.key) - 1 : undefined);
    if (to !== undefined && to <= last) setActive(to);
    else if (event.key === "Enter" || event.key === " ") take(active);
    else if (event.key === "Escape" || event.key === "Tab") onCancel();
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div ref={panel} popover="manual" className="pop pop-top">
      <ul
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the listbox pattern on a list.
        role="listbox"
        id={id}
        aria-label={label}
        aria-activedescendant={`${id}-${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={onCancel}
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: options are reached through aria-activedescendant.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox handles the keys of its options.
          <li
            key={option.value}
            id={`${id}-${index}`}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the listbox pattern on a list.
            role="option"
            aria-selected={option.value === value}
            aria-disabled={option.refused === undefined ? undefined : true}
            data-active={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(index)}
          >
            {option.refused === undefined ? (
              <>
                <span className={look(option)}>{option.label}</span>
                {option.value === value ? (
                  <span className="push">
                    <Glyph shape="check" />
                  </span>
                ) : (
                  <span className="push" aria-hidden="true">
                    <kbd>{index + 1}</kbd>
                  </span>
                )}
              </>
            ) : (
              <>
                <span className={look(option)} />
                <span>
                  {option.label}
                  <span className="why">{option.refused}</span>
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
      <div className="foot" aria-hidden="true">
        <span>
          <kbd>↵</kbd> Save
        </span>
        <span>
          <kbd>Esc</kbd> Cancel
        </span>
      </div>
    </div>
  );
}

/** A value that is changed in place. Controlled: `onChoose` gets the new value, the caller keeps it and may undo it. */
export function InlineSelect({
  label,
  value,
  options,
  onChoose,
  busy = false,
  children,
}: {
  /** What is changed, after the current value: "change status of A.5.12". */
  label: string;
  value: string;
  options: readonly InlineOption[];
  onChoose: (value: string) => void;
  busy?: boolean;
  /** Printed instead of the chosen option's label. */
  children?: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);

  function shut() {
    setOpen(false);
    if (document.activeElement?.id === id) button.current?.focus({ preventScroll: true });
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className="cell"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-busy={busy || undefined}
        aria-label={`${chosen?.label ?? "Not set"}, ${label}`}
        onMouseDown={(event) => {
          if (open) event.preventDefault();
        }}
        onClick={() => (open ? shut() : setOpen(true))}
      >
        {children ?? <span className={look(chosen)}>{chosen?.label ?? "Not set"}</span>}
      </button>
      {open ? (
        <OptionList
          id={id}
          label={label.charAt(0).toUpperCase() + label.slice(1)}
          value={value}
          options={options}
          button={button.current}
          onCancel={shut}
          onTake={(taken) => {
            shut();
            if (taken !== value) onChoose(taken);
          }}
        />
      ) : null}
    </>
  );
}
