import clsx from "clsx";
import { ActionProof, ProofFields } from "@/components/evidence/action-proof";
import { Section } from "@/components/layout/section";
import { OwnerSelect } from "@/components/risks/risk-fields";
import { EditLink, RiskForm, type RiskProps } from "@/components/risks/risk-form";
import { Badge } from "@/components/ui/badge";
import { DateInput, Field, Input, Textarea } from "@/components/ui/field";
import { Menu, MenuLink } from "@/components/ui/menu";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatDate } from "@/lib/core/dates";
import type { Person, RiskActionDto } from "@/lib/core/risk-dto";
import { riskEditHref } from "@/lib/core/risk-rights";
import { ACTION_STATE } from "@/lib/core/statuses";
import { addPlanActionAction, finishPlanActionAction, setPlanActionAction } from "@/lib/risks/actions";

const LABELS = { title: "Action", ownerId: "Owner", dueOn: "Due" };

function ActionFields({ action, people }: { action: RiskActionDto | null; people: readonly Person[] }) {
  return (
    <>
      <Field name="title" label="Action" help="What is to be done, in one line" required>
        <Input defaultValue={action?.title ?? ""} />
      </Field>
      <div className="two">
        <Field name="ownerId" label="Owner">
          <OwnerSelect owners={people} chosen={action?.owner ?? null} />
        </Field>
        <Field name="dueOn" label="Due">
          <DateInput defaultValue={action?.dueOn ?? ""} />
        </Field>
      </div>
    </>
  );
}

function FinishForm({
  slug,
  risk,
  context,
  action,
  to,
}: RiskProps & { action: RiskActionDto; to: "done" | "dropped" }) {
  const isDone = to === "done";
  return (
    <RiskForm
      slug={slug}
      id={risk.id}
      action={finishPlanActionAction}
      version={action.version}
      save={`${isDone ? "Finish" : "Drop"} action ${action.number}`}
    >
      <input type="hidden" name="actionId" value={action.id} />
      <input type="hidden" name="to" value={to} />
      <p>{action.title}</p>
      {isDone ? <ProofFields candidates={context.candidates} linked="the controls of the risk" /> : null}
      {isDone ? null : (
        <Field name="proofNote" label="Reason" help="Why it is no longer needed" required>
          <Textarea rows={3} />
        </Field>
      )}
    </RiskForm>
  );
}

function OpenForm(props: RiskProps) {
  const { slug, risk, rights, edit, context, onceKey } = props;
  if (edit?.section === "add-action" && rights.edit) {
    return (
      <RiskForm slug={slug} id={risk.id} action={addPlanActionAction} save="Add action">
        <input type="hidden" name="onceKey" value={onceKey} />
        <ActionFields action={null} people={context.owners} />
      </RiskForm>
    );
  }
  const action = risk.actions.find(({ id }) => id === edit?.actionId && rights.actionIds.includes(id));
  if (action === undefined) return null;
  if (edit?.section === "finish-action") return <FinishForm {...props} action={action} to="done" />;
  if (edit?.section === "drop-action") return <FinishForm {...props} action={action} to="dropped" />;
  if (edit?.section !== "edit-action") return null;
  return (
    <RiskForm
      slug={slug}
      id={risk.id}
      action={setPlanActionAction}
      version={action.version}
      labels={LABELS}
      save={`Save action ${action.number}`}
    >
      <input type="hidden" name="actionId" value={action.id} />
      <ActionFields action={action} people={context.owners} />
    </RiskForm>
  );
}

function Row({ slug, risk, rights, today, action }: RiskProps & { action: RiskActionDto }) {
  const isLate = action.state === "open" && action.dueOn !== null && action.dueOn < today;
  const href = (section: "finish-action" | "edit-action" | "drop-action") =>
    riskEditHref(slug, risk.id, section, action.id);
  return (
    <Tr>
      <Td area="ref" className="i2 num nw">
        {action.number}
      </Td>
      <RowHeader className="py-2 wrap-anywhere">
        {action.title}
        <ActionProof slug={slug} action={action} />
      </RowHeader>
      <Td label="Owner" className="i2">
        {action.owner === null ? <Nothing>No owner</Nothing> : action.owner.name}
      </Td>
      <Td label="Due" className={clsx("num nw", isLate ? "txt-gap w5" : "i2")}>
        {isLate ? <span className="sr">Overdue since </span> : null}
        {action.dueOn === null ? <Nothing>No date</Nothing> : formatDate(action.dueOn)}
      </Td>
      <Td area="status" className="nw">
        <Badge status={ACTION_STATE[action.state]} />
      </Td>
      <Td area="due" right>
        {rights.actionIds.includes(action.id) ? (
          <Menu label={`Action ${action.number}`} icon="more" iconOnly dense>
            <MenuLink href={href("finish-action")}>Finish with proof</MenuLink>
            <MenuLink href={href("edit-action")}>Edit</MenuLink>
            <MenuLink href={href("drop-action")}>Drop with a reason</MenuLink>
          </Menu>
        ) : null}
      </Td>
    </Tr>
  );
}

/** The actions of the treatment plan with owners and dates, and the form for one of them. */
export function PlanSection(props: RiskProps) {
  const { slug, risk, rights } = props;
  const live = risk.actions.filter(({ state }) => state !== "dropped");
  const done = live.filter(({ state }) => state === "done").length;
  const add = rights.edit ? (
    <EditLink slug={slug} id={risk.id} section="add-action" label="Add action">
      Add action
    </EditLink>
  ) : undefined;
  return (
    <Section
      title="Plan"
      remark={live.length === 0 ? undefined : `${done} of ${live.length} done`}
      aside={add}
    >
      {risk.actions.length === 0 ? (
        <p className="i2">
          No action yet. What the treatment still takes stands here, with an owner and a date.
        </p>
      ) : (
        <Table caption={`Actions of ${risk.number}`} cards sticky={false}>
          <thead>
            <tr>
              <Th className="w-10">No</Th>
              <Th>Action</Th>
              <Th className="w-28">Owner</Th>
              <Th className="w-28">Due</Th>
              <Th className="w-28">Status</Th>
              <Th className="w-10">
                <span className="sr">Edit</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {risk.actions.map((action) => (
              <Row key={action.id} {...props} action={action} />
            ))}
          </tbody>
        </Table>
      )}
      <OpenForm {...props} />
    </Section>
  );
}
