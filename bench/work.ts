// Work rather than pages: many writers, many exports, a large import beside COPY of the same bytes.
import { inArray } from "drizzle-orm";
import postgres from "postgres";
import { requirements } from "@/db/schema/requirements";
import { inWorkspace } from "@/db/tenant";
import type { TestWorkspace } from "@/db/testing/factories";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { measureExports } from "./exports";
import { evidenceGrowth } from "./growth";
import { cpuOfTree } from "./measure";

export type WorkRow = { readonly work: string; readonly result: string; readonly seconds: number };
type Setting = {
  readonly origin: string;
  readonly cookie: string;
  readonly workspace: TestWorkspace;
  readonly ownerUrl: string;
  /** The database's first process. */
  readonly database: number;
};

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const began = performance.now();
  const done = await work();
  return [done, (performance.now() - began) / 1000];
}

async function writers({ workspace }: Setting): Promise<WorkRow> {
  const { setNote } = await import("@/lib/requirements/mutations");
  const refs = CONTROLS.map((control) => control.ref);
  const queue = [...refs];
  const writer = async () => {
    for (let ref = queue.shift(); ref !== undefined; ref = queue.shift()) {
      await setNote(workspace.scope("lead"), { ref, note: `written ${ref}`, version: 1 });
    }
  };
  const [, seconds] = await timed(() => Promise.all(Array.from({ length: 16 }, writer)));
  const kept = await inWorkspace(workspace.scope("lead"), (tx) =>
    tx
      .select({ ref: requirements.ref, note: requirements.note })
      .from(requirements)
      .where(inArray(requirements.ref, refs)),
  );
  const right = kept.filter((row) => row.note === `written ${row.ref}`).length;
  return { work: "93 changes by 16 writers at once", result: `${right} of 93 kept`, seconds };
}

async function exports64({ origin, cookie, workspace }: Setting): Promise<WorkRow> {
  const url = `${origin}/w/${workspace.slug}/exports/soa.xlsx`;
  const once = async () => {
    const answer = await fetch(url, { method: "POST", headers: { cookie, origin } });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return answer.status === 200 && bytes[0] === 0x50 && bytes[1] === 0x4b;
  };
  const [answers, seconds] = await timed(() => Promise.all(Array.from({ length: 64 }, once)));
  return {
    work: "64 exports of the SoA as XLSX at once",
    result: `${answers.filter(Boolean).length} of 64 correct`,
    seconds,
  };
}

function registerOf(lines: number): string {
  const rows = Array.from(
    { length: lines },
    (_, at) =>
      `W-${at},Register item ${at},Record,CC${1 + (at % 5)}.1; CC6.${1 + (at % 8)},it@example.com,2026-01-15,2027-01-15,Ready,Okta`,
  );
  return [
    "Reference,Evidence name,Type,SOC 2 criteria,Owner,Collected on,Renewal date,Status,Source system",
    ...rows,
  ].join("\n");
}

const COPIES = 20;

/** COPY of the lines into one bare table, without a key, an index or a rule: what no import can undercut. */
async function copies(ownerUrl: string, body: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1 });
  await sql`create table copied (a text, b text, c text, d text, e text, f text, g text, h text, i text)`;
  for (let n = 0; n < COPIES; n += 1) {
    const stream = await sql`copy copied from stdin with (format csv)`.writable();
    await new Promise<void>((resolve, reject) => {
      stream.on("error", reject);
      stream.on("finish", resolve);
      stream.end(body);
    });
  }
  await sql.end();
}

async function importBesideCopy({ workspace, ownerUrl, database }: Setting): Promise<readonly WorkRow[]> {
  const { runImport, uploadRegister } = await import("@/lib/imports/mutations");
  const text = registerOf(1_000);
  const scope = workspace.scope("lead");
  const spent = () => cpuOfTree(process.pid) + cpuOfTree(database);
  const [from, fromDatabase] = [spent(), cpuOfTree(database)];
  const [imported, seconds] = await timed(async () => {
    const { id } = await uploadRegister(scope, { file: new File([text], "register.csv") });
    return (await runImport(scope, { id, version: 1 })).imported;
  });
  const [cpu, inDatabase] = [spent() - from, cpuOfTree(database) - fromDatabase];
  const before = spent();
  const [, copySeconds] = await timed(() => copies(ownerUrl, text.split("\n").slice(1).join("\n")));
  const copyCpu = Math.max(1, (spent() - before) / COPIES);
  return [
    {
      work: "import of a register of 1,000 lines",
      result: `${imported} imported, ${cpu} ms CPU, ${inDatabase} of it the database's`,
      seconds,
    },
    {
      work: "COPY of the same lines into one bare table",
      result: `${copyCpu.toFixed(1)} ms CPU (import ${(cpu / copyCpu).toFixed(0)}x, in time ${(seconds / (copySeconds / COPIES)).toFixed(0)}x)`,
      seconds: copySeconds / COPIES,
    },
  ];
}

/** The parts of `--only`, each of which can run alone. */
export type Part = "pages" | "work" | "files" | "growth";

/** The work rows of the wanted parts, one after the other. */
export async function measureWork(
  setting: Setting,
  wanted: (part: Part) => boolean,
): Promise<readonly WorkRow[]> {
  return [
    ...(wanted("work")
      ? [await writers(setting), await exports64(setting), ...(await importBesideCopy(setting))]
      : []),
    ...(wanted("files") ? await measureExports() : []),
    ...(wanted("growth") ? await evidenceGrowth(setting.database, setting.ownerUrl) : []),
  ];
}
