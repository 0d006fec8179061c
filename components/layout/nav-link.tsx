"use client";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A link of the sidebar that knows whether it is the current page. */
export function NavLink({
  href,
  page,
  title,
  exact = false,
  children,
}: {
  href: string;
  /** The page without the view that the link opens it with. */
  page: string;
  title: string;
  exact?: boolean;
  children: ReactNode;
}) {
  const path = usePathname();
  const here = path === page || (!exact && path.startsWith(`${page}/`));
  return (
    <Link href={href as Route} prefetch={false} title={title} {...(here ? { "aria-current": "page" } : {})}>
      {children}
    </Link>
  );
}
