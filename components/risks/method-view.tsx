import { Section } from "@/components/layout/section";
import { HeatMark } from "@/components/risks/heat";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import type { RiskMethodDto } from "@/lib/core/risk-dto";
import { bandRanges, highestScore, type RiskLevel } from "@/lib/core/risk-method";

function Words({ text, none }: { text: string; none: string }) {
  if (text === "") return <p className="i2">{none}</p>;
  return <p className="prose whitespace-pre-line wrap-anywhere">{text}</p>;
}

function Scale({ title, levels }: { title: string; levels: readonly RiskLevel[] }) {
  return (
    <Section title={title} remark={`${levels.length} levels`}>
      <Table caption={title} cards top sticky={false}>
        <thead>
          <tr>
            <Th className="w-14">Level</Th>
            <Th className="w-36">Name</Th>
            <Th>Criterion</Th>
          </tr>
        </thead>
        <tbody>
          {levels.map(({ level, label, criterion }) => (
            <Tr key={level}>
              <Td area="ref" className="num">
                {level}
              </Td>
              <RowHeader className="wrap-anywhere">{label}</RowHeader>
              <Td label="Criterion" className="wrap-anywhere">
                {criterion === "" ? <span className="txt-gap">No criterion yet</span> : criterion}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** One version of the method as it reads. */
export function MethodView({ method }: { method: RiskMethodDto }) {
  const top = highestScore(method);
  return (
    <>
      <Section title="Approach">
        <Words text={method.approach} none="Nothing written yet." />
      </Section>
      <Scale title="Likelihood" levels={method.likelihood} />
      <Scale title="Consequence" levels={method.consequence} />
      <Section title="Bands" remark="Score is likelihood times consequence">
        <ul className="row wrap gap-4">
          {bandRanges(method.bands).map((band) => (
            <li key={band.to} className="row gap-2">
              <HeatMark band={band} score={band.to} />
              <span className="i3 sm num">{`${band.from} to ${band.to}`}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Acceptance criterion" remark={`Up to ${method.acceptanceMax} of ${top}`}>
        <Words text={method.acceptanceCriterion} none="Nothing written yet." />
      </Section>
      <Section title="When risks are assessed">
        <Words text={method.whenToAssess} none="Nothing written yet." />
      </Section>
    </>
  );
}
