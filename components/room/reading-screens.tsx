import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { ArtifactView } from "@/components/room/artifact-view";
import { Badge, Note } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Menu } from "@/components/ui/menu";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate } from "@/lib/core/dates";
import { periodText } from "@/lib/core/evidence-versions";
import { paths, withQuery } from "@/lib/core/paths";
import type {
  RoomControl,
  RoomControlRow,
  RoomEvidence,
  RoomEvidenceRow,
  RoomRegisterTable,
  RoomSoa,
} from "@/lib/core/room-reading-dto";
import { APPLICABILITY, IMPLEMENTATION, ITEM_STATE, VERDICT } from "@/lib/core/statuses";

function nameOf({ reference, title }: Pick<RoomEvidenceRow, "reference" | "title">): string {
  return reference === null ? title : `${reference} ${title}`;
}

/** The requirements that the room covers. */
export function RoomControlsScreen({ roomId, rows }: { roomId: string; rows: readonly RoomControlRow[] }) {
  return (
    <>
      <h1 className="mt-6">Controls</h1>
      <p className="i2 mt-1">
        {rows.length} requirements, {rows.filter(({ evidence }) => evidence > 0).length} of them with evidence
        shown here.
      </p>
      <div className="mt-4">
        <Table caption="Controls" cards sticky={false}>
          <thead>
            <tr>
              <Th>Reference</Th>
              <Th>Title</Th>
              <Th right>Evidence</Th>
              <Th right>Found sufficient</Th>
              <Th right priority={2}>
                Requests
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Tr key={row.ref}>
                <Td area="ref">
                  <span className="ref nw">{row.ref}</span>
                </Td>
                <RowHeader>
                  <Link className="t" href={paths.inRoomControl(roomId, row.ref) as Route}>
                    {row.title}
                  </Link>
                </RowHeader>
                <Td label="Evidence" right>
                  {row.evidence}
                </Td>
                <Td area="hide" right>
                  {row.sufficient}
                </Td>
                <Td area="hide" right priority={2}>
                  {row.requests}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

function EvidenceTable({ roomId, rows }: { roomId: string; rows: readonly RoomEvidenceRow[] }) {
  if (rows.length === 0) return <p className="i3">No evidence is shown here.</p>;
  return (
    <Table caption="Evidence" cards sticky={false}>
      <thead>
        <tr>
          <Th>Evidence</Th>
          <Th>State</Th>
          <Th>Covers</Th>
          <Th>Requirements</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const period = periodText(row.periodFrom, row.periodTo);
          const effective = row.effectiveOn === null ? null : formatDate(row.effectiveOn);
          return (
            <Tr key={row.itemId}>
              <RowHeader>
                <Link className="t" href={paths.inRoomEvidence(roomId, row.itemId) as Route}>
                  {nameOf(row)}
                </Link>
              </RowHeader>
              <Td area="status">
                <Badge status={ITEM_STATE[row.state]} />
              </Td>
              <Td label="Covers">{period ?? effective ?? <Nothing>No dates</Nothing>}</Td>
              <Td label="Requirements">
                {row.refs.length === 0 ? (
                  <Nothing>None of this room</Nothing>
                ) : (
                  <span className="i2 wrap-anywhere">{row.refs.join(", ")}</span>
                )}
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** One requirement with the evidence shown for it and what the team found. */
export function RoomControlScreen({
  roomId,
  control,
  preview,
}: {
  roomId: string;
  control: RoomControl;
  /** A member looks as the auditor and writes no findings. */
  preview: boolean;
}) {
  return (
    <>
      <div className="row wrap mt-6">
        <h1>
          {control.ref} {control.title}
        </h1>
        {preview ? null : (
          <span className="push">
            <ButtonLink href={withQuery(paths.newRoomFinding(roomId), { ref: control.ref })}>
              Write finding
            </ButtonLink>
          </span>
        )}
      </div>
      <Section title="Evidence" remark={`${control.items.length} shown here`}>
        <EvidenceTable roomId={roomId} rows={control.items} />
      </Section>
      {control.items.length === 0 ? null : (
        <Section title="What the company found">
          <ul className="stack gap-2">
            {control.items.map((item) => (
              <li key={item.itemId} className="row wrap">
                <Badge status={VERDICT[item.verdict]} /> {nameOf(item)}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** Everything that the room shows. */
export function RoomEvidenceListScreen({
  roomId,
  rows,
}: {
  roomId: string;
  rows: readonly RoomEvidenceRow[];
}) {
  return (
    <>
      <h1 className="mt-6">Evidence</h1>
      <p className="i2 mt-1">{rows.length} pieces, submitted or accepted, inside the scope of this room.</p>
      <div className="mt-4">
        <EvidenceTable roomId={roomId} rows={rows} />
      </div>
    </>
  );
}

/** One piece of evidence with its versions, links and verdicts. */
export function RoomEvidenceScreen({
  roomId,
  item,
  mark,
}: {
  roomId: string;
  item: RoomEvidence;
  /** What lies over previews; null where the room does not mark them. */
  mark: string | null;
}) {
  return (
    <>
      <h1 className="mt-6">{nameOf(item)}</h1>
      <div className="row wrap mt-2">
        <Badge status={ITEM_STATE[item.state]} tinted />
        <span className="i2">{item.category}</span>
      </div>
      {item.description === "" ? null : <p className="prose whitespace-pre-line mt-2">{item.description}</p>}
      {item.versions.map((version) => (
        <Section key={version.number} title={`Version ${version.number}`}>
          <ArtifactView roomId={roomId} artifact={version} mark={mark} />
        </Section>
      ))}
      <Section title="Requirements" remark={`${item.links.length} of this room`}>
        <ul className="stack gap-2">
          {item.links.map(({ ref, verdict }) => (
            <li key={ref} className="row wrap">
              <Link className="ref" href={paths.inRoomControl(roomId, ref) as Route}>
                {ref}
              </Link>
              <Badge status={VERDICT[verdict]} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

const SOA_FILE: Readonly<Record<string, string>> = {
  pdf: "PDF",
  xlsx: "Excel workbook (XLSX)",
  docx: "Word document (DOCX)",
  csv: "CSV",
  json: "JSON",
  "oscal-profile.json": "OSCAL profile",
  "oscal-ssp.json": "OSCAL security plan",
};

function SoaFiles({ roomId, formats }: { roomId: string; formats: readonly string[] }) {
  const offered = Object.keys(SOA_FILE).filter((format) => formats.includes(format));
  if (offered.length === 0) return null;
  return (
    <Menu label="Export" icon="download">
      {offered.map((format) => (
        <a key={format} href={paths.inRoomSoaFile(roomId, format)} className="mi">
          {SOA_FILE[format]}
        </a>
      ))}
    </Menu>
  );
}

function Words({ text }: { text: string }) {
  if (text === "") return <Nothing>Empty</Nothing>;
  return <span className="wrap-anywhere whitespace-pre-line">{text}</span>;
}

function SoaRows({ rows }: Pick<RoomSoa, "rows">) {
  return (
    <Table caption="Statement of Applicability" top cards fixed sticky={false}>
      <colgroup>
        <col className="w-[24%]" />
        <col className="w-32" />
        <col />
        <col className="w-36" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <Th>Control</Th>
          <Th>Applicability</Th>
          <Th>Why</Th>
          <Th>Implementation</Th>
          <Th>How</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.ref}>
            <RowHeader>
              <span className="ref">{row.ref}</span> {row.title}
            </RowHeader>
            <Td label="Applicability">
              <Badge status={APPLICABILITY[row.applicability]} />
            </Td>
            <Td label="Why">
              <Words text={row.why} />
            </Td>
            <Td label="Implementation">
              <Badge status={IMPLEMENTATION[row.implementation]} />
            </Td>
            <Td label="How">
              <Words text={row.how} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The approved Statement of Applicability that the room shows. */
export function RoomSoaScreen({
  roomId,
  soa,
  files,
}: {
  roomId: string;
  soa: RoomSoa | null;
  /** Stored at its approval. */
  files: readonly { readonly format: string }[];
}) {
  if (soa === null) {
    return (
      <>
        <h1 className="mt-6">Statement of Applicability</h1>
        <p className="i2 mt-1">No version is approved yet. The working draft is never shown here.</p>
      </>
    );
  }
  return (
    <>
      <div className="row wrap mt-6">
        <h1>Statement of Applicability, version {soa.label}</h1>
        <span className="push">
          <SoaFiles roomId={roomId} formats={files.map(({ format }) => format)} />
        </span>
      </div>
      <p className="i2 mt-1 wrap-anywhere">
        Approved by {soa.approvedBy}
        {soa.approvedOn === null ? "" : ` on ${formatDate(soa.approvedOn)}`}. SHA-256 of the frozen content:{" "}
        <span className="mono">{soa.sha256}</span>
      </p>
      <div className="mt-4">
        {soa.damaged ? (
          <Note tone="gap">
            The frozen text of this version is damaged: it is not what its SHA-256 stands for, so its rows are
            not shown. Tell the company. The files under Export were stored at the approval and are checked
            whenever one is taken.
          </Note>
        ) : (
          <SoaRows rows={soa.rows} />
        )}
      </div>
    </>
  );
}

function RegisterRows({ title, heads, rows }: RoomRegisterTable) {
  const withRefs = rows.some(({ refs }) => refs.length > 0);
  return (
    <Table caption={title} cards sticky={false} top>
      <thead>
        <tr>
          <Th>Entry</Th>
          <Th>{heads.state}</Th>
          <Th>{heads.about}</Th>
          {withRefs ? <Th>Requirements</Th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <RowHeader area="title">{row.name}</RowHeader>
            <Td label={heads.state}>{row.state}</Td>
            <Td label={heads.about}>
              <span className="wrap-anywhere">{row.about}</span>
            </Td>
            {withRefs ? <Td label="Requirements">{row.refs.join(", ")}</Td> : null}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The registers that are shared beside it. */
export function RoomRegistersScreen({ tables }: { tables: readonly RoomRegisterTable[] }) {
  return (
    <>
      <h1 className="mt-6">Registers</h1>
      {tables.length === 0 ? <p className="i2 mt-1">No register is shared in this room.</p> : null}
      {tables.map((table) => (
        <Section
          key={table.title}
          title={table.title}
          remark={table.rows.length === 1 ? "1 entry" : `${table.rows.length} entries`}
        >
          {table.rows.length === 0 ? (
            <p className="i3">Nothing is entered yet.</p>
          ) : (
            <RegisterRows {...table} />
          )}
        </Section>
      ))}
    </>
  );
}
