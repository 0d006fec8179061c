import "server-only";
import type { Scope } from "@/lib/core/access";
import { dateIn } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import { decodeRegister } from "@/lib/core/register-text";
import { soaBulkSentence } from "@/lib/core/soa-dto";
import { planRoundTrip, type RoundTripLine, type RoundTripPlan } from "@/lib/core/soa-round-trip";
import { now } from "@/lib/platform/clock";
import { importSoaRows } from "@/lib/soa/mutations/rows";
import { getSoa } from "@/lib/soa/queries";
import type { ImportSoaInput } from "@/lib/soa-import/input";

export type SoaImport =
  | {
      readonly done: false;
      readonly lines: readonly RoundTripLine[];
      readonly unchanged: number;
      readonly ignored: readonly string[];
      /** Sent back to store exactly what was shown. */
      readonly text: string;
      readonly seen: string;
    }
  | {
      readonly done: true;
      readonly sentence: string;
      readonly saved: number;
      /** Rows that were changed meanwhile, or that a rule refused. */
      readonly refused: readonly { readonly ref: string; readonly reason: string }[];
    };

type ImportScope = Scope<"soa:read" | "soa:write">;

function refuse(reason: string): AppError {
  return new AppError("INVALID", reason, { fields: { file: reason } });
}

async function textOf({ file, text }: ImportSoaInput): Promise<string> {
  if (text !== undefined && text !== "") return text;
  if (file === undefined || file.size === 0) throw refuse("Choose a file.");
  const decoded = decodeRegister(new Uint8Array(await file.arrayBuffer()));
  if (!decoded.ok) throw refuse(decoded.reason);
  return decoded.text;
}

async function planOf(scope: ImportScope, text: string): Promise<RoundTripPlan> {
  const { draft, members } = await getSoa(scope, dateIn(scope.timeZone, now()));
  const planned = planRoundTrip(text, { rows: draft.rows, members });
  if (!planned.ok) throw refuse(planned.reason);
  return planned.plan;
}

type Versions = { readonly version: number; readonly requirementVersion: number };

function versionsOf(seen: string): ReadonlyMap<string, Versions> {
  return new Map(
    seen.split(" ").map((one) => {
      const [ref = "", version, requirementVersion] = one.split(":");
      return [ref, { version: Number(version), requirementVersion: Number(requirementVersion) }];
    }),
  );
}

/** Only rows that the preview showed, each with the versions that were seen then. */
async function apply(scope: ImportScope, plan: RoundTripPlan, seen: string): Promise<SoaImport> {
  const versions = versionsOf(seen);
  const edits = plan.edits.flatMap((edit) => {
    const known = versions.get(edit.ref);
    return known === undefined ? [] : [{ ...edit, ...known }];
  });
  if (edits.length === 0) {
    throw new AppError("CONFLICT", "Nothing is left to change. The rows already hold what the file says.");
  }
  const result = await importSoaRows(scope, edits);
  return {
    done: true,
    sentence: soaBulkSentence({ ...result, refused: [] }),
    saved: result.saved.length,
    refused: result.refused,
  };
}

/**
 * Without `seen` the difference between file and rows, and nothing is stored. With it the changes that were shown: rows that
 * somebody else changed meanwhile are refused one by one.
 * @throws AppError INVALID (no file that can be read), CONFLICT (nothing left to change)
 */
// house: no-record the rows record themselves
export async function importSoa(scope: ImportScope, input: ImportSoaInput): Promise<SoaImport> {
  const text = await textOf(input);
  const plan = await planOf(scope, text);
  if (input.seen !== undefined && input.seen !== "") return apply(scope, plan, input.seen);
  const { lines, unchanged, ignored, edits } = plan;
  const seen = edits.map((edit) => `${edit.ref}:${edit.version}:${edit.requirementVersion}`).join(" ");
  return { done: false, lines, unchanged, ignored, text, seen };
}
