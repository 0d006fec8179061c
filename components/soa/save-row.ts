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

/** Versions that this browser's own saves reached, so that quick edits one after the other are no conflict. */
const reached = new Map<string, Versions>();
/** The last save of each row; the next one of the same row waits for it. */
const running = new Map<string, Promise<unknown>>();

/** The newest versions of the row that this browser has seen or made. */
export function latest(slug: string, row: Versions & { readonly ref: string }): Versions {
  const own = reached.get(`${slug} ${row.ref}`);
  return {
    version: Math.max(row.version, own?.version ?? 0),
    requirementVersion: Math.max(row.requirementVersion, own?.requirementVersion ?? 0),
  };
}

/** Notes what a save reached. */
export function reach(slug: string, saved: readonly SoaSaved[]) {
  for (const one of saved) reached.set(`${slug} ${one.ref}`, latest(slug, one));
}

const LOST = "The server did not answer, so nothing was saved. Check the connection and save again.";
const LOST_RESULT = { ok: false, code: "LOST", message: LOST } as const;

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
  const edits = saved.map((one) => ({
    ref: one.ref,
    ...latest(slug, one),
    patch: withoutAdded(backOf(one.ref)),
  }));
  const result = await restoreSoaRowsAction(slug, null, { edits });
  if (!result.ok) return void showToast({ text: result.message, tone: "gap" });
  reach(slug, result.data.saved);
  if (result.data.refused.length > 0) {
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
    (row: SoaGridRow, change: CellChange, versions?: Versions): Promise<boolean> => {
      const key = `${slug} ${row.ref}`;
      const before = running.get(key) ?? Promise.resolve();
      setProblem(row.ref, null);
      setBusy(row.ref);
      const done = new Promise<boolean>((resolve) => {
        start(async () => {
          show({ ref: row.ref, values: change.shown });
          await before;
          const seen = versions ?? latest(slug, row);
          const input = { ref: row.ref, ...seen, ...change.fields };
          const result = await setSoaCellAction(slug, null, input).catch(() => LOST_RESULT);
          setBusy(null);
          if (result.ok) {
            const saved = [result.data];
            reach(slug, saved);
            showToast({ text: change.done, undo: { run: () => undoRows(slug, saved, () => change.back) } });
          } else setProblem(row.ref, problemOf(change, result));
          resolve(result.ok);
        });
      });
      running.set(key, done);
      return done;
    },
    [slug, show, setProblem],
  );
  const dismiss = useCallback((ref: string) => setProblem(ref, null), [setProblem]);

  return { shown, problems, busy, save, dismiss };
}
