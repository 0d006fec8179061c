import { SEVERITY_LOOK } from "@/components/imports/labels";
import { StatusIcon } from "@/components/ui/status-icon";
import { REGISTER_FIELD_LABEL } from "@/lib/core/register-columns";
import type { LineProblem } from "@/lib/core/register-line";

/** Every problem of a line with the column it is about. */
export function ProblemList({ problems }: { problems: readonly LineProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {problems.map((found) => {
        const look = SEVERITY_LOOK[found.severity];
        return (
          <li key={`${found.column}${found.message}`} className="flex items-start gap-1.5 sm">
            <StatusIcon tone={look.tone} icon={look.icon} />
            <span>
              <span className="sr">{look.label}: </span>
              {found.column === null ? null : <b className="w5">{REGISTER_FIELD_LABEL[found.column]}. </b>}
              {found.message}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
