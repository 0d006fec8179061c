import { SelectedCount, VerbPanel } from "@/components/evidence/selection";
import { buttonClass } from "@/components/ui/button-class";
import { Checkbox, DateInput, Field, Input, Select, Textarea } from "@/components/ui/field";
import type { OwnerOption } from "@/lib/core/evidence-dto";
import { CADENCE_LABEL, CADENCES } from "@/lib/core/work-statuses";

export type LibraryRights = { readonly write: boolean; readonly review: boolean; readonly assign: boolean };

function OwnerPicker({ members }: { members: readonly OwnerOption[] }) {
  const options = [
    { value: "", label: "Nobody" },
    ...members.map((member) => ({ value: member.userId, label: member.name })),
  ];
  return (
    <Field name="ownerId" label="Owner">
      <Select options={options} />
    </Field>
  );
}

function CadencePicker() {
  return (
    <div className="group/cadence stack gap-3">
      <Field
        name="cadence"
        label="Collected"
        help="Counts from the effective date of the newest version. A date set by hand stays."
      >
        <Select options={CADENCES.map((cadence) => ({ value: cadence, label: CADENCE_LABEL[cadence] }))} />
      </Field>
      <Field
        name="cadenceDays"
        label="Every so many days"
        className="hidden group-has-[option[value=custom]:checked]/cadence:grid"
      >
        <Input inputMode="numeric" />
      </Field>
    </div>
  );
}

function ReviewVerbs() {
  return (
    <>
      <VerbPanel verb="Accept" value="accept" confirm="Accept evidence">
        <p className="i2 sm">
          Your name and the date are kept with each item. What you submitted yourself is left out.
        </p>
        <Checkbox
          name="sufficient"
          label="Also find it sufficient for every linked requirement without a verdict"
        />
      </VerbPanel>
      <VerbPanel verb="Return" value="return" confirm="Return with a reason">
        <Field name="reason" label="What is wrong or missing">
          <Textarea />
        </Field>
      </VerbPanel>
    </>
  );
}

/** Verbs for the ticked items; each is there for the roles that may. */
export function LibraryBulk({
  rights,
  members,
  archived,
  all,
}: {
  rights: LibraryRights;
  members: readonly OwnerOption[];
  /** The list shows archived items. */
  archived: boolean;
  /** How many items the filters leave beyond this page, with the filters as an address carries them; null when all are shown. */
  all: { readonly total: number; readonly query: string } | null;
}) {
  return (
    <div
      className="bulk sticky top-(--bar) bottom-auto hidden group-has-[tbody_.ck:checked]/list:flex"
      role="toolbar"
      aria-label="Actions for selected rows"
    >
      <SelectedCount />
      {all === null ? null : (
        <label className="row gap-1">
          <input type="checkbox" className="ck" name="everything" value={all.query} />
          All {all.total.toLocaleString("en")} of this list
        </label>
      )}
      {rights.write ? (
        <button
          type="submit"
          name="verb"
          value="submit"
          className={buttonClass({ look: "quiet", dense: true })}
        >
          Submit
        </button>
      ) : null}
      {rights.review ? <ReviewVerbs /> : null}
      {rights.assign ? (
        <VerbPanel verb="Assign owner" value="assign" confirm="Assign owner">
          <OwnerPicker members={members} />
        </VerbPanel>
      ) : null}
      {rights.write ? (
        <VerbPanel verb="Set renewal date" value="renew" confirm="Set renewal date">
          <Field name="renewOn" label="Renew by" help="Empty means that it needs no renewal.">
            <DateInput />
          </Field>
        </VerbPanel>
      ) : null}
      {rights.write ? (
        <VerbPanel verb="Set cadence" value="cadence" confirm="Set cadence">
          <CadencePicker />
        </VerbPanel>
      ) : null}
      {rights.write && !archived ? (
        <VerbPanel verb="Link" value="link" confirm="Link evidence">
          <Field name="requirements" label="Requirements" help="A.5.15, 6.1.2, CC6.1">
            <Input />
          </Field>
        </VerbPanel>
      ) : null}
      {rights.write ? (
        <button
          type="submit"
          name="verb"
          value={archived ? "unarchive" : "archive"}
          className={buttonClass({ look: "quiet", dense: true })}
        >
          {archived ? "Bring back" : "Archive"}
        </button>
      ) : null}
      <button type="reset" className={buttonClass({ look: "quiet", dense: true, className: "push" })}>
        Clear
      </button>
    </div>
  );
}
