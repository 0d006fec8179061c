import { refHref } from "@/components/explorer/address";
import { listWords, many } from "@/components/explorer/words";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { Overlap } from "@/components/ui/overlap-icon";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { REQUIREMENT_FLAG } from "@/lib/core/evidence";
import { CATEGORY_TITLE } from "@/lib/core/explorer-groups";
import { bySupport, type ExplorerRef, partHints, type RefPair } from "@/lib/core/explorer-ref";
import type { ExplorerView } from "@/lib/core/explorer-view";
import { overlapLook, sourceLine } from "@/lib/core/requirement-detail";

type PairsProps = { page: ExplorerRef; view: ExplorerView };

function look(pair: RefPair) {
  return overlapLook(pair.overlap === "full" ? "reuse" : "supplement");
}

/** "6 Full pairs", "1 Full and 2 Partial pairs", "No pair". */
export function pairsWords(pairs: readonly RefPair[]): string {
  const full = pairs.filter((pair) => pair.overlap === "full").length;
  const parts = [
    ...(full > 0 ? [`${full} Full`] : []),
    ...(pairs.length > full ? [`${pairs.length - full} Partial`] : []),
  ];
  if (parts.length === 0) return "No pair";
  return `${parts.join(" and ")} ${pairs.length === 1 ? "pair" : "pairs"}`;
}

function DisputedMark({ pair }: { pair: RefPair }) {
  return pair.disputes.map((id) => (
    <a key={id} href={`#${id.toLowerCase()}`} className="hit">
      <Badge status={REQUIREMENT_FLAG.disputed}>{`Disputed, ${id}`}</Badge>
    </a>
  ));
}

function AlsoPaired({ pair, view }: { pair: RefPair; view: ExplorerView }) {
  if (pair.alsoPairedWith.length === 0) return <span className="i3">{`${pair.criterion} only`}</span>;
  return (
    <span className="xp-refs">
      {pair.alsoPairedWith.map((ref) => (
        <a key={ref} href={refHref(ref, view)}>
          {ref}
        </a>
      ))}
    </span>
  );
}

/** A criterion's controls and clauses: overlap is stated for the whole row, so the table says who else is paired with each. */
export function CriterionPairs({ page, view }: PairsProps) {
  const { entry, pairs, row } = page;
  return (
    <Section title={`${entry.ref} to ISO/IEC 27001`} remark={pairsWords(pairs)}>
      {pairs.length === 0 ? (
        <p className="i2">
          No control or clause is paired with it. SOC 2 asks for it, ISO/IEC 27001 does not.
        </p>
      ) : (
        <Table caption={`Controls and clauses paired with ${entry.ref}`} cards sticky={false}>
          <thead>
            <tr>
              <Th>Ref</Th>
              <Th>Requirement</Th>
              <Th>Overlap</Th>
              <Th>Also paired with</Th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <Tr key={pair.iso}>
                <Td area="ref">
                  <a className="ref" href={refHref(pair.iso, view)}>
                    {pair.iso}
                  </a>
                </Td>
                <RowHeader>
                  {pair.other.title}
                  {pair.disputes.length === 0 ? null : (
                    <span className="xp-refs">
                      <DisputedMark pair={pair} />
                    </span>
                  )}
                  {pair.kind === "range" ? <p className="i3 sm">Named by a range</p> : null}
                </RowHeader>
                <Td area="status">
                  <Overlap {...look(pair)} />
                </Td>
                <Td label="Also with">
                  <AlsoPaired pair={pair} view={view} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
      {row === null || row.wildcardTheme === null ? null : (
        <p className="i2 sm mt-2">
          {`The row also names ${row.wildcardTheme} as a whole. That is a remark about a theme: no pair, never Full, shown apart when the theme-level row is switched on.`}
        </p>
      )}
    </Section>
  );
}

/** The way back: which criteria each of the paired requirements supports. */
export function CriterionBack({ page }: { page: ExplorerRef }) {
  const { entry, pairs } = page;
  if (pairs.length === 0) return null;
  return (
    <Section
      title={`ISO/IEC 27001 back to ${entry.ref}`}
      remark="Having a control is not having the criterion"
    >
      <Table caption={`What each requirement paired with ${entry.ref} supports`} cards sticky={false}>
        <thead>
          <tr>
            <Th>You hold</Th>
            <Th>It supports</Th>
          </tr>
        </thead>
        <tbody>
          {bySupport(entry.ref, pairs).map(({ supports, refs }) => (
            <Tr key={supports.join()}>
              <RowHeader area="ref">{listWords(refs)}</RowHeader>
              <Td label="It supports">{supports.length > 1 ? listWords(supports) : `${entry.ref} only`}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <p className="i2 prose mt-3">
        A Type 2 report asks that each control worked for the whole period. Keep dated records for every month
        and lists to draw samples from, not one recent example.
      </p>
    </Section>
  );
}

function PairBlock({ pair, view }: { pair: RefPair; view: ExplorerView }) {
  const { reuse, beside } = partHints(pair.row.evidence);
  const kind = pair.kind === "range" ? "named by a range" : "named";
  return (
    <li className="pair">
      <a className="ref" href={refHref(pair.criterion, view)}>
        {pair.criterion}
      </a>
      <span>
        {pair.other.title} <span className="i3 sm">{CATEGORY_TITLE[pair.category]}</span>
      </span>
      <Overlap {...look(pair)} />
      {reuse.length === 0 ? null : (
        <p className="text-ink-2">{`Reuse: ${reuse.map((hint) => hint.text).join("; ")}.`}</p>
      )}
      {pair.overlap === "full" || pair.row.toAdd === null ? null : (
        <p className="text-ink-2">{`Add: ${pair.row.toAdd}`}</p>
      )}
      {beside.length === 0 ? null : <p>{`ISO also wants: ${beside.map((hint) => hint.text).join("; ")}.`}</p>}
      {pair.row.caveat === null ? null : <p>{`Limit: ${pair.row.caveat}`}</p>}
      <p>{`${sourceLine(pair.row.source)}, ${kind}; overlap is stated for the whole row.`}</p>
      {pair.disputes.length === 0 ? null : (
        <p className="xp-refs">
          <DisputedMark pair={pair} />
        </p>
      )}
    </li>
  );
}

function Outside({ pairs, view }: { pairs: readonly RefPair[]; view: ExplorerView }) {
  if (pairs.length === 0) return null;
  const categories = [...new Set(pairs.map((pair) => pair.category))];
  const wider = { ...view, categories: [...view.categories, ...categories] };
  const [first] = pairs;
  return (
    <p className="sm i2 mt-3">
      {`Outside the scope: ${listWords(pairs.map((pair) => `${pair.criterion} (${look(pair).label})`))}. `}
      {first === undefined ? null : (
        <a href={refHref(first.iso, wider)}>
          {`Take ${listWords(categories.map((category) => CATEGORY_TITLE[category]))} in`}
        </a>
      )}
    </p>
  );
}

function NoPair({ page }: { page: ExplorerRef }) {
  const { toMake, themeLevel } = page;
  return (
    <>
      <p className="i2">No criterion in scope is paired with it: it is net-new for a SOC 2 programme.</p>
      {themeLevel === null ? null : (
        <p className="i2 mt-1">
          {`${listWords(themeLevel.criteria)} names ${themeLevel.theme} as a whole. That is a remark about the theme; it stays net-new.`}
        </p>
      )}
      {toMake.length === 0 ? (
        <p className="i2 mt-1">Nothing of it exists yet in this scope; what shows it stands above.</p>
      ) : null}
    </>
  );
}

/** A control's or clause's criteria, each with what to reuse, what to add, the limit and the line it stands in. */
export function IsoPairs({ page, view }: PairsProps) {
  const { entry, toMake } = page;
  const counted = page.pairs.filter((pair) => pair.inScope);
  return (
    <Section title={`SOC 2 to ${entry.ref}`} remark={pairsWords(counted)}>
      {counted.length === 0 ? (
        <NoPair page={page} />
      ) : (
        <ul>
          {counted.map((pair) => (
            <PairBlock key={pair.criterion} pair={pair} view={view} />
          ))}
        </ul>
      )}
      {toMake.map((item) => (
        <p key={item.artefact} className="mt-2">
          {`To be made for ISO: ${item.artefact}. `}
          <span className="i3 sm">{sourceLine(item.source)}</span>
        </p>
      ))}
      <Outside pairs={page.pairs.filter((pair) => !pair.inScope)} view={view} />
    </Section>
  );
}

function Others({ refs, view }: { refs: readonly string[]; view: ExplorerView }) {
  if (refs.length === 0) return <Nothing>None</Nothing>;
  return (
    <span className="xp-refs">
      {refs.map((ref) => (
        <a key={ref} href={refHref(ref, view)}>
          {ref}
        </a>
      ))}
    </span>
  );
}

/** The way back: what holding it does for each criterion, and what else that criterion is paired with. */
export function IsoBack({ page, view }: PairsProps) {
  const { entry } = page;
  const counted = page.pairs.filter((pair) => pair.inScope);
  if (counted.length === 0) return null;
  return (
    <Section
      title={`${entry.ref} back to SOC 2`}
      remark={`It supports ${many(counted.length, "criterion", "criteria")}`}
    >
      <Table caption={`Criteria that ${entry.ref} supports`} cards sticky={false}>
        <thead>
          <tr>
            <Th>Criterion</Th>
            <Th>It is</Th>
            <Th>The others</Th>
          </tr>
        </thead>
        <tbody>
          {counted.map(({ criterion, row }) => {
            const refs = [...row.references.map((one) => one.ref), ...row.clauses];
            return (
              <Tr key={criterion}>
                <RowHeader area="ref">
                  <a className="ref" href={refHref(criterion, view)}>
                    {criterion}
                  </a>
                </RowHeader>
                <Td area="status">{`1 of ${many(refs.length, "paired requirement")}`}</Td>
                <Td label="The others">
                  <Others refs={refs.filter((ref) => ref !== entry.ref)} view={view} />
                </Td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
      <p className="i2 prose mt-3">
        Holding them all is not having the criterion. A SOC 2 report wants proof that the control worked over
        the whole window.
      </p>
    </Section>
  );
}
