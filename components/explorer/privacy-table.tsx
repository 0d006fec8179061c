import { PrivacyControls, type PrivacyHrefs, PrivacySwitch } from "@/components/explorer/privacy-column";
import { Section } from "@/components/layout/section";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { PRIVACY_EDITION, PRIVACY_ROWS, PRIVACY_SOURCES } from "@/lib/core/frameworks/iso-27701";
import { paths } from "@/lib/core/paths";
import { type PrivacyControl, type PrivacyEdition, privacyTable } from "@/lib/core/privacy-column";

const PRIVACY_CRITERIA = PRIVACY_ROWS.length;

function Controls({ controls, none }: { controls: readonly PrivacyControl[]; none: string }) {
  return controls.length === 0 ? <Nothing>{none}</Nothing> : <PrivacyControls controls={controls} />;
}

type PrivacyTableProps = {
  /** Null while the column is hidden, as it is at first. */
  edition: PrivacyEdition | null;
  /** This page with the one or the other edition or none, at this section. */
  hrefs: PrivacyHrefs;
  titles: ReadonlyMap<string, string>;
};

/** All 18 privacy criteria beside one edition of ISO/IEC 27701, or the offer to show them. */
export function PrivacyTable({ edition, hrefs, titles }: PrivacyTableProps) {
  if (edition !== null) return <EditionTable edition={edition} hrefs={hrefs} titles={titles} />;
  return (
    <Section
      title={<span id="27701">ISO/IEC 27701</span>}
      remark="Not shown"
      aside={<PrivacySwitch edition={null} hrefs={hrefs} />}
    >
      <p className="prose">
        {`The privacy standard can be shown as a third column beside the ${PRIVACY_CRITERIA} privacy criteria, in its edition of 2025 or of 2019, with confidence and basis. Every relation in it is intersecting, never Full, and none enters a number.`}
      </p>
    </Section>
  );
}

function EditionTable({ edition, hrefs, titles }: PrivacyTableProps & { edition: PrivacyEdition }) {
  const rows = privacyTable(edition);
  const shared = edition === "2025";
  return (
    <Section
      title={<span id="27701">{PRIVACY_EDITION[edition].name}</span>}
      remark={`${rows.length} privacy criteria`}
      aside={<PrivacySwitch edition={edition} hrefs={hrefs} />}
    >
      <div className="prose stack mb-4">
        <p>{PRIVACY_EDITION[edition].about}</p>
        <p>
          It is a third column to read beside the crosswalk: every relation in it is intersecting, never Full.{" "}
          <b>It never enters any number</b>, so the eight criteria without a counterpart in Annex A stay SOC 2
          only. The names are ours; numbers of 2019 that look like clauses, such as 7.5.1, are controls of
          27701.
        </p>
      </div>
      <Table caption={`Privacy criteria and ${PRIVACY_EDITION[edition].name}`} top sticky={false}>
        <thead>
          <tr>
            <Th>Criterion</Th>
            <Th>Controller</Th>
            <Th>Processor</Th>
            {shared ? <Th>Security, Table A.3</Th> : null}
            <Th>Confidence</Th>
            <Th>Basis</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.criterion}>
              <RowHeader>
                <a className="ref" href={paths.explorerRef(row.criterion)}>
                  {row.criterion}
                </a>
                <span className="sm i3 block">{titles.get(row.criterion)}</span>
              </RowHeader>
              <Td className="min-w-52">
                {row.controller.length === 0 ? (
                  <span className="i2">No controller control</span>
                ) : (
                  <PrivacyControls controls={row.controller} />
                )}
              </Td>
              <Td className="min-w-40">
                <Controls controls={row.processor} none="No processor control" />
              </Td>
              {shared ? (
                <Td className="min-w-40">
                  <Controls controls={row.shared} none="No security control" />
                </Td>
              ) : null}
              <Td className="capitalize">{row.confidence}</Td>
              <Td className="i2 sm min-w-52">{row.basis}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <p className="i3 sm mt-3">{`Checked against: ${PRIVACY_SOURCES.join("; ")}.`}</p>
    </Section>
  );
}
