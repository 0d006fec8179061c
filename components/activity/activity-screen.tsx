import type { Route } from "next";
import { ActivityFilters } from "@/components/activity/activity-filters";
import { SUBJECT_LABEL } from "@/components/activity/labels";
import { EmptyState, NoResult } from "@/components/layout/empty-state";
import { ExportForm } from "@/components/layout/export-form";
import { PageHeader } from "@/components/layout/page-header";
import { Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Pagination } from "@/components/ui/pagination";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import {
  type ActivityFilter,
  type ActivityPage,
  type ActivityRow,
  activityQuery,
  type ChainCheck,
  fieldWords,
  valueWords,
} from "@/lib/core/activity";
import { ACTIVITY_VERBS, type SubjectKind } from "@/lib/core/audit-actions";
import { formatInstant } from "@/lib/core/dates";
import { readPairId } from "@/lib/core/pair-read";
import { paths, withQuery } from "@/lib/core/paths";

export type ActivityScreenProps = {
  workspace: { readonly slug: string; readonly name: string; readonly timeZone: string };
  filter: ActivityFilter;
  page: ActivityPage;
  /** Not the first page. */
  isLater: boolean;
  actors: readonly { readonly userId: string; readonly name: string }[];
  /** The result when the page was asked to check the chain. */
  check: ChainCheck | null;
};

/** The append-only log with its filters, its export and the check of its chain. */
export function ActivityScreen(props: ActivityScreenProps) {
  const { workspace, filter, page } = props;
  const { slug } = workspace;
  const query = activityQuery(filter);
  const isFiltered = Object.values(query).some((value) => value !== null);
  return (
    <>
      <PageHeader
        title="Activity"
        intro={`Every change with who, when and what. Entries are chained and nobody can edit them. Times in ${workspace.timeZone}.`}
        crumbs={[{ label: workspace.name, href: paths.home(slug) }, { label: "Activity" }]}
        actions={
          <>
            <ButtonLink href={withQuery(paths.activity(slug), { ...query, check: "1" })}>
              Check the chain
            </ButtonLink>
            <ButtonLink href={paths.activityChain(slug)}>State of the log</ButtonLink>
            <ExportForm action={withQuery(paths.export(slug, "activity.csv"), query)}>Export CSV</ExportForm>
          </>
        }
      />
      {props.check === null ? null : <CheckResult check={props.check} />}
      <ActivityFilters slug={slug} filter={filter} actors={props.actors} isFiltered={isFiltered} />
      {page.rows.length === 0 ? <Empty slug={slug} isFiltered={isFiltered} /> : <Entries {...props} />}
    </>
  );
}

function CheckResult({ check }: { check: ChainCheck }) {
  return (
    <div className="mb-4">
      {check.firstBroken === null ? (
        <Note tone="ok">
          <p>{`All ${check.entries} entries fit their hashes. Newest hash, to keep outside the database:`}</p>
          <p className="mono wrap-anywhere">{check.head}</p>
        </Note>
      ) : (
        <Note tone="gap">
          {`The chain breaks at entry ${check.firstBroken} of ${check.entries}. Keep a copy of the database as it is and tell the operator.`}
        </Note>
      )}
    </div>
  );
}

function Empty({ slug, isFiltered }: { slug: string; isFiltered: boolean }) {
  if (isFiltered) {
    return <NoResult filters={["as chosen above"]} clearHref={paths.activity(slug)} />;
  }
  return (
    <EmptyState title="Nothing has happened yet">
      The first change in this workspace writes the first entry.
    </EmptyState>
  );
}

function Entries({ workspace, filter, page, isLater, actors }: ActivityScreenProps) {
  const { slug, timeZone } = workspace;
  const query = activityQuery(filter);
  const names = new Map(actors.map(({ userId, name }) => [userId, name]));
  const [first, last] = [page.rows[0]?.seq, page.rows.at(-1)?.seq];
  return (
    <>
      <Table caption={`Activity, times in ${timeZone}`} cards top>
        <thead>
          <tr>
            <Th className="md:w-40">Time</Th>
            <Th className="md:w-36">Who</Th>
            <Th>What</Th>
            <Th className="md:w-44">Subject</Th>
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <Entry key={row.seq} slug={slug} timeZone={timeZone} row={row} names={names} />
          ))}
        </tbody>
      </Table>
      <Pagination
        label={`Entries ${first} to ${last}, ${page.total} in all`}
        previousHref={isLater ? withQuery(paths.activity(slug), query) : undefined}
        nextHref={
          page.before === null
            ? undefined
            : withQuery(paths.activity(slug), { ...query, before: page.before })
        }
      />
    </>
  );
}

type Reading = {
  readonly row: ActivityRow;
  readonly timeZone: string;
  readonly names: ReadonlyMap<string, string>;
};

function Entry({ slug, ...reading }: Reading & { slug: string }) {
  const { row, timeZone } = reading;
  return (
    <Tr>
      <Td area="ref" className="nw i2">
        <time dateTime={row.at.toISOString()}>{formatInstant(row.at, timeZone)}</time>
      </Td>
      <Td area="status">{row.actorName}</Td>
      <RowHeader>
        <span className="w5">{ACTIVITY_VERBS[row.verb] ?? row.verb}</span>
        <Changes {...reading} />
      </RowHeader>
      <Td area="files">
        <span className="i3">{`${SUBJECT_LABEL[row.subjectKind] ?? row.subjectKind} `}</span>
        <Subject slug={slug} {...reading} />
      </Td>
    </Tr>
  );
}

const ONE_REF = /^[A-Z]*[.\d][\w.()-]*$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BY_ID: Readonly<Partial<Record<SubjectKind, (slug: string, id: string) => string>>> = {
  import: paths.importRun,
  evidence: paths.evidenceItem,
  nonconformity: paths.nonconformity,
  context: paths.context,
  obligation: paths.obligation,
  supplier: paths.supplier,
  risk: paths.risk,
  request: paths.request,
  room: paths.room,
};
const BY_REF: readonly SubjectKind[] = ["requirement", "soa"];
const VERSION = /^\d+\.\d+$/;

function subjectHref(slug: string, row: ActivityRow): string | null {
  if (ID.test(row.subjectRef)) return BY_ID[row.subjectKind]?.(slug, row.subjectRef) ?? null;
  const pair = row.subjectKind === "pair" ? readPairId(row.subjectRef) : null;
  if (pair !== null) return paths.crosswalkPair(slug, pair.criterion, pair.ref);
  if (row.subjectKind === "crosswalk") return paths.crosswalkDataset(slug);
  if (row.subjectKind === "soa" && VERSION.test(row.subjectRef)) return paths.soaVersions(slug);
  const isRef = BY_REF.includes(row.subjectKind) && ONE_REF.test(row.subjectRef);
  return isRef ? paths.requirement(slug, row.subjectRef) : null;
}

function Subject({ slug, row, names, timeZone }: Reading & { slug: string }) {
  const href = subjectHref(slug, row);
  if (href === null)
    return <span className="wrap-anywhere">{valueWords(row.subjectRef, names, timeZone)}</span>;
  return (
    <Link href={href as Route} className="ref">
      {ID.test(row.subjectRef) ? "Open" : row.subjectRef}
    </Link>
  );
}

const SHOWN = 3;

function Changes({ row, ...words }: Reading) {
  if (row.changes.length === 0) return null;
  const more = row.changes.slice(SHOWN);
  return (
    <div className="sm i2 wrap-anywhere">
      <ChangeList {...words} changes={row.changes.slice(0, SHOWN)} />
      {more.length === 0 ? null : (
        <details>
          <summary className="i3">{`${more.length} more`}</summary>
          <ChangeList {...words} changes={more} />
        </details>
      )}
    </div>
  );
}

function short(text: string): string {
  return text.length > 160 ? `${text.slice(0, 160)}...` : text;
}

function ChangeList({
  changes,
  names,
  timeZone,
}: Omit<Reading, "row"> & { changes: ActivityRow["changes"] }) {
  const words = (text: string) => short(valueWords(text, names, timeZone));
  return (
    <ul>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <span className="i3">{fieldWords(field).replace(/ id$/, "")}</span>{" "}
          {before === "" ? null : (
            <>
              <del className="no-underline i3">{words(before)}</del>
              <span className="i3"> to </span>
            </>
          )}
          <span>{after === "" ? "empty" : words(after)}</span>
        </li>
      ))}
    </ul>
  );
}
