import type { Route } from "next";
import { DiffTable, MoveTable } from "@/components/crosswalk/dataset-changes";
import { ResetForm } from "@/components/crosswalk/reset-form";
import { ORPHANED, pairLook } from "@/components/crosswalk/words";
import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Badge, Note, Token } from "@/components/ui/badge";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import { Overlap } from "@/components/ui/overlap-icon";
import type { DatasetPage } from "@/lib/core/dataset-upgrade";
import { formatDate } from "@/lib/core/dates";
import type { StoredOverride } from "@/lib/core/overrides";
import { type PairRefs, pairId, pairWords } from "@/lib/core/pair-id";
import { paths } from "@/lib/core/paths";
import { decidePairAction, takeOverDatasetAction } from "@/lib/crosswalk/actions";

function PairLink({ slug, pair }: { slug: string; pair: PairRefs }) {
  return (
    <Link className="ref" href={paths.crosswalkPair(slug, pair.criterion, pair.ref) as Route}>
      {pairWords(pair)}
    </Link>
  );
}

function DecisionLine({ slug, override }: { slug: string; override: StoredOverride }) {
  return (
    <p className="row wrap">
      <PairLink slug={slug} pair={override} />
      <Overlap {...pairLook(override.overlap)} />
      <span className="sm i2 wrap-anywhere">
        {`${override.reason} (${override.decided.by}, ${formatDate(override.decided.on)}, edition ${override.datasetVersion})`}
      </span>
    </p>
  );
}

function DecisionList({
  slug,
  title,
  words,
  overrides,
}: {
  slug: string;
  title: string;
  words: string;
  overrides: readonly StoredOverride[];
}) {
  if (overrides.length === 0) return null;
  return (
    <div className="mt-3">
      <h3 className="w6">{`${title} (${overrides.length})`}</h3>
      <p className="sm i2">{words}</p>
      <ul>
        {overrides.map((override) => (
          <li key={pairId(override)} className="py-1">
            <DecisionLine slug={slug} override={override} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type Upgrade = NonNullable<DatasetPage["upgrade"]>;

function Effects({ slug, upgrade }: { slug: string; upgrade: Upgrade }) {
  const { orphaned, revived, changedUnder, stale } = upgrade.preview;
  const touched = orphaned.length + revived.length + changedUnder.length + stale.length;
  if (touched === 0) return <p>Every decision keeps its pair and every review stays in date.</p>;
  return (
    <>
      <DecisionList
        slug={slug}
        title="Decisions that would be orphaned"
        words="Their pair is gone. They are kept and count for nothing until your team decides again or takes them back."
        overrides={orphaned}
      />
      <DecisionList
        slug={slug}
        title="Decisions that would count again"
        words="Their pair is back."
        overrides={revived}
      />
      <DecisionList
        slug={slug}
        title="Decisions whose row changes"
        words="They go on counting. Read the new row and decide again where it matters."
        overrides={changedUnder}
      />
      {stale.length === 0 ? null : (
        <div className="mt-3">
          <h3 className="w6">{`Reviews that would be out of date (${stale.length})`}</h3>
          <p className="row wrap mt-1">
            {stale.map((review) => (
              <PairLink key={pairId(review)} slug={slug} pair={review} />
            ))}
          </p>
        </div>
      )}
    </>
  );
}

function TakeOver({ page, upgrade }: { page: DatasetPage; upgrade: Upgrade }) {
  const { workspace, current, mayDecide } = page;
  if (!mayDecide) return <p className="i2">Owners and leads of the workspace take an edition over.</p>;
  return (
    <ActionForm
      action={takeOverDatasetAction.bind(null, workspace.slug)}
      version={workspace.version}
      labels={{ edition: "Edition" }}
    >
      <input type="hidden" name="from" value={current} />
      <input type="hidden" name="to" value={upgrade.to} />
      <p className="i2">
        {`The numbers above change at once for everybody, and the change is noted in the activity log. Decisions and reviews are kept.`}
      </p>
      <div className="row">
        <SubmitButton>{`Take over edition ${upgrade.to}`}</SubmitButton>
      </div>
    </ActionForm>
  );
}

function UpgradeSections({ page, upgrade }: { page: DatasetPage; upgrade: Upgrade }) {
  const { slug } = page.workspace;
  return (
    <>
      <Section title={`From ${page.current} to ${upgrade.to}`} remark="Nothing has changed yet">
        <DiffTable slug={slug} diff={upgrade.preview.diff} />
      </Section>
      <Section title="Your numbers">
        <MoveTable moves={upgrade.preview.moves} proposals={upgrade.proposals} />
      </Section>
      <Section title="Your decisions and reviews">
        <Effects slug={slug} upgrade={upgrade} />
      </Section>
      <Section title="Take it over">
        <TakeOver page={page} upgrade={upgrade} />
      </Section>
    </>
  );
}

function Adopt({ slug, edition, override }: { slug: string; edition: string; override: StoredOverride }) {
  return (
    <ActionForm
      action={decidePairAction.bind(null, slug)}
      version={override.version}
      className="stack mt-2"
      done={`${pairWords(override)} is a pair of your own.`}
    >
      <input type="hidden" name="criterion" value={override.criterion} />
      <input type="hidden" name="ref" value={override.ref} />
      <input type="hidden" name="edition" value={edition} />
      <input type="hidden" name="overlap" value={override.overlap} />
      <input type="hidden" name="note" value={override.note} />
      <input type="hidden" name="reason" value={override.reason} />
      <div className="row">
        <SubmitButton look="secondary" dense>
          Keep as our own pair
          <span className="sr">{`: ${pairWords(override)}`}</span>
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

function Orphans({ page }: { page: DatasetPage }) {
  const { orphaned, current, workspace, mayDecide } = page;
  const { slug } = workspace;
  if (orphaned.length === 0) return null;
  return (
    <Section title="Orphaned decisions" remark={`${orphaned.length}, counting for nothing`}>
      <p className="i2">
        {`Edition ${current} does not have what they were decided about. Keep one as a pair of your own where it still holds, or take it back.`}
      </p>
      <ul>
        {orphaned.map(({ override, adoptable }) => (
          <li key={pairId(override)} className="py-2">
            <Badge status={ORPHANED} tinted />
            <DecisionLine slug={slug} override={override} />
            {adoptable ? null : (
              <p className="sm i3">
                {`Edition ${current} leaves nothing to decide about here. Take the decision back, or leave it for the record.`}
              </p>
            )}
            {mayDecide ? (
              <div className="row wrap">
                {adoptable ? <Adopt slug={slug} edition={current} override={override} /> : null}
                <ResetForm slug={slug} pair={override} version={override.version} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Changelog({ page }: { page: DatasetPage }) {
  return (
    <Section title="Editions" remark="Newest first">
      <ol>
        {page.editions.map((edition) => (
          <li key={edition.version} className="py-2">
            <p className="row wrap">
              <b className="num">{edition.version}</b>
              <span className="i3 sm">{`Published ${formatDate(edition.publishedOn)}`}</span>
              {edition.version === page.current ? <Token>This workspace</Token> : null}
            </p>
            <ul className="i2">
              {edition.changes.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The edition that the workspace reads, what a newer one would change, orphaned decisions, and the changelog. */
export function DatasetScreen({ page }: { page: DatasetPage }) {
  const { workspace, current, upgrade } = page;
  const { slug, name } = workspace;
  return (
    <>
      <PageHeader
        title="Edition of the data set"
        intro={`This workspace reads edition ${current}. No number moves until you take another one over.`}
        crumbs={[
          { label: name, href: paths.home(slug) },
          { label: "Crosswalk", href: paths.crosswalk(slug) },
          { label: "Edition" },
        ]}
      />
      {upgrade === null ? (
        <div className="mb-5">
          <Note tone="ok">{`${current} is the newest edition.`}</Note>
        </div>
      ) : null}
      <Orphans page={page} />
      {upgrade === null ? null : <UpgradeSections page={page} upgrade={upgrade} />}
      <Changelog page={page} />
    </>
  );
}
