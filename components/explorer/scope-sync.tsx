"use client";
import { useEffect, useRef } from "react";

/**
 * Sends the form when a switch is thrown, and sets its switches back to what the page shows after going back. The form keeps no
 * state of its own over a reload, so a switch that stands otherwise at the start was thrown before this script ran.
 */
export function ScopeSync({ form, on }: { form: string; on: readonly string[] }) {
  const hasStarted = useRef(false);
  useEffect(() => {
    const element = document.getElementById(form);
    if (!(element instanceof HTMLFormElement)) return;
    const send = () => element.requestSubmit();
    const boxes = [...element.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
    const isOn = (box: HTMLInputElement) => on.includes(`${box.name}=${box.value}`);
    if (!hasStarted.current && boxes.some((box) => box.checked !== isOn(box))) send();
    else for (const box of boxes) box.checked = isOn(box);
    hasStarted.current = true;
    element.addEventListener("change", send);
    return () => element.removeEventListener("change", send);
  }, [form, on]);
  return null;
}
