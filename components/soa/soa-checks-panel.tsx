import type { Route } from "next";
import { MEND_VERB } from "@/components/soa/labels";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { paths, withQuery } from "@/lib/core/paths";
import type { SoaCheck } from "@/lib/core/soa-checks";
import { ALL_ROWS, soaHref } from "@/lib/core/soa-list";

const SHOWN = 3;

/** Findings about the whole statement are mended where their records are. */
const ELSEWHERE: Partial<Record<SoaCheck["rule"], (slug: string, refs: readonly string[]) => string>> = {
  "no-scope": paths.context,
  "no-climate": paths.context,
  "no-risk-method": paths.riskMethod,
  "not-approved": paths.soaVersions,
  "no-internal-audit": (slug, [ref = "9.2.2"]) => paths.requirement(slug, ref),
  "no-management-review": (slug, [ref = "9.3.2"]) => paths.requirement(slug, ref),
  "cause-repeats-finding": (slug, refs) =>
    withQuery(paths.nonconformities(slug), { view: "all", q: refs.length === 1 ? (refs[0] ?? null) : null }),
  "suggestions-unread": (slug) => soaHref(slug, { ...ALL_ROWS, show: "suggested" }),
};

/** One row opens at once; several are listed. */
function mendHref(slug: string, check: SoaCheck): string {
  const elsewhere = ELSEWHERE[check.rule];
  if (elsewhere !== undefined) return elsewhere(slug, check.refs);
  const [only] = check.refs;
  return check.refs.length === 1 && only !== undefined
    ? soaHref(slug, ALL_ROWS, only)
    : soaHref(slug, { ...ALL_ROWS, show: check.rule });
}

type CheckProps = { slug: string; mayEdit: boolean };

function verbOf({ rule, refs }: SoaCheck, mayEdit: boolean): string | null {
  if (rule === "not-addressed") return null;
  const number = refs.length === 1 ? "one" : "other";
  return mayEdit ? MEND_VERB[rule][number] : { one: "Show row", other: "Show rows" }[number];
}

function Line({ slug, mayEdit, check }: CheckProps & { check: SoaCheck }) {
  const subject = /^(?:\d+ \w+|\S+)/.exec(check.sentence)?.[0] ?? "";
  const verb = verbOf(check, mayEdit);
  return (
    <li>
      <span>
        <b>{subject}</b>
        {check.sentence.slice(subject.length).replace(/\.$/, "")}
        <span className="block xs i3">{check.mend}</span>
      </span>
      {verb === null ? null : (
        <Link href={mendHref(slug, check) as Route} scroll={false} aria-label={`${verb}: ${check.sentence}`}>
          {verb}
        </Link>
      )}
    </li>
  );
}

function Lines({ checks, ...rest }: CheckProps & { checks: readonly SoaCheck[] }) {
  const more = checks.slice(SHOWN);
  return (
    <>
      <ul>
        {checks.slice(0, SHOWN).map((check) => (
          <Line key={check.rule} {...rest} check={check} />
        ))}
      </ul>
      {more.length > 0 ? (
        <details className="twin">
          <summary>
            <Icon name="chevron" />
            {`${more.length} more`}
          </summary>
          <ul>
            {more.map((check) => (
              <Line key={check.rule} {...rest} check={check} />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function blockingWords(count: number): string {
  if (count === 0) return "Nothing blocks approval";
  return count === 1 ? "1 blocks approval" : `${count} block approval`;
}

/** What blocks approval and what an auditor would ask about, each with its rows. */
export function SoaChecksPanel({ checks, ...rest }: CheckProps & { checks: readonly SoaCheck[] }) {
  const blocking = checks.filter((check) => check.severity === "blocking");
  const warnings = checks.filter((check) => check.severity === "warning");
  return (
    <div className="checks">
      <section aria-labelledby="soa-blocking">
        <h2 id="soa-blocking">
          <span className={blocking.length > 0 ? "k s-diamond gap" : "k s-check ok"} aria-hidden="true" />
          {blockingWords(blocking.length)}
        </h2>
        {blocking.length > 0 ? (
          <Lines {...rest} checks={blocking} />
        ) : (
          <p className="sm i2">Every row is decided and justified.</p>
        )}
      </section>
      <section aria-labelledby="soa-warnings">
        <h2 id="soa-warnings">
          <span className={warnings.length > 0 ? "k s-triangle due" : "k s-check ok"} aria-hidden="true" />
          {warnings.length === 1 ? "1 warning" : `${warnings.length === 0 ? "No" : warnings.length} warnings`}
        </h2>
        {warnings.length > 0 ? (
          <Lines {...rest} checks={warnings} />
        ) : (
          <p className="sm i2">Nothing here that an auditor would ask about.</p>
        )}
      </section>
    </div>
  );
}
