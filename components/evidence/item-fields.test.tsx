import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ItemFields, type ItemValues } from "@/components/evidence/item-fields";

const item: ItemValues = {
  title: "Backup restore test",
  reference: null,
  category: "",
  guidance: "",
  sharedDescription: "",
  internalNotes: "",
  ownerId: null,
  cadence: "none",
  cadenceDays: null,
  renewOverrideOn: null,
  renewOn: "2027-02-14",
  reminderDays: 30,
};
const dateIn = (values: ItemValues) =>
  /name="renewOn"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="renewOn"/.exec(
    renderToStaticMarkup(<ItemFields values={values} members={[]} />),
  );

it("shows the renewal date of an item without a cadence, so that saving the form keeps it", () => {
  expect(dateIn(item)?.slice(1)).toContain("2027-02-14");
});

it("leaves the date empty where the cadence decides", () => {
  expect(dateIn({ ...item, cadence: "yearly" })?.slice(1)).not.toContain("2027-02-14");
});
