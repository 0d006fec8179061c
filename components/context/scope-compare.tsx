import { Section } from "@/components/layout/section";
import { CompareRow } from "@/components/ui/compare-row";
import { Table, Th } from "@/components/ui/table";
import type { ContextDto } from "@/lib/core/context";
import { VERSION_STATE } from "@/lib/core/isms-statuses";
import { comparableScope, compareScopes } from "@/lib/core/scope-statement-compare";
import type { ScopeVersion } from "@/lib/core/scope-statement-page";

/** Two versions field by field, with what differs marked. */
export function ScopeCompare({
  from,
  to,
  context,
}: {
  from: ScopeVersion;
  to: ScopeVersion;
  /** What a version that is not frozen rests on. */
  context: ContextDto;
}) {
  const pairs = compareScopes(comparableScope(from, context), comparableScope(to, context));
  const changed = pairs.filter((pair) => pair.changed).length;
  const head = ({ number, state }: ScopeVersion) =>
    `Version ${number}, ${VERSION_STATE[state].label.toLowerCase()}`;
  return (
    <Section
      title={`Version ${from.number} beside version ${to.number}`}
      remark={changed === 0 ? "The two say the same" : `${changed} of ${pairs.length} fields differ`}
    >
      <Table caption={`Version ${from.number} and version ${to.number} field by field`} top sticky={false}>
        <thead>
          <tr>
            <Th className="w-32 sm:w-40">Field</Th>
            <Th>{head(from)}</Th>
            <Th>{head(to)}</Th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <CompareRow none="Not written" key={pair.label} pair={pair} />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
