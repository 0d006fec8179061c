// Calls a server action over HTTP the way the browser's runtime does, from any page and with any arguments.
import { type BuiltAction, builtActions } from "./build-manifest";
import { origin } from "./server";

export type Answer = {
  readonly status: number;
  /** The action's result when it returned one. */
  readonly result: Readonly<Record<string, unknown>> | null;
  /** Where a successful action leads. */
  readonly redirect: string | null;
  readonly ok: boolean;
  readonly code: string | null;
  /** Headers and body, for the search for foreign words. */
  readonly text: string;
};

export type Call = {
  readonly action: string;
  readonly args: readonly unknown[] | FormData;
  readonly cookie?: string | undefined;
  /** Overrides of the headers; an empty value leaves the header out. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The page that the request is sent to; one that carries the action unless told. */
  readonly page?: string;
  /** Only the answer counts: the server renders no page to go with it. For what a test starts from, not for what it is about. */
  readonly answerOnly?: boolean;
};

/** What the framework asks itself with: leaves out the page that the call was made from, and that of a redirect below its layouts. */
const ANSWER_ONLY = { "x-action-forwarded": "1", "next-router-prefetch": "1" };

/** Text that begins with a dollar sign means something to the protocol and is escaped by doubling it. */
function escaped(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("$") ? `$${value}` : value;
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .map(([key, one]) => [key, escaped(one)]),
  );
}

/** `(slug, null, input)` as the protocol carries it: multipart when the input holds a file. */
export function argsOf(
  slug: string,
  input: Readonly<Record<string, unknown>>,
): readonly unknown[] | FormData {
  if (!Object.values(input).some((value) => value instanceof File)) return [slug, null, input];
  const body = new FormData();
  for (const [name, value] of Object.entries(input))
    body.append(`_1_${name}`, value instanceof File ? value : String(value));
  body.append("0", JSON.stringify([slug, null, "$K1"]));
  return body;
}

function rows(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, id, body] = /^([0-9a-f]+):(.*)$/.exec(line) ?? [];
    if (id !== undefined && body !== undefined && !found.has(id)) found.set(id, body);
  }
  return found;
}

function resultOf(text: string): Record<string, unknown> | null {
  const all = rows(text);
  const pointer = /"a":"\$@([0-9a-f]+)"/.exec(all.get("0") ?? "")?.[1];
  const body = pointer === undefined ? undefined : all.get(pointer);
  if (body === undefined || !body.startsWith("{")) return null;
  return JSON.parse(body) as Record<string, unknown>;
}

const PLACES: Readonly<Record<string, string>> = { "[ref]": "A.5.15", "[token]": "x", "[...rest]": "x" };

function pageOf({ pages }: BuiltAction, args: Call["args"]): string {
  const known = pages.find((page) => !page.includes("_not-found") && !page.includes("_global"));
  const first: unknown = args instanceof FormData ? null : args[0];
  const slug = typeof first === "string" && /^[a-z0-9-]{1,60}$/.test(first) ? first : "x";
  const path = (known ?? "app/page")
    .replace(/^app/, "")
    .replace(/\/page$/, "")
    .replace(/\/\([^)]+\)/g, "")
    .replace("[slug]", slug)
    .replace(/\[[^\]]+\]/g, (name) => PLACES[name] ?? "0190a0a0-0000-7000-8000-000000000000");
  return path === "" ? "/" : path;
}

/** Sends the call; never follows redirects and never throws on a refusal. */
export async function callAction(call: Call): Promise<Answer> {
  const built = builtActions().get(call.action);
  if (built === undefined) throw new Error(`The build has no action ${call.action}.`);
  const isForm = call.args instanceof FormData;
  const headers = Object.fromEntries(
    Object.entries({
      accept: "text/x-component",
      // Between two processes of one machine, packing an answer costs more than carrying it.
      "accept-encoding": "identity",
      "next-action": built.id,
      origin: origin(),
      cookie: call.cookie ?? "",
      ...(isForm ? {} : { "content-type": "text/plain;charset=UTF-8" }),
      ...(call.answerOnly === true ? ANSWER_ONLY : {}),
      ...call.headers,
    }).filter(([, value]) => value !== ""),
  );
  const response = await fetch(`${origin()}${call.page ?? pageOf(built, call.args)}`, {
    method: "POST",
    headers,
    body: call.args instanceof FormData ? call.args : JSON.stringify(escaped(call.args)),
    redirect: "manual",
  });
  const text = await response.text();
  const result = resultOf(text);
  const redirect = response.headers.get("x-action-redirect")?.split(";")[0] ?? null;
  return {
    status: response.status,
    result,
    redirect,
    ok: redirect !== null || result?.ok === true,
    code: typeof result?.code === "string" ? result.code : null,
    text: `${[...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n")}\n${text}`,
  };
}
