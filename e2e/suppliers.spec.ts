// Suppliers (V-01 to V-03, S-05): from an empty register to a control that rests on a provider's certificate, reviewed,
// expired and refused to end; by keyboard, on a phone, and without client JavaScript.
import { expect } from "@playwright/test";
import { addDays, addMonths, dateIn, formatDate } from "@/lib/core/dates";
import { expectGood } from "./support/good-page";
import { act, signInAs, test } from "./support/journey";
import type { Team } from "./support/people";
import { idIn } from "./support/place";
import type { Database } from "./support/server";

const today = dateIn("Europe/Berlin", new Date());
const supplier = (name: string) => `lib/suppliers/actions.ts#${name}Action`;
const REGISTER = (lines: readonly string[]) => ({
  name: "suppliers.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`${lines.join("\n")}\n`),
});

async function newSupplier(team: Team, fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await act(team, team.people.lead, supplier("addSupplier"), {
    name: "Nimbus Hosting",
    tier: "critical",
    service: "Hosting of production",
    ownerId: team.people.lead.userId,
    onceKey: "",
    ...fields,
  });
  return idIn(answer.redirect);
}

async function attested(team: Team, database: Database, supplierId: string): Promise<string> {
  await act(team, team.people.lead, supplier("addAttestation"), {
    supplierId,
    kind: "iso27001",
    issuer: "Harbour Certification",
    number: "HC-1",
    validUntil: addDays(today, 200),
    onceKey: "",
  });
  const [row] = await database.inside(
    team.workspaceId,
    (sql) => sql<{ id: string }[]>`select id from supplier_attestations where supplier_id = ${supplierId}`,
  );
  return row?.id ?? "";
}

test("from an empty register to a control that rests on a certificate, until it expires", async ({
  page,
  context,
  team,
  database,
}) => {
  test.setTimeout(150_000);
  const { lead, contributor } = team.people;
  const itemAnswer = await act(team, lead, "lib/evidence/actions.ts#addEvidenceAction", {
    kind: "attestation",
    title: "Certificate of Nimbus",
    body: "Kept in the vault.",
    onceKey: "",
  });
  const itemId = idIn(itemAnswer.redirect);
  await signInAs(context, lead);

  // V-01: the register, by keyboard from the empty state
  await page.goto(`/w/${team.slug}/suppliers`);
  const empty = page.getByRole("link", { name: "Add supplier" });
  await empty.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/suppliers\/new$/);
  await page.getByRole("button", { name: "Add supplier" }).click();
  await expect(page.getByText("A name is needed.").first()).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Nimbus Hosting");
  await page.getByRole("textbox", { name: /^Service/ }).fill("Hosting of production");
  await page.getByRole("combobox", { name: /^Tier/ }).selectOption("critical");
  await page.getByLabel("Part of the ICT supply chain").check();
  await page.getByRole("combobox", { name: /^Incident notification/ }).selectOption("present");
  await page.getByRole("button", { name: "Add supplier" }).click();
  await page.waitForURL(/suppliers\/[0-9a-f-]{36}$/);
  const id = idIn(page.url());
  await expect(page.getByText("4 of 5 absent or unknown").first()).toBeVisible();

  // V-03: a certificate with its evidence, linked in one step; a report with exceptions says what that costs
  await page.getByRole("link", { name: "Record attestation" }).click();
  await page.getByRole("combobox", { name: /^Kind/ }).selectOption("iso27001");
  await page.getByRole("button", { name: "Record attestation" }).click();
  await expect(page.getByText("Enter the number of the certificate.").first()).toBeVisible();
  await page.getByRole("textbox", { name: /^Issuer/ }).fill("Harbour Certification");
  await page.getByRole("textbox", { name: /^Number/ }).fill("HC-1");
  await page.getByLabel("Valid until").fill(addDays(today, 200));
  await page.getByRole("combobox", { name: /^Evidence/ }).selectOption(itemId);
  await page.getByRole("button", { name: "Record attestation" }).click();
  await expect(page.getByText("Attestation recorded.").first()).toBeVisible();
  await page.getByRole("button", { name: /^Link to CC9\.2, A\.5\.19/ }).click();
  await expect(
    page.getByText("linked to A.5.19, A.5.20, A.5.21, A.5.22, A.5.23, CC9.2").first(),
  ).toBeVisible();
  await page.getByRole("link", { name: "Record attestation" }).click();
  await page.getByRole("combobox", { name: /^Kind/ }).selectOption("soc2_type2");
  await page.getByLabel("Period from").fill(addMonths(today, -9));
  await page.getByLabel("Period to").fill(addMonths(today, -3));
  await page.getByRole("textbox", { name: /^Exceptions/ }).fill("Two late removals.");
  await page.getByRole("button", { name: "Record attestation" }).click();
  await expect(
    page.getByText(/They lower reuse: judge its links Needs supplement at most/).first(),
  ).toBeVisible();
  await expect(
    page.getByText(`Valid until ${formatDate(addMonths(addMonths(today, -3), 12))}`).first(),
  ).toBeVisible();

  // S-05: what rests on it, what nobody can take over, and what stays with us
  await page.getByRole("link", { name: "Write statement" }).click();
  const document = page.getByRole("combobox", { name: /^Document/ });
  await document.selectOption(await document.locator("option", { hasText: "HC-1" }).getAttribute("value"));
  await page.getByRole("textbox", { name: /^Controls/ }).fill("A.7.5, A.7.8");
  await page.getByLabel("What the document covers").fill("Building, power and cabling.");
  await page.getByLabel("What it does not cover").fill("The office.");
  await page.getByLabel("Next review").fill(addDays(today, 200));
  await page.getByRole("button", { name: "Write statement" }).click();
  await expect(page.getByText(/A\.7\.8 concerns your own desks/).first()).toBeVisible();
  await expect(page.getByText(/Set the next review before/).first()).toBeVisible();
  await expect(page.getByLabel("What it does not cover")).toHaveValue("The office.");
  await page.getByRole("textbox", { name: /^Controls/ }).fill("A.7.5, A.7.11, A.7.9");
  await page.getByLabel("Next review").fill(addDays(today, 150));
  await page.getByRole("button", { name: "Write statement" }).click();
  await expect(page.getByText("Reliance statement written.").first()).toBeVisible();
  await expect(page.getByText("Shared at most")).toHaveCount(1);
  await page.getByRole("link", { name: /^Note a user-entity control/ }).click();
  await page.getByLabel("What the provider leaves to you").fill("Accounts of leavers are removed.");
  await page.getByRole("textbox", { name: /^Own control/ }).fill("A.5.18");
  await page.getByRole("combobox", { name: /^Owner/ }).selectOption({ label: contributor.name });
  await page.getByRole("button", { name: "Note control" }).click();
  await expect(page.getByText("User-entity control noted.").first()).toBeVisible();

  // V-02: one open review; its findings become a nonconformity
  await page.getByRole("button", { name: "Start review" }).click();
  await page.getByRole("link", { name: "Write findings and decide" }).click();
  await page.getByRole("textbox", { name: /^Findings/ }).fill("Incidents were told late.");
  await page.getByRole("radio", { name: "Accepted with conditions" }).check();
  await page.getByRole("button", { name: "Save review" }).click();
  await expect(page.getByText("Name the conditions and until when they are met.").first()).toBeVisible();
  await page.getByRole("textbox", { name: /^Conditions/ }).fill("Notice within a day from January.");
  await page.getByRole("button", { name: "Save review" }).click();
  await expect(page.getByText("Review decided.").first()).toBeVisible();
  await expect(page.getByText(`Next by ${formatDate(addMonths(today, 6))}`)).toBeVisible();
  await expectGood(page, "a supplier with everything");
  await page.reload();
  await page.getByRole("link", { name: "Raise nonconformity" }).click();
  await expect(page.getByLabel("Objective evidence")).toHaveValue(/Incidents were told late/);

  // nothing ends while controls lean on it; once expired, the page says which
  await page.goto(`/w/${team.slug}/suppliers/${id}?edit=end`);
  await expect(page.getByText(/A\.7\.5, A\.7\.9, A\.7\.11 lean on it through/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "End supplier" })).toHaveCount(0);
  await database.inside(
    team.workspaceId,
    (sql) => sql`update supplier_attestations set valid_until = ${addDays(today, -1)} where number = 'HC-1'`,
  );
  await page.goto(`/w/${team.slug}/suppliers/${id}`);
  await expect(
    page.getByText(/HC-1, Harbour Certification of Nimbus Hosting expired on .* rest on it/),
  ).toBeVisible();
  await expect(page.getByText("No control", { exact: true }).first()).toBeVisible();
  await page.goto(`/w/${team.slug}/suppliers?show=expired`);
  await expect(page.getByRole("link", { name: "Nimbus Hosting" })).toBeVisible();

  // the duty waits for its owner, who may read and not write
  await context.clearCookies();
  await signInAs(context, contributor);
  await page.goto(`/w/${team.slug}/work`);
  await page
    .getByRole("link", { name: /Settle/ })
    .first()
    .click();
  await page.waitForURL(/suppliers\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("link", { name: "Edit supplier" })).toHaveCount(0);
  await page.getByRole("textbox", { name: /^Comment/ }).fill("Done since May.");
  await page.getByRole("button", { name: "Comment" }).click();
  await expect(page.getByText("Done since May.").first()).toBeVisible();
});

test("the register goes out as CSV, comes back with a preview, and is filtered", async ({
  page,
  context,
  team,
}) => {
  test.setTimeout(90_000);
  await newSupplier(team, { ict: "on" });
  await newSupplier(team, { name: "=Quill", service: "Mail", tier: "standard" });
  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/suppliers`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const csv = Buffer.concat(chunks).toString("utf8");
  expect(csv).toContain(`"'=Quill"`);
  const lines = csv.trimEnd().split("\r\n");
  const changed = lines.map((line) => line.replace('"Hosting of production"', '"Hosting, twice"'));

  await page.goto(`/w/${team.slug}/suppliers/import`);
  const file = page.locator("input[type=file]");
  await file.setInputFiles(REGISTER([...changed, `"Altus","","Huge"`]));
  await page.getByRole("button", { name: "Show the preview" }).click();
  await expect(
    page.getByText("0 new, 1 changed, 1 unchanged, 1 left out. Nothing is stored yet.").first(),
  ).toBeVisible();
  await expect(page.getByText("Service: Hosting of production becomes Hosting, twice").first()).toBeVisible();
  await expect(page.getByText(/Tier is none of Critical, Important, Standard/).first()).toBeVisible();
  await expectGood(page, "the preview of an import");
  await page.getByRole("button", { name: "Import 1 supplier" }).click();
  await page.waitForURL(/\/suppliers$/);
  await expect(page.getByText("Register imported: 0 new, 1 changed.").first()).toBeVisible();
  await expect(page.getByText("Hosting, twice").first()).toBeVisible();

  await page.goto(`/w/${team.slug}/suppliers?ict=yes`);
  await expect(page.locator(".tool [role=status]")).toHaveText("1 of 2");
  await expectGood(page, "the filtered register");
  await page.goto(`/w/${team.slug}/suppliers?q=nothing`);
  await expect(page.getByText("No row matches").first()).toBeVisible();
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a supplier is attested, relied on, reviewed and imported", async ({
    page,
    context,
    team,
    database,
  }) => {
    test.setTimeout(90_000);
    const id = await newSupplier(team);
    await attested(team, database, id);
    await signInAs(context, team.people.lead);
    await page.goto(`/w/${team.slug}/suppliers/${id}?edit=reliance`);
    await page.getByRole("textbox", { name: /^Controls/ }).fill("A.7.7");
    await page.getByLabel("What the document covers").fill("Power.");
    await page.getByRole("button", { name: "Write statement" }).click();
    await expect(page.getByText(/A\.7\.7 concerns your own desks/).first()).toBeVisible();
    await expect(page.getByLabel("What the document covers")).toHaveValue("Power.");
    await page.getByRole("textbox", { name: /^Controls/ }).fill("A.7.11");
    await page.getByRole("button", { name: "Write statement" }).click();
    await expect(page.getByText("Valid", { exact: true }).first()).toBeVisible();
    await page.getByRole("button", { name: "Start review" }).click();
    await page.getByRole("link", { name: "Write findings and decide" }).click();
    await page.getByRole("textbox", { name: /^Findings/ }).fill("Nothing to say.");
    await page.getByRole("button", { name: "Save review" }).click();
    await expect(page.getByText("Nothing to say.").first()).toBeVisible();

    await page.goto(`/w/${team.slug}/suppliers/import`);
    await page.locator("input[type=file]").setInputFiles(REGISTER(["Name,Tier", "Altus,Critical"]));
    await page.getByRole("button", { name: "Show the preview" }).click();
    await expect(
      page.getByText("1 new, 0 changed, 0 unchanged, 0 left out. Nothing is stored yet.").first(),
    ).toBeVisible();
    await page.getByRole("button", { name: "Import 1 supplier" }).click();
    await expect(page.getByRole("link", { name: "Altus" })).toBeVisible();
  });
});
