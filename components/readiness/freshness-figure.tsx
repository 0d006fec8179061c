import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { many } from "@/components/readiness/words";
import { Columns } from "@/components/ui/columns";
import { Figure, type Fill } from "@/components/ui/figure";
import { Link } from "@/components/ui/link";
import { StackedBar } from "@/components/ui/stacked-bar";
import type { Home, MonthCount } from "@/lib/core/home-dto";
import { paths, withQuery } from "@/lib/core/paths";
import type { Freshness } from "@/lib/core/statuses";

const PARTS: readonly { readonly name: Freshness; readonly fill: Fill; readonly label: string }[] = [
  { name: "current", fill: "ok", label: "current" },
  { name: "due_soon", fill: "due", label: "due in 30 days" },
  { name: "expired", fill: "gap", label: "expired" },
  { name: "never_collected", fill: "none", label: "never collected" },
];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function monthName(month: string): string {
  return MONTHS[Number(month.slice(5)) - 1] ?? month;
}

function monthYear(month: string): string {
  return `${monthName(month)} ${month.slice(0, 4)}`;
}

function expiryWords(expires: readonly MonthCount[]): string {
  const first = expires[0];
  const last = expires.at(-1);
  if (first === undefined || last === undefined) return "Evidence that expires per month";
  const most = expires.reduce((top, one) => (one.count > top.count ? one : top));
  const range = `Evidence that expires per month, ${monthYear(first.month)} to ${monthYear(last.month)}.`;
  return most.count === 0
    ? `${range} None does.`
    : `${range} ${monthYear(most.month)} is highest with ${most.count}.`;
}

function Expires({ expires }: { expires: readonly MonthCount[] }) {
  const most = Math.max(...expires.map((one) => one.count));
  return (
    <div className="mt-3">
      <Figure
        table={{
          caption: "Evidence that expires per month",
          head: ["Month", "Items"],
          rows: expires.map((one) => [monthYear(one.month), one.count]),
        }}
      >
        <p className="sm i3 mb-1">Expires per month</p>
        <Columns
          label={expiryWords(expires)}
          data={expires.map((one, index) => ({
            label: one.month,
            value: one.count,
            fill: one.count === most && most > 0 ? "due-solid" : "none",
            ...(index % 2 === 0 ? { tick: monthName(one.month) } : {}),
          }))}
        />
      </Figure>
    </div>
  );
}

/** How current the evidence is, and when it runs out. */
export function FreshnessFigure({ home }: { home: Home }) {
  const { live, freshness, expires } = home.evidence;
  const list = paths.evidence(home.workspace.slug);
  const words = PARTS.map(({ name, label }) => `${freshness[name]} ${label}`).join(", ");
  return (
    <Section title="Evidence freshness" link={{ href: list, label: many(live, "item") }}>
      <Figure>
        <StackedBar
          parts={PARTS.map(({ name, fill }) => ({ value: freshness[name], fill }))}
          label={`${many(live, "evidence item")}: ${words}`}
        />
        <ul className="legend">
          {PARTS.map(({ name, fill, label }) => (
            <li key={name}>
              <svg className="key" viewBox="0 0 12 12" aria-hidden="true">
                <rect width="12" height="12" className={`f-${fill}`} />
              </svg>
              <Link className="plain num" href={withQuery(list, { freshness: name }) as Route}>
                {`${freshness[name]} ${label}`}
              </Link>
            </li>
          ))}
        </ul>
      </Figure>
      <Expires expires={expires} />
    </Section>
  );
}
