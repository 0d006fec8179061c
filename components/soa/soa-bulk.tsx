"use client";
import { type FormEvent, useState, useTransition } from "react";
import { APPLICABILITY_OPTIONS, DELIVERY_OPTIONS, IMPLEMENTATION_OPTIONS } from "@/components/soa/labels";
import { METHOD_OPTIONS } from "@/components/soa/method-options";
import { latest, reach, undoRows } from "@/components/soa/save-row";
import { BulkBar } from "@/components/ui/bulk-bar";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast-store";
import { type SoaBulkResult, type SoaPatch, soaBulkSentence } from "@/lib/core/soa-dto";
import type { SoaGridRow } from "@/lib/core/soa-list";
import { REASON_KINDS, REASON_LABEL } from "@/lib/core/statuses";
import { bulkEditSoaAction } from "@/lib/soa/actions";

export type Owner = { readonly id: string; readonly name: string };

const VERBS = {
  applicability: "Applicability",
  reason: "Add reason",
  implementation: "Implementation",
  delivery: "Delivery",
  method: "Method",
  owner: "Owner",
  justification: "Justification",
} as const;
type Verb = keyof typeof VERBS;

type Option = { readonly value: string; readonly label: string };

type ChoiceProps = { name: string; label: string; options: readonly Option[]; first?: string };

function Choice({ name, label, options, first }: ChoiceProps) {
  return (
    <select className="in in-d w-auto" name={name} aria-label={label} defaultValue={first}>
      {options.map(({ value, label: text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

function Methods() {
  return (
    <fieldset className="row gap-3" aria-label="Method">
      {METHOD_OPTIONS.map(({ value, label }) => (
        <label className="pick" key={value}>
          <input type="checkbox" className="ck" name="methods[]" value={value} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Fields({ verb, owners }: { verb: Verb; owners: readonly Owner[] }) {
  const [chosen, setChosen] = useState("");
  if (verb === "applicability") {
    return (
      <>
        <span onChange={(event) => setChosen((event.target as HTMLSelectElement).value)}>
          <Choice
            name="applicability"
            label="Applicability"
            options={APPLICABILITY_OPTIONS}
            first="included"
          />
        </span>
        {chosen === "excluded" ? (
          <input
            className="in in-d"
            name="exclusionJustification"
            aria-label="Justification for exclusion"
            placeholder="Why not necessary"
          />
        ) : null}
      </>
    );
  }
  if (verb === "reason") {
    return (
      <>
        <Choice
          name="addReason"
          label="Reason"
          options={REASON_KINDS.map((kind) => ({ value: kind, label: REASON_LABEL[kind] }))}
        />
        <input className="in in-d" name="addDetail" aria-label="Reason, in words" placeholder="Which one" />
      </>
    );
  }
  if (verb === "implementation") {
    return (
      <>
        <Choice name="implementation" label="Implementation" options={IMPLEMENTATION_OPTIONS} />
        <input className="in in-d w-auto" type="date" name="targetOn" aria-label="Target date" />
      </>
    );
  }
  if (verb === "delivery") return <Choice name="delivery" label="Delivery" options={DELIVERY_OPTIONS} />;
  if (verb === "method") return <Methods />;
  if (verb === "owner") {
    const people = owners.map(({ id, name }) => ({ value: id, label: name }));
    return <Choice name="owner" label="Owner" options={[...people, { value: "none", label: "No owner" }]} />;
  }
  return <input className="in in-d" name="justification" aria-label="Justification" />;
}

/** What the rows held before, so that Undo can give it back; only fields that a bulk edit can change. */
function backOf(row: SoaGridRow | undefined): SoaPatch {
  if (row === undefined) return {};
  const text = row.applicability === "excluded" ? {} : { justification: row.text };
  return {
    applicability: row.applicability,
    reasons: row.reasons.filter((reason) => !reason.cited).map(({ kind, detail }) => ({ kind, detail })),
    implementation: row.implementation,
    targetOn: row.targetOn,
    delivery: row.delivery,
    methods: row.methods,
    ownerId: row.ownerId,
    ...text,
  };
}

function Refused({ result, onClose }: { result: SoaBulkResult; onClose: () => void }) {
  return (
    <div className="note due mb-2" role="status">
      <span className="k s-triangle" aria-hidden="true" />
      <div>
        <p>{`${result.refused.length} of the selected rows stay as they were.`}</p>
        <ul className="mt-1">
          {result.refused.map(({ ref, reason }) => (
            <li key={ref}>
              <b className="w5">{ref}</b> {reason}
            </li>
          ))}
        </ul>
        <Button dense look="quiet" className="mt-1" onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}

type BulkProps = {
  slug: string;
  rows: readonly SoaGridRow[];
  selected: ReadonlySet<string>;
  owners: readonly Owner[];
  onClear: () => void;
};

/** The bar over the table: one verb at a time for all selected rows, in one transaction, with Undo. */
export function SoaBulk({ slug, rows, selected, owners, onClear }: BulkProps) {
  const [verb, setVerb] = useState<Verb | null>(null);
  const [result, setResult] = useState<SoaBulkResult | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const chosen = rows.filter((row) => selected.has(row.ref));

  function settle(done: SoaBulkResult) {
    reach(slug, done.saved);
    const before = new Map(chosen.map((row) => [row.ref, row]));
    setResult(done.refused.length > 0 ? done : null);
    setVerb(null);
    onClear();
    if (done.saved.length === 0) return;
    showToast({
      text: soaBulkSentence({ ...done, refused: [] }),
      undo: { run: () => undoRows(slug, done.saved, (ref) => backOf(before.get(ref))) },
    });
  }

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    for (const row of chosen) {
      const { version, requirementVersion } = latest(slug, row);
      data.append("rows[]", `${row.ref}:${version}:${requirementVersion}`);
    }
    setError(null);
    start(async () => {
      try {
        const answer = await bulkEditSoaAction(slug, null, data);
        if (answer.ok) settle(answer.data);
        else setError(answer.message);
      } catch {
        setError("The server did not answer, so nothing was saved. Check the connection and apply again.");
      }
    });
  }

  if (selected.size === 0) return result ? <Refused result={result} onClose={() => setResult(null)} /> : null;
  const clear = (
    <Button dense look="quiet" onClick={onClear}>
      Clear
    </Button>
  );
  return (
    <>
      {error ? (
        <p className="msg mb-2" role="alert">
          <span className="k s-diamond" aria-hidden="true" />
          {error}
        </p>
      ) : null}
      <BulkBar count={selected.size} clear={clear}>
        {verb === null ? (
          Object.entries(VERBS).map(([name, label]) => (
            <Button key={name} dense look="quiet" onClick={() => setVerb(name as Verb)}>
              {label}
            </Button>
          ))
        ) : (
          <form className="row min-w-0" onSubmit={apply}>
            <span className="w5">{VERBS[verb]}</span>
            <Fields verb={verb} owners={owners} />
            <Button type="submit" dense look="primary" data-busy={pending || undefined}>
              Apply
            </Button>
            <Button dense look="quiet" onClick={() => setVerb(null)}>
              Cancel
            </Button>
          </form>
        )}
      </BulkBar>
    </>
  );
}
