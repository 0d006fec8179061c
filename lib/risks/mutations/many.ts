import "server-only";
import { createHash } from "node:crypto";
import { asc } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { insertRows } from "@/db/bulk";
import { riskAssessments, riskSnapshots, risks } from "@/db/schema/risks";
import { programmes } from "@/db/schema/workspaces";
import { inWorkspace, type Tx } from "@/db/tenant";
import { record } from "@/lib/audit-log/mutations";
import { mayEditOwned, type Scope } from "@/lib/core/access";
import { canonicalJson } from "@/lib/core/canonical-json";
import { dateIn } from "@/lib/core/dates";
import { AppError } from "@/lib/core/errors";
import { decodeRegister } from "@/lib/core/register-text";
import { type ImportedRisk, planRiskImport, type RiskImportLine } from "@/lib/core/risk-import";
import { SCENARIO_BY_ID } from "@/lib/core/risk-library";
import { type RiskSnapshot, riskRecord } from "@/lib/core/risk-record";
import { once } from "@/lib/idempotency/mutations";
import { now } from "@/lib/platform/clock";
import type { AddScenariosInput, ImportRisksInput, TakeSnapshotInput } from "@/lib/risks/input";
import { nextRiskNumbers, requireRiskOwner, riskActor } from "@/lib/risks/mutations";
import { readRiskRows, readRiskTitles } from "@/lib/risks/queries";
import { readRiskOwners } from "@/lib/risks/queries/context";
import { readApprovedMethod } from "@/lib/risks/queries/method";
import { readWorkspaceName } from "@/lib/risks/queries/snapshots";

/**
 * Adds scenarios of the library as risks that nobody has assessed; those that the register has already are passed over.
 * @throws AppError INVALID (owner)
 */
export async function addScenarios(
  scope: Scope<"risk:write">,
  input: AddScenariosInput,
): Promise<{ readonly added: number; readonly known: number }> {
  const me = riskActor(scope);
  const ownerId = input.ownerId ?? (mayEditOwned(scope, null) ? null : me);
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      await requireRiskOwner(tx, ownerId);
      await tx.select({ id: programmes.workspaceId }).from(programmes).for("update");
      const known = new Set((await readRiskTitles(tx)).map(({ scenario }) => scenario));
      const chosen = input.scenarios
        .flatMap((id) => SCENARIO_BY_ID.get(id) ?? [])
        .filter(({ id }) => !known.has(id));
      const numbers = await nextRiskNumbers(tx, scope, chosen.length);
      const rows = chosen.map(({ id: scenario, title, asset, cause, consequence, cia }, at) => ({
        workspaceId: scope.workspaceId,
        id: uuidv7(),
        number: numbers[at] ?? "",
        ...{ title, asset, cause, consequence, scenario, ownerId },
        confidentiality: cia.includes("C"),
        integrity: cia.includes("I"),
        availability: cia.includes("A"),
      }));
      await insertRows(tx, risks, rows);
      await record(
        tx,
        scope,
        rows.map(({ id, number, title, scenario }) => ({
          verb: "risk.add" as const,
          subject: { kind: "risk" as const, ref: id },
          after: { number, title, scenario, ownerId },
        })),
      );
      return { added: rows.length, known: input.scenarios.length - rows.length };
    }),
  );
}

// ---- import ----

export type RiskImportReport = {
  readonly done: boolean;
  /** To be sent again with the button that imports. */
  readonly text: string;
  readonly lines: readonly RiskImportLine[];
  readonly unused: readonly string[];
};

function refuse(reason: string): AppError {
  return new AppError("INVALID", reason, { fields: { file: reason } });
}

async function textOf(input: ImportRisksInput): Promise<string> {
  if (input.file === undefined || input.file.size === 0) {
    if (input.text === undefined || input.text.trim() === "") throw refuse("Choose a file.");
    return input.text;
  }
  const decoded = decodeRegister(new Uint8Array(await input.file.arrayBuffer()));
  if (!decoded.ok) throw refuse(decoded.reason);
  return decoded.text;
}

async function planOf(tx: Tx, text: string) {
  const [existing, owners, method] = await Promise.all([
    readRiskTitles(tx),
    readRiskOwners(tx),
    readApprovedMethod(tx),
  ]);
  const plan = planRiskImport(text, { existing, owners, scales: method });
  if (!plan.ok) throw refuse(plan.reason);
  return { plan, method };
}

type Import = { readonly scope: Scope<"risk:manage">; readonly methodNumber: number | null };

async function writeRisks(
  tx: Tx,
  { scope, methodNumber }: Import,
  given: readonly ImportedRisk[],
): Promise<void> {
  const numbers = await nextRiskNumbers(tx, scope, given.length);
  const { workspaceId } = scope;
  const rows = given.map(({ levels, ...risk }, at) => {
    const state: "assessed" | "identified" = levels === null ? "identified" : "assessed";
    return { workspaceId, id: uuidv7(), number: numbers[at] ?? "", ...risk, state };
  });
  await insertRows(tx, risks, rows);
  const assessedOn = dateIn(scope.timeZone, now());
  await insertRows(
    tx,
    riskAssessments,
    rows.flatMap(({ id: riskId }, at) => {
      const levels = given[at]?.levels ?? null;
      if (levels === null || methodNumber === null) return [];
      const made = { number: 1, kind: "inherent" as const, methodNumber, ...levels, note: "Imported." };
      return [{ workspaceId, riskId, ...made, assessedBy: riskActor(scope), assessedOn }];
    }),
  );
}

/**
 * Checks a CSV register line by line, and on the second step imports the good lines: all or none of them. The plan is made
 * anew from the text, so nothing of the first step has to be trusted. @throws AppError INVALID (no register)
 */
export async function importRisks(
  scope: Scope<"risk:manage">,
  input: ImportRisksInput,
): Promise<RiskImportReport> {
  const text = await textOf(input);
  return inWorkspace(scope, async (tx) => {
    const isImport = input.step === "import";
    if (isImport) await tx.select({ id: programmes.workspaceId }).from(programmes).for("update");
    const { plan, method } = await planOf(tx, text);
    const report = { done: isImport, text: isImport ? "" : text, lines: plan.lines, unused: plan.unused };
    if (!isImport) return report;
    const good = plan.lines.flatMap(({ risk }) => (risk === null ? [] : [risk]));
    if (good.length === 0) throw refuse("No line of the file can be imported.");
    await writeRisks(tx, { scope, methodNumber: method?.number ?? null }, good);
    await record(tx, scope, {
      verb: "risk.import",
      subject: { kind: "risk", ref: "register" },
      after: {
        imported: good.length,
        leftOut: plan.lines.length - good.length,
        sha256: createHash("sha256").update(text).digest("hex"),
      },
    });
    return report;
  });
}

// ---- snapshots ----

/** Freezes the register as it stands, with its hash: rows in words, never computed again. */
export async function takeSnapshot(
  scope: Scope<"risk:manage">,
  input: TakeSnapshotInput,
): Promise<{ readonly id: string }> {
  const takenOn = dateIn(scope.timeZone, now());
  return inWorkspace(scope, (tx) =>
    once(tx, scope, { key: input.onceKey, input }, async () => {
      await tx.select({ id: risks.id }).from(risks).orderBy(asc(risks.number)).for("share");
      const { rows, method } = await readRiskRows(tx, takenOn);
      const frozen: RiskSnapshot = {
        format: "risk-register-1",
        takenOn,
        organisation: await readWorkspaceName(tx),
        method:
          method === null
            ? null
            : {
                number: method.number,
                sha256: method.sha256 ?? "",
                acceptanceMax: method.acceptanceMax,
                acceptanceCriterion: method.acceptanceCriterion,
              },
        risks: rows.filter(({ isArchived }) => !isArchived).map(riskRecord),
      };
      const content = canonicalJson(frozen);
      const sha256 = createHash("sha256").update(content).digest("hex");
      const id = uuidv7();
      const { workspaceId } = scope;
      await tx
        .insert(riskSnapshots)
        .values({ workspaceId, id, label: input.label, takenBy: riskActor(scope), content, sha256 });
      await record(tx, scope, {
        verb: "risk.snapshot",
        subject: { kind: "risk", ref: `snapshot-${id}` },
        after: { label: input.label, risks: frozen.risks.length, sha256 },
      });
      return { id };
    }),
  );
}
