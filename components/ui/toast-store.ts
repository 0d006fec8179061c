"use client";
// Toasts of this page: a list outside React so that any client component can add one.
export type ToastInput = {
  readonly text: string;
  readonly tone?: "ok" | "gap";
  readonly undo?: { readonly label?: string; readonly run: () => void | Promise<void> };
};
export type Toast = ToastInput & { readonly id: number };

let toasts: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function tell(list: readonly Toast[]) {
  toasts = list;
  for (const listener of listeners) listener();
}

/** Adds a toast and answers its id. At most three are shown; the oldest leaves first. */
export function showToast(input: ToastInput): number {
  const id = next++;
  tell([...toasts, { ...input, id }].slice(-3));
  return id;
}

export function hideToast(id: number) {
  tell(toasts.filter((toast) => toast.id !== id));
}

export function watchToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}
