// One workspace of the isolation suite: its people, and makers of fresh records through the product's own actions.

import type { Role } from "@/lib/core/access";
import { CONTROLS } from "@/lib/core/frameworks/annex-a";
import { CLAUSES } from "@/lib/core/frameworks/clauses";
import { proposedDelivery } from "@/lib/core/soa";
import { type Answer, argsOf, callAction } from "./action-call";
import type { Team } from "./people";
import { type Database, origin } from "./server";

export type Input = Readonly<Record<string, unknown>>;

const CONTROL_REFS = CONTROLS.map((control) => control.ref);
const CLAUSE_REFS = CLAUSES.map((clause) => clause.ref);
/** Controls whose delivery the hosting proposes and that lean on no reliance statement. */
const HOSTED_REFS = CONTROL_REFS.filter((ref) => proposedDelivery(ref, "cloud") === "shared");
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** The first uuid of a text. @throws Error when there is none: the call that should have made a record was refused */
export function idIn(text: string | null): string {
  const id = ID.exec(text ?? "")?.[0];
  if (id === undefined) throw new Error(`No id in ${text}.`);
  return id;
}

export class Place {
  readonly team: Team;
  readonly database: Database;
  /** A word that stands in every text of this workspace and in no other. */
  readonly canary: string;
  #next = 0;

  constructor(team: Team, database: Database, canary: string) {
    this.team = team;
    this.database = database;
    this.canary = canary;
  }

  #take(refs: readonly string[]): string {
    this.#next += 1;
    return refs[this.#next % refs.length] ?? "A.5.1";
  }

  /** A control that no call shortly before has used. */
  nextRef(): string {
    return this.#take(CONTROL_REFS);
  }

  nextClause(): string {
    return this.#take(CLAUSE_REFS);
  }

  nextHosted(): string {
    return this.#take(HOSTED_REFS);
  }

  /** Calls an action of this workspace as a member; throws when it is refused. */
  async act(role: Role, action: string, input: Input): Promise<Answer> {
    const args = argsOf(this.team.slug, input);
    const { cookie } = this.team.people[role];
    const answer = await callAction({ action, args, cookie, answerOnly: true });
    if (!answer.ok) throw new Error(`${action} as ${role} was refused: ${answer.text.slice(0, 1_500)}`);
    return answer;
  }

  async one<T>(
    read: (sql: Parameters<Parameters<Database["inside"]>[1]>[0]) => Promise<readonly T[]>,
  ): Promise<T> {
    const [row] = await this.database.inside(this.team.workspaceId, read);
    if (row === undefined) throw new Error("The row was not found.");
    return row;
  }

  async requirement(ref: string): Promise<{ version: number }> {
    return this.one((sql) => sql<{ version: number }[]>`select version from requirements where ref = ${ref}`);
  }

  async soaRow(ref: string): Promise<{ ref: string; version: number; requirementVersion: number }> {
    const row = await this.one(
      (sql) => sql<{ version: number }[]>`select version from soa_rows where ref = ${ref}`,
    );
    return { ref, version: row.version, requirementVersion: (await this.requirement(ref)).version };
  }

  /** A fresh evidence item with one version, linked to CC6.1. */
  async item(by: Role, submit = false): Promise<{ itemId: string; version: number }> {
    const answer = await this.act(by, "lib/evidence/actions.ts#addEvidenceAction", {
      kind: "attestation",
      title: `Item ${this.canary}`,
      body: `Attested ${this.canary}`,
      guidance: `Guidance ${this.canary}`,
      internalNotes: `Notes ${this.canary}`,
      requirements: "CC6.1",
      submit,
      onceKey: "",
    });
    const itemId = idIn(answer.redirect);
    const { version } = await this.one(
      (sql) => sql<{ version: number }[]>`select version from evidence_items where id = ${itemId}`,
    );
    return { itemId, version };
  }

  /** Uploads a text file as a member and puts it into the item as version 2. */
  async file(by: Role, itemId: string): Promise<void> {
    const response = await fetch(`${origin()}/w/${this.team.slug}/files`, {
      method: "POST",
      headers: {
        cookie: this.team.people[by].cookie,
        origin: origin(),
        "x-file-name": `${this.canary}.txt`,
        "content-type": "application/octet-stream",
      },
      body: `Stored ${this.canary}`,
    });
    const { sha256 } = (await response.json()) as { sha256: string };
    const { workspaceId, people } = this.team;
    await this.database.inside(workspaceId, async (sql) => {
      await sql`
        insert into artifacts (workspace_id, item_id, number, kind, blob_sha256, file_name, added_by)
        values (${workspaceId}, ${itemId}, 2, 'file', ${sha256}, ${`${this.canary}.txt`}, ${people[by].userId})`;
      await sql`update evidence_items set current_artifact = 2 where id = ${itemId}`;
    });
  }

  /** A fresh minor nonconformity, ready for its investigation. */
  async nonconformity(by: Role): Promise<{ id: string; version: number }> {
    const answer = await this.act(by, "lib/nonconformities/actions.ts#raiseNonconformityAction", {
      grade: "minor",
      title: `Finding ${this.canary}`,
      source: "internal_audit",
      refs: ["A.5.15"],
      objectiveEvidence: `Seen ${this.canary}`,
      gap: `Gap ${this.canary}`,
      onceKey: "",
    });
    const id = idIn(answer.redirect);
    return { id, version: await this.ncVersion(id) };
  }

  async ncVersion(id: string): Promise<number> {
    return (
      await this.one(
        (sql) => sql<{ version: number }[]>`select version from nonconformities where id = ${id}`,
      )
    ).version;
  }

  /** A fresh action on a fresh nonconformity. */
  async action(by: Role): Promise<{ id: string; actionId: string; version: number }> {
    const { id } = await this.nonconformity(by);
    await this.act(by, "lib/nonconformities/actions.ts#addActionAction", {
      id,
      title: `Action ${this.canary}`,
      onceKey: "",
    });
    const row = await this.one(
      (sql) =>
        sql<{ id: string; version: number }[]>`select id, version from actions where subject_id = ${id}`,
    );
    return { id, actionId: row.id, version: row.version };
  }

  /** A fresh request for evidence: of the lead unless told. */
  async request(by: Role, more: Input = {}): Promise<{ id: string; version: number }> {
    const answer = await this.act(by, "lib/requests/actions.ts#askForEvidenceAction", {
      title: `Request ${this.canary}`,
      detail: `Asked ${this.canary}`,
      kind: "document",
      requirements: "A.5.18",
      ownerId: this.team.people.lead.userId,
      onceKey: "",
      ...more,
    });
    return { id: idIn(answer.redirect), version: 1 };
  }

  /** A fresh supplier without documents. */
  async supplier(by: Role): Promise<{ id: string; version: number }> {
    this.#next += 1;
    const answer = await this.act(by, "lib/suppliers/actions.ts#addSupplierAction", {
      name: `Supplier ${this.canary} ${this.#next}`,
      service: `Service ${this.canary}`,
      tier: "critical",
      onceKey: "",
    });
    return { id: idIn(answer.redirect), version: 1 };
  }

  /** A register that waits as a preview. */
  async preview(by: Role): Promise<{ id: string; version: number }> {
    const answer = await this.act(by, "lib/imports/actions.ts#uploadRegisterAction", this.upload());
    return { id: idIn(answer.redirect), version: 1 };
  }

  /** A register of one line. */
  upload(): Input {
    const text = `Name,Criteria\nRow ${this.canary} ${this.nextRef()},CC6.2\n`;
    return { file: new File([text], `${this.canary}.csv`, { type: "text/csv" }) };
  }
}
