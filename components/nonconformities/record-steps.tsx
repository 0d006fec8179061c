import { yearOf } from "@/components/nonconformities/labels";
import { type Step, Stepper } from "@/components/ui/stepper";
import { dateIn, formatDate, type IsoDate } from "@/lib/core/dates";
import { isOpenNc, stepsOf } from "@/lib/core/nonconformity";
import type { NcDetail } from "@/lib/core/nonconformity-dto";
import { NC_STATE, type NcState } from "@/lib/core/statuses";

function plannedNote(nc: NcDetail, state: NcState, short: (date: IsoDate) => string): string | undefined {
  const dates = nc.actions.flatMap(({ state: was, dueOn }) =>
    was === "open" && dueOn !== null ? [dueOn] : [],
  );
  const last = [...dates].sort().at(-1);
  if (state === "implemented" && last !== undefined) return `Due ${short(last)}`;
  if (state === "effectiveness_check" && nc.effectivenessDueOn !== null) {
    return `Planned ${short(nc.effectivenessDueOn)}`;
  }
  const isEnd = state === "closed" || state === "done";
  return isEnd && nc.dueOn !== null ? `By ${short(nc.dueOn)}` : undefined;
}

function reached(nc: NcDetail): number {
  const steps = stepsOf(nc.grade);
  const at = steps.indexOf(nc.state);
  if (at !== -1) return at;
  const before = nc.steps.filter(({ state }) => steps.includes(state)).at(-1);
  return before === undefined ? 0 : steps.indexOf(before.state);
}

/** States in order with the date each was entered last, and the dates planned for those to come. */
export function RecordSteps({ nc, timeZone, today }: { nc: NcDetail; timeZone: string; today: IsoDate }) {
  const short = (date: IsoDate) => formatDate(date, yearOf(today));
  const here = reached(nc);
  const isStopped = nc.state === "withdrawn" || nc.state === "declined";
  const steps = stepsOf(nc.grade).map((state, at): Step => {
    const label = NC_STATE[state].label;
    const entered = nc.steps.filter((step) => step.state === state).at(-1);
    const date = entered === undefined ? undefined : short(dateIn(timeZone, entered.at));
    if (at < here || (at === here && isStopped)) return { label, state: "done", note: date };
    if (at > here)
      return { label, state: "todo", note: isStopped ? undefined : plannedNote(nc, state, short) };
    const isEnd = !isOpenNc(state);
    return { label, state: "current", note: isEnd ? date : `Since ${date}`, status: NC_STATE[state] };
  });
  return <Stepper label={`State of ${nc.number}`} steps={steps} />;
}
