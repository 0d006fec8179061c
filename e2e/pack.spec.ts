// A lead builds a pack, and somebody without the product verifies it: on the command line and in a browser page from the ZIP.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "@playwright/test";
import { violationsIn } from "./support/axe";
import { act, signInAs, test } from "./support/journey";

/** The stored files of a ZIP by name: a pack packs nothing. */
function filesOf(path: string): ReadonlyMap<string, Buffer> {
  const bytes = readFileSync(path);
  const out = new Map<string, Buffer>();
  for (let at = bytes.readUInt32LE(bytes.length - 6); bytes.readUInt32LE(at) === 0x02014b50; ) {
    const [size, length, offset] = [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ];
    const start = offset + 30 + length;
    out.set(bytes.toString("utf8", at + 46, at + 46 + length), bytes.subarray(start, start + size));
    at += 46 + length;
  }
  return out;
}

test("a pack is built, downloaded and verified without the product (A-10)", async ({
  page,
  context,
  team,
  browser,
}) => {
  test.setTimeout(180_000);
  await signInAs(context, team.people.lead);
  await act(team, team.people.lead, "lib/evidence/actions.ts#addEvidenceAction", {
    ...{
      kind: "attestation",
      title: "Access review of May",
      body: "Reviewed by hand",
      internalNotes: "between us",
    },
    ...{ requirements: "A.5.18", submit: true, onceKey: "" },
  });
  await page.goto(`/w/${team.slug}/packs`);
  await expect(page.getByText("No pack was built yet")).toBeVisible();
  expect(await violationsIn(page)).toEqual([]);
  await page.getByLabel("Name").fill("Surveillance");
  await page.getByLabel("Requirements").fill("A.99.1");
  await page.getByLabel("Statement of Applicability").selectOption("draft");
  await page.getByLabel(/Also evidence that was submitted/).check();
  await page.getByRole("button", { name: "Build the pack" }).click();
  await expect(page.getByText("This workspace has no A.99.1.").first()).toBeVisible();
  await page.getByLabel("Requirements").fill("A.5.18");
  await page.getByRole("button", { name: "Build the pack" }).click();
  const download = page.getByRole("button", { name: "Download Surveillance" });
  await expect(download).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText("1 piece of evidence for 1 requirement,")).toBeVisible();
  expect(await violationsIn(page)).toEqual([]);

  const [file] = await Promise.all([page.waitForEvent("download"), download.click()]);
  expect(file.suggestedFilename()).toMatch(/_pack_Surveillance_\d{4}-\d\d-\d\d\.zip$/);
  const folder = mkdtempSync(join(tmpdir(), "carryover-auditor-"));
  const path = join(folder, "pack.zip");
  await file.saveAs(path);
  const files = filesOf(path);
  expect([...files.keys()].some((name) => /^soa\/.*\.pdf$/.test(name))).toBe(true);
  for (const [name, bytes] of files) expect(bytes.includes("between us"), name).toBe(false);
  writeFileSync(join(folder, "verify.mjs"), files.get("verify.mjs") ?? "");
  const run = spawnSync(process.execPath, ["verify.mjs", "pack.zip"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(run.stdout).toContain("are the ones that were signed");
  expect(run.status).toBe(0);
  const fingerprint = /^key ([0-9a-f]{64})$/m.exec(run.stdout)?.[1] ?? "";

  writeFileSync(join(folder, "verifier.html"), files.get("verifier.html") ?? "");
  const auditor = await browser.newPage();
  await auditor.goto(pathToFileURL(join(folder, "verifier.html")).toString());
  await auditor.getByLabel(/Fingerprint/).fill(fingerprint);
  await auditor.getByLabel("Pack", { exact: true }).setInputFiles(path);
  await expect(auditor.getByRole("heading", { name: "This pack is whole" })).toBeVisible();
  const spoiled = Buffer.from(readFileSync(path));
  const at = spoiled.indexOf("Reviewed by hand");
  spoiled[at] = 0x72;
  writeFileSync(join(folder, "spoiled.zip"), spoiled);
  await auditor.getByLabel("Pack", { exact: true }).setInputFiles(join(folder, "spoiled.zip"));
  await expect(
    auditor.getByRole("heading", { name: "This pack is not the one that was signed" }),
  ).toBeVisible();
  await expect(auditor.getByText("byte 0 is 114 and was 82")).toBeVisible();
  await auditor.close();

  await page.goto("/signing-keys");
  await expect(page.getByText(fingerprint).first()).toBeVisible();
  await page.goto(`/w/${team.slug}/activity`);
  await page.getByRole("link", { name: "State of the log" }).click();
  await page.getByRole("link", { name: "Check now" }).click();
  await expect(page.getByText(/1 signed checkpoints? fits?|1 signed checkpoints fit/)).toBeVisible();
  await expect(page).toHaveTitle(/\S/);
  expect(await violationsIn(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await violationsIn(page)).toEqual([]);

  await signInAs(context, team.people.viewer);
  await page.goto(`/w/${team.slug}/packs`);
  await expect(page.getByText("Surveillance").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Download Surveillance" })).toHaveCount(0);
});
