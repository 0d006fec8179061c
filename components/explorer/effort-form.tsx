import { ChoiceField, LineField } from "@/components/explorer/effort-fields";
import { ORIGIN_WORD } from "@/components/explorer/effort-words";
import { Button } from "@/components/ui/button";
import { type Phase, phasesOf } from "@/lib/core/effort";
import { EFFORT_WEEKS, type EffortReading, weekFields } from "@/lib/core/effort-form";
import { paths, withQuery } from "@/lib/core/paths";

const IN_HAND = [
  ["yes", "A SOC 2 report is in hand"],
  ["no", "No SOC 2 report: controls are still to be built"],
] as const;

function PhaseFields({ phase, reading }: { phase: Phase; reading: EffortReading }) {
  const names = weekFields(phase.key);
  const field = (name: string, label: string) => (
    <LineField
      name={name}
      label={label}
      kind="weeks"
      value={reading.values[name] ?? ""}
      error={reading.errors[name]}
    />
  );
  return (
    <fieldset>
      <legend className="legendary">{phase.label}</legend>
      <p className="help mb-2">{`${phase.about} ${ORIGIN_WORD[phase.origin]}: ${phase.weeks.from} to ${phase.weeks.to} weeks.`}</p>
      <div className="grid grid-cols-2 gap-3">
        {field(names.from, "Weeks, shorter")}
        {field(names.to, "Weeks, longer")}
      </div>
    </fieldset>
  );
}

/** A plain form whose answers are the address of the plan. */
export function EffortForm({ reading }: { reading: EffortReading }) {
  const { direction, soc2InHand, values, errors } = reading;
  const back = direction === "soc2";
  return (
    <form action={paths.explorerEffort()} method="get" className="stack no-print content-start">
      {back ? <input type="hidden" name="to" value="soc2" /> : null}
      {back ? null : (
        <ChoiceField
          name="soc2"
          legend="Where you stand"
          options={IN_HAND}
          value={values.soc2 ?? ""}
          error={errors.soc2}
        />
      )}
      <div className="grid grid-cols-2 gap-3">
        <LineField name="start" label="Start" kind="date" value={values.start ?? ""} error={errors.start} />
        <LineField
          name="needed"
          label={back ? "Report needed by (optional)" : "Stage 2 by (optional)"}
          kind="date"
          value={values.needed ?? ""}
          error={errors.needed}
        />
      </div>
      {phasesOf(direction, soc2InHand).map((phase) => (
        <PhaseFields key={phase.key} phase={phase} reading={reading} />
      ))}
      <LineField
        name="overlap"
        label="Weeks of parallel work"
        kind="weeks"
        value={values.overlap ?? ""}
        error={errors.overlap}
        help="So many weeks before a phase ends, the next one begins."
      />
      <p className="help">{`Phases take whole weeks, from ${EFFORT_WEEKS.min} to ${EFFORT_WEEKS.max}.`}</p>
      <div className="row wrap">
        <Button type="submit" look="primary">
          Compute dates
        </Button>
        <a href={withQuery(paths.explorerEffort(), { to: back ? "soc2" : null })}>Reset all fields</a>
      </div>
    </form>
  );
}
