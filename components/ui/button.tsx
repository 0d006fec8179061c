import type { Route } from "next";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "@/components/ui/button-class";
import { Link } from "@/components/ui/link";

type ButtonProps = Omit<ComponentProps<"button">, "className"> &
  ButtonLook & {
    className?: string;
    /** Id of the element that says what blocks the action: the button looks disabled, stays focusable and does nothing. */
    blockedBy?: string | undefined;
  };

export function Button({ look, dense, className, blockedBy, type = "button", ...rest }: ButtonProps) {
  const blocked = blockedBy
    ? ({ "aria-disabled": true, "aria-describedby": blockedBy, type: "button" } as const)
    : { type };
  return <button {...rest} {...blocked} className={buttonClass({ look, dense, className })} />;
}

type ButtonLinkProps = ButtonLook & {
  href: string;
  children: ReactNode;
  className?: string;
  /** A file or another kind of answer: a plain link that the router leaves alone. */
  plain?: boolean;
  "aria-label"?: string;
};

export function ButtonLink({ href, look, dense, className, plain = false, ...rest }: ButtonLinkProps) {
  const classes = buttonClass({ look, dense, className });
  if (plain) return <a {...rest} href={href} className={classes} />;
  return <Link {...rest} href={href as Route} className={classes} />;
}

export function IconLink({
  label,
  href,
  dense = false,
  children,
}: {
  label: string;
  href: string;
  dense?: boolean;
  children: ReactNode;
}) {
  return (
    <Link href={href as Route} className={dense ? "ib ib-d" : "ib"} aria-label={label} title={label}>
      {children}
    </Link>
  );
}
