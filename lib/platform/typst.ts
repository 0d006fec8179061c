import "server-only";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker as Thread } from "node:worker_threads";
import { type FontCoverage, fontCoverage } from "@/lib/core/font-coverage";

/** A document that could not be set; the message is a sentence for people. */
export class TypesetError extends Error {}

const LIMITS = {
  /** Of the data; a statement of 200 rows with the longest texts has about two million characters. */
  chars: 8_000_000,
  seconds: 180,
  /** The thread is replaced when the compiler holds more than this after a document. */
  memoryMb: 512,
  waiting: 256,
  idleSeconds: 120,
} as const;

const TOO_LARGE = "The statement is too large for a PDF. Take the XLSX, DOCX or CSV file.";
const TOO_LONG = "Setting the PDF took too long. Try again in a minute, or take the DOCX file.";
const TOO_MANY = "Too many PDF files are being made. Try again in a minute.";
const FAILED = "The PDF could not be made. Take the DOCX file, and report the problem.";

const FONTS = ["DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"] as const;

/** The compiler lives in a thread of its own, without environment and with nothing to read but fonts, template and data. */
const COMPILER = `
const { parentPort, workerData } = require("node:worker_threads");
const { readFileSync } = require("node:fs");
const start = async () => {
  const { initSync, TypstCompilerBuilder } = await import("@myriaddreamin/typst-ts-web-compiler");
  const wasm = require.resolve("@myriaddreamin/typst-ts-web-compiler/wasm");
  const { memory } = initSync({ module: readFileSync(wasm) });
  const builder = new TypstCompilerBuilder();
  builder.set_dummy_access_model();
  for (const font of workerData.fonts) await builder.add_raw_font(font);
  return { compiler: await builder.build(), memory };
};
const ready = start();
parentPort.on("message", async ({ template, data }) => {
  try {
    const { compiler, memory } = await ready;
    compiler.reset_shadow();
    compiler.add_source("/main.typ", template);
    const made = compiler.compile("/main.typ", [["data", data]], "pdf", 2);
    const bytes = made && made.result;
    if (!bytes) throw new Error(JSON.stringify((made && made.diagnostics) || "no result").slice(0, 2000));
    parentPort.postMessage({ bytes, heldMb: memory.buffer.byteLength / 1048576 });
  } catch (error) {
    parentPort.postMessage({ failed: String((error && error.message) || error).slice(0, 2000) });
  }
});
`;

type Answer = { readonly bytes: Uint8Array; readonly heldMb: number } | { readonly failed: string };
type Bytes = Uint8Array<ArrayBuffer>;
type Job = {
  readonly template: string;
  readonly data: string;
  readonly resolve: (bytes: Bytes) => void;
  readonly reject: (error: Error) => void;
};

type Fonts = { readonly files: readonly Uint8Array[]; readonly covers: FontCoverage };
let fonts: Promise<Fonts> | null = null;

async function readFonts(): Promise<Fonts> {
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "lib", "exports", "fonts");
  const files = await Promise.all(
    FONTS.map(async (name) => new Uint8Array(await readFile(join(folder, name)))),
  );
  // Both weights have to draw a character, since the same text may stand in a heading.
  const each = files.map(fontCoverage);
  return { files, covers: (code) => each.every((covers) => covers(code)) };
}

function loadFonts(): Promise<Fonts> {
  fonts ??= readFonts();
  return fonts;
}

/** Which characters the fonts of printed documents draw. */
export async function printedCharacters(): Promise<FontCoverage> {
  return (await loadFonts()).covers;
}

let thread: Thread | null = null;
let busy = false;
const waiting: Job[] = [];
let idle: NodeJS.Timeout | undefined;

async function startThread(): Promise<Thread> {
  const { files } = await loadFonts();
  const started = new Thread(COMPILER, {
    eval: true,
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
    workerData: { fonts: files },
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 },
  });
  started.unref();
  return started;
}

function dropThread(): void {
  const old = thread;
  thread = null;
  void old?.terminate();
}

function ask(current: Thread, { template, data }: Job): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      clearTimeout(timer);
      current.off("message", answered).off("error", broken).off("exit", ended);
      done();
    };
    const answered = (answer: Answer) => settle(() => resolve(answer));
    const broken = () => settle(() => reject(new TypesetError(TOO_LARGE)));
    const ended = () => settle(() => reject(new TypesetError(FAILED)));
    const timer = setTimeout(() => settle(() => reject(new TypesetError(TOO_LONG))), LIMITS.seconds * 1_000);
    current.on("message", answered).on("error", broken).on("exit", ended);
    current.postMessage({ template, data });
  });
}

async function set(job: Job): Promise<Bytes> {
  thread ??= await startThread();
  try {
    const answer = await ask(thread, job);
    if ("failed" in answer) throw new Error(`The template does not compile: ${answer.failed}`);
    if (answer.heldMb > LIMITS.memoryMb) dropThread();
    return new Uint8Array(answer.bytes);
  } catch (error) {
    dropThread();
    throw error;
  }
}

/** One document after the other, in the order in which they were asked for. */
async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  clearTimeout(idle);
  for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
    await set(job).then(job.resolve, job.reject);
  }
  busy = false;
  idle = setTimeout(dropThread, LIMITS.idleSeconds * 1_000);
  idle.unref();
}

const running = new Map<string, Promise<Bytes>>();

/**
 * The PDF of a Typst template that reads its data as JSON (`sys.inputs.data`), so that nothing in the data is markup.
 * Equal requests at the same time share one run; others wait in line. @throws TypesetError with a sentence
 */
export function typesetPdf(template: string, value: unknown): Promise<Bytes> {
  const data = JSON.stringify(value);
  if (data.length > LIMITS.chars) return Promise.reject(new TypesetError(TOO_LARGE));
  const key = createHash("sha256").update(template).update("\0").update(data).digest("hex");
  const known = running.get(key);
  if (known !== undefined) return known;
  if (waiting.length >= LIMITS.waiting) return Promise.reject(new TypesetError(TOO_MANY));
  const made = new Promise<Bytes>((resolve, reject) => {
    waiting.push({ template, data, resolve, reject });
  }).finally(() => running.delete(key));
  running.set(key, made);
  void work();
  return made;
}
