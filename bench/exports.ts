// Files of the Statement of Applicability: the workbook beside the library's own write of the same cells, and 64 different PDFs at once.
import { createHash } from "node:crypto";
import { writeXlsx } from "hucre/xlsx";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { soaCells, soaColumns } from "@/lib/core/soa-columns";
import type { SoaDocument } from "@/lib/core/soa-document";
import { renderSoaFile } from "@/lib/exports/soa-files";
import { sampleDocument, sampleRow } from "@/lib/exports/soa-samples";
import { cpuOfTree, quantile, residentMb } from "./measure";
import type { WorkRow } from "./work";

const ROUNDS = 9;
const A_ROUND = 6;
const AT_ONCE = 64;

const how = (ref: string) =>
  `${ref} is carried out by the platform team with the tools named in the system description, and reviewed once a quarter.`;

/** 93 controls and one of the organisation's own, as a team fills them in. */
function statement(organisation: string): SoaDocument {
  const rows = CONTROLS.map(({ ref, title }) =>
    sampleRow(ref, { title, description: how(ref), evidence: ["Access review Q3", "Policy"] }),
  );
  return sampleDocument([...rows, sampleRow("X.1", { title: "Own control" })], { organisation });
}

async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage();
  for (let n = 0; n < A_ROUND; n += 1) await work();
  const used = process.cpuUsage(from);
  return (used.user + used.system) / 1_000 / A_ROUND;
}

async function workbooks(): Promise<WorkRow> {
  const document = statement("Northwind");
  const columns = soaColumns("internal", "sheet");
  const cells = soaCells(columns, document.rows, document).map((row) => [...row]);
  const rows = [columns.map((column) => column.title), ...cells];
  const bare: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await cpuOf(() => writeXlsx({ sheets: [{ name: "SoA", rows }] }));
    const two = await cpuOf(() => renderSoaFile("xlsx", document, { profile: "internal" }));
    // The first rounds warm up.
    if (round > 1) {
      bare.push(one);
      ours.push(two);
    }
  }
  const [floor, mine] = [quantile(bare, 0.5), quantile(ours, 0.5)];
  return {
    work: "SoA of 94 rows as XLSX against the library's own write of the same cells",
    result: `${mine.toFixed(1)} ms CPU against ${floor.toFixed(1)} (${(mine / floor).toFixed(2)}x)`,
    seconds: mine / 1_000,
  };
}

async function pdfsAtOnce(): Promise<WorkRow> {
  const documents = Array.from({ length: AT_ONCE }, (_, n) => statement(`Northwind ${n}`));
  const from = cpuOfTree(process.pid);
  const began = performance.now();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMb(process.pid));
  }, 100);
  const files = await Promise.allSettled(
    documents.map((document) => renderSoaFile("pdf", document, { profile: "internal" })),
  );
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1_000;
  const cpu = (cpuOfTree(process.pid) - from) / 1_000;
  const whole = files.flatMap((file) => {
    if (file.status === "rejected") return [];
    const text = Buffer.from(file.value).toString("latin1");
    return text.startsWith("%PDF-") && text.trimEnd().endsWith("%%EOF") ? [file.value] : [];
  });
  const distinct = new Set(whole.map((bytes) => createHash("sha256").update(bytes).digest("hex"))).size;
  return {
    work: `${AT_ONCE} different PDFs of 94 rows at once, one compiler`,
    result: `${distinct} of ${AT_ONCE} whole and different, ${(cpu / AT_ONCE).toFixed(2)} s CPU each, ${peak} MB at most`,
    seconds,
  };
}

/** The workbook's cost, then the PDFs. */
export async function measureExports(): Promise<readonly WorkRow[]> {
  return [await workbooks(), await pdfsAtOnce()];
}
