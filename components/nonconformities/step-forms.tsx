import { SectionForm } from "@/components/nonconformities/section-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Menu, MenuLink } from "@/components/ui/menu";
import { movesFrom, ncMoveNeedsReason, nextStep, stepGate } from "@/lib/core/nonconformity";
import type { NcDetail } from "@/lib/core/nonconformity-dto";
import { ncEditHref } from "@/lib/core/nonconformity-edit";
import { mayTakeStep, type NcRights } from "@/lib/core/nonconformity-rights";
import { stepVerb } from "@/lib/core/nonconformity-words";
import type { NcState } from "@/lib/core/statuses";
import { takeStepAction } from "@/lib/nonconformities/actions";

export const GATE_ID = "gate";

/** The step that the page proposes: forward, or back to the cause when the check failed. */
export function proposedStep(nc: NcDetail): NcState | null {
  const failed = nc.state === "effectiveness_check" && nc.effectivenessResult === "not_effective";
  return failed ? "investigating" : nextStep(nc);
}

/** The one primary button; blocked while a condition is unmet, and then it points to the gate. */
export function StepButton({ slug, nc, rights }: { slug: string; nc: NcDetail; rights: NcRights }) {
  const to = proposedStep(nc);
  if (to === null || !mayTakeStep(rights, nc.state, to)) return null;
  const verb = stepVerb(nc.state, to);
  const isBlocked = stepGate(nc.facts, to).some(({ met }) => !met);
  if (isBlocked) {
    return (
      <Button look="primary" blockedBy={GATE_ID}>
        {verb}
      </Button>
    );
  }
  return (
    <ActionForm action={takeStepAction.bind(null, slug)} version={nc.version} className="stack gap-2">
      <input type="hidden" name="id" value={nc.id} />
      <input type="hidden" name="to" value={to} />
      <SubmitButton>{verb}</SubmitButton>
    </ActionForm>
  );
}

/** Steps beside the proposed one: withdraw, decline, reopen. All of them ask for a reason. */
export function MoreSteps({ slug, nc, rights }: { slug: string; nc: NcDetail; rights: NcRights }) {
  const others = movesFrom(nc).filter(
    (to) => ncMoveNeedsReason(nc.state, to) && mayTakeStep(rights, nc.state, to),
  );
  const href = (to: NcState) => ncEditHref(slug, nc.id, { section: "step", to });
  const [only] = others;
  if (only === undefined) return null;
  if (nc.state === "closed") return <ButtonLink href={href(only)}>{stepVerb(nc.state, only)}</ButtonLink>;
  return (
    <Menu label="More" icon="more" iconOnly>
      {others.map((to) => (
        <MenuLink key={to} href={href(to)}>
          {`${stepVerb(nc.state, to)} with a reason`}
        </MenuLink>
      ))}
    </Menu>
  );
}

const ASK: Readonly<Partial<Record<NcState, string>>> = {
  open: "Why it is opened again. The work starts over as another loop, and the last result stays in the history.",
  withdrawn: "Why it is taken back. The record and its number stay.",
  declined: "Why it is not taken up.",
};

/** The form of a step that has to carry a reason; null for every other step. */
export function ReasonForm({
  slug,
  nc,
  rights,
  to,
}: {
  slug: string;
  nc: NcDetail;
  rights: NcRights;
  to: NcState;
}) {
  const isPossible = movesFrom(nc).includes(to) && mayTakeStep(rights, nc.state, to);
  if (!isPossible || !ncMoveNeedsReason(nc.state, to)) return null;
  return (
    <section className="sec" aria-label={`${stepVerb(nc.state, to)} ${nc.number}`}>
      <SectionForm
        slug={slug}
        id={nc.id}
        action={takeStepAction}
        version={nc.version}
        save={`${stepVerb(nc.state, to)} ${nc.number}`}
      >
        <input type="hidden" name="to" value={to} />
        <Field name="reason" label="Reason" help={ASK[to]} required>
          <Textarea rows={3} />
        </Field>
      </SectionForm>
    </section>
  );
}
