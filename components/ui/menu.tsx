import type { Route } from "next";
import { type ComponentProps, type ReactNode, useId } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Icon, type IconName } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";

/** A list of links and buttons under its button. Opens, closes and gives focus back without script. */
export function Menu({
  label,
  icon,
  iconOnly = false,
  dense = false,
  look = "secondary",
  align = "end",
  children,
}: {
  label: string;
  icon?: IconName;
  /** The label is only read out. */
  iconOnly?: boolean;
  dense?: boolean;
  look?: "secondary" | "quiet";
  /** Which edge of the button the list keeps to. */
  align?: "start" | "end";
  children: ReactNode;
}) {
  const id = useId();
  const drawing = icon ? <Icon name={icon} /> : null;
  return (
    <>
      {iconOnly ? (
        <button
          type="button"
          popoverTarget={id}
          className={dense ? "ib ib-d" : "ib"}
          aria-label={label}
          title={label}
        >
          {drawing}
        </button>
      ) : (
        <button type="button" popoverTarget={id} className={buttonClass({ look, dense })}>
          {drawing}
          {label}
        </button>
      )}
      <div popover="auto" id={id} className={align === "start" ? "menu menu-start" : "menu"}>
        {children}
      </div>
    </>
  );
}

export function MenuLink({
  href,
  current = false,
  children,
}: {
  href: string;
  current?: boolean;
  children: ReactNode;
}) {
  return (
    <Link href={href as Route} className="mi" {...(current ? { "aria-current": "true" } : {})}>
      {children}
    </Link>
  );
}

/** A button inside a menu; wrap it in the form that it submits. */
export function MenuButton({ type = "button", ...rest }: Omit<ComponentProps<"button">, "className">) {
  return <button {...rest} type={type} className="mi" />;
}
