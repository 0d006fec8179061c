import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { Link } from "@/components/ui/link";
import { paths, withQuery } from "@/lib/core/paths";

/** Owners in the register who are no members: kept as text, with the offer to invite them. */
export function UnknownOwners({ slug, owners }: { slug: string; owners: readonly string[] }) {
  const shown = owners.slice(0, 30);
  return (
    <Section
      title="Owners who are no members"
      remark="Their names are kept as text. Invite them to make them owners."
    >
      <ul className="grid gap-x-8 md:grid-cols-2 lg:grid-cols-3">
        {shown.map((owner) => (
          <li key={owner} className="flex min-h-8 items-center gap-2">
            <span className="ell">{owner}</span>
            {owner.includes("@") ? (
              <Link href={withQuery(paths.settingsMembers(slug), { email: owner }) as Route}>
                Invite<span className="sr"> {owner}</span>
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
      {owners.length > shown.length ? <p className="i3 sm">and {owners.length - shown.length} more</p> : null}
    </Section>
  );
}
