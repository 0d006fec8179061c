import { useId } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Icon } from "@/components/ui/icons";
import { EVIDENCE_GLOSSARY } from "@/lib/core/glossary";

/** Every status of evidence with its meaning and its effect on readiness, as the glossary has them. Opens without script. */
export function StatusGuide() {
  const id = useId();
  return (
    <>
      <button type="button" popoverTarget={id} className={buttonClass({ look: "quiet", dense: true })}>
        <Icon name="info" />
        What the statuses mean
      </button>
      <div
        popover="auto"
        id={id}
        className="menu menu-start max-h-96 w-[min(560px,calc(100vw-32px))] overflow-auto"
      >
        <div className="stack gap-4 p-4 whitespace-normal">
          {EVIDENCE_GLOSSARY.map(({ title, entries }) => (
            <section key={title} aria-label={title}>
              <h2 className="w6">{title}</h2>
              <dl className="def mt-2">
                {entries.map(({ term, meaning }) => (
                  <div key={term} className="contents">
                    <dt>{term}</dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </>
  );
}
