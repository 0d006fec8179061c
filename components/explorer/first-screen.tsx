import { ExplorerBar } from "@/components/explorer/explorer-frame";
import { FirstForm } from "@/components/explorer/first-form";
import { FirstResultView } from "@/components/explorer/first-result";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Note } from "@/components/ui/badge";
import { DEFAULT_VIEW } from "@/lib/core/explorer-view";
import { type FirstReading, firstStandard } from "@/lib/core/first-standard";
import { FIRST_RULES } from "@/lib/core/first-standard-rules";
import { paths } from "@/lib/core/paths";

function HowWeighed() {
  const sourced = FIRST_RULES.filter((rule) => rule.source.document !== "own-reading").length;
  return (
    <Section title="How it is weighed">
      <div className="prose stack i2">
        <p>
          {`${FIRST_RULES.length} rules look at the facts: ${sourced} rest on a line of one of the two sources, the others are our judgement and say so. A hint weighs 1, an argument 2, a demand 4; what you hold already weighs 6. What is not known decides nothing.`}
        </p>
        <p>
          The side-by-side page advises to take ISO/IEC 27001 first and reuse it. It gives no figures, so the
          advice is one hint among the others. <a href={`${paths.explorerAbout()}#k58`}>K58</a>
        </p>
      </div>
    </Section>
  );
}

/** Which standard first, from the visitor's own facts. */
export function FirstScreen({ reading }: { reading: FirstReading }) {
  const result = firstStandard(reading.facts);
  const bad = Object.keys(reading.errors).length;
  return (
    <>
      <ExplorerBar view={DEFAULT_VIEW} current="first" />
      <PageHeader
        title="Which one first?"
        intro="SOC 2 or ISO/IEC 27001: ten facts, every reason shown, and what would change the answer."
      />
      {bad > 0 ? (
        <div className="mb-4">
          <Note tone="gap">
            {`${bad === 1 ? "One answer is" : `${bad} answers are`} left out because the address names none that exists; the others are kept.`}
          </Note>
        </div>
      ) : null}
      {result === null ? null : <FirstResultView result={result} facts={reading.facts} />}
      <div className={result === null ? undefined : "blk"}>
        <FirstForm reading={reading} />
        <HowWeighed />
      </div>
    </>
  );
}
