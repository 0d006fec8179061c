import { Fragment } from "react";
import { Attribution, ExplorerBar } from "@/components/explorer/explorer-frame";
import { scopeWords } from "@/components/explorer/words";
import { PageHeader } from "@/components/layout/page-header";
import { EXPORT_NOTICE, EXPORT_READING } from "@/lib/core/crosswalk-export-words";
import { DEFAULT_VIEW, type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { DATASET_VERSION } from "@/lib/core/frameworks/catalogue";
import { paths, withQuery } from "@/lib/core/paths";

const FILES = [
  {
    file: "crosswalk.json",
    holds: "Everything: numbers with their rows, criteria, controls, clauses, pairs, disputes",
  },
  { file: "crosswalk.csv", holds: "One line per pair, then what has no pair; for spreadsheets" },
  { file: "crosswalk.xlsx", holds: "The same as a workbook with filters; numbers such as 5.10 stay text" },
  {
    file: "oscal-mapping.json",
    holds: "OSCAL mapping-collection; every pair is intersects-with, reuse is a property",
  },
  { file: "oscal-catalog-soc2.json", holds: "OSCAL catalog of the 61 criteria, numbers and own names" },
  { file: "oscal-catalog-iso27001.json", holds: "OSCAL catalog of 30 clause requirements and 93 controls" },
];

const VALUES = [
  {
    name: "scope",
    values: "availability, confidentiality, processing_integrity, privacy; security alone",
    means: "Categories of the SOC 2 report. Security always counts",
  },
  { name: "wildcard", values: "1", means: "Count theme-level statements, apart" },
  { name: "to", values: "iso, soc2", means: "Direction" },
  { name: "privacy", values: "2025, 2019", means: "Put ISO/IEC 27701 beside the privacy criteria" },
];

function Files({ view }: { view: ExplorerView }) {
  return (
    <dl className="def md:grid-cols-[220px_minmax(0,1fr)]">
      {FILES.map(({ file, holds }) => (
        <Fragment key={file}>
          <dt>
            <a className="ref" href={withQuery(paths.explorerData(file), explorerQuery(view))}>
              {file}
            </a>
          </dt>
          <dd>{holds}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Values() {
  return (
    <dl className="def md:grid-cols-[220px_minmax(0,1fr)]">
      {VALUES.map(({ name, values, means }) => (
        <Fragment key={name}>
          <dt className="mono">{name}</dt>
          <dd>
            {means}: <span className="i3">{values}</span>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** The files of the crosswalk, what they hold, and how a program asks for them. */
export function DataScreen({
  view,
  origin,
  address,
}: {
  view: ExplorerView;
  origin: string;
  address: string;
}) {
  const example = `${origin}${withQuery(paths.explorerData("crosswalk.json"), { ...explorerQuery(DEFAULT_VIEW), scope: "privacy" })}`;
  return (
    <>
      <ExplorerBar view={view} current="data" />
      <PageHeader
        title="Crosswalk data"
        intro={`The crosswalk as files, for ${scopeWords(view.categories)}. Data set ${DATASET_VERSION}. No account is needed.`}
      />
      <section className="blk" aria-labelledby="files-h">
        <h2 id="files-h" className="mb-3">
          Files
        </h2>
        <Files view={view} />
      </section>
      <section className="blk" aria-labelledby="values-h">
        <h2 id="values-h">Ask for another view</h2>
        <p className="i2 mb-3">
          Each file takes the values of the explorer's address and states them inside. An unknown value is
          answered with 400 and the known ones.
        </p>
        <Values />
      </section>
      <section className="blk prose stack" aria-labelledby="programs-h">
        <h2 id="programs-h">For programs</h2>
        <p>
          The addresses stay. Every answer has an ETag; a request with If-None-Match gets 304 while nothing
          has changed. Pages of other origins may fetch the files.
        </p>
        <p className="mono sm break-all">{example}</p>
        <p>{EXPORT_READING}</p>
        <p>{EXPORT_NOTICE}</p>
      </section>
      <Attribution address={address} />
    </>
  );
}
