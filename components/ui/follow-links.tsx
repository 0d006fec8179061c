"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isForHere } from "@/components/ui/use-go";

/** Where the form leads with what is in its fields, and with the name of the button that was pressed. */
function addressOf(form: HTMLFormElement, submitter: HTMLElement | null): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter))
    if (typeof value === "string") query.append(name, value);
  const path = submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
  return `${path.split("?")[0]}?${query}`;
}

/** Opens links and forms that name a page of the product within the page: one handler for all of them. */
export function FollowLinks() {
  const router = useRouter();
  useEffect(() => {
    const open = (address: string, { dataset }: HTMLElement) =>
      router.push(address as Route, { scroll: dataset.within !== "stay" });
    function onClick(event: MouseEvent) {
      const link = event.target instanceof Element ? event.target.closest("a[data-within]") : null;
      if (!(link instanceof HTMLAnchorElement) || !isForHere(event)) return;
      event.preventDefault();
      open(link.getAttribute("href") ?? "", link);
    }
    function onSubmit(event: SubmitEvent) {
      const form = event.target;
      if (!(form instanceof HTMLFormElement && form.matches("[data-within]")) || event.defaultPrevented)
        return;
      if (event.submitter?.hasAttribute("formmethod")) return;
      event.preventDefault();
      open(addressOf(form, event.submitter), form);
    }
    document.addEventListener("click", onClick);
    document.addEventListener("submit", onSubmit);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("submit", onSubmit);
    };
  }, [router]);
  return null;
}
