import type { Route } from "next";
import { ScopeSync } from "@/components/explorer/scope-sync";
import { Button } from "@/components/ui/button";
import { QueryForm } from "@/components/ui/link";
import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import { type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { CRITERIA } from "@/lib/core/frameworks/tsc";
import { TSC_CATEGORIES, type TscCategory } from "@/lib/core/frameworks/types";
import { withQuery } from "@/lib/core/paths";

const FORM = "scope";

const PRESETS: readonly { readonly label: string; readonly categories: readonly TscCategory[] }[] = [
  { label: "Security alone", categories: ["security"] },
  {
    label: "Security, Availability, Confidentiality",
    categories: ["security", "availability", "confidentiality"],
  },
  { label: "All five", categories: TSC_CATEGORIES },
];

const SIZE: Readonly<Record<TscCategory, number>> = Object.fromEntries(
  TSC_CATEGORIES.map((category) => [
    category,
    CRITERIA.filter((criterion) => criterion.category === category).length,
  ]),
) as Record<TscCategory, number>;

function Switch({ view, category }: { view: ExplorerView; category: TscCategory }) {
  const fixed = category === "security";
  return (
    <li>
      <label className="sw">
        <input
          type="checkbox"
          name="scope"
          value={category}
          defaultChecked={view.categories.includes(category)}
          disabled={fixed}
        />
        <span>{CATEGORY_TITLE[category]}</span>
      </label>
      <span className="i3 sm num">{`${SIZE[category]} criteria`}</span>
    </li>
  );
}

function switchedOn(view: ExplorerView): readonly string[] {
  const scope = view.categories.map((category) => `scope=${category}`);
  return view.wildcard ? [...scope, "wildcard=1"] : scope;
}

/** What the form hands on besides its own switches. */
function kept(view: ExplorerView, keep: Readonly<Record<string, string | null>>) {
  const { to, privacy } = explorerQuery(view);
  const all = { scope: "security", to, privacy, ...keep };
  return Object.entries(all).filter(([, value]) => value !== undefined && value !== null && value !== "");
}

/** The five categories and the theme-level row; every number of the page follows. `keep` is the rest of the address. */
export function ScopeForm({
  path,
  view,
  keep = {},
}: {
  path: string;
  view: ExplorerView;
  keep?: Readonly<Record<string, string | null>>;
}) {
  const hrefFor = (change: Partial<ExplorerView>) =>
    withQuery(path, { ...explorerQuery({ ...view, ...change }), ...keep });
  return (
    <section aria-labelledby="scope-h" className="no-print">
      <h2 id="scope-h">SOC 2 scope</h2>
      <QueryForm id={FORM} action={path as Route} scroll={false} autoComplete="off">
        {kept(view, keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value ?? ""} />
        ))}
        <ul className="xp-sw">
          {TSC_CATEGORIES.map((category) => (
            <Switch key={category} view={view} category={category} />
          ))}
          <li>
            <label className="sw">
              <input
                type="checkbox"
                name="wildcard"
                value="1"
                defaultChecked={view.wildcard}
                aria-describedby="wildcard-h"
              />
              <span>Theme-level row</span>
            </label>
            <span className="i3 sm num">A.8.x</span>
          </li>
        </ul>
        <p className="i3 xs mt-1" id="wildcard-h">
          CC5.2 names A.8 as a whole. Shown apart, never as Full.
        </p>
        <noscript>
          <Button type="submit" dense className="mt-2">
            Recompute
          </Button>
        </noscript>
        <ScopeSync form={FORM} on={switchedOn(view)} />
      </QueryForm>
      <p className="xp-refs sm mt-2">
        {PRESETS.map(({ label, categories }) => (
          <a key={label} href={hrefFor({ categories })}>
            {label}
          </a>
        ))}
        <a href={hrefFor({ wildcard: !view.wildcard })}>
          {view.wildcard ? "Without the theme-level row" : "With the theme-level row"}
        </a>
      </p>
    </section>
  );
}
