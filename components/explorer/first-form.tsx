import { ChoiceField } from "@/components/explorer/effort-fields";
import { Section } from "@/components/layout/section";
import { Button } from "@/components/ui/button";
import type { FirstReading } from "@/lib/core/first-standard";
import { FACTS } from "@/lib/core/first-standard-rules";
import { paths } from "@/lib/core/paths";

/** The facts as one plain form; what is not known may stay so. */
export function FirstForm({ reading }: { reading: FirstReading }) {
  const { facts, errors } = reading;
  const known = Object.keys(facts).length;
  return (
    <Section
      title="Your facts"
      remark={`${known} of ${FACTS.length} known; nothing is stored`}
      className="no-print"
    >
      <form action={paths.explorerFirst()} method="get">
        <div className="grid grid-cols-1 gap-x-8 gap-y-6 md:grid-cols-2 xl:grid-cols-3">
          {FACTS.map(({ name, question, options }) => (
            <ChoiceField
              key={name}
              name={name}
              legend={question}
              options={[...options, ["", "Not known"]]}
              value={errors[name] === undefined ? (facts[name] ?? "") : "-"}
              error={errors[name]}
            />
          ))}
        </div>
        <div className="row wrap mt-6">
          <Button type="submit" look="primary">
            Weigh the facts
          </Button>
          {known > 0 ? <a href={paths.explorerFirst()}>Clear all answers</a> : null}
        </div>
      </form>
    </Section>
  );
}
