import type { ReactNode } from "react";
import { Section } from "@/components/layout/section";
import { Badge, Note } from "@/components/ui/badge";
import { formatInstant } from "@/lib/core/dates";
import { partLabel, partStanding } from "@/lib/core/finding";
import type { FindingAnswer, FindingDetail } from "@/lib/core/finding-dto";
import type { FindingPart, PartVerdict } from "@/lib/core/room-work-statuses";
import type { StatusDef } from "@/lib/core/statuses";

const STANDING: Readonly<Record<PartVerdict | "open", Pick<StatusDef, "label" | "tone" | "icon">>> = {
  open: { label: "Not answered yet", tone: "none", icon: "hollow" },
  waiting: { label: "With the auditor", tone: "review", icon: "eye" },
  accepted: { label: "Accepted", tone: "ok", icon: "check" },
  returned: { label: "Returned", tone: "gap", icon: "diamond" },
};

function Answer({ answer, timeZone }: { answer: FindingAnswer; timeZone: string }) {
  const { round, body, by, at, verdict, reason, decidedBy, decidedAt } = answer;
  const decided = `${decidedBy ?? "The auditor"}, ${decidedAt === null ? "" : formatInstant(decidedAt, timeZone)}`;
  return (
    <article className="mt-3">
      <p className="i3 sm">
        {round === 1 ? "Answer" : `Answer ${round}`} by <b className="w5 i2">{by}</b>,{" "}
        {formatInstant(at, timeZone)}
      </p>
      <p className="whitespace-pre-line wrap-anywhere mt-1">{body}</p>
      {verdict === "waiting" ? null : (
        <div className="mt-2">
          <Note tone={verdict === "accepted" ? "ok" : "gap"}>
            {verdict === "accepted" ? `Accepted by ${decided}.` : `Returned by ${decided}: ${reason}`}
          </Note>
        </div>
      )}
    </article>
  );
}

/** One part with every answer and decision, oldest first; the reader's own form stands below. */
export function FindingPartSection({
  finding,
  part,
  timeZone,
  title = partLabel(part, finding.grade),
  children,
}: {
  finding: Pick<FindingDetail, "grade" | "answers" | "given">;
  part: FindingPart;
  timeZone: string;
  /** Where the page has a section of that name already. */
  title?: string;
  children?: ReactNode;
}) {
  const answers = finding.given.filter((one) => one.part === part);
  return (
    <Section title={title} aside={<Badge status={STANDING[partStanding(finding, part)]} />}>
      {answers.length === 0 ? <p className="i3">The company has not answered yet.</p> : null}
      {answers.map((answer) => (
        <Answer key={answer.round} answer={answer} timeZone={timeZone} />
      ))}
      {children}
    </Section>
  );
}
