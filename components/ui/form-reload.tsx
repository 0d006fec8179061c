"use client";
import { useRouter } from "next/navigation";
import { type RefObject, useTransition } from "react";
import { keepTyped } from "@/components/ui/form-kept";

/** Under a sentence that asks for the page to be read again: does it, and what was typed stays in the form. */
export function ReloadButton({
  form,
  done,
}: {
  form: RefObject<HTMLFormElement | null>;
  /** The page is being read again. */
  done: () => void;
}) {
  const router = useRouter();
  const [pending, start] = useTransition();
  function reload() {
    if (form.current) keepTyped(form.current);
    start(() => {
      router.refresh();
      done();
    });
  }
  return (
    <p className="mt-2 noscript:hidden">
      <button type="button" className="btn btn-d" data-busy={pending || undefined} onClick={reload}>
        Reload and keep what I typed
      </button>
    </p>
  );
}
