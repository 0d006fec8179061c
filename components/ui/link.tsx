import type { ComponentProps } from "react";

/** What the page does after a link or form of ours was followed: begins at the top, or stays where it is. */
const within = (scroll: boolean) => (scroll ? "top" : "stay");

/** A link to a page of the product. With script `FollowLinks` opens it within the page; a list of many costs no code for each. */
export function Link({
  scroll = true,
  ...rest
}: ComponentProps<"a"> & { readonly href: string; readonly scroll?: boolean }) {
  return <a {...rest} data-within={within(scroll)} />;
}

/** A form that asks for a page: its fields become the address. With script `FollowLinks` opens it within the page. */
export function QueryForm({
  scroll = true,
  ...rest
}: Omit<ComponentProps<"form">, "action" | "method"> & {
  readonly action: string;
  readonly scroll?: boolean;
}) {
  return <form {...rest} data-within={within(scroll)} />;
}
