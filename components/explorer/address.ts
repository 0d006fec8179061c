import { ALL_ROWS, type ExplorerSelection, selectionQuery } from "@/lib/core/explorer-list";
import { type ExplorerView, explorerQuery } from "@/lib/core/explorer-view";
import { paths, withQuery } from "@/lib/core/paths";

/** The list with this view and these rows. */
export function listHref(view: ExplorerView, selection: ExplorerSelection = ALL_ROWS): string {
  return withQuery(paths.explorer(), { ...explorerQuery(view), ...selectionQuery(selection) });
}

/** The page of one requirement, in the same view. */
export function refHref(ref: string, view: ExplorerView): string {
  return withQuery(paths.explorerRef(ref), explorerQuery(view));
}

/** A theme, chapter or series, in the same view. */
export function groupHref(id: string, view: ExplorerView, selection: ExplorerSelection = ALL_ROWS): string {
  return withQuery(paths.explorerTheme(id), { ...explorerQuery(view), ...selectionQuery(selection) });
}
