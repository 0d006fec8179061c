"use client";
import { useEffect } from "react";

function close(event: MouseEvent) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const open = link?.closest<HTMLElement>("[popover]:popover-open");
  if (open && !event.ctrlKey && !event.metaKey) open.hidePopover();
}

/** Closes the menu that a followed link stands in: the page changes without the document being loaded anew. */
export function PopoverClose() {
  useEffect(() => {
    document.addEventListener("click", close);
    return () => document.removeEventListener("click", close);
  }, []);
  return null;
}
