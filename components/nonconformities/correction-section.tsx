import { useId } from "react";
import { counted, type RecordProps, yearOf } from "@/components/nonconformities/labels";
import { EditLink, SectionForm } from "@/components/nonconformities/section-form";
import { Badge } from "@/components/ui/badge";
import { DateInput, Field, Textarea } from "@/components/ui/field";
import { formatDate } from "@/lib/core/dates";
import type { NcDetail } from "@/lib/core/nonconformity-dto";
import { ACTION_STATE } from "@/lib/core/statuses";
import { setCorrectionAction } from "@/lib/nonconformities/actions";

function CorrectionState({ nc, today }: { nc: NcDetail; today: string }) {
  if (nc.correction === "") return <Badge status={{ label: "Not recorded", tone: "none", icon: "hollow" }} />;
  const date = nc.correctionOn === null ? "" : ` ${formatDate(nc.correctionOn, yearOf(today))}`;
  return nc.correctionOn !== null && nc.correctionOn > today ? (
    <Badge status={{ label: `Planned for${date}`, tone: "progress", icon: "half" }} />
  ) : (
    <Badge status={ACTION_STATE.done}>{`Done${date}`}</Badge>
  );
}

function correctiveState(nc: NcDetail, today: string) {
  const live = nc.actions.filter(({ state }) => state !== "dropped");
  const done = live.filter(({ state }) => state === "done").length;
  const late = live.filter(({ state, dueOn }) => state === "open" && dueOn !== null && dueOn < today).length;
  if (live.length === 0) {
    return { badge: { label: "Not planned", tone: "none", icon: "hollow" } as const, text: "No action yet." };
  }
  const text = `${done} of ${counted(live.length, "action")} done${late > 0 ? `, ${late} overdue` : ""}.`;
  const badge =
    done === live.length
      ? ACTION_STATE.done
      : ({ label: "Planned", tone: "progress", icon: "half" } as const);
  return { badge, text };
}

/** What fixes the cases found, beside what stops them from coming back: two different things. */
export function CorrectionSection({ slug, today, nc, rights, edit }: RecordProps) {
  const id = useId();
  if (edit?.section === "correction" && rights.edit) {
    return (
      <section className="sec" aria-labelledby={id}>
        <h2 id={id}>Correction</h2>
        <SectionForm
          slug={slug}
          id={nc.id}
          action={setCorrectionAction}
          version={nc.version}
          labels={{ correctionOn: "Corrected on" }}
          save="Save correction"
        >
          <Field
            name="correction"
            label="Correction"
            help="What was done about the cases found. What stops it from coming back belongs to the actions."
          >
            <Textarea defaultValue={nc.correction} rows={4} />
          </Field>
          <Field name="correctionOn" label="Corrected on" optional>
            <DateInput defaultValue={nc.correctionOn ?? ""} />
          </Field>
        </SectionForm>
      </section>
    );
  }
  const corrective = correctiveState(nc, today);
  return (
    <section className="sec" aria-labelledby={id}>
      <div className="two">
        <div>
          <h2 id={id} className="row wrap min-h-7">
            Correction <CorrectionState nc={nc} today={today} />
            {rights.edit ? (
              <span className="push">
                <EditLink slug={slug} id={nc.id} edit={{ section: "correction" }} label="Edit correction">
                  Edit
                </EditLink>
              </span>
            ) : null}
          </h2>
          <p className="sm i3 mb-2">Fixes the cases found</p>
          <p className="whitespace-pre-line wrap-anywhere">
            {nc.correction === "" ? <span className="i2">Nothing recorded yet.</span> : nc.correction}
          </p>
        </div>
        <div>
          <h2 className="row wrap min-h-7">
            Corrective action <Badge status={corrective.badge} />
          </h2>
          <p className="sm i3 mb-2">Stops it from coming back</p>
          <p>{corrective.text}</p>
        </div>
      </div>
    </section>
  );
}
