import { Section } from "@/components/layout/section";
import { PRIVACY_EDITION } from "@/lib/core/frameworks/iso-27701";
import { type PrivacyControl, type PrivacyEdition, privacyView } from "@/lib/core/privacy-column";

/** Where the page stands with each edition shown and with none. */
export type PrivacyHrefs = Readonly<Record<PrivacyEdition | "off", string>>;

const EDITIONS: readonly PrivacyEdition[] = ["2025", "2019"];

/** The editions to choose from, and the way to hide the column where it can be hidden. */
export function PrivacySwitch({
  edition,
  hrefs,
}: {
  edition: PrivacyEdition | null;
  hrefs: Readonly<Record<PrivacyEdition, string>> & { readonly off?: string };
}) {
  return (
    <nav className="seg" aria-label="Edition of ISO/IEC 27701">
      {EDITIONS.map((one) => (
        <a key={one} href={hrefs[one]} {...(one === edition ? { "aria-current": "true" } : {})}>
          {one}
        </a>
      ))}
      {hrefs.off === undefined ? null : (
        <a href={hrefs.off} {...(edition === null ? { "aria-current": "true" } : {})}>
          Hide
        </a>
      )}
    </nav>
  );
}

/** Numbers with our own names; the numbers are no links, as some of them are clause numbers of ISO/IEC 27001, too. */
export function PrivacyControls({ controls }: { controls: readonly PrivacyControl[] }) {
  return (
    <ul>
      {controls.map(({ number, name }) => (
        <li key={number}>
          <span className="ref">{number}</span> {name}
        </li>
      ))}
    </ul>
  );
}

const GROUPS = [
  ["controller", "Controller"],
  ["processor", "Processor"],
  ["shared", "Security, Table A.3"],
] as const;

/**
 * What ISO/IEC 27701 has beside one privacy criterion: always as intersecting, with confidence and basis. Draws nothing for
 * criteria outside Privacy; with `edition` null only the offer to show it.
 */
export function PrivacyColumn({
  criterion,
  edition,
  hrefs,
}: {
  criterion: string;
  edition: PrivacyEdition | null;
  hrefs: PrivacyHrefs;
}) {
  const view = privacyView(criterion, edition ?? "2025");
  if (view === null) return null;
  const choice = <PrivacySwitch edition={edition} hrefs={hrefs} />;
  if (edition === null) {
    return (
      <Section title="ISO/IEC 27701" aside={choice}>
        <p className="i2 sm">
          The privacy standard can be shown beside this criterion. Choose an edition; no number changes.
        </p>
      </Section>
    );
  }
  const groups = GROUPS.filter(([key]) => view[key].length > 0);
  return (
    <Section
      title={PRIVACY_EDITION[edition].name}
      remark={`Intersecting, ${view.confidence} confidence`}
      aside={choice}
    >
      {view.controller.length === 0 ? (
        <p className="mb-2">{`No controller control of the ${edition} edition answers ${criterion}.`}</p>
      ) : null}
      <dl className="def">
        {groups.map(([key, label]) => (
          <div key={key} className="contents">
            <dt>{label}</dt>
            <dd>
              <PrivacyControls controls={view[key]} />
            </dd>
          </div>
        ))}
        <dt>Basis</dt>
        <dd className="i2">{view.basis}</dd>
      </dl>
      <p className="i3 sm mt-2">
        Intersecting means that both speak of the subject; it is never Full and never enters a number.
      </p>
    </Section>
  );
}
