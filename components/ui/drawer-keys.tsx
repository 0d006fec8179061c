"use client";
import { useEffect } from "react";

function isBusy(target: EventTarget | null): boolean {
  return (
    document.querySelector("dialog[open], :popover-open") !== null ||
    (target instanceof Element && target.closest("input, textarea, select, [role=listbox]") !== null)
  );
}

/** Moves focus into the drawer when it opens, closes it with Esc and gives focus back to where it came from. */
export function DrawerKeys() {
  useEffect(() => {
    const drawer = document.getElementById("drawer");
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    // Who was quicker than this script works in the drawer already.
    const opener = focused !== null && drawer?.contains(focused) ? null : focused;
    if (opener && opener !== document.body) drawer?.focus({ preventScroll: true });
    function onKey(event: KeyboardEvent) {
      if (event.key !== "Escape" || event.defaultPrevented || isBusy(event.target)) return;
      document.querySelector<HTMLElement>("[data-drawer-close]")?.click();
    }
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      if (opener?.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  return null;
}
