"use client";
// Saving one cell: shown at once, rolled back with a sentence when it is refused, taken back by Undo.
import { useCallback, useOptimistic, useState, useTransition } from "react";
import { showToast } from "@/components/ui/toast-store";
import type { SoaPatch, SoaSaved } from "@/lib/core/soa-dto";
import type { SoaGridRow } from "@/lib/core/soa-list";
import { restoreSoaRowsAction, setSoaCellAction } from "@/lib/soa/actions";
import type { SoaCellFields } from "@/lib/soa/input";

/** What a cell changes: the form's fields, what the row shows meanwhile, and the way back. */
export type CellChange = {
  readonly fields: SoaCellFields;
  readonly shown: Partial<SoaGridRow>;
  readonly back: SoaPatch;
  /** `A.5.15 is Included.` */
  readonly done: string;
  /** The new value in words, for a conflict. */
  readonly mine: string;
};

export type CellProblem = {
  readonly message: string;
  /** After a conflict: what is stored now, and the same change against the stored versions. */
  readonly clash?: { readonly stored: string; readonly change: CellChange; readonly versions: Versions };
};
export type Versions = { readonly version: number; readonly requirementVersion: number };

const LOST = "The server did not answer, so nothing was saved. Check the connection and save again.";

function storedText(change: CellChange, current: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(change.fields).filter((name) => name in current);
  const key = "reasons" in change.fields ? "reasons[]" : names[0];
  const value = key === undefined ? "" : current[key];
  const text = Array.isArray(value) ? value.join(", ") : String(value ?? "");
  return text === "" ? "empty" : text.replaceAll("_", " ");
}

function problemOf(
  change: CellChange,
  failure: { code: string; message: string; current?: Readonly<Record<string, unknown>> },
): CellProblem {
  const { current } = failure;
  const version = current?.version;
  const requirementVersion = current?.requirementVersion;
  if (failure.code !== "CONFLICT" || current === undefined) return { message: failure.message };
  if (typeof version !== "number" || typeof requirementVersion !== "number")
    return { message: failure.message };
  return {
    message: "Somebody else changed this row first.",
    clash: { stored: storedText(change, current), change, versions: { version, requirementVersion } },
  };
}

/** Undo of any number of rows; the sentence of a refusal becomes a toast of its own. */
export async function undoRows(
  slug: string,
  saved: readonly SoaSaved[],
  backOf: (ref: string) => SoaPatch,
): Promise<void> {
  const edits = saved.map((one) => ({ ...one, patch: withoutAdded(backOf(one.ref)) }));
  const result = await restoreSoaRowsAction(slug, null, { edits });
  if (!result.ok) showToast({ text: result.message, tone: "gap" });
  else if (result.data.refused.length > 0) {
    showToast({ text: "Rows that somebody else changed since were left as they are.", tone: "gap" });
  }
}

function withoutAdded({ addReasons: _added, reasons, ...patch }: SoaPatch) {
  return {
    ...patch,
    ...(reasons === undefined ? {} : { reasons: reasons.map((reason) => ({ ...reason })) }),
  };
}

/** Rows as shown, what is being saved, what went wrong by row, and the function that saves one change. */
export function useCellSaves(slug: string, rows: readonly SoaGridRow[]) {
  const [shown, show] = useOptimistic(rows, (before, next: { ref: string; values: Partial<SoaGridRow> }) =>
    before.map((row) => (row.ref === next.ref ? { ...row, ...next.values } : row)),
  );
  const [problems, setProblems] = useState<Readonly<Record<string, CellProblem>>>({});
  const [busy, setBusy] = useState<string | null>(null);
  const [, start] = useTransition();

  const setProblem = useCallback((ref: string, problem: CellProblem | null) => {
    setProblems(({ [ref]: _old, ...others }) => (problem === null ? others : { ...others, [ref]: problem }));
  }, []);

  const save = useCallback(
    (row: SoaGridRow, change: CellChange, versions: Versions = row): Promise<boolean> => {
      setProblem(row.ref, null);
      setBusy(row.ref);
      return new Promise((resolve) => {
        start(async () => {
          show({ ref: row.ref, values: change.shown });
          const result = await setSoaCellAction(slug, null, {
            ref: row.ref,
            version: versions.version,
            requirementVersion: versions.requirementVersion,
            ...change.fields,
          }).catch(() => ({ ok: false as const, code: "LOST", message: LOST }));
          setBusy(null);
          if (result.ok) {
            const saved = result.data;
            showToast({ text: change.done, undo: { run: () => undoRows(slug, [saved], () => change.back) } });
          } else setProblem(row.ref, problemOf(change, result));
          resolve(result.ok);
        });
      });
    },
    [slug, show, setProblem],
  );
  const dismiss = useCallback((ref: string) => setProblem(ref, null), [setProblem]);

  return { shown, problems, busy, save, dismiss };
}
