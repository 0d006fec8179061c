import { expect, it } from "vitest";
import { slugOf } from "@/lib/core/slug";

it.each([
  ["Northwind", "northwind"],
  ["  Äpfel & Söhne GmbH ", "apfel-sohne-gmbh"],
  ["日本", "workspace"],
  ["a".repeat(60), "a".repeat(40)],
  ["--x--", "x"],
])("makes an address of %j", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
