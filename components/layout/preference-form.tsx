"use client";
import type { FormEvent, ReactNode } from "react";

export type Preference = "theme" | "nav" | "keys";

function applyNow(name: string, value: string) {
  if (name === "theme") document.documentElement.dataset.theme = value;
  if (name === "nav") document.querySelector<HTMLElement>(".app")?.setAttribute("data-nav", value);
  if (name === "keys") document.documentElement.dataset.keys = value;
}

/** A plain POST to the preferences; with script the page changes at once and stays where it is. */
export function PreferenceForm({
  children,
  className,
  onChange,
}: {
  children: ReactNode;
  className?: string;
  onChange?: (name: string, value: string) => void;
}) {
  function submit(event: FormEvent<HTMLFormElement>) {
    const button = (event.nativeEvent as SubmitEvent).submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    applyNow(button.name, button.value);
    // biome-ignore lint/suspicious/noDocumentCookie: the next page may be asked for before the request below has ended.
    document.cookie = `${button.name}=${button.value}; path=/; max-age=31536000; samesite=lax`;
    onChange?.(button.name, button.value);
    const body = new URLSearchParams({ [button.name]: button.value, back: location.pathname });
    void fetch("/preferences", { method: "POST", body, redirect: "manual", keepalive: true });
  }
  return (
    <form action="/preferences" method="post" className={className} onSubmit={submit}>
      {children}
    </form>
  );
}
