import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { formatDate, formatInstant } from "@/lib/core/dates";
import { periodText } from "@/lib/core/evidence-versions";
import { paths } from "@/lib/core/paths";
import type { RequestAnswer } from "@/lib/core/request-dto";
import { ARTIFACT_KIND_LABEL, ITEM_STATE } from "@/lib/core/statuses";

function Content({ slug, answer }: { slug: string; answer: RequestAnswer }) {
  if (answer.kind === "link" && answer.url !== null) {
    return (
      <a href={answer.url} rel="noreferrer noopener" target="_blank" className="wrap-anywhere">
        {answer.url}
        <span className="sr"> (opens in a new tab)</span>
      </a>
    );
  }
  if (answer.fileName !== "") {
    return (
      <p className="row wrap gap-x-3 gap-y-1">
        <Icon name="document" />
        <span className="wrap-anywhere min-w-0">{answer.fileName}</span>
        <ButtonLink
          href={paths.artifactFile(slug, answer.itemId, answer.number)}
          look="quiet"
          dense
          plain
          aria-label={`Download ${answer.fileName}`}
        >
          <Icon name="download" />
          Download
        </ButtonLink>
      </p>
    );
  }
  return <p className="prose whitespace-pre-line wrap-anywhere">{answer.body}</p>;
}

function factsOf(answer: RequestAnswer): string {
  const period = periodText(answer.periodFrom, answer.periodTo);
  return [
    ARTIFACT_KIND_LABEL[answer.kind],
    answer.effectiveOn === null ? "" : `effective ${formatDate(answer.effectiveOn)}`,
    period === null ? "" : `covers ${period}`,
    answer.sourceSystem === "" ? "" : `from ${answer.sourceSystem}`,
  ]
    .filter((fact) => fact !== "")
    .join(", ");
}

function Answer({ slug, timeZone, answer }: { slug: string; timeZone: string; answer: RequestAnswer }) {
  const name = answer.reference === null ? answer.title : `${answer.reference} ${answer.title}`;
  return (
    <li className="stack gap-1 py-3 border-t border-line first:border-0 first:pt-0">
      <div className="row wrap gap-x-3 gap-y-1">
        <Link className="w5" href={paths.evidenceItem(slug, answer.itemId) as Route}>
          {name}
        </Link>
        <span className="i2 nw">version {answer.number}</span>
        {answer.currentArtifact === answer.number ? (
          <Badge status={ITEM_STATE[answer.itemState]} />
        ) : (
          <span className="i3 sm">version {answer.currentArtifact} is the newest now</span>
        )}
      </div>
      <Content slug={slug} answer={answer} />
      <p className="sm i3">
        {factsOf(answer)}. {answer.addedBy}, {formatInstant(answer.at, timeZone)}
      </p>
    </li>
  );
}

/** Exactly which versions were handed over, newest first. */
export function RequestAnswers({
  slug,
  timeZone,
  answers,
}: {
  slug: string;
  timeZone: string;
  answers: readonly RequestAnswer[];
}) {
  if (answers.length === 0) return null;
  return (
    <Section title="Handed over" remark={answers.length > 1 ? `${answers.length} answers` : undefined}>
      <ul>
        {answers.map((answer) => (
          <Answer key={`${answer.itemId} ${answer.number}`} slug={slug} timeZone={timeZone} answer={answer} />
        ))}
      </ul>
    </Section>
  );
}
