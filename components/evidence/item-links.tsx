import type { Route } from "next";
import { SelectAll, SelectedCount, SelectionForm } from "@/components/evidence/selection";
import { UnlinkForm } from "@/components/evidence/unlink-form";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { Checkbox, Field, Input, Select } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { GroupRow, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { dateIn, formatDate } from "@/lib/core/dates";
import type { EvidenceItemDto, LinkDto } from "@/lib/core/evidence-dto";
import { counted } from "@/lib/core/evidence-words";
import { paths } from "@/lib/core/paths";
import { type RequirementKind, VERDICT } from "@/lib/core/statuses";
import { giveVerdictAction, linkEvidenceAction } from "@/lib/evidence/actions";

const GROUPS: readonly { readonly kind: RequirementKind; readonly label: string }[] = [
  { kind: "control", label: "Annex A controls" },
  { kind: "clause", label: "Clauses" },
  { kind: "own", label: "Own controls" },
  { kind: "criterion", label: "SOC 2 criteria" },
];
const ORIGIN = {
  manual: "linked by hand",
  import: "from the register",
  crosswalk: "confirmed proposal",
} as const;
const UNLINK_FORM = "unlink";

type Props = {
  slug: string;
  timeZone: string;
  item: EvidenceItemDto;
  /** The newest version's number. */
  current: number;
  onceKey: string;
};

/** For which versions the verdict speaks: the one that was looked at, and the newest that it was kept for. */
function VerdictVersion({ link }: { link: LinkDto }) {
  const last = link.reviewedArtifact ?? 0;
  const seen = link.keptFrom ?? last;
  const kept = link.keptFrom === null ? "" : `, kept for version ${last}`;
  if (link.outdated)
    return <span className="sm txt-due">{`Given for version ${seen}${kept}; asked again`}</span>;
  if (link.keptFrom !== null) return <span className="sm i2">{`Given for version ${seen}${kept}`}</span>;
  return null;
}

function VerdictCell({ link, timeZone }: { link: LinkDto; timeZone: string }) {
  const when = link.reviewedAt === null ? "" : formatDate(dateIn(timeZone, link.reviewedAt));
  return (
    <div className="grid gap-1">
      <Badge status={VERDICT[link.verdict]} />
      {link.verdict === "proposed" ? null : <VerdictVersion link={link} />}
      {link.verdictNote === "" ? null : <span className="i2 sm wrap-anywhere">{link.verdictNote}</span>}
      {link.reviewerName === null ? null : (
        <span className="i3 sm">
          {link.reviewerName}, {when}, version {link.keptFrom ?? link.reviewedArtifact ?? 0}
          {link.forRenewals ? ", also for renewals" : ""}
        </span>
      )}
    </div>
  );
}

function LinkRow({
  slug,
  timeZone,
  item,
  link,
  judging,
}: Omit<Props, "current" | "onceKey"> & { link: LinkDto; judging: boolean }) {
  return (
    <Tr>
      {judging ? (
        <Td area="check" className="pt-3!">
          <input
            type="checkbox"
            className="ck"
            name="refs[]"
            value={link.ref}
            aria-label={`Select ${link.ref}`}
          />
        </Td>
      ) : null}
      <Td area="ref">
        <Link className="ref" href={paths.requirement(slug, link.ref) as Route}>
          {link.ref}
        </Link>
      </Td>
      <RowHeader>
        <span className="grid gap-1">
          <span>{link.title}</span>
          <span className="i3 sm">
            {ORIGIN[link.origin]} by {link.linkedByName}
          </span>
        </span>
      </RowHeader>
      <Td area="status">
        <VerdictCell link={link} timeZone={timeZone} />
      </Td>
      {item.mayEdit ? (
        <Td area="due" right>
          <button
            type="submit"
            form={UNLINK_FORM}
            name="refs[]"
            value={link.ref}
            className={buttonClass({ look: "quiet", dense: true })}
            aria-label={`Unlink ${link.ref}`}
          >
            Unlink
          </button>
        </Td>
      ) : null}
    </Tr>
  );
}

function LinkTable({ judging, ...props }: Omit<Props, "current" | "onceKey"> & { judging: boolean }) {
  const { item } = props;
  const columns = 3 + Number(judging) + Number(item.mayEdit);
  return (
    <Table caption={`Requirements that use this evidence, ${item.links.length}`} cards top sticky={false}>
      <thead>
        <tr>
          {judging ? (
            <td className="c0 py-0! align-middle!">
              <SelectAll label={`Select all ${item.links.length} requirements`} />
            </td>
          ) : null}
          <Th area="ref" className="w-20">
            Ref
          </Th>
          <Th area="title">Requirement</Th>
          <Th area="status" className="w-60">
            Verdict
          </Th>
          {item.mayEdit ? (
            <Th area="due" right className="w-20">
              <span className="sr">Unlink</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      {GROUPS.map(({ kind, label }) => {
        const links = item.links.filter((link) => link.kind === kind);
        if (links.length === 0) return null;
        const judged = links.filter((link) => link.verdict === "sufficient" && !link.outdated).length;
        return (
          <tbody key={kind}>
            <GroupRow columns={columns} label={label} remark={`${judged} of ${links.length} sufficient`} />
            {links.map((link) => (
              <LinkRow key={link.ref} {...props} link={link} judging={judging} />
            ))}
          </tbody>
        );
      })}
    </Table>
  );
}

const CHOICES = (["sufficient", "needs_supplement", "rejected", "proposed"] as const).map((verdict) => ({
  value: verdict,
  label: verdict === "proposed" ? "Take the verdict back" : VERDICT[verdict].label,
}));

function JudgedLinks({ slug, current, ...props }: Omit<Props, "onceKey">) {
  return (
    <SelectionForm action={giveVerdictAction.bind(null, slug)} className="block">
      <input type="hidden" name="itemId" value={props.item.itemId} />
      <input type="hidden" name="artifact" value={current} />
      <LinkTable slug={slug} {...props} judging />
      <fieldset className="grid items-start gap-3 border-t border-line pt-4 md:grid-cols-[200px_minmax(0,1fr)_auto]">
        <legend className="sr">Verdict for the selected requirements</legend>
        <Field name="verdict" label="Verdict">
          <Select options={CHOICES} />
        </Field>
        <Field name="note" label="What to add, or why it does not fit">
          <Input />
        </Field>
        <SubmitButton look="secondary" className="md:mt-[22px]">
          Give verdict
        </SubmitButton>
        <div className="md:col-span-3">
          <Checkbox
            name="forRenewals"
            label="Sufficient also for renewals"
            help="Kept when a later version has the same kind and source, is not dated earlier and covers no shorter a period."
          />
        </div>
      </fieldset>
      <p className="i3 sm mt-2">
        <SelectedCount before="Tick the requirements the verdict is for." word="selected." /> Your name, the
        date and version {current} are kept with it.
      </p>
    </SelectionForm>
  );
}

function AttachForm({ slug, item, onceKey }: Pick<Props, "slug" | "item" | "onceKey">) {
  return (
    <details className="twin mt-4" open={item.links.length === 0}>
      <summary>
        <Icon name="chevron" />
        Link requirements
      </summary>
      <ActionForm
        action={linkEvidenceAction.bind(null, slug)}
        className="grid items-start gap-3 pt-3 md:grid-cols-[minmax(0,1fr)_auto]"
        clearAfter
      >
        <input type="hidden" name="itemIds[]" value={item.itemId} />
        <input type="hidden" name="onceKey" value={onceKey} />
        <Field
          name="requirements"
          label="Requirements"
          help="Separated by commas: A.5.15 for a control, 6.1.2 for a clause, CC6.1 for a criterion."
        >
          <Input />
        </Field>
        <SubmitButton look="secondary" className="md:mt-[22px]">
          Link
        </SubmitButton>
      </ActionForm>
    </details>
  );
}

/** The rule of docs/decisions/009 in words, where verdicts are read. */
function RenewalRule() {
  return (
    <details className="twin mt-4">
      <summary>
        <Icon name="chevron" />
        What a new version does to verdicts
      </summary>
      <div className="stack gap-2 pt-2 i2 max-w-[68ch]">
        <p>
          The item is reviewed again. A verdict speaks for the version that its reviewer looked at; after a
          new version it stays visible and is asked again.
        </p>
        <p>
          A Sufficient that was given for renewals too is kept when the new version has the same kind and
          source system, is not dated earlier and covers no shorter a period, and somebody other than the
          reviewer brings it. Needs supplement and Rejected are always asked again. A version that is brought
          back has the verdicts that were given on it.
        </p>
      </div>
    </details>
  );
}

/** The requirements that use the item, in both frameworks, with their verdicts and the form that gives them. */
export function ItemLinks(props: Props) {
  const { slug, item, onceKey } = props;
  const judging = item.mayReview && (item.state === "submitted" || item.state === "accepted");
  const outdated = item.links.filter((link) => link.outdated).length;
  return (
    <Section
      title="Requirements"
      remark={`Used in ${counted(item.usedIn, "requirement")}${outdated > 0 ? `, ${counted(outdated, "verdict")} asked again` : ""}`}
    >
      {item.mayEdit ? <UnlinkForm id={UNLINK_FORM} slug={slug} itemId={item.itemId} /> : null}
      {item.links.length === 0 ? (
        <p className="i2">No requirement uses it yet.</p>
      ) : judging ? (
        <JudgedLinks {...props} />
      ) : (
        <LinkTable {...props} judging={false} />
      )}
      {item.links.length === 0 ? null : <RenewalRule />}
      {item.mayEdit ? <AttachForm slug={slug} item={item} onceKey={onceKey} /> : null}
    </Section>
  );
}
