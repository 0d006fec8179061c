"use server";

import { defineAction } from "@/lib/auth/define-action";
import { viewAddress } from "@/lib/core/saved-views";
import { editViewInput, removeViewInput, saveViewInput, setColumnsInput } from "@/lib/views/input";
import { editView, removeView, saveView, setColumns } from "@/lib/views/mutations";

const needs = "workspace:read" as const;

export const saveViewAction = defineAction({
  needs,
  input: saveViewInput,
  run: saveView,
  after: (slug, { list, query, name }) => ({
    redirectTo: viewAddress(slug, list, query),
    flash: `View ${name} saved.`,
  }),
});

export const editViewAction = defineAction({
  needs,
  input: editViewInput,
  run: editView,
  after: (slug, { list, query, name }) => ({
    redirectTo: viewAddress(slug, list, query),
    flash: `View ${name} saved.`,
  }),
});

export const removeViewAction = defineAction({
  needs,
  input: removeViewInput,
  run: removeView,
  after: (slug, { list, query, name }) => ({
    redirectTo: viewAddress(slug, list, query),
    flash: `View ${name} deleted. Its rows are still shown.`,
  }),
});

export const setColumnsAction = defineAction({
  needs,
  input: setColumnsInput,
  run: setColumns,
  after: (slug, { list, query }) => ({ redirectTo: viewAddress(slug, list, query) }),
});
