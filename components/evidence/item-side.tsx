import { Section } from "@/components/layout/section";
import { buttonClass } from "@/components/ui/button-class";
import { Checkbox, Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { type Condition, Gate } from "@/components/ui/gate";
import { Icon } from "@/components/ui/icons";
import { ACTIVITY_VERBS, type ActivityVerb } from "@/lib/core/audit-actions";
import { formatDate, formatInstant } from "@/lib/core/dates";
import { canArchive } from "@/lib/core/evidence";
import type { EvidenceItemDto, HistoryEntry } from "@/lib/core/evidence-dto";
import { CADENCE_LABEL } from "@/lib/core/work-statuses";
import {
  acceptEvidenceAction,
  archiveEvidenceAction,
  returnEvidenceAction,
  withdrawEvidenceAction,
} from "@/lib/evidence/actions";

type Props = { slug: string; timeZone: string; item: EvidenceItemDto };

/** The item as the person saw it, so that nobody accepts what they have not seen. */
export function SeenField({ item }: { item: EvidenceItemDto }) {
  return <input type="hidden" name="itemIds[]" value={`${item.itemId}:${item.version}`} />;
}

function requirements(count: number): string {
  return `${count} ${count === 1 ? "requirement" : "requirements"}`;
}

function conditionsOf(item: EvidenceItemDto): readonly Condition[] {
  const sufficient = item.links.filter((link) => link.verdict === "sufficient" && !link.outdated).length;
  const handedIn = item.state === "submitted" || item.state === "accepted";
  return [
    { label: "The evidence itself is added", met: item.artifacts.length > 0 },
    { label: "Its owner submitted it", met: handedIn },
    { label: "A reviewer who is not the submitter accepted it", met: item.state === "accepted" },
    { label: "It has not expired", met: item.freshness !== "expired" },
    {
      label: `Found sufficient for ${sufficient} of ${requirements(item.links.length)}`,
      met: sufficient > 0 && sufficient === item.links.length,
    },
  ];
}

function ReviewForms({ slug, item }: Pick<Props, "slug" | "item">) {
  const open = item.links.some((link) => link.verdict === "proposed" || link.outdated);
  return (
    <div className="stack gap-3 mt-3">
      <ActionForm action={acceptEvidenceAction.bind(null, slug)} className="stack gap-3">
        <SeenField item={item} />
        {open ? (
          <>
            <Checkbox
              name="sufficient"
              label="Also find it sufficient for every linked requirement without a verdict"
            />
            <Checkbox name="forRenewals" label="Those verdicts also hold for renewals" />
          </>
        ) : null}
        <div>
          <SubmitButton>Accept evidence</SubmitButton>
        </div>
      </ActionForm>
      <details className="twin">
        <summary>
          <Icon name="chevron" />
          Return with a reason
        </summary>
        <ActionForm action={returnEvidenceAction.bind(null, slug)} className="stack gap-3 pt-2">
          <SeenField item={item} />
          <Field name="reason" label="What is wrong or missing">
            <Textarea />
          </Field>
          <div>
            <SubmitButton look="secondary">Return evidence</SubmitButton>
          </div>
        </ActionForm>
      </details>
    </div>
  );
}

function Counting({ slug, item }: Pick<Props, "slug" | "item">) {
  return (
    <Gate title="To count as evidence" conditions={conditionsOf(item)}>
      {item.state === "submitted" && item.mayReview ? <ReviewForms slug={slug} item={item} /> : null}
      {item.state === "submitted" && !item.mayReview ? (
        <p className="i2 sm mt-2">{item.reviewRefusal}</p>
      ) : null}
    </Gate>
  );
}

function person(name: string | null, at: Date | null, timeZone: string): string | null {
  if (name === null || at === null) return null;
  return `${name}, ${formatInstant(at, timeZone)}`;
}

function cadenceText(item: EvidenceItemDto): string {
  if (item.cadence === "custom") return `Every ${item.cadenceDays} days`;
  return item.cadence === "none" ? "No cadence" : CADENCE_LABEL[item.cadence];
}

function renewText(item: EvidenceItemDto): string {
  if (item.renewOn === null) return "No renewal";
  const once = item.cadence !== "none" && item.renewOverrideOn !== null ? ", set for this once" : "";
  return `${formatDate(item.renewOn)}${once}`;
}

function Facts({ item, timeZone }: Pick<Props, "item" | "timeZone">) {
  const facts: readonly (readonly [string, string | null])[] = [
    ["Owner", item.ownerName || "Nobody"],
    ["Category", item.category || null],
    ["Collected", cadenceText(item)],
    ["Renew by", renewText(item)],
    ["Reminder", item.renewOn === null ? null : `${item.reminderDays} days before`],
    ["Effective", item.effectiveOn === null ? "Never collected" : formatDate(item.effectiveOn)],
    ["Used in", requirements(item.usedIn)],
    ["Submitted by", person(item.submittedByName, item.submittedAt, timeZone)],
    [
      item.state === "returned" ? "Returned by" : "Accepted by",
      person(item.reviewedByName, item.reviewedAt, timeZone),
    ],
  ];
  return (
    <dl className="def mt-5 grid-cols-[96px_minmax(0,1fr)]">
      {facts.map(([label, value]) =>
        value === null ? null : (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

const VERB_ICON: Partial<
  Record<string, "check" | "edit" | "link" | "undo" | "upload" | "scale" | "history" | "download">
> = {
  "evidence.accept": "check",
  "evidence.edit": "edit",
  "evidence.link": "link",
  "evidence.confirm-proposals": "link",
  "evidence.return": "undo",
  "evidence.add-artifact": "upload",
  "evidence.restore-artifact": "history",
  "evidence.download": "download",
  "evidence.give-verdict": "scale",
};

function isVerb(verb: string): verb is ActivityVerb {
  return verb in ACTIVITY_VERBS;
}

function Entry({ entry, timeZone }: { entry: HistoryEntry; timeZone: string }) {
  return (
    <li>
      <Icon name={VERB_ICON[entry.verb] ?? "activity"} />
      <span className="wrap-anywhere">
        <b>{entry.actorName}</b> {isVerb(entry.verb) ? ACTIVITY_VERBS[entry.verb] : entry.verb}
        {entry.detail === "" ? null : <span className="i3">: {entry.detail}</span>}
      </span>
      <time dateTime={entry.at.toISOString()} title={formatInstant(entry.at, timeZone)}>
        {formatInstant(entry.at, timeZone).split(",")[0]}
      </time>
    </li>
  );
}

function Withdraw({ slug, item }: Pick<Props, "slug" | "item">) {
  return (
    <details className="twin mt-5">
      <summary>
        <Icon name="chevron" />
        Withdraw evidence
      </summary>
      <ActionForm action={withdrawEvidenceAction.bind(null, slug)} className="stack gap-3 pt-2">
        <p className="i2 sm">
          It stays in the records and counts for nothing.{" "}
          {item.usedIn > 0 ? `${requirements(item.usedIn)} ${item.usedIn === 1 ? "loses" : "lose"} it.` : ""}
        </p>
        <SeenField item={item} />
        <Field name="reason" label="Why it is withdrawn">
          <Textarea />
        </Field>
        <div>
          <button type="submit" className={buttonClass({ look: "danger" })}>
            Withdraw evidence
          </button>
        </div>
      </ActionForm>
    </details>
  );
}

function Archive({ slug, item }: Pick<Props, "slug" | "item">) {
  return (
    <ActionForm action={archiveEvidenceAction.bind(null, slug)} className="stack gap-2 mt-5">
      <SeenField item={item} />
      <p className="i2 sm">It counts for nothing now. Archived, it leaves the lists and keeps its history.</p>
      <div>
        <button type="submit" className={buttonClass({ look: "quiet", dense: true })}>
          Archive evidence
        </button>
      </div>
    </ActionForm>
  );
}

/** The side column: what is met and what is not, the review, the facts, what happened. */
export function ItemSide({ slug, timeZone, item }: Props) {
  const mayEdit = item.mayEdit && !item.archived;
  const withdrawable = mayEdit && (item.state === "draft" || item.state === "accepted");
  return (
    <aside aria-label="Review, facts and history">
      <Counting slug={slug} item={item} />
      <Facts item={item} timeZone={timeZone} />
      {withdrawable ? <Withdraw slug={slug} item={item} /> : null}
      {mayEdit && canArchive(item.state).ok ? <Archive slug={slug} item={item} /> : null}
      <Section title="History" className="mt-5">
        {item.history.length === 0 ? (
          <p className="i3 sm">It came with an imported register. Nothing was changed since.</p>
        ) : (
          <ol className="log">
            {item.history.map((entry) => (
              <Entry key={entry.seq} entry={entry} timeZone={timeZone} />
            ))}
          </ol>
        )}
      </Section>
    </aside>
  );
}
