import { answerLook, climateLook } from "@/components/context/looks";
import { Section } from "@/components/layout/section";
import { Badge, Token } from "@/components/ui/badge";
import { formatDate } from "@/lib/core/dates";
import { ISSUE_SIDE_LABEL, ISSUE_SIDES } from "@/lib/core/isms-statuses";
import type { FrozenScope } from "@/lib/core/scope-statement";

type Props = { context: Pick<FrozenScope, "climate" | "issues" | "parties"> };

function Climate({ climate }: Pick<Props["context"], "climate">) {
  if (climate === null) return <p className="i3">Nobody had determined it.</p>;
  return (
    <div className="prose stack gap-1">
      <Badge status={climateLook(climate.relevant)} />
      <p className="whitespace-pre-line wrap-anywhere">{climate.reason}</p>
      <p className="i3 sm">{`Determined by ${climate.decidedBy} on ${formatDate(climate.decidedOn)}.`}</p>
    </div>
  );
}

function Issues({ context, side }: Props & { side: (typeof ISSUE_SIDES)[number] }) {
  const issues = context.issues.filter((issue) => issue.side === side);
  return (
    <>
      <dt>{`${ISSUE_SIDE_LABEL[side]} issues`}</dt>
      <dd>
        {issues.length === 0 ? <span className="i3">None</span> : null}
        <ul className="grid gap-2">
          {issues.map(({ title, effect }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list keeps its order and titles may repeat.
            <li key={at}>
              <span className="w5">{title}</span>
              {effect === "" ? null : <p className="i2 whitespace-pre-line">{effect}</p>}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

function Parties({ context }: Props) {
  return (
    <dl className="def">
      {context.parties.map(({ name, needs }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list keeps its order and names may repeat.
        <div key={at} className="contents">
          <dt className="wrap-anywhere">{name}</dt>
          <dd>
            {needs.length === 0 ? <span className="i3">No need recorded</span> : null}
            <ul className="grid gap-2">
              {needs.map(({ need, answered, how, climate }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list keeps its order and needs may repeat.
                <li key={index}>
                  <span className="row wrap">
                    <span className="wrap-anywhere">{need}</span>
                    <Badge status={answerLook(answered)} />
                    {climate ? <Token>Climate change</Token> : null}
                  </span>
                  {how === "" ? null : <p className="i2 whitespace-pre-line">{how}</p>}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The context on which a version rests: frozen with it, or as it stands now. */
export function FrozenContext({ context, frozen }: Props & { frozen: boolean }) {
  const remark = frozen ? "As on the day of the approval" : "As it stands now; frozen with the approval";
  return (
    <>
      <Section title="Climate change" remark={remark}>
        <Climate climate={context.climate} />
      </Section>
      <Section title="Issues" remark={remark}>
        <dl className="def">
          {ISSUE_SIDES.map((side) => (
            <Issues key={side} context={context} side={side} />
          ))}
        </dl>
      </Section>
      <Section title="Interested parties" remark={remark}>
        <Parties context={context} />
      </Section>
    </>
  );
}
