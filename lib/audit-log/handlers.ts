import "server-only";
import { createHash } from "node:crypto";
import { type HandOut, recordHandOut } from "@/lib/audit-log/mutations/hand-out";
import { type AnyScope, actorId } from "@/lib/core/access";
import { requireAttempts } from "@/lib/platform/rate-limit";

export type HandedFile = {
  readonly fileName: string;
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  readonly rows: number | null;
  /** CSV unless told. */
  readonly type?: string;
};

const HOUR = 3_600;
const PER_PERSON_AND_HOUR = 120;
const FILTERS_KEPT = 1_000;

/**
 * The way of every list out of a workspace: counted by person and hour, rendered, noted in the activity log, sent; in this
 * order and without a lock between. Only a POST may call it.
 * @throws AppError LIMITED, and what `render` throws
 */
export async function handOut(
  scope: AnyScope,
  what: Pick<HandOut, "verb" | "kind"> & { readonly address: string },
  render: (query: Readonly<Record<string, string>>) => Promise<HandedFile>,
): Promise<Response> {
  await requireAttempts(
    [{ key: `export:${actorId(scope) ?? "system"}`, hits: PER_PERSON_AND_HOUR, seconds: HOUR }],
    `You took ${PER_PERSON_AND_HOUR} lists within an hour. Wait until the hour is over.`,
  );
  const { searchParams } = new URL(what.address);
  const { fileName, body, rows, type } = await render(Object.fromEntries(searchParams));
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const whole = bytes instanceof Uint8Array;
  await recordHandOut(scope, {
    ...{ verb: what.verb, kind: what.kind, fileName, rows },
    filters: searchParams.toString().slice(0, FILTERS_KEPT),
    sha256: whole ? createHash("sha256").update(bytes).digest("hex") : null,
  });
  return new Response(bytes, {
    headers: {
      "content-type": type ?? "text/csv; charset=utf-8",
      ...(whole ? { "content-length": String(bytes.byteLength) } : {}),
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
