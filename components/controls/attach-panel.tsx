import type { Route } from "next";
import { PanelForm } from "@/components/controls/panel-form";
import { Badge, Token } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox, Input } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/form";
import { QueryForm } from "@/components/ui/link";
import { Overlap } from "@/components/ui/overlap-icon";
import { formatDate } from "@/lib/core/dates";
import type { EvidenceOption } from "@/lib/core/evidence-dto";
import { DECIDED_MARK } from "@/lib/core/overrides";
import { paths } from "@/lib/core/paths";
import { overlapLook } from "@/lib/core/requirement-detail";
import { ITEM_STATE } from "@/lib/core/statuses";
import { linkEvidenceAction } from "@/lib/evidence/actions";

export type AttachProps = {
  slug: string;
  refs: readonly string[];
  options: readonly EvidenceOption[];
  /** More items exist than are listed: the search narrows them. */
  more: boolean;
  q: string;
  /** This panel's own address; the search keeps its fields. */
  href: string;
  doneHref: string;
  onceKey: string;
};

function helpOf(option: EvidenceOption): string {
  const word = option.freshness === "expired" ? "expired" : "renew by";
  const renewal = option.renewOn === null ? null : `${word} ${formatDate(option.renewOn)}`;
  return [option.reference, ITEM_STATE[option.state].label, renewal, `used in ${option.usedIn}`]
    .filter((part) => part !== null)
    .join(" · ");
}

function Choice({ option }: { option: EvidenceOption }) {
  const { suggestion } = option;
  return (
    <Checkbox
      name="itemIds[]"
      value={option.itemId}
      defaultChecked={suggestion?.ticked ?? false}
      disabled={option.linked}
      label={
        <span className="row wrap gap-x-2 gap-y-0">
          <span className="w5">{option.title}</span>
          {suggestion?.direction === "iso" ? (
            <Overlap {...overlapLook(suggestion.overlap === "full" ? "reuse" : "supplement")} />
          ) : null}
          {suggestion?.direction === "soc2" ? <Token>Way back</Token> : null}
          {option.linked ? <span className="i3 sm">Linked already</span> : null}
        </span>
      }
      help={
        <>
          {helpOf(option)}
          {suggestion ? ` · because of ${suggestion.via.join(", ")}` : null}
          {suggestion?.toAdd.map((what) => (
            <span key={what} className="block i2">{`Add: ${what}`}</span>
          ))}
          {suggestion && suggestion.disputes.length > 0 ? (
            <span className="block">
              <Badge status={{ label: "Disputed mapping", tone: "review", icon: "eye" }} />
            </span>
          ) : null}
          {suggestion && suggestion.decided.length > 0 ? (
            <span className="block">
              <Badge status={DECIDED_MARK} />
            </span>
          ) : null}
        </>
      }
    />
  );
}

function Group({ title, options }: { title: string; options: readonly EvidenceOption[] }) {
  if (options.length === 0) return null;
  return (
    <fieldset className="field">
      <legend className="legendary mb-2">{title}</legend>
      <div className="opts">
        {options.map((option) => (
          <Choice key={option.itemId} option={option} />
        ))}
      </div>
    </fieldset>
  );
}

function Search({ href, q }: { href: string; q: string }) {
  const url = new URL(href, "http://panel");
  url.searchParams.delete("find");
  return (
    <QueryForm action={url.pathname as Route} scroll={false} className="row" role="search">
      {[...url.searchParams].map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <Input
        key={q}
        name="find"
        type="search"
        dense
        defaultValue={q}
        placeholder="Search all evidence"
        aria-label="Search all evidence"
        maxLength={200}
      />
      <button type="submit" className="btn btn-d">
        Search
      </button>
    </QueryForm>
  );
}

function Nothing({ slug, q }: { slug: string; q: string }) {
  return (
    <>
      <p className="i2">
        {q === ""
          ? "The library is empty. Import a register or add the first piece of evidence."
          : `No evidence matches "${q}".`}
      </p>
      <div className="row wrap">
        <ButtonLink href={paths.evidenceImport(slug)} dense>
          Import a register
        </ButtonLink>
        <ButtonLink href={paths.newEvidence(slug)} dense>
          Add evidence
        </ButtonLink>
      </div>
    </>
  );
}

/** Evidence that exists, to be linked: suggested items first, Full pairs ticked, Partial pairs with what to add. */
export function AttachPanel({ slug, refs, options, more, q, href, doneHref, onceKey }: AttachProps) {
  const suggested = options.filter((option) => option.suggestion !== null);
  const others = options.filter((option) => option.suggestion === null && !option.linked);
  const linked = options.filter((option) => option.linked);
  return (
    <div className="stack">
      <Search href={href} q={q} />
      {options.length === 0 ? (
        <Nothing slug={slug} q={q} />
      ) : (
        <PanelForm key={q} action={linkEvidenceAction.bind(null, slug)} doneHref={doneHref}>
          <input type="hidden" name="onceKey" value={onceKey} />
          {refs.map((ref) => (
            <input key={ref} type="hidden" name="refs[]" value={ref} />
          ))}
          <div className="stack max-h-96 overflow-auto p-1 -m-1">
            <Group title="Suggested by the crosswalk" options={suggested} />
            <Group title={suggested.length > 0 ? "Other evidence" : "Evidence"} options={others} />
            <Group title="Linked already" options={linked} />
          </div>
          {more ? <p className="i3 sm">The first 50 are listed. Search to find others.</p> : null}
          <div className="row">
            <SubmitButton dense>Attach</SubmitButton>
            <ButtonLink href={doneHref} look="quiet" dense>
              Cancel
            </ButtonLink>
          </div>
        </PanelForm>
      )}
    </div>
  );
}
