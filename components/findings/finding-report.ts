import { formatDate, formatInstant } from "@/lib/core/dates";
import { findingGrade, findingName } from "@/lib/core/finding";
import type { FindingAnswer, FindingOrigin } from "@/lib/core/finding-dto";
import type { FindingPart } from "@/lib/core/room-work-statuses";

type Line = readonly [label: string, value: string];

/** The finding in the auditor's own words, for the printed report of the nonconformity that came of it. */
export function findingLines(origin: FindingOrigin): readonly Line[] {
  const { number, room, raisedOn, raisedBy, standard, grade, statement, objectiveEvidence } = origin;
  const withdrawn = origin.state === "withdrawn" ? `Withdrawn by the auditor: ${origin.stateReason}` : "";
  return [
    ["Finding", `${findingName(number)} of ${room.name}`],
    ["Raised by the auditor", `${raisedBy}${raisedOn === null ? "" : `, ${formatDate(raisedOn)}`}`],
    ["Grade given", findingGrade(standard, grade).label],
    ["Statement of the auditor", statement],
    ["Objective evidence of the auditor", objectiveEvidence],
    ...(withdrawn === "" ? [] : ([["Standing", withdrawn]] as const)),
  ];
}

function decision({ verdict, reason, decidedBy, decidedAt }: FindingAnswer, timeZone: string): string {
  if (verdict === "waiting") return "With the auditor";
  const by = `${decidedBy ?? "the auditor"}, ${decidedAt === null ? "" : formatInstant(decidedAt, timeZone)}`;
  return verdict === "accepted" ? `Accepted by ${by}` : `Returned by ${by}: ${reason}`;
}

/** Every answer to one part with the auditor's decision, oldest first. */
export function answerLines(origin: FindingOrigin, part: FindingPart, timeZone: string): readonly Line[] {
  return origin.given
    .filter((answer) => answer.part === part)
    .flatMap((answer) => [
      [
        answer.round === 1 ? "Answered to the auditor" : `Answer ${answer.round}`,
        `${answer.body}\n${answer.by}, ${formatInstant(answer.at, timeZone)}`,
      ],
      ["Decision of the auditor", decision(answer, timeZone)],
    ]);
}
