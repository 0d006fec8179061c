"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";

type Click = Pick<MouseEvent, "metaKey" | "ctrlKey" | "shiftKey" | "altKey" | "button" | "defaultPrevented">;

/** Whether the click is meant to open the link in this place, and nobody has dealt with it. */
export function isForHere(event: Click): boolean {
  const held = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return !event.defaultPrevented && event.button === 0 && !held;
}

/** Opens a plain link within the page; for lists of many links, where a Link each would cost more than the rows themselves. */
export function useGo(options: { readonly scroll: boolean }): (event: MouseEvent<HTMLAnchorElement>) => void {
  const router = useRouter();
  return (event) => {
    const href = event.currentTarget.getAttribute("href");
    if (href === null || !isForHere(event)) return;
    event.preventDefault();
    router.push(href as Route, options);
  };
}
