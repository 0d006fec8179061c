import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { riskMethods } from "@/db/schema/risks";
import { inWorkspace } from "@/db/tenant";
import { createWorkspaceWith, type TestWorkspace } from "@/db/testing/factories";
import { riskPath } from "@/db/testing/risks";
import { dateIn } from "@/lib/core/dates";
import { planRiskImport } from "@/lib/core/risk-import";
import { SCENARIOS } from "@/lib/core/risk-library";
import { PROPOSED_METHOD } from "@/lib/core/risk-method";
import { risksCsv } from "@/lib/core/risk-record";
import { saveMethodInput } from "@/lib/risks/input";
import { addScenarios, importRisks, takeSnapshot } from "@/lib/risks/mutations/many";
import {
  approveMethod,
  returnMethod,
  saveMethod,
  startMethod,
  submitMethod,
} from "@/lib/risks/mutations/method";
import { listRisks } from "@/lib/risks/queries";
import { getSnapshot, listSnapshots } from "@/lib/risks/queries/snapshots";
import { listMyWork } from "@/lib/work/queries";

let home: TestWorkspace;
let path: ReturnType<typeof riskPath>;
const today = dateIn("UTC", new Date());

beforeAll(async () => {
  home = await createWorkspaceWith({ roles: ["owner", "lead", "contributor", "approver"] });
  path = riskPath(home);
});
const manage = () => home.scope("lead", "risk:manage");
const approver = () => home.scope("approver", "risk:approve");
const rows = async () => (await listRisks(home.scope("lead", "risk:read"), today)).rows;

/** The form of the method as a browser sends it. */
function form(change: Readonly<Record<string, string>> = {}) {
  const fields: Record<string, string> = { number: "1", version: "1", acceptanceMax: "4", approach: "Ours." };
  for (const axis of ["likelihood", "consequence"]) {
    for (const n of [1, 2, 3]) {
      fields[`${axis}_label_${n}`] = `${axis} ${n}`;
      fields[`${axis}_criterion_${n}`] = `Criterion ${n}`;
    }
  }
  return { ...fields, band_label_1: "Low", band_to_1: "4", band_label_2: "High", band_to_2: "9", ...change };
}
function problems(change: Readonly<Record<string, string>>): Record<string, string> {
  const read = saveMethodInput.safeParse(form(change));
  return Object.fromEntries(
    (read.error?.issues ?? []).map(({ path: at, message }) => [at.join("."), message]),
  );
}

describe("the form of the method", () => {
  it("reads three to five levels and two to five bands, and says at the field what is wrong", () => {
    expect(saveMethodInput.parse(form()).content).toMatchObject({
      likelihood: { length: 3 },
      consequence: { length: 3 },
      bands: [
        { to: 4, label: "Low" },
        { to: 9, label: "High" },
      ],
      acceptanceMax: 4,
    });
    expect(problems({ acceptanceMax: "4.5" })).toHaveProperty("acceptanceMax");
    expect(problems({ acceptanceMax: "12" })).toMatchObject({ acceptanceMax: expect.stringContaining("9") });
    expect(problems({ band_to_1: "many" })).toHaveProperty("band_to_1");
    expect(problems({ band_to_2: "8" })).toMatchObject({ band_to_2: expect.stringContaining("9") });
    expect(problems({ likelihood_label_3: "", likelihood_criterion_3: "" })).toHaveProperty(
      "likelihood_label_3",
    );
    expect(problems({ consequence_label_5: "Fifth" })).toHaveProperty("consequence_label_4");
  });
});

describe("versions of the method", () => {
  it("begin as our proposal, one at a time, and change only as drafts", async () => {
    const begun = await Promise.allSettled([
      startMethod(manage(), { onceKey: "" }),
      startMethod(manage(), { onceKey: "" }),
    ]);
    expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [draft] = await path.methods();
    expect(draft).toMatchObject({ number: 1, state: "draft", ...PROPOSED_METHOD });
    const risk = await path.add({ ownerId: null });
    await expect(path.assess(risk, "inherent", [2, 2])).rejects.toMatchObject({ code: "CONFLICT" });
    await saveMethod(manage(), saveMethodInput.parse(form()));
    await expect(saveMethod(manage(), saveMethodInput.parse(form()))).rejects.toMatchObject({
      code: "CONFLICT",
      current: { version: 2, acceptanceMax: 4, likelihood_label_1: "likelihood 1" },
    });
    await expect(submitMethod(manage(), { number: 1, version: 2 })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("may be accepted"),
    });
    const whole = form({ version: "2", acceptanceCriterion: "Low ones.", whenToAssess: "Yearly." });
    await saveMethod(manage(), saveMethodInput.parse(whole));
  });

  it("are handed in, sent back with a reason, and approved by somebody else", async () => {
    await submitMethod(manage(), { number: 1, version: 3 });
    const waiting = await listMyWork(home.scope("approver", "workspace:read"), today);
    expect(waiting).toMatchObject([{ kind: "risk_method", ref: "Version 1" }]);
    await expect(saveMethod(manage(), saveMethodInput.parse(form({ version: "4" })))).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await returnMethod(approver(), { number: 1, version: 4, reason: "Say how often." });
    const sentBack = { by: home.people.approver.name, reason: "Say how often." };
    expect(await path.methods()).toMatchObject([{ state: "draft", sentBack }]);
    await submitMethod(home.scope("owner", "risk:manage"), { number: 1, version: 5 });
    await expect(
      approveMethod(home.scope("owner", "risk:approve"), { number: 1, version: 6 }),
    ).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: expect.stringContaining("Somebody else"),
    });
    await approveMethod(approver(), { number: 1, version: 6 });
    const [approved] = await path.methods();
    expect(approved).toMatchObject({
      state: "approved",
      sentBack: null,
      approvedBy: { userId: home.people.approver.userId },
    });
    expect(approved?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("supersede the one before, with one winner of two approvals at once; old assessments keep their scale", async () => {
    const risk = await path.add({ ownerId: null });
    await path.assess(risk, "inherent", [3, 3]);
    const { number, version } = await path.draft();
    await expect(submitMethod(manage(), { number, version })).rejects.toMatchObject({
      message: "Say why the method changes.",
    });
    const wider = form({
      ...{
        number: "2",
        version: String(version),
        changeReason: "A fourth level.",
        acceptanceCriterion: "Low.",
        whenToAssess: "Yearly.",
      },
      ...{ likelihood_label_4: "Likely", likelihood_criterion_4: "Often", band_to_2: "12" },
    });
    await saveMethod(manage(), saveMethodInput.parse(wider));
    await submitMethod(manage(), { number, version: version + 1 });
    const target = { number, version: version + 2 };
    const answers = await Promise.allSettled([
      approveMethod(approver(), target),
      approveMethod(home.scope("owner", "risk:approve"), target),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await path.methods()).map(({ state }) => state)).toEqual(["approved", "superseded"]);
    const read = await path.read(risk);
    expect(read).toMatchObject({ inherent: { methodNumber: 1, score: 9, band: { label: "High" } } });
    expect(read.flags).toContain("earlier_method");
    await path.assess(risk, "inherent", [4, 3]);
    expect((await path.read(risk)).flags).not.toContain("earlier_method");
  });

  it("are nobody's from outside", async () => {
    const other = await createWorkspaceWith({ roles: ["owner", "lead", "approver"] });
    await expect(
      approveMethod(other.scope("approver", "risk:approve"), { number: 2, version: 1 }),
    ).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const states = await inWorkspace(home.system, (tx) =>
      tx.select({ state: riskMethods.state }).from(riskMethods).where(eq(riskMethods.number, 2)),
    );
    expect(states).toEqual([{ state: "approved" }]);
  });
});

describe("many risks at once", () => {
  it("takes scenarios of the library once, not assessed and without controls (R-08)", async () => {
    const scope = home.scope("lead", "risk:write");
    const scenarios = SCENARIOS.slice(0, 3).map(({ id }) => id);
    const [first, second] = await Promise.all([
      addScenarios(scope, { onceKey: "", scenarios, ownerId: null }),
      addScenarios(scope, { onceKey: "", scenarios, ownerId: null }),
    ]);
    expect([first.added + second.added, first.known + second.known]).toEqual([3, 3]);
    const added = (await rows()).filter(({ title }) =>
      SCENARIOS.slice(0, 3).some((one) => one.title === title),
    );
    expect(added.map(({ state, refs, treatment }) => ({ state, refs, treatment }))).toEqual(
      added.map(() => ({ state: "identified", refs: [], treatment: null })),
    );
    expect(new Set((await rows()).map(({ number }) => number)).size).toBe((await rows()).length);
  });

  it("checks a register first and then imports the good lines with their levels (R-08)", async () => {
    const text = "Title,Likelihood,Impact\nDisk fills,4,3\nOff the scale,5,1\nDecimal,2.5,1\n";
    const before = (await rows()).length;
    const report = await importRisks(manage(), { step: "check", text });
    expect(report.lines.map(({ risk }) => risk !== null)).toEqual([true, false, false]);
    expect(await rows()).toHaveLength(before);
    const done = await importRisks(manage(), { step: "import", text: report.text });
    expect(done).toMatchObject({ done: true, text: "" });
    const found = (await rows()).find(({ title }) => title === "Disk fills");
    expect(found).toMatchObject({ state: "assessed", inherent: { score: 12, band: { label: "High" } } });
    await expect(importRisks(manage(), { step: "import", text })).rejects.toMatchObject({ code: "INVALID" });
    expect(await rows()).toHaveLength(before + 1);
  });

  it("imports the risks around a line with a character that no text may hold, which both steps list", async () => {
    const file = new File(
      ["Title,Cause\nFan stops,Dust\nBell,Rota \u0007x\nNothing,Old\u0000x\n"],
      "risks.csv",
    );
    const checked = await importRisks(manage(), { step: "check", file });
    const told = [
      [2, []],
      [3, ['The cell Cause holds a control character (U+0007) after "Rota". Take it out.']],
      [4, ['The cell Cause holds a control character (U+0000) after "Old". Take it out.']],
    ];
    expect(checked.lines.map(({ line, remarks }) => [line, remarks])).toEqual(told);
    const done = await importRisks(manage(), { step: "import", text: checked.text });
    expect(done.lines.map(({ line, remarks }) => [line, remarks])).toEqual(told);
    const titles = (await rows()).map(({ title }) => title);
    expect(["Fan stops", "Bell", "Nothing"].filter((title) => titles.includes(title))).toEqual(["Fan stops"]);
  });

  it("freezes the register: what changes afterwards does not change the snapshot (R-07)", async () => {
    const { id } = await takeSnapshot(manage(), { onceKey: "", label: "Stage 1" });
    const scope = home.scope("lead", "risk:read");
    const frozen = await getSnapshot(scope, id);
    const active = (await rows()).length;
    await path.add({ title: "Added later" });
    expect((await getSnapshot(scope, id)).content).toBe(frozen.content);
    expect(frozen.register.risks).toHaveLength(active);
    expect(frozen.register.method).toMatchObject({ number: 2 });
    expect(await listSnapshots(scope)).toMatchObject([{ label: "Stage 1", sha256: frozen.sha256 }]);
    const read = planRiskImport(risksCsv(frozen.register.risks), { existing: [], owners: [], scales: null });
    const titles = new Set(frozen.register.risks.map(({ title }) => title));
    expect(read.ok && read.lines.filter(({ risk }) => risk !== null)).toHaveLength(titles.size);
    const other = await createWorkspaceWith({ roles: ["owner", "lead"] });
    await expect(getSnapshot(other.scope("lead", "risk:read"), id)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
