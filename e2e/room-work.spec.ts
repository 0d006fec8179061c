// What an auditor takes home and brings along: packs, the statement as a file, lists of requests; and what may go wrong meanwhile.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { violationsIn } from "./support/axe";
import { Clicks, signInAs, test, watch } from "./support/journey";
import { newMark, type Team } from "./support/people";
import { Place } from "./support/place";
import { waiting } from "./support/registry-soa";
import {
  answeredRequest,
  type OpenedRoom,
  openedRoom,
  ROOM_COOKIE,
  roomVersion,
  seat,
} from "./support/rooms";
import { type Database, forgetLimits, origin } from "./support/server";

const ROOMS = (name: string) => `lib/rooms/actions.ts#${name}Action`;
const APPROVAL = { timeout: 90_000 };

async function placed(team: Team, database: Database) {
  await forgetLimits(database);
  const place = new Place(team, database, newMark());
  return { place, room: await openedRoom(place, "Stage 2 audit") };
}

/** Lets the context into the room as its auditor. */
async function enter(context: BrowserContext, database: Database, room: OpenedRoom): Promise<void> {
  const value = await seat(database, room);
  await context.addCookies([{ name: ROOM_COOKIE, value, url: `${origin()}/room`, httpOnly: true }]);
}

async function bytesBy(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFileSync(await file.path());
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function press(target: Locator): Promise<void> {
  await target.focus();
  await target.press("Enter");
}

async function violations(page: Page): Promise<readonly string[]> {
  await expect(page).toHaveTitle(/\S/);
  return (await violationsIn(page)).map(({ id }) => id);
}

test("A3: a pack is given to a room, taken home in two clicks, byte for byte the company's (A-10, A-12)", async ({
  page,
  browser,
  team,
  database,
}) => {
  test.setTimeout(180_000);
  const { place, room } = await placed(team, database);
  const { id: versionId, version } = await waiting(place, "owner");
  await place.act("owner", "lib/soa/actions.ts#approveSoaAction", { id: versionId, version });
  const asked = await answeredRequest(place, room.roomId, { share: true, title: "Access review" });
  const desk = await browser.newContext();
  const problems = watch(desk);
  await signInAs(desk, team.people.owner);
  const lead = await desk.newPage();
  await lead.goto(`/w/${team.slug}/rooms/${room.roomId}?tab=packs`);
  await lead.getByRole("button", { name: "Build pack" }).click();
  const give = lead.getByRole("button", { name: "Give to auditors Stage 2 audit" });
  await expect(give).toBeVisible(APPROVAL);

  await enter(page.context(), database, room);
  await page.goto(`/room/${room.roomId}/packs`);
  await expect(page.getByText("has given no pack to this room yet")).toBeVisible();
  await give.click();
  await expect(lead.getByText("In the room", { exact: true })).toBeVisible();
  expect(await violations(lead)).toEqual([]);

  await page.goto(`/room/${room.roomId}`);
  const clicks = new Clicks();
  await clicks.on(page.getByRole("navigation", { name: "Room" }).getByRole("link", { name: "Packs" }));
  const link = page.getByRole("link", { name: "Download ZIP Stage 2 audit" });
  const taken = await bytesBy(page, () => clicks.on(link));
  expect(clicks.count, "A3: from the room's first page to the file").toBe(2);
  expect(sha256(await bytesBy(page, () => press(link)))).toBe(sha256(taken));
  await expect(page.getByText(sha256(taken))).toBeVisible();
  expect(taken.includes("soa/") && taken.includes(".pdf") && taken.includes(".xlsx")).toBe(true);
  expect(taken.includes("verifier.html") && taken.includes("requests.csv")).toBe(true);
  await expect(page.getByRole("heading", { name: "Verify a pack" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await violations(page)).toEqual([]);
  await lead.goto(`/w/${team.slug}/packs`);
  const own = await bytesBy(lead, () => lead.getByRole("button", { name: "Download Stage 2 audit" }).click());
  expect(sha256(own), "the same bytes on both sides").toBe(sha256(taken));

  await page.goto(`/room/${room.roomId}`);
  const statement = new Clicks();
  await statement.on(page.getByRole("navigation", { name: "Room" }).getByRole("link", { name: "SoA" }));
  await statement.on(page.getByRole("button", { name: "Export" }));
  const pdf = await bytesBy(page, () => statement.on(page.getByRole("link", { name: "PDF", exact: true })));
  expect(statement.count, "A3: the statement alone").toBe(3);
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");

  await lead.goto(`/w/${team.slug}/rooms/${room.roomId}?tab=seen`);
  await expect(lead.getByText(/^Pack Stage 2 audit/).first()).toBeVisible();
  await expect(lead.getByText(/^Statement of Applicability \(/).first()).toBeVisible();

  const { item } = await place.one(
    (sql) =>
      sql<{ item: string }[]>`select item_id as item from request_evidence where request_id = ${asked.id}`,
  );
  await lead.goto(`/w/${team.slug}/evidence/${item}`);
  await lead.getByText("Hold back from Stage 2 audit").click();
  await lead.getByLabel("Why it is held back").fill("It names a client");
  await lead.getByRole("button", { name: "Hold back" }).click();
  await expect(lead.getByText("It names a client").first()).toBeVisible();
  expect((await page.goto(`/room/${room.roomId}/evidence/${item}`))?.status()).toBe(404);
  await page.goto(`/room/${room.roomId}/packs`);
  await expect(page.getByText("has given no pack to this room yet")).toBeVisible();
  await lead.getByRole("button", { name: "Undo" }).click();
  await expect(lead.getByRole("button", { name: /^Show .* again$/ })).toHaveCount(0);
  expect((await page.goto(`/room/${room.roomId}/evidence/${item}`))?.status()).toBe(200);

  await lead.goto(`/w/${team.slug}/rooms/${room.roomId}?tab=scope`);
  await lead.getByLabel("Mark previews with the reader and the time").check();
  await lead.getByRole("button", { name: "Save facts and dates" }).click();
  await expect(lead.getByText("Stage 2 audit saved.").first()).toBeVisible();
  await place.file("owner", item);
  await page.goto(`/room/${room.roomId}/evidence/${item}`);
  await expect(page.frameLocator("iframe").first().getByText(room.email).first()).toBeAttached();
  expect(problems, "the console of the lead's pages").toEqual([]);
  await desk.close();
});

const LIST = [
  "Reference,Title,Kind,Requirements,Due on,Colour",
  "R-1,List of leavers,Population,A.5.18,2026-12-01,red",
  "R-2,Of an unknown control,Document,A.9.99,soon,",
].join("\r\n");

test("lists of requests come in as files, and a cancelled request keeps the words of its reader (A-05, A-07)", async ({
  page,
  browser,
  team,
  database,
}) => {
  test.setTimeout(120_000);
  const { place, room } = await placed(team, database);
  await enter(page.context(), database, room);
  await page.goto(`/room/${room.roomId}/requests`);
  await page.getByRole("link", { name: "Import CSV" }).click();
  const file = { name: "pbc.csv", mimeType: "text/csv", buffer: Buffer.from(LIST) };
  await page.getByLabel("List of requests").setInputFiles(file);
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(
    page.getByText("1 can be imported, 0 there already and not changed, 1 would be left out."),
  ).toBeVisible();
  await expect(page.getByRole("row", { name: /R-2/ })).toContainText(
    "Requirements: Not known in this room: A.9.99.",
  );
  await expect(page.getByRole("row", { name: /R-2/ })).toContainText('Due on: "soon" is not a date');
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Import 1 request" }).click();
  await expect(page.getByText("1 imported, 0 there already and not changed, 1 left out.")).toBeVisible();
  await page.getByRole("link", { name: "Open the requests" }).click();
  await page.getByRole("link", { name: /List of leavers/ }).click();

  const plain = await browser.newContext({ javaScriptEnabled: false });
  await signInAs(plain, team.people.lead);
  const lead = await plain.newPage();
  await lead.goto(`/w/${team.slug}/rooms/${room.roomId}/import`);
  const more = { ...file, buffer: Buffer.from(`${LIST}\r\nR-3,Policy,,A.5.1,,`) };
  await lead.getByLabel("List of requests").setInputFiles(more);
  await lead.getByLabel(/^Who is asked/).selectOption({ label: team.people.contributor.name });
  await lead.getByRole("button", { name: "Check the file" }).click();
  await expect(
    lead.getByText("1 can be imported, 1 there already and not changed, 1 would be left out."),
  ).toBeVisible();
  await lead.getByRole("button", { name: "Import 1 request" }).click();
  await expect(lead.getByText("1 imported, 1 there already and not changed, 1 left out.")).toBeVisible();
  await lead.goto(`/w/${team.slug}/rooms/${room.roomId}?tab=requests`);
  await expect(lead.getByRole("row", { name: /Policy/ })).toContainText(team.people.contributor.name);
  await plain.close();

  await page.getByLabel("Reply").fill("Which of the two systems is it?");
  const { id, version } = await place.one(
    (sql) =>
      sql<{ id: string; version: number }[]>`select id, version from requests where auditor_ref = 'R-1'`,
  );
  await place.act("lead", "lib/requests/actions.ts#cancelRequestAction", {
    id,
    version,
    reason: "Asked twice",
  });
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("The company cancelled this request meanwhile.").first()).toBeVisible();
  await expect(page.getByLabel("Reply")).toHaveValue("Which of the two systems is it?");
  await page.reload();
  await expect(page.getByText("The request is cancelled. Nothing more is written here.")).toBeVisible();
  await expect(page.getByText("Asked twice")).toHaveCount(0);

  await page.goto(`/room/${room.roomId}/controls/A.5.18`);
  await place.act("owner", ROOMS("setScope"), {
    ...{ id: room.roomId, version: await roomVersion(place, room.roomId) },
    ...{ kinds: [], refs: "A.5.1", registers: [], evidenceSet: "scope", soaVersionId: "" },
  });
  expect((await page.reload())?.status(), "narrowed while it was open").toBe(404);
  const gone = await page.locator("main").innerText();
  expect((await page.goto(`/room/${room.roomId}/controls/A.99.1`))?.status()).toBe(404);
  expect(await page.locator("main").innerText()).toBe(gone);
});
