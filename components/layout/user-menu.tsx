import type { Route } from "next";
import type { ReactNode } from "react";
import { type Theme, ThemeChoice } from "@/components/layout/theme-choice";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { paths } from "@/lib/core/paths";

export type Person = { readonly name: string; readonly email: string };

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0]?.[0], words.length > 1 ? words.at(-1)?.[0] : undefined];
  return letters.filter(Boolean).join("").toUpperCase() || "?";
}

/** The circle with a person's initials; decorative, the name must stand beside it or in the label. */
export function Avatar({ name }: { name: string }) {
  return (
    <span className="ava" aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** Account, theme and sign-out. `signOut` is a form that posts; it is handed in because the shell knows no session. */
export function UserMenu({
  person,
  role,
  theme,
  signOut,
}: {
  person: Person;
  role?: string | undefined;
  theme: Theme;
  signOut: ReactNode;
}) {
  return (
    <>
      <button
        type="button"
        className="ib"
        popoverTarget="menu-me"
        aria-label={`Signed in as ${person.name}, account menu`}
      >
        <Avatar name={person.name} />
      </button>
      <div popover="auto" id="menu-me" className="menu menu-me">
        <div className="px-2 py-1.5">
          <p className="w5 ell">{person.name}</p>
          <p className="ell sm i3">{person.email}</p>
          {role ? <p className="sm i3">{role}</p> : null}
        </div>
        <hr />
        <Link href={paths.account() as Route} className="mi">
          <Icon name="user" />
          Account
        </Link>
        <div className="px-2 py-1.5">
          <ThemeChoice theme={theme} />
        </div>
        <hr />
        {signOut}
      </div>
    </>
  );
}

/** The button to put into the sign-out form. */
export function SignOutItem() {
  return (
    <button type="submit" className="mi">
      <Icon name="sign-out" />
      Sign out
    </button>
  );
}
