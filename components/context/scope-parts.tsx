import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { readExclusions, SCOPE_LABEL, type ScopeParts } from "@/lib/core/scope-statement";
import { yesNo } from "@/lib/core/scope-statement-compare";
import { type DiffPart, diffTexts } from "@/lib/core/scope-statement-diff";

function Written({ children }: { children: string }) {
  if (children === "") return <dd className="i3">Not written</dd>;
  return <dd className="whitespace-pre-line wrap-anywhere">{children}</dd>;
}

function withAnswer(answer: boolean | null, text: string): string {
  const word = answer === null ? "" : `${yesNo(answer)}.`;
  return `${word} ${text}`.trim();
}

function Exclusions({ text }: { text: string }) {
  const exclusions = readExclusions(text);
  if (exclusions.length === 0) return <p className="i3">Nothing is excluded.</p>;
  return (
    <Table caption="Exclusions from the scope" cards top sticky={false}>
      <thead>
        <tr>
          <Th className="md:w-64">Excluded</Th>
          <Th>Reason</Th>
        </tr>
      </thead>
      <tbody>
        {exclusions.map(({ what, reason }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text keep their order and may repeat.
          <Tr key={at}>
            <RowHeader area="ref" className="wrap-anywhere">
              {what}
            </RowHeader>
            <Td label="Reason" className="i2 wrap-anywhere">
              {reason === "" ? (
                <Badge status={{ label: "No reason", tone: "gap", icon: "diamond" }} />
              ) : (
                reason
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Side({ title, parts, none }: { title: string; parts: readonly DiffPart[]; none: string }) {
  return (
    <div>
      <h3 className="mb-1">{title}</h3>
      {parts.length === 0 ? <p className="i3">{none}</p> : null}
      <p className="whitespace-pre-line wrap-anywhere">
        {parts.map(({ text, only }, at) =>
          only ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts keep their order and have no other name.
            <mark key={at} className="bg-progress-tint text-progress-text rounded-sm px-0.5">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </p>
    </div>
  );
}

/** Scope of the management system and boundary of the SOC 2 system side by side, with the words that stand on one side only. */
function Boundary({ parts }: { parts: ScopeParts }) {
  const { left, right, same } = diffTexts(parts.statement, parts.soc2Boundary);
  const both = parts.statement !== "" && parts.soc2Boundary !== "";
  const compared = same ? "The two texts say the same" : "Marked: words of one side only";
  return (
    <Section title="Difference to the SOC 2 system" remark={both ? compared : undefined}>
      <div className="two">
        <Side title="Scope of the ISMS" parts={left} none="Not written" />
        <Side title={SCOPE_LABEL.soc2Boundary} parts={right} none="Not written" />
      </div>
      <dl className="def mt-4">
        <dt>What differs</dt>
        <Written>{parts.soc2Difference}</Written>
      </dl>
    </Section>
  );
}

/** A scope statement as it reads: the parts, what is excluded and why, and the SOC 2 system beside it. */
export function ScopePartsView({ parts }: { parts: ScopeParts }) {
  return (
    <>
      <Section title="Scope">
        <dl className="def">
          <dt>{SCOPE_LABEL.statement}</dt>
          <Written>{parts.statement}</Written>
          <dt>{SCOPE_LABEL.units}</dt>
          <Written>{parts.units}</Written>
          <dt>{SCOPE_LABEL.sites}</dt>
          <Written>{parts.sites}</Written>
          <dt>{SCOPE_LABEL.remoteWork}</dt>
          <Written>{withAnswer(parts.remoteStaff, parts.remoteWork)}</Written>
          <dt>{SCOPE_LABEL.technology}</dt>
          <Written>{parts.technology}</Written>
          <dt>{SCOPE_LABEL.interfaces}</dt>
          <Written>{parts.interfaces}</Written>
          <dt>Outsourced development</dt>
          <Written>{withAnswer(parts.outsourcedDevelopment, "")}</Written>
        </dl>
      </Section>
      <Section title="Exclusions">
        <Exclusions text={parts.exclusions} />
      </Section>
      <Boundary parts={parts} />
    </>
  );
}
