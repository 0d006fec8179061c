import { Section } from "@/components/layout/section";
import { AboutList } from "@/components/sampling/about-list";
import { DrawForm } from "@/components/sampling/draw-form";
import { ListLines } from "@/components/sampling/list-lines";
import { Note } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { Icon } from "@/components/ui/icons";
import { paths, withQuery } from "@/lib/core/paths";
import { headingOf, type ListFacts } from "@/lib/core/population";
import type { PopulationDetail } from "@/lib/core/sample-dto";

const counted = (n: number) => n.toLocaleString("en");

const linesThat = (n: number, one: string, many: string) =>
  `${counted(n)} ${n === 1 ? `line ${one}` : `lines ${many}`}`;

/** What an auditor should know about the list before they draw from it. */
function warningsOf(facts: ListFacts, rowCount: number | null): readonly string[] {
  const { lines, repeated, repeatedName, unnamed, wide, firstWide, idColumn, header } = facts;
  const name = headingOf(header, idColumn);
  const stated = rowCount === null || rowCount === lines || rowCount === lines + 1;
  const shared = `${counted(repeated)} lines share their value in ${name} with another line, such as ${repeatedName}.`;
  const more = linesThat(wide, "has", "have");
  return [
    ...(stated
      ? []
      : [`The company stated ${counted(rowCount)} lines; the file has ${counted(lines)} below its heading.`]),
    ...(repeated === 0 ? [] : [shared]),
    ...(unnamed === 0 ? [] : [`${linesThat(unnamed, "has", "have")} nothing in ${name}.`]),
    ...(wide === 0
      ? []
      : [`${more} more cells than the heading, beginning with line ${counted(firstWide ?? 0)}.`]),
  ];
}

function Facts({ roomId, population }: { roomId: string; population: PopulationDetail }) {
  const { request, facts, completeness, sha256 } = population;
  const pairs: readonly (readonly [string, string])[] = [
    ["Lines", facts === null ? "" : `${counted(facts.lines)} below the heading`],
    ["Columns", facts === null ? "" : facts.header.map((_, at) => headingOf(facts.header, at)).join(", ")],
    ["Completeness", completeness],
  ];
  const requestHref = (id: string) => withQuery(paths.inRoomPage(roomId, "requests"), { id });
  return <AboutList request={request} requestHref={requestHref} pairs={pairs} sha256={sha256} />;
}

function Sheets({ here, population }: { here: string; population: PopulationDetail }) {
  const { sheets, sheet } = population;
  if (sheets.length < 2) return null;
  return (
    <form method="get" action={here} className="row wrap items-end mt-3">
      <Field name="sheet" label="Sheet">
        <Select defaultValue={sheet} dense options={sheets.map((name) => ({ value: name, label: name }))} />
      </Field>
      <Button type="submit" look="secondary" dense>
        Show sheet
      </Button>
    </form>
  );
}

type Props = {
  roomId: string;
  population: PopulationDetail;
  from: number;
  find: string;
  seed: number;
  onceKey: string;
  preview: boolean;
};

/** One list: what it holds, the draw, and its lines. */
export function PopulationScreen({ roomId, population, from, find, seed, onceKey, preview }: Props) {
  const { itemId, number, title, fileName, facts, refusal, sheet, sheets, rowCount } = population;
  const here = paths.inRoomPopulation(roomId, itemId, number);
  const chosenSheet = sheets.length > 1 ? sheet : "";
  return (
    <div className="group">
      <h1 className="mt-6">Draw a sample from {title}</h1>
      <p className="row wrap i2 mt-1">
        <span className="wrap-anywhere min-w-0">
          {fileName}, version {number}
        </span>
        <ButtonLink href={paths.inRoomFile(roomId, itemId, number)} plain dense>
          <Icon name="download" />
          Download<span className="sr"> {fileName}</span>
        </ButtonLink>
      </p>
      {refusal === null ? null : (
        <div className="mt-3">
          <Note tone="gap">{refusal}</Note>
        </div>
      )}
      <Facts roomId={roomId} population={population} />
      <Sheets here={here} population={population} />
      {facts === null ? null : (
        <>
          <div className="stack gap-2 my-3 empty:hidden">
            {warningsOf(facts, rowCount).map((text) => (
              <Note key={text} tone="due">
                {text}
              </Note>
            ))}
          </div>
          {preview ? null : (
            <Section title="Draw">
              <DrawForm
                roomId={roomId}
                itemId={itemId}
                number={number}
                sheet={chosenSheet}
                facts={facts}
                seed={seed}
                onceKey={onceKey}
              />
            </Section>
          )}
          <ListLines
            here={here}
            facts={facts}
            sheet={chosenSheet}
            from={from}
            find={find}
            mayDraw={!preview}
          />
        </>
      )}
    </div>
  );
}
