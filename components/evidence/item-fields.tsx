import { DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import type { IsoDate } from "@/lib/core/dates";
import type { OwnerOption } from "@/lib/core/evidence-dto";

export type ItemValues = {
  readonly title: string;
  readonly reference: string | null;
  readonly category: string;
  readonly guidance: string;
  readonly sharedDescription: string;
  readonly internalNotes: string;
  readonly ownerId: string | null;
  readonly renewOn: IsoDate | null;
};

export const ITEM_LABELS = {
  title: "Title",
  reference: "Reference",
  category: "Category",
  guidance: "Guidance",
  sharedDescription: "Description",
  internalNotes: "Internal notes",
  ownerId: "Owner",
  renewOn: "Renew by",
} as const;

/** What an item says about itself. The two texts differ in colour by who reads them. */
export function ItemFields({
  values,
  members,
  ownerText = "",
}: {
  values?: ItemValues | undefined;
  members: readonly OwnerOption[];
  /** The register's owner who is no member. */
  ownerText?: string;
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
        help="What it is, such as Access review Q3 2026."
      >
        <Input defaultValue={values?.title} maxLength={300} />
      </Field>
      <div className="grid gap-4 md:grid-cols-2">
        <Field name="reference" label={ITEM_LABELS.reference} optional help="Your own number, such as E-001.">
          <Input defaultValue={values?.reference ?? ""} maxLength={60} />
        </Field>
        <Field name="category" label={ITEM_LABELS.category} optional help="Policy, record, meeting minutes.">
          <Input defaultValue={values?.category} maxLength={100} />
        </Field>
        <Field name="ownerId" label={ITEM_LABELS.ownerId} optional>
          <Select defaultValue={values?.ownerId ?? ""} options={owners} />
        </Field>
        <Field name="renewOn" label={ITEM_LABELS.renewOn} optional help="Counts through this day.">
          <DateInput defaultValue={values?.renewOn ?? ""} />
        </Field>
      </div>
      <Field
        name="guidance"
        label={ITEM_LABELS.guidance}
        optional
        help="How to collect it again, for whoever does it next."
      >
        <Textarea defaultValue={values?.guidance} maxLength={4000} />
      </Field>
      <div className="rounded-md bg-progress-tint p-3">
        <Field
          name="sharedDescription"
          label={`${ITEM_LABELS.sharedDescription}: an auditor can see this`}
          optional
        >
          <Textarea defaultValue={values?.sharedDescription} maxLength={4000} />
        </Field>
      </div>
      <div className="rounded-md bg-due-tint p-3">
        <Field name="internalNotes" label={`${ITEM_LABELS.internalNotes}: only members see this`} optional>
          <Textarea defaultValue={values?.internalNotes} maxLength={4000} />
        </Field>
      </div>
    </>
  );
}
