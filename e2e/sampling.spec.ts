// An auditor draws samples from a population, by mouse, by keyboard and without script, and both sides follow the answers.
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { violationsIn } from "./support/axe";
import { Clicks, signInAs, test } from "./support/journey";
import { press, tabTo } from "./support/keys";
import { newMark, type Team } from "./support/people";
import { Place } from "./support/place";
import { openedRoom, ROOM_COOKIE, seat } from "./support/rooms";
import { givenPopulation } from "./support/samples";
import { type Database, origin } from "./support/server";

async function seatedIn(context: BrowserContext, team: Team, database: Database) {
  const place = new Place(team, database, newMark());
  const room = await openedRoom(place, "Stage 2 audit");
  const value = await seat(database, room);
  await context.addCookies([{ name: ROOM_COOKIE, value, url: origin(), httpOnly: true }]);
  return { place, room: `/room/${room.roomId}`, roomId: room.roomId };
}

async function axe(page: Page) {
  await expect(page).toHaveTitle(/\S/);
  return (await violationsIn(page)).map(({ id, nodes }) => [id, nodes[0]?.html]);
}

async function fits(page: Page): Promise<void> {
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(wide).toBeLessThanOrEqual(seen ?? 0);
}

test("a sample of 25 is drawn and asked for in four clicks, repeated, answered and followed by both sides (A-08, journey A2)", async ({
  page,
  context,
  team,
  database,
}) => {
  test.slow();
  const { place, room, roomId } = await seatedIn(context, team, database);
  await givenPopulation(place, roomId, { title: "List of leavers", name: "list-of-leavers.csv" });
  await page.goto(room);

  const clicks = new Clicks();
  await clicks.on(page.getByRole("navigation", { name: "Room" }).getByRole("link", { name: "Samples" }));
  await clicks.on(page.getByRole("table", { name: "Populations" }).getByRole("link").first());
  await expect(page.getByText("40 below the heading")).toBeVisible();
  await page.getByRole("textbox", { name: "Seed" }).fill("2026");
  await clicks.on(page.getByRole("button", { name: "Draw sample" }));
  await clicks.on(page.getByRole("button", { name: "Create 25 requests" }));
  await expect(page.getByText("25 requests sent to the company.").first()).toBeVisible();
  expect(clicks.count, "A2: from the room's first page to 25 requests").toBe(4);

  await expect(page.getByText("25 of 40 lines, at random with seed 2026. 0 of 25 answered")).toBeVisible();
  const lines = page.getByRole("table", { name: "Items of the sample" }).getByRole("row");
  await expect(lines).toHaveCount(26);
  await expect(lines.nth(1)).toContainText("P-1019");
  await expect(lines.nth(1)).toContainText("S-1.01");
  await page.getByRole("link", { name: "Draw again" }).click();
  await expect(page.getByText("the same 25 lines with the same content")).toBeVisible();
  expect(await axe(page)).toEqual([]);
  const sample = new URL(page.url()).pathname;
  const csv = await (await page.request.get(`${sample}/sample.csv`)).text();
  expect(csv.trim().split("\r\n")).toHaveLength(26);
  expect(csv).toContain('"At random","2026"');

  const child = await place.one(
    (sql) =>
      sql<
        { id: string }[]
      >`select id from requests where room_id = ${roomId} and auditor_ref = 'S-1.01' and kind = 'sample'`,
  );
  await place.act("contributor", "lib/requests/actions.ts#answerRequestAction", {
    ...{ id: child.id, version: 1, kind: "attestation", body: "Ticket closed", effectiveOn: "2026-06-01" },
    onceKey: "",
  });
  await place.act("lead", "lib/rooms/actions.ts#shareAnswerAction", { id: child.id, version: 2 });
  await page.goto(sample);
  await expect(page.getByText("1 of 25 answered, 0 accepted")).toBeVisible();
  await page.getByRole("link", { name: "S-1.01" }).click();
  await expect(page.getByText("Item 1 of 25 of sample S-1: line 19 of version 1")).toBeVisible();
  await expect(page.getByRole("link", { name: "sample S-1" })).toHaveAttribute("href", sample);
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByText("Answer accepted.").first()).toBeVisible();
  await page.getByRole("link", { name: /^P-\w+ List of leavers$/ }).click();
  await expect(page.getByRole("heading", { name: "List of leavers", exact: true })).toBeVisible();

  await signInAs(context, team.people.lead);
  await page.goto(`/w/${team.slug}/requests/${child.id}`);
  await expect(page.getByRole("link", { name: /^P-\w+ List of leavers$/ })).toBeVisible();
  await page.getByRole("link", { name: "sample S-1" }).click();
  await expect(page).toHaveURL(new RegExp(`/w/${team.slug}/rooms/${roomId}/samples/`));
  await page.goto(`/w/${team.slug}/rooms/${roomId}?tab=samples`);
  await page.getByRole("table", { name: "Samples" }).getByRole("link").first().click();
  await expect(page.getByText("1 of 25 answered, 1 accepted")).toBeVisible();
  await page.getByRole("link", { name: "Draw again" }).click();
  await expect(page.getByText("the same 25 lines with the same content")).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await axe(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("sample-S-1.csv");
  // Whoever opened the room leads it and is told.
  await signInAs(context, team.people.owner);
  await page.goto(`/w/${team.slug}/notifications`);
  await expect(page.getByText("drew a sample").first()).toBeVisible();
});

test("a sample is drawn by keyboard, judged lines are ticked, and a list that cannot be read says why (A-08)", async ({
  page,
  context,
  team,
  database,
}) => {
  const { place, room, roomId } = await seatedIn(context, team, database);
  const list = await givenPopulation(place, roomId, { name: "leavers.csv" });
  const wide = `${"column,".repeat(100)}last\n1,2\n`;
  const broken = await givenPopulation(place, roomId, { name: "wide.csv", body: wide });
  await page.goto(`${room}/samples`);
  expect(await axe(page)).toEqual([]);
  const populations = page.getByRole("table", { name: "Populations" });
  await press(page, populations.locator(`a[href$="${list.itemId}/1"]`));
  await expect(page.getByText("40 below the heading")).toBeVisible();
  await tabTo(page, page.getByLabel("Lines to draw"));
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sample S-1" })).toBeVisible();
  await tabTo(page, page.getByLabel("What is asked for each item"));
  await press(page, page.getByRole("button", { name: "Create 3 requests" }));
  await expect(page.getByText("0 of 3 answered")).toBeVisible();

  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${room}/samples/from/${list.itemId}/1`);
  await page.getByLabel("Lines to draw").fill("41");
  await page.getByRole("button", { name: "Draw sample" }).click();
  await expect(page.getByText("The list has 40 lines; 41 cannot be drawn.").first()).toBeVisible();
  await expect(page.getByLabel("Lines to draw")).toHaveValue("41");
  await page.getByRole("radio", { name: /By judgement/ }).check();
  await page.getByLabel("Choose line 7").check();
  await page.getByLabel("Line numbers").fill("12-13");
  expect(await axe(page)).toEqual([]);
  await fits(page);
  await page.getByRole("button", { name: "Draw sample" }).click();
  await expect(page.getByText("Say why these lines were chosen.").first()).toBeVisible();
  await page.getByLabel("Why these lines").fill("Left on a Friday");
  await page.getByRole("button", { name: "Draw sample" }).click();
  await expect(page.getByText("3 of 40 lines, chosen by the auditor").first()).toBeVisible();
  await expect(page.getByText("Left on a Friday")).toBeVisible();
  await fits(page);
  await page.goto(`${room}/samples/from/${broken.itemId}/1`);
  await expect(page.getByText("The heading has 101 columns; a list has at most 100.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Draw sample" })).toHaveCount(0);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("an interval is drawn from 50,000 lines within seconds, and its items asked for (A-08)", async ({
    page,
    context,
    team,
    database,
  }) => {
    const { place, room, roomId } = await seatedIn(context, team, database);
    const body = Array.from({ length: 50_001 }, (_, at) => `T-${at},2026-01-01,Ticket ${at}`).join("\n");
    const { itemId } = await givenPopulation(place, roomId, { name: "tickets.csv", body });
    const began = Date.now();
    await page.goto(`${room}/samples/from/${itemId}/1?find=Ticket+49999`);
    await expect(page.getByText("50,000 below the heading")).toBeVisible();
    await expect(page.getByRole("table", { name: "Lines of the list" })).toContainText("T-49999");
    expect((await page.content()).length, "only what is shown goes to the browser").toBeLessThan(300_000);
    await page.getByRole("radio", { name: /At an interval/ }).check();
    await page.getByLabel("Lines to draw").fill("5");
    await page.getByRole("textbox", { name: "First line" }).fill("100");
    await page.getByRole("button", { name: "Draw sample" }).click();
    await expect(page.getByText("5 of 50,000 lines, every 10,000 lines from line 100").first()).toBeVisible();
    expect(Date.now() - began, "preview and draw of 50,000 lines").toBeLessThan(15_000);
    await page.getByRole("button", { name: "Create 5 requests" }).click();
    await expect(page.getByText("0 of 5 answered").first()).toBeVisible();
  });
});
