"use client";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "@/components/ui/button-class";
import { Glyph } from "@/components/ui/glyph";

function dialogOf(id: string): HTMLDialogElement | null {
  const element = document.getElementById(id);
  return element instanceof HTMLDialogElement ? element : null;
}

/** Opens the dialog of that id: modal with script, as a popover without. */
export function DialogTrigger({
  dialog,
  look,
  dense,
  className,
  children,
  ...rest
}: Omit<ComponentProps<"button">, "className"> & ButtonLook & { dialog: string; className?: string }) {
  function open(event: MouseEvent) {
    event.preventDefault();
    dialogOf(dialog)?.showModal();
  }
  return (
    <button
      {...rest}
      type="button"
      popoverTarget={dialog}
      aria-haspopup="dialog"
      className={buttonClass({ look, dense, className })}
      onClick={open}
    >
      {children}
    </button>
  );
}

function close(event: MouseEvent) {
  const dialog = event.currentTarget.closest("dialog");
  if (dialog?.matches(":popover-open")) return;
  event.preventDefault();
  dialog?.close();
}

/** A native dialog; a click on the backdrop or Esc closes it and focus goes back to what opened it. */
export function Dialog({
  id,
  title,
  size,
  children,
}: {
  id: string;
  title: string;
  size?: "l";
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click only serves the backdrop; Esc is native.
    <dialog
      id={id}
      popover="auto"
      className={size === "l" ? "dlg dlg-l" : "dlg"}
      aria-labelledby={`${id}-title`}
      onClick={(event) => {
        if (event.target === event.currentTarget && !event.currentTarget.matches(":popover-open")) {
          event.currentTarget.close();
        }
      }}
    >
      <div className="hd">
        <h2 id={`${id}-title`}>{title}</h2>
        <button
          type="button"
          className="ib ib-d push"
          aria-label="Close"
          popoverTarget={id}
          popoverTargetAction="hide"
          onClick={close}
        >
          <Glyph shape="close" />
        </button>
      </div>
      <div className="bd">{children}</div>
    </dialog>
  );
}
