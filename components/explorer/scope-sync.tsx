"use client";
import { useEffect } from "react";

/** Sends the form when a switch is thrown, and sets its switches back to what the page shows after going back. */
export function ScopeSync({ form, on }: { form: string; on: readonly string[] }) {
  useEffect(() => {
    const element = document.getElementById(form);
    if (!(element instanceof HTMLFormElement)) return;
    const send = () => element.requestSubmit();
    for (const box of element.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
      box.checked = on.includes(`${box.name}=${box.value}`);
    }
    element.addEventListener("change", send);
    return () => element.removeEventListener("change", send);
  }, [form, on]);
  return null;
}
