import { CheckboxGroup } from "@/components/ui/field";
import { Icon } from "@/components/ui/icons";
import type { ControlChoice } from "@/lib/core/obligation";
import { THEME_TITLE } from "@/lib/core/readiness";

function groupOf(ref: string): string {
  return ref.startsWith("X.") ? "X" : ref.split(".").slice(0, 2).join(".");
}

function titleOf(group: string): string {
  const known: Readonly<Record<string, string>> = THEME_TITLE;
  return group === "X" ? "Own controls" : `${group} ${known[group] ?? ""}`.trim();
}

/** All controls by theme, each theme in a fold that is open where something is chosen. */
export function ControlPicker({
  controls,
  chosen,
}: {
  controls: readonly ControlChoice[];
  chosen: readonly string[];
}) {
  const groups = [...new Set(controls.map(({ ref }) => groupOf(ref)))];
  return (
    <div className="field">
      <p className="legendary">Controls that it asks for</p>
      <p className="help">
        Each becomes a reason on the control's row of the Statement of Applicability. A row is never decided
        by it.
      </p>
      {groups.map((group) => {
        const options = controls.filter(({ ref }) => groupOf(ref) === group);
        const n = options.filter(({ ref }) => chosen.includes(ref)).length;
        return (
          <details key={group} className="twin mt-2!" open={n > 0}>
            <summary>
              <Icon name="chevron" />
              {`${titleOf(group)}: ${n} of ${options.length}`}
            </summary>
            <CheckboxGroup
              name="refs[]"
              legend={<span className="sr">{titleOf(group)}</span>}
              className="pt-2 pl-5"
              options={options.map(({ ref, title }) => ({ value: ref, label: `${ref} ${title}` }))}
              defaultValue={chosen}
            />
          </details>
        );
      })}
    </div>
  );
}
