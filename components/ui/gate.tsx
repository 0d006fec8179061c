import { type ReactNode, useId } from "react";
import { StatusIcon } from "@/components/ui/status-icon";

export type Condition = { readonly label: ReactNode; readonly met: boolean };

/** What has to be true before the next step. Its id is what a blocked button points to. */
export function Gate({
  id,
  title,
  conditions,
  children,
}: {
  id?: string;
  title: string;
  conditions: readonly Condition[];
  children?: ReactNode;
}) {
  const own = useId();
  return (
    <section className="gate" id={id} aria-labelledby={own}>
      <h2 id={own}>{title}</h2>
      <ul>
        {conditions.map((condition, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions keep their order and have no other name.
          <li key={index}>
            <StatusIcon tone={condition.met ? "ok" : "none"} icon={condition.met ? "check" : "hollow"} />
            <span>
              <span className="sr">{condition.met ? "Met: " : "Not met: "}</span>
              {condition.label}
            </span>
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}
