import { Section } from "@/components/layout/section";
import { type TextItem, TextList } from "@/components/layout/text-list";
import { Icon } from "@/components/ui/icons";
import { formatDate } from "@/lib/core/dates";
import { DATASET_CHANGELOG, DATASET_VERSION } from "@/lib/core/frameworks/catalogue";
import { SOURCES } from "@/lib/core/frameworks/sources";
import { paths } from "@/lib/core/paths";

const LAYERS = [
  [
    "Source says",
    "A row of the article with its line, or a sentence of one of the two texts in our words. It is never edited.",
  ],
  [
    "Computed from rows",
    "Counted by code for the scope on the page, with the ids behind each number. It changes with the scope only.",
  ],
  [
    "Your team decided",
    "Overrides, reviewed pairs, accepted evidence. It exists in a workspace only, with person, date and reason.",
  ],
] as const;

/** The three layers that are never merged. */
export function ThreeLayers() {
  return (
    <dl className="layers">
      {LAYERS.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const METHOD: readonly TextItem[] = [
  {
    title: "Full and Partial are about evidence, in one direction",
    text: "Full means that evidence kept for the SOC 2 criterion can be handed over for the control as it is; Partial, that it helps and something has to be added. Both speak of the way from SOC 2 to ISO/IEC 27001. On the way back a pair supports a criterion, and a Type 2 report still asks for operation over a period, a system description, and Processing Integrity and Privacy where they are in scope.",
  },
  {
    title: "A row states one value for all its controls",
    text: "The article gives overlap by row. Every pair inherits it until a team reviews the pair. Reusable as is counts a control with at least one Full pair; where another pair says Partial, the lower value is the careful one, and its number is printed beside it.",
  },
  {
    title: "The phrase about A.8 as a whole counts for nothing",
    text: "CC5.2 speaks of A.8 broadly. That names no control, so it is off at first. Switched on, it shows controls as theme level, apart from the mapped ones; it lifts none to Full.",
  },
  {
    title: "There is no single percentage",
    text: "Controls, clauses and criteria are different things to count, so each keeps its own total. A high share of mapped controls says nothing about the 30 clause requirements, nor about whether any evidence exists, is current or was accepted.",
  },
  {
    title: "Gaps have a direction",
    text: "SOC 2 only: SOC 2 asks and ISO/IEC 27001 has nothing, such as consent. Net-new: ISO/IEC 27001 asks and no row of the scope leads there, such as the Statement of Applicability. The first is no work for ISO, the second is no work for SOC 2.",
  },
];

/** How the numbers come about, in plain words. */
export function AboutMethod() {
  return (
    <Section title={<span id="method">How we count</span>}>
      <TextList items={METHOD} className="prose" />
    </Section>
  );
}

const DOCUMENT = { "mapping-article": "Mapping article", "side-by-side": "Side-by-side page" } as const;

/** Where the facts come from, the version of the data, and what it leaves to the licensed texts. */
export function AboutSources() {
  return (
    <Section title={<span id="sources">Sources and version</span>} remark={`Data set ${DATASET_VERSION}`}>
      <dl className="def max-w-3xl">
        {SOURCES.map((source) => (
          <div key={source.document} className="contents">
            <dt>{DOCUMENT[source.document]}</dt>
            <dd>{`${source.title}. ${source.by}, reviewed ${formatDate(source.reviewedOn)}.`}</dd>
          </div>
        ))}
        {DATASET_CHANGELOG.map((entry) => (
          <div key={entry.version} className="contents">
            <dt>{`Version ${entry.version}`}</dt>
            <dd>
              <ul>
                {entry.changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
      <p className="src prose mt-4">
        <Icon name="info" />
        <span>
          Ids, pairs, overlap values, kinds of evidence and line numbers are facts of these two texts; every
          explanation is ours. Numbers and short titles of ISO/IEC 27001 and of the Trust Services Criteria
          are identifiers. The texts themselves belong to ISO and the AICPA: buy the standard, and check
          against your licensed copy.
        </span>
      </p>
      <p className="sm mt-3">
        <a href={paths.explorerData("crosswalk.json")}>Download the data as JSON</a>
      </p>
    </Section>
  );
}
