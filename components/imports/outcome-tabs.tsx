import { OUTCOME_LOOK } from "@/components/imports/labels";
import { Tabs } from "@/components/ui/tabs";
import { paths, withQuery } from "@/lib/core/paths";
import { LINE_OUTCOMES, type LineOutcome } from "@/lib/core/register-csv";

/** Lines by outcome; each tab's count is the number of lines it opens. */
export function OutcomeTabs({
  slug,
  id,
  counts,
  outcome,
}: {
  slug: string;
  id: string;
  counts: Readonly<Partial<Record<LineOutcome, number>>>;
  outcome: LineOutcome | null;
}) {
  const all = LINE_OUTCOMES.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  const here = paths.importRun(slug, id);
  return (
    <Tabs
      label="Lines by outcome"
      items={[
        { href: here, label: "All lines", count: all, current: outcome === null },
        ...LINE_OUTCOMES.map((one) => ({
          href: withQuery(here, { outcome: one }),
          label: OUTCOME_LOOK[one].label,
          count: counts[one] ?? 0,
          current: outcome === one,
        })),
      ]}
    />
  );
}
