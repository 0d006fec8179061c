import type { Route } from "next";
import { Section } from "@/components/layout/section";
import { DRAW_FORM } from "@/components/sampling/draw-form";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Pagination } from "@/components/ui/pagination";
import { RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { withQuery } from "@/lib/core/paths";
import { headingOf, type ListFacts } from "@/lib/core/population";

export const LINES_SHOWN = 50;

type Props = {
  /** The page's own address, without a query. */
  here: string;
  facts: ListFacts;
  sheet: string;
  from: number;
  find: string;
  /** The reader can draw: then lines can be ticked. */
  mayDraw: boolean;
};

const TICKED = "hidden group-has-[[value=judgemental]:checked]:table-cell";

function Lines({ facts, mayDraw }: Pick<Props, "facts" | "mayDraw">) {
  const { header, kept } = facts;
  return (
    <Table caption="Lines of the list" sticky={false} density="compact">
      <thead>
        <tr>
          {mayDraw ? (
            <Th className={TICKED}>
              <span className="sr">Choose</span>
            </Th>
          ) : null}
          <Th>Line</Th>
          {header.map((_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            <Th key={column}>{headingOf(header, column)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kept.map(({ line, cells }) => (
          <Tr key={line}>
            {mayDraw ? (
              <Td className={TICKED}>
                <input
                  type="checkbox"
                  className="ck"
                  name="pick"
                  value={line}
                  form={DRAW_FORM}
                  aria-label={`Choose line ${line}`}
                />
              </Td>
            ) : null}
            <RowHeader>
              <span className="num">{line}</span>
            </RowHeader>
            {header.map((_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <Td key={column}>
                <span className="ell block max-w-80">{cells[column] ?? ""}</span>
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Find({ here, sheet, find }: Pick<Props, "here" | "sheet" | "find">) {
  return (
    <form method="get" action={here} className="row wrap items-end">
      {sheet === "" ? null : <input type="hidden" name="sheet" value={sheet} />}
      <Field name="find" label="Find lines">
        <Input type="search" defaultValue={find} maxLength={100} dense />
      </Field>
      <Button type="submit" look="secondary" dense>
        Find
      </Button>
    </form>
  );
}

function range({ facts, from, find }: Pick<Props, "facts" | "from" | "find">): string {
  const { kept, lines } = facts;
  const [first, last] = [kept[0]?.line, kept[kept.length - 1]?.line];
  if (first === undefined || last === undefined) return find === "" ? "" : `No line holds "${find}"`;
  const all = lines.toLocaleString("en");
  if (find === "") return `${first.toLocaleString("en")} to ${last.toLocaleString("en")} of ${all}`;
  const more = kept.length === LINES_SHOWN ? "the first " : "";
  return `${more}${kept.length} lines with "${find}" from line ${from.toLocaleString("en")} on`;
}

/** Some lines of the list: a page of it, or those that hold the words looked for. */
export function ListLines(props: Props) {
  const { here, facts, sheet, from, find, mayDraw } = props;
  const last = facts.kept[facts.kept.length - 1]?.line ?? 0;
  const more = facts.kept.length === LINES_SHOWN && last < facts.lines;
  const to = (line: number) =>
    withQuery(here, {
      ...(sheet === "" ? {} : { sheet }),
      ...(find === "" ? {} : { find }),
      ...(line > 1 ? { from: String(line) } : {}),
    }) as Route;
  return (
    <Section title="Lines" remark={range(props)}>
      <Find here={here} sheet={sheet} find={find} />
      {mayDraw ? (
        <p className="help mt-1 hidden group-has-[[value=judgemental]:checked]:block">
          Ticks hold for the lines shown here. Write the numbers of other lines above.
        </p>
      ) : null}
      {facts.kept.length === 0 ? null : (
        <div className="mt-2">
          <Lines facts={facts} mayDraw={mayDraw} />
        </div>
      )}
      {from > 1 || more ? (
        <Pagination
          label="Lines"
          {...(from > 1 ? { previousHref: to(Math.max(1, from - LINES_SHOWN)) } : {})}
          {...(more ? { nextHref: to(last + 1) } : {})}
        />
      ) : null}
    </Section>
  );
}
