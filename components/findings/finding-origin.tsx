import type { Route } from "next";
import { FindingPartSection } from "@/components/findings/finding-answers";
import { WithdrawnNote } from "@/components/findings/finding-facts";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { FINDING_STANDING, findingName, partLabel, partsOf } from "@/lib/core/finding";
import type { FindingOrigin } from "@/lib/core/finding-dto";
import { paths } from "@/lib/core/paths";

/** On a nonconformity: which finding it comes from, what was answered and what the auditor decided. */
export function FindingOriginSection({
  slug,
  timeZone,
  origin,
}: {
  slug: string;
  timeZone: string;
  origin: FindingOrigin;
}) {
  const parts = partsOf(origin.grade).filter((part) => origin.answers[part] !== undefined);
  return (
    <>
      <Section title="From the auditor" aside={<Badge status={FINDING_STANDING[origin.standing]} />}>
        <p>
          From finding{" "}
          <Link href={paths.finding(slug, origin.room.id, origin.id) as Route}>
            {findingName(origin.number)}
          </Link>{" "}
          of <Link href={paths.room(slug, origin.room.id) as Route}>{origin.room.name}</Link>. What the
          auditor reads is answered there.
        </p>
        <WithdrawnNote finding={origin} />
      </Section>
      {parts.map((part) => (
        <FindingPartSection
          key={part}
          finding={origin}
          part={part}
          timeZone={timeZone}
          title={`${partLabel(part, origin.grade)} as answered`}
        />
      ))}
    </>
  );
}
