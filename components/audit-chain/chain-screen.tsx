import { PageHeader } from "@/components/layout/page-header";
import { Section } from "@/components/layout/section";
import { Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { CHECKPOINT_REASON_LABEL, type CheckpointRow } from "@/lib/core/checkpoint";
import { isWhole, type LogReport } from "@/lib/core/checkpoint-check";
import { formatInstant } from "@/lib/core/dates";
import { paths, withQuery } from "@/lib/core/paths";

export type ChainScreenProps = {
  workspace: { readonly slug: string; readonly name: string; readonly timeZone: string };
  head: { readonly seq: number; readonly hash: string } | null;
  lastAt: Date | null;
  checkpoints: readonly CheckpointRow[];
  total: number;
  keys: readonly { readonly id: string; readonly from: Date; readonly until: Date | null }[];
  /** The result when the page was asked to check. */
  report: LogReport | null;
};

/** The state of the activity log's chain in figures and words, with its checkpoints and keys. */
export function ChainScreen(props: ChainScreenProps) {
  const { workspace, report } = props;
  const { slug } = workspace;
  return (
    <>
      <PageHeader
        title="State of the log"
        intro="Whether the activity log is the one that was recorded, and how somebody else can tell."
        crumbs={[
          { label: workspace.name, href: paths.home(slug) },
          { label: "Activity", href: paths.activity(slug) },
          { label: "State of the log" },
        ]}
        actions={
          <ButtonLink href={withQuery(paths.activityChain(slug), { check: "1" })} look="primary">
            Check now
          </ButtonLink>
        }
      />
      {report === null ? null : <Result report={report} />}
      <Head {...props} />
      <Checkpoints {...props} />
      <Keys {...props} />
      <Words slug={slug} />
    </>
  );
}

function Result({ report }: { report: LogReport }) {
  const later = report.entries - report.provenSize;
  return (
    <div className="mb-4">
      {isWhole(report) ? (
        <Note tone="ok">
          <p>{`All ${report.entries} entries fit their hashes, the chain and the head row.`}</p>
          <p>
            {report.proven === 0
              ? "No checkpoint was signed yet."
              : `${report.proven === 1 ? "1 signed checkpoint fits" : `${report.proven} signed checkpoints fit`}; the newest stands for ${report.provenSize} entries, ${later} were added since.`}
          </p>
        </Note>
      ) : (
        <Note tone="gap">
          <p>
            The log is not the one that was recorded. Keep a copy of the database as it is and tell the
            operator.
          </p>
        </Note>
      )}
      {report.findings.length === 0 ? null : (
        <ul className="mt-4 list-disc pl-6 sm">
          {report.findings.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Head({ workspace, head, lastAt, total }: ChainScreenProps) {
  return (
    <Section title="End of the log">
      <dl className="def max-w-3xl">
        <dt>Entries</dt>
        <dd className="num">{head?.seq ?? 0}</dd>
        <dt>Last entry</dt>
        <dd>
          {lastAt === null ? "None" : `${formatInstant(lastAt, workspace.timeZone)}, ${workspace.timeZone}`}
        </dd>
        <dt>Newest hash</dt>
        <dd className="mono break-all">{head?.hash ?? "None"}</dd>
        <dt>Checkpoints</dt>
        <dd className="num">{total}</dd>
      </dl>
    </Section>
  );
}

function Checkpoints({ workspace, checkpoints, total }: ChainScreenProps) {
  const { slug, timeZone } = workspace;
  return (
    <Section
      title="Signed checkpoints"
      remark={total === 0 ? undefined : `${checkpoints.length} of ${total} shown`}
      className="mt-7"
    >
      {checkpoints.length === 0 ? (
        <p className="i2">
          None yet. The first one is signed within an hour, then one on each day with a change.
        </p>
      ) : (
        <Table caption={`Checkpoints, newest first, times in ${timeZone}`} cards>
          <thead>
            <tr>
              <Th>Entries</Th>
              <Th>Signed</Th>
              <Th>Why</Th>
              <Th>Merkle root</Th>
              <Th priority={2}>Key</Th>
              <Th right>
                <span className="sr">File</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {checkpoints.map(({ size, root, reason, createdAt, keyId }) => (
              <Tr key={`${size} ${keyId}`}>
                <RowHeader area="title">
                  <span className="num">{size}</span>
                </RowHeader>
                <Td area="due" className="nw i2">
                  {formatInstant(createdAt, timeZone)}
                </Td>
                <Td area="status" className="nw">
                  {CHECKPOINT_REASON_LABEL[reason]}
                </Td>
                <Td className="mono sm break-all">{root}</Td>
                <Td priority={2} className="mono sm">
                  {keyId.slice(0, 16)}
                </Td>
                <Td right area="files">
                  <ButtonLink
                    href={paths.checkpointFile(slug, size)}
                    dense
                    plain
                    aria-label={`Download the checkpoint of ${size} entries`}
                  >
                    Download
                  </ButtonLink>
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function Keys({ workspace, keys }: ChainScreenProps) {
  return (
    <Section title="Signing keys" link={{ href: paths.signingKeys(), label: "Public keys" }} className="mt-7">
      {keys.length === 0 ? (
        <p className="i2">The first key is made with the first checkpoint.</p>
      ) : (
        <ul className="stack">
          {keys.map(({ id, from, until }) => (
            <li key={id} className="sm">
              <span className="mono break-all">{id}</span>
              <span className="block i2">
                {`From ${formatInstant(from, workspace.timeZone)}${until === null ? ", in use" : ` until ${formatInstant(until, workspace.timeZone)}`}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Words({ slug }: { slug: string }) {
  return (
    <Section title="What this shows, and what it does not" className="mt-7">
      <div className="prose stack">
        <p>
          Every entry carries a hash over itself and the entry before it. A changed, removed or inserted entry
          breaks that chain, unless somebody with every right on the database computes all hashes anew.
        </p>
        <p>
          That is what checkpoints are for. Once a day with a change, and for each pack, the number of entries
          and one root over all of them are signed. The signed text is kept in the database, in a folder
          outside it and in every pack. A log that was written anew no longer leads to the root that was
          signed.
        </p>
        <p>
          Every night the whole log is computed again, also when nothing was added. When it does not fit, the
          owners are told behind the bell and by mail.
        </p>
        <p>
          Not shown: a change to entries after the newest checkpoint that somebody keeps, and anything done by
          whoever holds the database, the folder and the signing key together. So keep checkpoints elsewhere:{" "}
          <Link href={paths.settingsNotifications(slug)}>have the newest one mailed to you every week</Link>,
          download one now and then, or keep the packs.
        </p>
      </div>
    </Section>
  );
}
