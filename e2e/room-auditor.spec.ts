// An auditor without an account: from the mail to the first decision, and what stays closed to them.
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { violationsIn } from "./support/axe";
import { Clicks, signInAs, test } from "./support/journey";
import { press } from "./support/keys";
import { linkIn, mailTo } from "./support/mails";
import { newMark, type Team } from "./support/people";
import { Place } from "./support/place";
import { answeredRequest, type OpenedRoom, openedRoom } from "./support/rooms";
import { type Database, forgetLimits } from "./support/server";

const ROOMS = (name: string) => `lib/rooms/actions.ts#${name}Action`;

async function startOf(team: Team, database: Database) {
  await forgetLimits(database);
  const place = new Place(team, database, newMark());
  const room = await openedRoom(place, "Stage 2 audit");
  return { place, room };
}

async function linkFor(email: string): Promise<string> {
  await expect.poll(async () => (await mailTo(email, /auditor's room/)).subject).toContain("Stage 2 audit");
  return new URL(linkIn(await mailTo(email, /auditor's room/), "/room/open/")).pathname;
}

/** A new mail with a new link, on behalf of a browser that the address is proven in. */
async function linkAgain(place: Place, room: OpenedRoom, last: string): Promise<string> {
  await place.act("owner", ROOMS("resendRoomInvitation"), { roomId: room.roomId, auditorId: room.auditorId });
  await expect.poll(async () => linkFor(room.email)).not.toBe(last);
  return linkFor(room.email);
}

/** Journey L3 without a mouse: from the bell to the nonconformity, prefilled with what the auditor returned. */
async function raiseByKeyboard(lead: Page, team: Team): Promise<void> {
  await lead.goto(`/w/${team.slug}`);
  let keys = 0;
  const enter = async (target: Locator, key = "Enter") => {
    await press(lead, target, key);
    keys += 1;
  };
  await enter(lead.getByRole("link", { name: /^Notifications/ }));
  await expect(lead).toHaveURL(/notifications/);
  await enter(lead.getByRole("link", { name: /^Raise nonconformity/ }).first());
  await expect(lead.getByLabel("Requirements")).toHaveValue(/A\.5\.18/);
  await expect(lead.getByLabel("Objective evidence")).toHaveValue(/March is missing/);
  await enter(lead.getByLabel(/^Major/), "ArrowDown");
  await expect(lead.getByLabel(/^Minor/)).toBeChecked();
  await enter(lead.getByRole("button", { name: "Raise nonconformity" }));
  await expect(lead).toHaveURL(/nonconformities\/[0-9a-f-]{36}$/);
  expect(keys, "L3 by keyboard: from the bell to the nonconformity").toBeLessThanOrEqual(4);
}

/** Enters on a browser that is new: the button, the mailed code. */
async function enterFirst(page: Page, email: string): Promise<string> {
  const link = await linkFor(email);
  await page.goto(link);
  await page.getByRole("button", { name: "Enter the room" }).click();
  await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
  await page.getByLabel("Code").fill("000000");
  const { subject } = await mailTo(email, /is your code/);
  const digits = /\d{6}/.exec(subject)?.[0] ?? "";
  if (digits !== "000000") {
    await page.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByText("4 tries are left").first()).toBeVisible();
  }
  await page.getByLabel("Code").fill(digits);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Welcome to Stage 2 audit" })).toBeVisible();
  return link;
}

async function asMember(browser: Browser, team: Team) {
  const context = await browser.newContext();
  await signInAs(context, team.people.owner);
  return context.newPage();
}

test("A1 by mouse and by keyboard, L3 by keyboard: an auditor enters by link and code, decides, and is out at once (A-02, A-03, A-04, A-07, A-12, A-13)", async ({
  page,
  browser,
  team,
  database,
}) => {
  test.slow();
  const { place, room } = await startOf(team, database);
  const asked = await answeredRequest(place, room.roomId, {
    share: true,
    title: "Access review, third quarter",
  });
  await place.act("owner", "lib/comments/actions.ts#writeCommentAction", {
    ...{ subjectKind: "request", subjectId: asked.id, onceKey: "" },
    body: `Internal ${place.canary}-secret`,
  });
  for (const title of ["List of leavers", "List of joiners"])
    await answeredRequest(place, room.roomId, { share: true, title });

  const used = await enterFirst(page, room.email);
  await page.goto(used);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();

  const link = await linkAgain(place, room, used);
  const clicks = new Clicks();
  await page.goto(link);
  clicks.count += 1;
  await clicks.on(page.getByRole("button", { name: "Enter the room" }));
  await clicks.on(page.getByRole("link", { name: "Review next request" }));
  await clicks.on(page.getByRole("button", { name: "Accept" }));
  await expect(page.getByText("Answer accepted.").first()).toBeVisible();
  expect(clicks.count, "A1: from the mail's link to the first decision").toBe(4);

  let keys = 1;
  await page.goto(await linkAgain(place, room, link));
  await press(page, page.getByRole("button", { name: "Enter the room" }));
  await press(page, page.getByRole("link", { name: "Review next request" }));
  await expect(page.getByRole("button", { name: "Accept" })).toBeVisible();
  await page.keyboard.press("a");
  keys += 3;
  await expect(page.getByText("Answer accepted.").first()).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByRole("button", { name: "Accept" }), "J goes on to the next to review").toBeVisible();
  expect(keys, "A1 by keyboard: from the mail's link to the next decision").toBe(4);

  const other = await place.one(
    (sql) =>
      sql<{ id: string }[]>`select id from requests where room_id = ${room.roomId} and state = 'submitted'`,
  );
  await page.goto(`/room/${room.roomId}/requests`);
  // A key that comes before the script is lost, for a person as well: it is pressed again.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(page).toHaveURL(/id=/, { timeout: 2_000 });
  }).toPass();
  for (let step = 0; step < 2 && !page.url().includes(other.id); step += 1) {
    const before = page.url();
    await page.keyboard.press("j");
    await expect(page).not.toHaveURL(before);
  }
  const reviewing = page.getByRole("button", { name: "Accept" });
  if (!(await reviewing.isVisible())) await page.goto(`/room/${room.roomId}/requests?id=${other.id}`);
  await expect(reviewing).toBeVisible();
  await page.keyboard.press("r");
  await page.getByLabel("What is wrong or missing").fill("March is missing");
  await page.getByRole("button", { name: "Return answer" }).click();
  await expect(page.getByText("Returned: March is missing")).toBeVisible();
  await page.getByLabel("Reply").fill("Which system is it?");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Which system is it?").first()).toBeVisible();
  expect((await violationsIn(page)).map(({ id }) => id)).toEqual([]);

  for (const path of [
    "",
    "/requests",
    `/requests?id=${asked.id}`,
    "/controls",
    "/controls/A.5.18",
    "/evidence",
    "/soa",
  ]) {
    await page.goto(`/room/${room.roomId}${path}`);
    expect(await page.content(), path).not.toContain(`${place.canary}-secret`);
    expect(await page.content(), path).not.toContain("Guidance ");
  }
  const requests = await page.request.get(`/room/${room.roomId}/exports/requests.csv`);
  expect(await requests.text()).not.toContain("secret");

  const lead = await asMember(browser, team);
  await raiseByKeyboard(lead, team);
  await lead.goto(`/w/${team.slug}/rooms/${room.roomId}?tab=seen`);
  await expect(lead.getByText("Requests as CSV").first()).toBeVisible();
  await lead.goto(`/w/${team.slug}/requests/${other.id}`);
  await expect(lead.getByText("Auditor can see this").first()).toBeVisible();
  await expect(lead.getByText("Which system is it?").first()).toBeVisible();
  await lead.goto(`/w/${team.slug}/rooms/${room.roomId}?tab=access`);
  await lead.getByRole("button", { name: `Revoke the access of ${room.email}` }).click();
  await expect(lead.getByText("Access taken away").first()).toBeVisible();
  await page.goto(`/room/${room.roomId}`);
  await expect(page).toHaveURL(/\/room$/);
  await lead.getByRole("button", { name: "View as auditor" }).click();
  await expect(lead.getByText("You see what the auditor sees").first()).toBeVisible();
  await lead.goto(`/room/${room.roomId}/requests?id=${other.id}`);
  await expect(lead.getByRole("button", { name: "Send" })).toHaveCount(0);
  await lead.getByRole("button", { name: "Close preview" }).click();
  await expect(lead).toHaveURL(new RegExp(`/w/${team.slug}/rooms/`));
  await lead.context().close();
});

test.describe("without client JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the link, the code and the room work by plain forms (A-02)", async ({ page, team, database }) => {
    const { room } = await startOf(team, database);
    await page.goto(await linkFor(room.email));
    await page.getByRole("button", { name: "Enter the room" }).click();
    await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
    const { subject } = await mailTo(room.email, /is your code/);
    await page.getByLabel("Code").fill(/\d{6}/.exec(subject)?.[0] ?? "");
    await page.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByRole("heading", { name: "Welcome to Stage 2 audit" })).toBeVisible();
    await page.getByRole("link", { name: "Requests" }).first().click();
    await expect(page).toHaveURL(/\/requests/);
  });
});
