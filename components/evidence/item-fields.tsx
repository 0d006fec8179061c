import { DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import { handSetRenewal } from "@/lib/core/cadence";
import type { IsoDate } from "@/lib/core/dates";
import { RENEWAL_LEAD_DAYS } from "@/lib/core/evidence";
import type { OwnerOption } from "@/lib/core/evidence-dto";
import { CADENCE_LABEL, CADENCES, type Cadence } from "@/lib/core/work-statuses";

export type ItemValues = {
  readonly title: string;
  readonly reference: string | null;
  readonly category: string;
  readonly guidance: string;
  readonly sharedDescription: string;
  readonly internalNotes: string;
  readonly ownerId: string | null;
  readonly cadence: Cadence;
  readonly cadenceDays: number | null;
  /** The date set by hand for this once. */
  readonly renewOverrideOn: IsoDate | null;
  /** Without a cadence this is a date set by hand, too, such as one that came from a register. */
  readonly renewOn: IsoDate | null;
  readonly reminderDays: number;
};

export const ITEM_LABELS = {
  title: "Title",
  reference: "Reference",
  category: "Category",
  guidance: "Guidance",
  sharedDescription: "Auditor can see this",
  internalNotes: "Internal notes",
  ownerId: "Owner",
  cadence: "Collected",
  cadenceDays: "Every so many days",
  renewOn: "Renew by, this once",
  reminderDays: "Remind days before",
} as const;

/** How often it is collected anew, counted from the effective date; a date set by hand goes first, once. */
function CadenceFields({ values }: { values: ItemValues | undefined }) {
  return (
    <>
      <Field
        name="cadence"
        label={ITEM_LABELS.cadence}
        help="Counts from the effective date of the newest version."
      >
        <Select
          defaultValue={values?.cadence ?? "none"}
          options={CADENCES.map((cadence) => ({ value: cadence, label: CADENCE_LABEL[cadence] }))}
        />
      </Field>
      <Field
        name="cadenceDays"
        label={ITEM_LABELS.cadenceDays}
        className="hidden group-has-[option[value=custom]:checked]/cadence:grid"
      >
        <Input inputMode="numeric" defaultValue={values?.cadenceDays ?? ""} />
      </Field>
      <Field
        name="renewOn"
        label={ITEM_LABELS.renewOn}
        optional
        help="Instead of the cadence; the next version clears it. Counts through this day."
      >
        <DateInput defaultValue={values === undefined ? "" : (handSetRenewal(values) ?? "")} />
      </Field>
      <Field
        name="reminderDays"
        label={ITEM_LABELS.reminderDays}
        help="From then on it is due soon and its owner is reminded."
      >
        <Input inputMode="numeric" defaultValue={values?.reminderDays ?? RENEWAL_LEAD_DAYS} />
      </Field>
    </>
  );
}

/** What an item says about itself. The two texts differ in colour by who reads them. */
export function ItemFields({
  values,
  members,
  ownerText = "",
  several = false,
}: {
  values?: ItemValues | undefined;
  members: readonly OwnerOption[];
  /** The register's owner who is no member. */
  ownerText?: string;
  /** Several files may become several items. */
  several?: boolean;
}) {
  const owners = [
    { value: "", label: ownerText === "" ? "Nobody" : `${ownerText} (no member)` },
    ...members.map((member) => ({ value: member.userId, label: member.name })),
  ];
  return (
    <>
      <Field
        name="title"
        label={ITEM_LABELS.title}
        required
        help={
          several
            ? "What it is, such as Access review Q3 2026. With several files each file's name follows it."
            : "What it is, such as Access review Q3 2026."
        }
      >
        <Input defaultValue={values?.title} />
      </Field>
      <div className="group/cadence grid items-start gap-4 md:grid-cols-2">
        <Field name="reference" label={ITEM_LABELS.reference} optional help="Your own number, such as E-001.">
          <Input defaultValue={values?.reference ?? ""} />
        </Field>
        <Field name="category" label={ITEM_LABELS.category} optional help="Policy, record, meeting minutes.">
          <Input defaultValue={values?.category} />
        </Field>
        <Field name="ownerId" label={ITEM_LABELS.ownerId} optional>
          <Select defaultValue={values?.ownerId ?? ""} options={owners} />
        </Field>
        <CadenceFields values={values} />
      </div>
      <Field
        name="guidance"
        label={ITEM_LABELS.guidance}
        optional
        help="How to collect it again, for whoever does it next."
      >
        <Textarea defaultValue={values?.guidance} />
      </Field>
      <div className="rounded-md bg-progress-tint p-3">
        <Field
          name="sharedDescription"
          label={ITEM_LABELS.sharedDescription}
          optional
          help="What it shows, in words for an auditor."
        >
          <Textarea defaultValue={values?.sharedDescription} />
        </Field>
      </div>
      <div className="rounded-md bg-due-tint p-3">
        <Field
          name="internalNotes"
          label={ITEM_LABELS.internalNotes}
          optional
          help="Only members of this workspace see them."
        >
          <Textarea defaultValue={values?.internalNotes} />
        </Field>
      </div>
    </>
  );
}
