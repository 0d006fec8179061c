import clsx from "clsx";
import { ActionProof } from "@/components/evidence/action-proof";
import { Section } from "@/components/layout/section";
import {
  AddActionForm,
  DropActionForm,
  EditActionForm,
  FinishActionForm,
} from "@/components/nonconformities/action-forms";
import { counted, type RecordProps, yearOf } from "@/components/nonconformities/labels";
import { EditLink } from "@/components/nonconformities/section-form";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icons";
import { Menu, MenuLink } from "@/components/ui/menu";
import { Nothing, RowHeader, Table, Td, Th, Tr } from "@/components/ui/table";
import { daysBetween, formatDate, type IsoDate } from "@/lib/core/dates";
import type { EvidenceChoice, NcAction, Person } from "@/lib/core/nonconformity-dto";
import { ncEditHref } from "@/lib/core/nonconformity-edit";
import { ACTION_STATE } from "@/lib/core/statuses";

type Props = RecordProps & {
  members: readonly Person[];
  candidates: readonly EvidenceChoice[];
  onceKey: string;
};

function lateDays(action: NcAction, today: IsoDate): number {
  return action.state === "open" && action.dueOn !== null ? daysBetween(action.dueOn, today) : 0;
}

function ActionState({ action, today }: { action: NcAction; today: IsoDate }) {
  const late = lateDays(action, today);
  if (late <= 0) return <Badge status={ACTION_STATE[action.state]} />;
  return <Badge status={{ label: `Overdue ${counted(late, "day")}`, tone: "gap", icon: "diamond" }} />;
}

function RowMenu({ slug, id, action }: { slug: string; id: string; action: NcAction }) {
  const href = (section: "finish-action" | "edit-action" | "drop-action") =>
    ncEditHref(slug, id, { section, actionId: action.id });
  return (
    <Menu label={`AC-${action.number}`} icon="more" iconOnly dense>
      <MenuLink href={href("finish-action")}>Finish with proof</MenuLink>
      <MenuLink href={href("edit-action")}>Edit</MenuLink>
      <MenuLink href={href("drop-action")}>Drop with a reason</MenuLink>
    </Menu>
  );
}

function Row({ slug, nc, rights, today, action }: RecordProps & { action: NcAction }) {
  const isLate = lateDays(action, today) > 0;
  return (
    <Tr>
      <Td area="ref" className="i2 num nw">{`AC-${action.number}`}</Td>
      <RowHeader className="py-2">
        {action.title}
        <ActionProof slug={slug} action={action} />
      </RowHeader>
      <Td label="Owner" className="i2">
        {action.owner === null ? <Nothing>No owner</Nothing> : action.owner.name}
      </Td>
      <Td label="Due" className={clsx("num nw", isLate ? "txt-gap w5" : "i2")}>
        {action.dueOn === null ? <Nothing>No date</Nothing> : formatDate(action.dueOn, yearOf(today))}
      </Td>
      <Td area="status" className="nw">
        <ActionState action={action} today={today} />
      </Td>
      <Td area="due" right>
        {rights.actionIds.includes(action.id) ? <RowMenu slug={slug} id={nc.id} action={action} /> : null}
      </Td>
    </Tr>
  );
}

function ActionTable(props: RecordProps) {
  const { nc } = props;
  return (
    <Table caption={`Corrective actions of ${nc.number}`} cards sticky={false}>
      <thead>
        <tr>
          <Th className="w-14">Ref</Th>
          <Th>Action</Th>
          <Th className="w-28">Owner</Th>
          <Th className="w-16">Due</Th>
          <Th className="w-36">Status</Th>
          <Th className="w-10">
            <span className="sr">Edit</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {nc.actions.map((action) => (
          <Row key={action.id} {...props} action={action} />
        ))}
      </tbody>
    </Table>
  );
}

function OpenForm({ slug, nc, rights, edit, members, candidates, onceKey }: Props) {
  if (edit?.section === "add-action" && rights.edit) {
    return <AddActionForm slug={slug} id={nc.id} members={members} onceKey={onceKey} />;
  }
  const action = nc.actions.find(({ id }) => id === edit?.actionId && rights.actionIds.includes(id));
  if (action === undefined) return null;
  const target = { slug, id: nc.id, action };
  if (edit?.section === "edit-action") return <EditActionForm {...target} members={members} />;
  if (edit?.section === "finish-action") return <FinishActionForm {...target} candidates={candidates} />;
  return edit?.section === "drop-action" ? <DropActionForm {...target} /> : null;
}

/** The actions of the record with their proof, and the form for one of them. */
export function ActionsSection(props: Props) {
  const { slug, today, nc, rights } = props;
  const live = nc.actions.filter(({ state }) => state !== "dropped");
  const done = live.filter(({ state }) => state === "done").length;
  const late = live.filter((action) => lateDays(action, today) > 0).length;
  const remark = `${done} of ${live.length} done${late > 0 ? `, ${late} overdue` : ""}`;
  const isSettled = nc.state === "implemented" || nc.state === "effectiveness_check";
  const add = (
    <EditLink slug={slug} id={nc.id} edit={{ section: "add-action" }} label="Add action">
      <Icon name="plus" />
      Add action
    </EditLink>
  );
  return (
    <Section
      title="Actions"
      remark={live.length === 0 ? undefined : remark}
      aside={rights.edit && !isSettled ? add : undefined}
    >
      {nc.actions.length === 0 ? (
        <p className="i2">No action yet. An action answers the root cause and has an owner and a due date.</p>
      ) : (
        <ActionTable {...props} />
      )}
      <OpenForm {...props} />
    </Section>
  );
}
