"use client";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A link of the sidebar that knows whether it is the current page. */
export function NavLink({
  href,
  title,
  exact = false,
  children,
}: {
  href: string;
  title: string;
  exact?: boolean;
  children: ReactNode;
}) {
  const path = usePathname();
  const here = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <Link href={href as Route} prefetch={false} title={title} {...(here ? { "aria-current": "page" } : {})}>
      {children}
    </Link>
  );
}
