import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { activity } from "@/db/schema/activity";
import { scopeStatements } from "@/db/schema/context";
import { evidenceItems } from "@/db/schema/evidence";
import { actions, nonconformities } from "@/db/schema/nonconformities";
import { users } from "@/db/schema/people";
import { requirements, soaRows } from "@/db/schema/requirements";
import { riskAcceptances, riskAssessments, riskMethods, risks } from "@/db/schema/risks";
import { rooms } from "@/db/schema/rooms";
import { soaVersions } from "@/db/schema/soa-versions";
import {
  obligations,
  relianceStatements,
  supplierAttestations,
  supplierReviews,
  suppliers,
  userEntityControls,
} from "@/db/schema/suppliers";
import { requestEvidence, requests } from "@/db/schema/work";
import { memberships, programmes } from "@/db/schema/workspaces";
import { type Permission, ROLES, roleHas } from "@/lib/core/access";
import type { ActivityVerb, SubjectKind } from "@/lib/core/audit-actions";
import { addDays, type IsoDate } from "@/lib/core/dates";
import { isOpenNc } from "@/lib/core/nonconformity";
import { OBLIGATION_LEAD_DAYS } from "@/lib/core/obligation";
import { RELIANCE_LEAD_DAYS } from "@/lib/core/reliance";
import { NC_STATES } from "@/lib/core/statuses";
import { ATTESTATION_LEAD_DAYS, REVIEW_LEAD_DAYS } from "@/lib/core/supplier";
import { WORK_KIND, WORK_KINDS, type WorkKind } from "@/lib/core/work";

/** No lead time is longer; a plain date lets the index answer. */
const LONGEST_LEAD = 180;

export type Who = {
  /** One person, or everybody when null. */
  readonly person: string | null;
  readonly today: IsoDate;
};

/**
 * The rows of one kind as a select of the columns below, in this order. A kind that is nobody's in particular has one row
 * for each member who may do it. Row-level security confines all of them to the workspace.
 */
type KindRows = (who: Who) => SQL;

function columns(
  kind: WorkKind,
  of: {
    readonly person: SQL;
    readonly id: SQL;
    readonly target?: SQL;
    readonly ref: SQL;
    readonly title: SQL;
    readonly note?: SQL;
    readonly dueOn: SQL;
  },
): SQL {
  return sql`select ${kind}::text as kind, ${of.person} as person_id, (${of.id})::text as id,
    (${of.target ?? of.id})::text as target, ${of.ref} as ref, ${of.title} as title,
    ${of.note ?? sql`''`} as note, ${of.dueOn} as due_on`;
}

function list(values: readonly string[]): SQL {
  return sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );
}

function is(person: SQL, who: Who): SQL {
  return who.person === null ? sql`${person} is not null` : sql`${person} = ${who.person}`;
}

/** Members at present whose role may, and who did not hand the thing in themselves unless the workspace waived that. */
function mayDecide(permission: Permission, submitter: SQL, who: Who): SQL {
  const roles = ROLES.filter((role) => roleHas(role, permission));
  return sql`m.ended_at is null and m.role in (${list(roles)}) and ${is(sql`m.user_id`, who)}
    and (m.user_id is distinct from ${submitter} or (select p.self_acceptance from ${programmes} p))`;
}

/** A room that is over asks nobody for anything any more, and nobody decides on what was answered. */
const ofOpenRoom = (request: SQL) => sql`not exists (select 1 from ${rooms} o
  where o.workspace_id = ${request}.workspace_id and o.id = ${request}.room_id and o.state in ('closed', 'revoked'))`;

const requestRows =
  (kind: "request" | "returned_request", state: "requested" | "returned"): KindRows =>
  (who) =>
    sql`${columns(kind, {
      person: sql`r.owner_id`,
      id: sql`r.id`,
      ref: sql`r.number`,
      title: sql`r.title`,
      note: sql`r.state_reason`,
      dueOn: sql`r.due_on`,
    })} from ${requests} r where r.state = ${state} and ${is(sql`r.owner_id`, who)} and ${ofOpenRoom(sql`r`)}`;

const item = {
  person: sql`i.owner_id`,
  id: sql`i.id`,
  ref: sql`coalesce(i.reference, '')`,
  title: sql`i.title`,
  dueOn: sql`i.renew_on`,
};

/** An open request about the item asks for the same work already. */
const asked = sql`exists (select 1 from ${requests} q where q.workspace_id = i.workspace_id and q.item_id = i.id
  and q.state in ('requested', 'returned', 'internal_review', 'submitted') and ${ofOpenRoom(sql`q`)})`;
/** The returned request asks for the same work. */
const returnedWithRequest = sql`exists (
  select 1 from ${requestEvidence} e join ${requests} q on q.workspace_id = e.workspace_id and q.id = e.request_id
  where e.workspace_id = i.workspace_id and e.item_id = i.id and q.state = 'returned' and ${ofOpenRoom(sql`q`)})`;
/** Whoever accepts a colleague's answer accepts the evidence with it; an auditor who accepts one does not. */
const decidedWithRequest = sql`exists (
  select 1 from ${requestEvidence} e join ${requests} q on q.workspace_id = e.workspace_id and q.id = e.request_id
  where e.workspace_id = i.workspace_id and e.item_id = i.id and q.state = 'submitted' and q.room_id is null)`;

const risk = { person: sql`r.owner_id`, id: sql`r.id`, ref: sql`r.number`, title: sql`r.title` };
const openPlan = sql`exists (select 1 from ${actions} a where a.workspace_id = r.workspace_id
  and a.subject_kind = 'risk' and a.subject_id = r.id and a.state = 'open')`;
const assessedAs = (kind: "inherent" | "residual") =>
  sql`coalesce((select max(s.number) from ${riskAssessments} s
    where s.workspace_id = r.workspace_id and s.risk_id = r.id and s.kind = ${kind}), 0)`;
/** An acceptance ends with its day; only the newest one counts. */
const acceptedUntil = sql`(select c.expires_on from ${riskAcceptances} c where c.workspace_id = r.workspace_id
  and c.risk_id = r.id and r.state = 'residual_accepted' order by c.created_at desc limit 1)`;
/** Days ahead that a review stands in the list. */
const REVIEW_LEAD = 14;

const RISK_ROWS = {
  risk_plan: (who: Who) => sql`${columns("risk_plan", { ...risk, dueOn: sql`r.target_on` })} from ${risks} r
    where r.state = 'treatment_chosen' and r.archived_at is null and ${is(risk.person, who)}`,
  risk_residual: (
    who: Who,
  ) => sql`${columns("risk_residual", { ...risk, dueOn: sql`r.target_on` })} from ${risks} r
    where r.state = 'treating' and r.archived_at is null and ${is(risk.person, who)}
    and ${assessedAs("residual")} > ${assessedAs("inherent")} and not ${openPlan}`,
  risk_action: (who: Who) => sql`${columns("risk_action", {
    person: sql`a.owner_id`,
    id: sql`a.id`,
    target: sql`r.id`,
    ref: sql`r.number`,
    title: sql`a.title`,
    note: sql`r.title`,
    dueOn: sql`a.due_on`,
  })} from ${actions} a join ${risks} r on r.workspace_id = a.workspace_id and r.id = a.subject_id
    where a.subject_kind = 'risk' and a.state = 'open' and r.archived_at is null and ${is(sql`a.owner_id`, who)}`,
  risk_review: (who: Who) => sql`${columns("risk_review", {
    ...risk,
    dueOn: sql`least(r.review_on, ${acceptedUntil})`,
  })} from ${risks} r where r.archived_at is null and ${is(risk.person, who)}
    and least(r.review_on, ${acceptedUntil}) <= ${addDays(who.today, REVIEW_LEAD)}`,
  risk_method: (who: Who) => sql`${columns("risk_method", {
    person: sql`m.user_id`,
    id: sql`v.number`,
    ref: sql`'Version ' || v.number`,
    title: sql`'Risk method'`,
    dueOn: sql`null::date`,
  })} from ${riskMethods} v join ${memberships} m on m.workspace_id = v.workspace_id
    where v.state = 'in_review' and ${mayDecide("risk:approve", sql`v.submitted_by`, who)}`,
} satisfies Partial<Record<WorkKind, KindRows>>;

const supplier = { target: sql`s.id`, ref: sql`''`, title: sql`s.name` };
const ofSupplier = (alias: SQL) =>
  sql`join ${suppliers} s on s.workspace_id = ${alias}.workspace_id and s.id = ${alias}.supplier_id and s.ended_on is null`;

const SUPPLIER_ROWS = {
  attestation: (who: Who) => sql`${columns("attestation", {
    ...supplier,
    person: sql`s.owner_id`,
    id: sql`a.id`,
    note: sql`a.issuer`,
    dueOn: sql`a.valid_until`,
  })} from ${supplierAttestations} a ${ofSupplier(sql`a`)}
    where a.archived_at is null and ${is(sql`s.owner_id`, who)}
    and a.valid_until <= ${addDays(who.today, ATTESTATION_LEAD_DAYS)}
    and not exists (select 1 from ${supplierAttestations} b where b.workspace_id = a.workspace_id
      and b.supplier_id = a.supplier_id and b.kind = a.kind and b.archived_at is null and b.valid_until > a.valid_until)`,
  supplier_review: (who: Who) => sql`${columns("supplier_review", {
    ...supplier,
    person: sql`s.owner_id`,
    id: sql`s.id`,
    note: sql`case when r.id is null then '' else 'A review is open' end`,
    dueOn: sql`coalesce(r.due_on, s.next_review_on)`,
  })} from ${suppliers} s left join ${supplierReviews} r on r.workspace_id = s.workspace_id
      and r.supplier_id = s.id and r.decided_at is null
    where s.ended_on is null and ${is(sql`s.owner_id`, who)}
    and (r.id is not null or s.next_review_on <= ${addDays(who.today, REVIEW_LEAD_DAYS)})`,
  reliance_review: (who: Who) => sql`${columns("reliance_review", {
    ...supplier,
    person: sql`q.reviewed_by`,
    id: sql`q.id`,
    dueOn: sql`least(q.next_review_on, d.valid_until)`,
  })} from ${relianceStatements} q ${ofSupplier(sql`q`)} join ${supplierAttestations} d
      on d.workspace_id = q.workspace_id and d.id = q.attestation_id
    where q.archived_at is null and ${is(sql`q.reviewed_by`, who)}
    and least(q.next_review_on, d.valid_until) <= ${addDays(who.today, RELIANCE_LEAD_DAYS)}`,
  entity_control: (who: Who) => sql`${columns("entity_control", {
    ...supplier,
    person: sql`e.owner_id`,
    id: sql`e.id`,
    ref: sql`coalesce(e.ref, '')`,
    title: sql`left(e.text, 200)`,
    note: sql`s.name`,
    dueOn: sql`q.next_review_on`,
  })} from ${userEntityControls} e join ${relianceStatements} q on q.workspace_id = e.workspace_id
      and q.id = e.statement_id and q.archived_at is null ${ofSupplier(sql`q`)}
    where e.state = 'open' and ${is(sql`e.owner_id`, who)}`,
} satisfies Partial<Record<WorkKind, KindRows>>;

/** A draft that names who handed it in was sent back; the newest entry says by whom and why. */
const sentBack = (kind: SubjectKind, prefix: string, verb: ActivityVerb) => sql`left join lateral (
  select a.actor_name || ': ' || (a.body::json -> 'after' ->> 'reason') as why from ${activity} a
  where a.workspace_id = v.workspace_id and a.subject_kind = ${kind}
  and a.subject_ref = ${prefix} || v.number and a.verb = ${verb} order by a.seq desc limit 1) e on true`;

const RETURNED_ROWS = {
  returned_soa: (who: Who) => sql`${columns("returned_soa", {
    person: sql`v.submitted_by`,
    id: sql`v.id`,
    ref: sql`v.major || '.' || v.minor`,
    title: sql`'Statement of Applicability'`,
    note: sql`coalesce(u.name, 'A former member') || ': ' || v.return_reason`,
    dueOn: sql`null::date`,
  })} from ${soaVersions} v left join ${users} u on u.id = v.returned_by
    where v.state = 'draft' and ${is(sql`v.submitted_by`, who)}
    and not exists (select 1 from ${soaVersions} n where n.workspace_id = v.workspace_id and n.created_at > v.created_at)`,
  returned_scope: (who: Who) => sql`${columns("returned_scope", {
    person: sql`v.submitted_by`,
    id: sql`v.number`,
    ref: sql`''`,
    title: sql`'Scope statement ' || v.number`,
    note: sql`coalesce(e.why, '')`,
    dueOn: sql`null::date`,
  })} from ${scopeStatements} v ${sentBack("context", "scope-", "context.return")}
    where v.state = 'draft' and ${is(sql`v.submitted_by`, who)}`,
  returned_method: (who: Who) => sql`${columns("returned_method", {
    person: sql`v.submitted_by`,
    id: sql`v.number`,
    ref: sql`'Version ' || v.number`,
    title: sql`'Risk method'`,
    note: sql`coalesce(e.why, '')`,
    dueOn: sql`null::date`,
  })} from ${riskMethods} v ${sentBack("risk", "method-", "risk.method-return")}
    where v.state = 'draft' and ${is(sql`v.submitted_by`, who)}`,
} satisfies Partial<Record<WorkKind, KindRows>>;

const KIND_ROWS: Readonly<Record<WorkKind, KindRows>> = {
  ...SUPPLIER_ROWS,
  ...RISK_ROWS,
  ...RETURNED_ROWS,
  returned_request: requestRows("returned_request", "returned"),
  request: requestRows("request", "requested"),
  returned_evidence: (who) => sql`${columns("returned_evidence", { ...item, note: sql`i.state_reason` })}
    from ${evidenceItems} i where i.state = 'returned' and i.archived_at is null and ${is(item.person, who)}
    and not ${returnedWithRequest}`,
  renewal: (who) => sql`${columns("renewal", item)} from ${evidenceItems} i
    where i.state = 'accepted' and i.archived_at is null and ${is(item.person, who)}
    and i.renew_on <= ${addDays(who.today, LONGEST_LEAD)} and i.renew_on <= ${who.today}::date + i.reminder_days
    and not ${asked}`,
  draft: (who) => sql`${columns("draft", item)} from ${evidenceItems} i
    where i.state = 'draft' and i.archived_at is null and ${is(item.person, who)} and not ${asked}`,
  action: (who) => sql`${columns("action", {
    person: sql`a.owner_id`,
    id: sql`a.id`,
    target: sql`n.id`,
    ref: sql`'AC-' || a.number`,
    title: sql`a.title`,
    note: sql`n.number || ' ' || n.title`,
    dueOn: sql`a.due_on`,
  })} from ${actions} a join ${nonconformities} n on n.workspace_id = a.workspace_id and n.id = a.subject_id
    where a.subject_kind = 'nonconformity' and a.state = 'open' and ${is(sql`a.owner_id`, who)}
    and n.state in (${list(NC_STATES.filter(isOpenNc))})`,
  nonconformity: (who) => sql`${columns("nonconformity", {
    person: sql`n.owner_id`,
    id: sql`n.id`,
    ref: sql`n.number`,
    title: sql`n.title`,
    dueOn: sql`n.due_on`,
  })} from ${nonconformities} n
    where ${is(sql`n.owner_id`, who)} and n.state in (${list(NC_STATES.filter(isOpenNc))})`,
  effectiveness: (who) => sql`${columns("effectiveness", {
    person: sql`n.effectiveness_reviewer_id`,
    id: sql`n.id`,
    ref: sql`n.number`,
    title: sql`n.title`,
    dueOn: sql`n.effectiveness_due_on`,
  })} from ${nonconformities} n where n.state = 'effectiveness_check' and n.effectiveness_result is null
    and ${is(sql`n.effectiveness_reviewer_id`, who)}`,
  requirement: (who) => sql`${columns("requirement", {
    person: sql`q.owner_id`,
    id: sql`q.ref`,
    ref: sql`q.ref`,
    title: sql`coalesce(q.title, '')`,
    note: sql`q.note`,
    dueOn: sql`q.due_on`,
  })} from ${requirements} q left join ${soaRows} s on s.workspace_id = q.workspace_id and s.ref = q.ref
    where q.due_on is not null and q.evidence_status <> 'ready' and q.archived_at is null
    and s.applicability is distinct from 'excluded' and ${is(sql`q.owner_id`, who)}`,
  decide_request: (who) => sql`${columns("decide_request", {
    person: sql`m.user_id`,
    id: sql`r.id`,
    ref: sql`r.number`,
    title: sql`r.title`,
    dueOn: sql`null::date`,
  })} from ${requests} r join ${memberships} m on m.workspace_id = r.workspace_id
    where ((r.room_id is null and r.state = 'submitted') or r.state = 'internal_review') and ${ofOpenRoom(sql`r`)}
    and ${mayDecide("request:write", sql`r.submitted_by`, who)}`,
  review_evidence: (who) => sql`${columns("review_evidence", {
    ...item,
    person: sql`m.user_id`,
    dueOn: sql`null::date`,
  })} from ${evidenceItems} i join ${memberships} m on m.workspace_id = i.workspace_id
    where i.state = 'submitted' and i.archived_at is null
    and ${mayDecide("evidence:review", sql`i.submitted_by`, who)}
    and not (m.role in (${list(ROLES.filter((role) => roleHas(role, "request:write")))}) and ${decidedWithRequest})`,
  review_obligation: (who) => sql`${columns("review_obligation", {
    person: sql`o.owner_id`,
    id: sql`o.id`,
    ref: sql`o.number`,
    title: sql`o.title`,
    dueOn: sql`o.review_on`,
  })} from ${obligations} o where o.archived_at is null and ${is(sql`o.owner_id`, who)}
    and o.review_on <= ${addDays(who.today, OBLIGATION_LEAD_DAYS)}`,
  approve_scope: (who) => sql`${columns("approve_scope", {
    person: sql`m.user_id`,
    id: sql`c.number`,
    ref: sql`''`,
    title: sql`'Scope statement ' || c.number`,
    note: sql`c.change_reason`,
    dueOn: sql`null::date`,
  })} from ${scopeStatements} c join ${memberships} m on m.workspace_id = c.workspace_id
    where c.state = 'in_review' and ${mayDecide("context:approve", sql`c.submitted_by`, who)}`,
  approve_soa: (who) => sql`${columns("approve_soa", {
    person: sql`m.user_id`,
    id: sql`v.id`,
    ref: sql`v.major || '.' || v.minor`,
    title: sql`'Statement of Applicability'`,
    note: sql`v.change_reason`,
    dueOn: sql`null::date`,
  })} from ${soaVersions} v join ${memberships} m on m.workspace_id = v.workspace_id
    where v.state = 'in_review' and ${mayDecide("soa:approve", sql`v.submitted_by`, who)}`,
};

/** All kinds as one statement's source, to stand in parentheses after "from". */
export function workRows(who: Who, which: "all" | "owned" | "shared" = "all"): SQL {
  const kinds = WORK_KINDS.filter(
    (kind) => which === "all" || WORK_KIND[kind].shared === (which === "shared"),
  );
  return sql.join(
    kinds.map((kind) => KIND_ROWS[kind](who)),
    sql` union all `,
  );
}
