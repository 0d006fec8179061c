import { ExplorerBar } from "@/components/explorer/explorer-frame";
import { ButtonLink } from "@/components/ui/button";
import type { ExplorerUnknown } from "@/lib/core/explorer-address";
import { DEFAULT_VIEW } from "@/lib/core/explorer-view";
import { paths } from "@/lib/core/paths";

const WHAT: Readonly<Record<ExplorerUnknown["kind"], string>> = {
  requirement: "is no criterion, control or clause requirement",
  group: "is no theme, chapter or series",
  value: "is no choice of this page",
};

/** The crosswalk has nothing at this address: what was asked for, and the nearest that exists. */
export function ExplorerUnknownScreen({ unknown }: { unknown: ExplorerUnknown | null }) {
  return (
    <>
      <ExplorerBar view={DEFAULT_VIEW} current={null} />
      <div className="head">
        <h1>Not in the crosswalk</h1>
      </div>
      {unknown === null ? (
        <p>The address is wrong, or the page was moved.</p>
      ) : (
        <>
          <p>{`"${unknown.text}" ${WHAT[unknown.kind]}. ${unknown.offers.length === 0 ? "" : "The nearest:"}`}</p>
          <ul className="prose mt-3">
            {unknown.offers.map(({ href, label, words }) => (
              <li key={href} className="pair">
                <a className="ref" href={href}>
                  {label}
                </a>
                <span>{words}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="mt-4">
        <ButtonLink href={paths.explorer()}>Open the crosswalk</ButtonLink>
      </div>
    </>
  );
}
