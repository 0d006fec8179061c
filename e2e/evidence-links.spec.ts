// Links of evidence: taken away and brought back, and judged while somebody takes one away.
import { expect, type Page } from "@playwright/test";
import { act, signInAs, test } from "./support/journey";
import { idIn } from "./support/place";

const evidence = (name: string) => `lib/evidence/actions.ts#${name}Action`;
/** The row of a requirement that uses the item. */
const verdict = (page: Page, ref: string) =>
  page.getByRole("row").filter({ has: page.locator("a.ref", { hasText: new RegExp(`^${ref}$`) }) });

test("a link taken away comes back with its verdict", async ({ page, context, team }) => {
  const added = await act(team, team.people.lead, evidence("addEvidence"), {
    ...{ title: "Access review", kind: "link", url: "https://wiki.example/review", onceKey: "" },
    ...{ effectiveOn: "2026-09-01", requirements: "A.5.15", submit: "on" },
  });
  const itemId = idIn(added.redirect);
  const address = `/w/${team.slug}/evidence/${itemId}`;
  await act(team, team.people.approver, evidence("giveVerdict"), {
    itemId,
    refs: ["A.5.15"],
    verdict: "sufficient",
    note: "",
  });
  await signInAs(context, team.people.lead);
  await page.goto(address);
  await page.getByRole("button", { name: "Unlink A.5.15" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("A.5.15 linked again.")).toBeVisible();
  await expect(verdict(page, "A.5.15")).toContainText("Sufficient");
  await expect(page.getByText("Way back").first()).toBeVisible();

  // A link that goes while somebody judges it takes nothing of what was typed with it.
  await act(team, team.people.lead, evidence("linkEvidence"), {
    itemIds: [itemId],
    refs: ["CC6.1"],
    onceKey: "",
  });
  await signInAs(context, team.people.approver);
  await page.goto(address);
  await page.getByLabel("Select all 2 requirements").check();
  await page.getByLabel("Verdict", { exact: true }).selectOption("needs_supplement");
  const note = page.getByLabel("What to add, or why it does not fit");
  await note.fill("The sign-off of the manager.");
  await act(team, team.people.lead, evidence("unlinkEvidence"), { itemId, refs: ["A.5.15"] });
  await page.getByRole("button", { name: "Give verdict" }).click();
  await expect(page.getByText("The link to A.5.15 was removed meanwhile.")).toBeVisible();
  await page.getByRole("button", { name: "Reload and keep what I typed" }).click();
  await expect(page.getByLabel("Select A.5.15")).toHaveCount(0);
  await expect(note).toHaveValue("The sign-off of the manager.");
  await page.getByRole("button", { name: "Give verdict" }).click();
  await expect(verdict(page, "CC6.1")).toContainText("The sign-off of the manager.");
});
