"use client";
import { type ComponentProps, lazy } from "react";
import type { SoaRowForm } from "@/components/soa/soa-row-form";

const Form = lazy(() =>
  import("@/components/soa/soa-row-form").then((module) => ({ default: module.SoaRowForm })),
);

/**
 * The form of a row, fetched with the first row that is opened: the list does without. No boundary around it, so that it
 * stands in the page that the server sends, and a row that is opened within the page waits for it.
 */
export function LaterRowForm(props: ComponentProps<typeof SoaRowForm>) {
  return <Form {...props} />;
}
