import { z } from "zod";
import { checkbox, listOf, requiredText, versionField } from "@/lib/core/form-fields";
import { COLUMN_LISTS, columnsText } from "@/lib/core/list-columns";
import { VIEW_LISTS, VIEW_NAME_LIMIT, viewQuery } from "@/lib/core/saved-views";

const RELOAD = "Reload the page and try again.";
const name = requiredText("A name", VIEW_NAME_LIMIT);
const view = { id: z.uuid(RELOAD), version: versionField };
/** The query string of the list as it was drawn; what is not part of a view is left out. */
const query = z.string().max(4_000, RELOAD).default("");

function withoutTheRest<L extends { list: (typeof VIEW_LISTS)[number]; query: string }>(input: L): L {
  return { ...input, query: viewQuery(input.list, new URLSearchParams(input.query)) };
}

export const saveViewInput = z
  .strictObject({ list: z.enum(VIEW_LISTS, RELOAD), name, query, isStart: checkbox })
  .transform(withoutTheRest);
export type SaveViewInput = z.output<typeof saveViewInput>;

export const editViewInput = z.strictObject({ ...view, name, isStart: checkbox });
export type EditViewInput = z.output<typeof editViewInput>;

export const removeViewInput = z.strictObject(view);
export type RemoveViewInput = z.output<typeof removeViewInput>;

export const setColumnsInput = z
  .strictObject({ list: z.enum(COLUMN_LISTS, RELOAD), query, columns: listOf(z.string().max(40), 40) })
  .transform((input) => ({ ...withoutTheRest(input), columns: columnsText(input.list, input.columns) }));
export type SetColumnsInput = z.output<typeof setColumnsInput>;
