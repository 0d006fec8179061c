import { Stat } from "@/components/ui/stat";
import type { IsoDate } from "@/lib/core/dates";
import { ageing } from "@/lib/core/nonconformity";
import type { NcListRow } from "@/lib/core/nonconformity-dto";
import { ncHref, readNcView } from "@/lib/core/nonconformity-list";

function parts(major: number, minor: number): string {
  if (major + minor === 0) return "None this old";
  return [major > 0 ? `${major} major` : "", minor > 0 ? `${minor} minor` : ""].filter(Boolean).join(", ");
}

/** Open nonconformities by age; each number opens exactly those rows. */
export function AgeFigures({
  slug,
  rows,
  today,
}: {
  slug: string;
  rows: readonly NcListRow[];
  today: IsoDate;
}) {
  const start = readNcView({});
  return (
    <section className="kpis" aria-label="Open nonconformities by age">
      {ageing(rows, today).map(({ bucket, label, major, minor }) => (
        <Stat
          key={bucket}
          title={label}
          n={major.length + minor.length}
          of="open"
          href={ncHref(slug, start, { age: bucket })}
        >
          {parts(major.length, minor.length)}
        </Stat>
      ))}
    </section>
  );
}
