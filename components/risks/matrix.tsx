import clsx from "clsx";
import type { Route } from "next";
import { HEAT_CLASS, HeatMark } from "@/components/risks/heat";
import { Icon } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import { counted } from "@/lib/core/evidence-words";
import type { RiskListRow } from "@/lib/core/risk-dto";
import {
  type ApprovedScales,
  bandCounts,
  type MatrixCell,
  type MatrixKind,
  type RiskMatrix,
  type RiskView,
  riskHref,
  riskMatrix,
} from "@/lib/core/risk-list";

type Scales = NonNullable<ApprovedScales>;
const TITLE: Readonly<Record<MatrixKind, string>> = { inherent: "Inherent risk", residual: "Residual risk" };

function Cell({
  slug,
  view,
  kind,
  cell,
  words,
}: {
  slug: string;
  view: RiskView;
  kind: MatrixKind;
  cell: MatrixCell;
  words: string;
}) {
  const { likelihood, consequence, count, band, score } = cell;
  const isChosen = view[kind]?.likelihood === likelihood && view[kind]?.consequence === consequence;
  const look = clsx(
    "h-10 p-0 text-center num border border-line",
    HEAT_CLASS[band.heat],
    isChosen && "outline-2 outline-ink",
  );
  if (count === 0) {
    return (
      <td className={look}>
        <span className="sr">{`${words}, score ${score}, ${band.label}: `}</span>0
      </td>
    );
  }
  const other = kind === "inherent" ? { residual: null } : { inherent: null };
  const href = riskHref(slug, view, {
    ...other,
    tab: "active",
    [kind]: isChosen ? null : { likelihood, consequence },
  });
  return (
    <td className={look}>
      <Link
        href={href as Route}
        scroll={false}
        aria-current={isChosen ? "true" : undefined}
        aria-label={`${counted(count, "risk")}: ${words}, score ${score}, ${band.label}`}
        className="flex h-10 items-center justify-center w6 text-inherit underline"
      >
        {count}
      </Link>
    </td>
  );
}

function Grid({
  slug,
  view,
  matrix,
  method,
}: {
  slug: string;
  view: RiskView;
  matrix: RiskMatrix;
  method: Scales;
}) {
  const title = TITLE[matrix.kind];
  return (
    <div className="min-w-0">
      <table className="w-full table-fixed border-collapse text-xs">
        <caption className="text-left w5 text-sm pb-2">
          {title}
          <span className="i3 sm font-normal">
            {matrix.elsewhere > 0 ? ` ${matrix.elsewhere} not placed` : ""}
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col" className="w-9 md:w-28 text-left font-normal i3 align-bottom pb-1">
              <span className="max-md:hidden">Likelihood</span>
              <span className="sr">by consequence</span>
            </th>
            {method.consequence.map(({ level, label }) => (
              <th key={level} scope="col" className="font-normal i3 align-bottom pb-1 wrap-anywhere">
                <span className="num">{level}</span> <span className="max-lg:sr-only">{label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row) => (
            <tr key={row.likelihood}>
              <th scope="row" className="text-left font-normal i3 pr-2">
                <span className="num">{row.likelihood}</span>{" "}
                <span className="max-md:sr-only">{row.label}</span>
              </th>
              {row.cells.map((cell) => (
                <Cell
                  key={cell.consequence}
                  slug={slug}
                  view={view}
                  kind={matrix.kind}
                  cell={cell}
                  words={`likelihood ${row.likelihood}, consequence ${cell.consequence}`}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Twin({ matrices, method }: { matrices: readonly RiskMatrix[]; method: Scales }) {
  const cells = matrices.flatMap((matrix) =>
    matrix.rows.flatMap((row) =>
      row.cells
        .filter(({ count }) => count > 0)
        .map((cell) => ({ ...cell, kind: matrix.kind, name: row.label })),
    ),
  );
  const nameOf = (level: number) => method.consequence.find((one) => one.level === level)?.label ?? "";
  return (
    <details className="twin">
      <summary>
        <Icon name="chevron" />
        Show as table
      </summary>
      <div className="overflow-x-auto">
        <table className="tb tb-s">
          <caption className="sr">Risks by likelihood and consequence</caption>
          <thead>
            <tr>
              <th scope="col">Matrix</th>
              <th scope="col">Likelihood</th>
              <th scope="col">Consequence</th>
              <th scope="col">Level</th>
              <th scope="col" className="r num">
                Risks
              </th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr key={`${cell.kind} ${cell.likelihood} ${cell.consequence}`}>
                <th scope="row">{TITLE[cell.kind]}</th>
                <td>{`${cell.likelihood} ${cell.name}`}</td>
                <td>{`${cell.consequence} ${nameOf(cell.consequence)}`}</td>
                <td>
                  <HeatMark band={cell.band} score={cell.score} />
                </td>
                <td className="r num">{cell.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Inherent and residual risk side by side; a cell filters the register, a second press takes the filter out. */
export function RiskMatrices({
  slug,
  view,
  rows,
  method,
}: {
  slug: string;
  view: RiskView;
  rows: readonly RiskListRow[];
  method: Scales;
}) {
  const matrices = (["inherent", "residual"] as const).map((kind) => riskMatrix(rows, kind, method));
  return (
    <section className="sec mb-6" aria-label="Matrix">
      <div className="grid gap-6 lg:grid-cols-2">
        {matrices.map((matrix) => (
          <Grid key={matrix.kind} slug={slug} view={view} matrix={matrix} method={method} />
        ))}
      </div>
      <ul className="row wrap gap-4 mt-3 sm" aria-label="Bands at present">
        {bandCounts(rows, method).map(({ band, count }, at) => (
          <li key={band.to} className="row gap-2">
            <span
              className={clsx("rounded-sm px-1.5 num", HEAT_CLASS[band.heat])}
            >{`${band.from} to ${band.to}`}</span>
            <Link
              href={
                riskHref(slug, view, { band: view.band === at + 1 ? null : at + 1, tab: "active" }) as Route
              }
              scroll={false}
              aria-current={view.band === at + 1 ? "true" : undefined}
            >{`${band.label} ${count}`}</Link>
          </li>
        ))}
      </ul>
      <Twin matrices={matrices} method={method} />
    </section>
  );
}
