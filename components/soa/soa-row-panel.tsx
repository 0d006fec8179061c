import type { Route } from "next";
import { CommentThread } from "@/components/comments/comment-thread";
import { OwnControlPanel } from "@/components/soa/own-control";
import type { Owner } from "@/components/soa/soa-bulk";
import { LaterRowForm } from "@/components/soa/soa-row-form-later";
import { Badge, Token } from "@/components/ui/badge";
import { Drawer } from "@/components/ui/drawer";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Link } from "@/components/ui/link";
import type { CommentDto } from "@/lib/core/comment-dto";
import { formatDate } from "@/lib/core/dates";
import type { Mentionable } from "@/lib/core/mention";
import { paths, withQuery } from "@/lib/core/paths";
import { mayInherit } from "@/lib/core/soa";
import type { SoaDraft, SoaRowDto, SoaTarget } from "@/lib/core/soa-dto";
import { gridRow, openProposal, type SoaView, soaHref } from "@/lib/core/soa-list";
import { methodWords } from "@/lib/core/soa-methods";
import { APPLICABILITY, DELIVERY_LABEL, IMPLEMENTATION, REASON_LABEL } from "@/lib/core/statuses";
import { acceptDeliveryAction } from "@/lib/soa/actions";

function Sentences({ row, draft }: { row: SoaRowDto; draft: SoaDraft }) {
  const { blocks, warns, changed } = gridRow(row, draft);
  if (blocks.length + warns.length === 0 && changed === "") return null;
  return (
    <div className="mt-3">
      {changed === "" ? null : <p className="sm i2">{changed}</p>}
      {blocks.map((sentence) => (
        <p className="msg" key={sentence}>
          <span className="k s-diamond" aria-hidden="true" />
          <span>{sentence}</span>
        </p>
      ))}
      {warns.map((sentence) => (
        <p className="msg due" key={sentence}>
          <span className="k s-triangle" aria-hidden="true" />
          <span>{sentence}</span>
        </p>
      ))}
    </div>
  );
}

function Proposal({ slug, row, draft }: { slug: string; row: SoaRowDto; draft: SoaDraft }) {
  const proposed = openProposal(row, draft.hosting);
  if (proposed === null) return null;
  return (
    <ActionForm action={acceptDeliveryAction.bind(null, slug)} className="row wrap mt-3">
      <input type="hidden" name="rows[]" value={`${row.ref}:${row.version}:${row.requirementVersion}`} />
      <Token>Hosting suggests {DELIVERY_LABEL[proposed]}</Token>
      <SubmitButton look="secondary" dense>
        {`Accept ${DELIVERY_LABEL[proposed]}`}
      </SubmitButton>
      <span className="help">Who delivers it, never whether it is covered.</span>
    </ActionForm>
  );
}

function EvidenceLine({ slug, row }: { slug: string; row: SoaRowDto }) {
  const words = `${row.currentCount} current of ${row.evidenceCount} linked`;
  return <Link href={paths.requirement(slug, row.ref) as Route}>{words}</Link>;
}

function Criteria({ slug, row }: { slug: string; row: SoaRowDto }) {
  if (row.criteria.length === 0) return <span className="i3">None in scope</span>;
  return row.criteria.map((ref) => (
    <Link key={ref} href={paths.requirement(slug, ref) as Route} className="mr-2">
      {ref}
    </Link>
  ));
}

function Findings({ slug, row }: { slug: string; row: SoaRowDto }) {
  if (row.nonconformities.length === 0) return <span className="i3">None open</span>;
  return row.nonconformities.map((number) => (
    <Link key={number} href={withQuery(paths.nonconformities(slug), { q: number }) as Route} className="mr-2">
      {number}
    </Link>
  ));
}

function Targets({
  targets,
  none,
  hrefOf,
}: {
  targets: readonly SoaTarget[];
  none: string;
  hrefOf: (id: string) => string;
}) {
  if (targets.length === 0) return <span className="i3">{none}</span>;
  return targets.map(({ id, number, title }) => (
    <Link key={id} href={hrefOf(id) as Route} className="mr-2" title={title}>
      {number}
    </Link>
  ));
}

function RelianceLine({ slug, row }: { slug: string; row: SoaRowDto }) {
  if (row.reliance === null) return <span className="i3">No statement names it</span>;
  const { supplierId, provider, document, validUntil, valid, residual = [] } = row.reliance;
  return (
    <>
      <Link href={paths.supplier(slug, supplierId) as Route}>{provider}</Link>
      <span
        className={valid ? "i2" : "txt-gap"}
      >{`, ${document}, ${valid ? "until" : "ended"} ${formatDate(validUntil)}`}</span>
      {residual.map((duty) => (
        <span key={duty} className="block sm wrap-anywhere">{`Own duty: ${duty}`}</span>
      ))}
    </>
  );
}

function Beside({ slug, row }: { slug: string; row: SoaRowDto }) {
  return (
    <dl className="def">
      <dt>Evidence</dt>
      <dd>
        <EvidenceLine slug={slug} row={row} />
      </dd>
      <dt>SOC 2 criteria</dt>
      <dd>
        <Criteria slug={slug} row={row} />
      </dd>
      <dt>Nonconformities</dt>
      <dd>
        <Findings slug={slug} row={row} />
      </dd>
      <dt>Risks</dt>
      <dd>
        <Targets targets={row.risks} none="None choose it" hrefOf={(id) => paths.risk(slug, id)} />
      </dd>
      <dt>Obligations</dt>
      <dd>
        <Targets
          targets={row.obligations}
          none="None ask for it"
          hrefOf={(id) => paths.obligation(slug, id)}
        />
      </dd>
      <dt>Reliance</dt>
      <dd>
        <RelianceLine slug={slug} row={row} />
      </dd>
      <dt>Last review</dt>
      <dd>{row.reviewedOn === null ? <span className="i3">Never</span> : formatDate(row.reviewedOn)}</dd>
    </dl>
  );
}

function Or({ text }: { text: string }) {
  return text === "" ? (
    <span className="i3">Nothing recorded</span>
  ) : (
    <span className="soa-text">{text}</span>
  );
}

/** The row for people who may not edit it. */
function RowFacts({ row }: { row: SoaRowDto }) {
  const excluded = row.applicability === "excluded";
  return (
    <dl className="def">
      <dt>Applicability</dt>
      <dd>
        <Badge status={APPLICABILITY[row.applicability]} />
      </dd>
      <dt>{excluded ? "Excluded because" : "Reasons"}</dt>
      <dd>
        {excluded ? (
          <Or text={row.exclusionJustification} />
        ) : (
          <Or
            text={row.reasons.map(({ kind, detail }) => `${REASON_LABEL[kind]} ${detail}`.trim()).join(", ")}
          />
        )}
      </dd>
      <dt>Justification</dt>
      <dd>
        <Or text={row.justification} />
      </dd>
      <dt>Implementation</dt>
      <dd>
        <Badge status={IMPLEMENTATION[row.implementation]} />
        {row.targetOn === null ? null : (
          <span className="i3">{` Target date ${formatDate(row.targetOn)}`}</span>
        )}
      </dd>
      <dt>Delivery</dt>
      <dd>{DELIVERY_LABEL[row.delivery]}</dd>
      <dt>Method</dt>
      <dd>
        <Or text={methodWords(row.methods)} />
      </dd>
      <dt>How it is implemented</dt>
      <dd>
        <Or text={row.description} />
      </dd>
      <dt>Owner</dt>
      <dd>
        <Or text={row.ownerName ?? ""} />
      </dd>
    </dl>
  );
}

export type RowThread = {
  readonly timeZone: string;
  readonly comments: readonly CommentDto[];
  readonly onceKey: string;
  readonly mayWrite: boolean;
  readonly people: readonly Mentionable[];
};

export type RowPanelProps = {
  slug: string;
  view: SoaView;
  draft: SoaDraft;
  row: SoaRowDto;
  /** The rows of the view, for previous and next. */
  shown: readonly SoaRowDto[];
  mayEdit: boolean;
  owners: readonly Owner[];
  thread?: RowThread;
};

/** One row beside the list, or in its place on a narrow screen, with everything that can be recorded about it. */
export function SoaRowPanel({ slug, view, draft, row, shown, mayEdit, owners, thread }: RowPanelProps) {
  const at = shown.findIndex((each) => each.ref === row.ref);
  const way = (other: SoaRowDto | undefined, word: string) =>
    other === undefined || at < 0
      ? undefined
      : { href: soaHref(slug, view, other.ref), label: `${word} control, ${other.ref}` };
  const inherit = mayInherit(row.ref, row.reliance?.valid ?? false);
  return (
    <Drawer
      refText={row.ref}
      {...(at < 0 ? {} : { position: `${at + 1} of ${shown.length}` })}
      title={row.title}
      previous={way(shown[at - 1], "Previous")}
      next={way(shown[at + 1], "Next")}
      fullHref={paths.requirement(slug, row.ref)}
      closeHref={soaHref(slug, view)}
    >
      <section>
        <p className="i2">{row.about === "" ? "No explanation recorded." : row.about}</p>
        <Sentences row={row} draft={draft} />
        {mayEdit ? <Proposal slug={slug} row={row} draft={draft} /> : null}
      </section>
      <section>
        <Beside slug={slug} row={row} />
      </section>
      <section>
        {mayEdit ? (
          <LaterRowForm
            key={`${row.ref} ${row.title}`}
            slug={slug}
            row={row}
            owners={owners}
            noInherit={inherit.ok ? null : inherit.reason}
          />
        ) : (
          <RowFacts row={row} />
        )}
      </section>
      {thread === undefined ? null : (
        <section aria-label="Comments">
          <CommentThread
            slug={slug}
            subject={{ kind: "soa_row", id: row.ref }}
            back={soaHref(slug, view, row.ref)}
            {...thread}
          />
        </section>
      )}
      {mayEdit && row.theme === null ? <OwnControlPanel slug={slug} row={row} /> : null}
    </Drawer>
  );
}
