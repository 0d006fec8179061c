"use client";
import { useEffect } from "react";

/** Chooses the browser's time zone in the list, unless the page came back with another choice. */
export function DetectTimeZone({ name }: { name: string }) {
  useEffect(() => {
    const select = document.querySelector(`select[name="${name}"]`);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!(select instanceof HTMLSelectElement) || select.value !== "UTC") return;
    if ([...select.options].some((option) => option.value === zone)) select.value = zone;
  }, [name]);
  return null;
}
