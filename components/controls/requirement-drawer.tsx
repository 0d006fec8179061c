import type { AttachProps } from "@/components/controls/attach-panel";
import {
  type PanelName,
  RequirementActions,
  RequirementPanel,
} from "@/components/controls/requirement-panel";
import {
  Explanation,
  Facts,
  type PartsProps,
  partsOf,
  Remarks,
} from "@/components/controls/requirement-parts";
import { Drawer } from "@/components/ui/drawer";
import { paths } from "@/lib/core/paths";
import { type ListView, viewHref } from "@/lib/core/requirement-list";
import type { RequirementRights } from "@/lib/core/requirement-rights";
import type { RequirementRow } from "@/lib/core/requirement-rows";

/** One requirement beside its list. */
export function RequirementDrawer({
  view,
  shown,
  rights,
  panel,
  people,
  attach,
  ...parts
}: PartsProps & {
  view: ListView;
  /** The rows of the list, for the way to the next one. */
  shown: readonly RequirementRow[];
  rights: RequirementRights;
  panel: PanelName | null;
  people: readonly { readonly userId: string; readonly name: string }[];
  attach: AttachProps | null;
}) {
  const { slug, open, today } = parts;
  const { row } = open;
  const at = shown.findIndex((one) => one.ref === row.ref);
  const way = (to: RequirementRow | undefined, word: string) =>
    at === -1 || to === undefined
      ? undefined
      : { href: viewHref(slug, view, { open: to.ref }), label: `${word} requirement, ${to.ref}` };
  const plain = viewHref(slug, view, { open: row.ref });
  return (
    <Drawer
      refText={row.ref}
      title={row.title}
      {...(at === -1 ? {} : { position: `${at + 1} of ${shown.length}` })}
      previous={way(shown[at - 1], "Previous")}
      next={way(shown[at + 1], "Next")}
      fullHref={paths.requirement(slug, row.ref)}
      closeHref={viewHref(slug, view)}
    >
      <section aria-label="Facts" className="stack gap-3">
        <Explanation row={row} />
        <Facts row={row} today={today} />
        <Remarks open={open} today={today} />
        <RequirementActions
          slug={slug}
          row={row}
          rights={rights}
          panel={panel}
          hrefOf={(name) => viewHref(slug, view, { open: row.ref, do: name })}
        />
        <RequirementPanel
          panel={panel}
          people={people}
          attach={attach}
          slug={slug}
          row={row}
          doneHref={plain}
          cancelHref={plain}
        />
      </section>
      {partsOf(parts).map((part) => (
        <section key={part.title} aria-label={part.title}>
          <h3>
            {part.title} {part.remark === "" ? null : <span>{part.remark}</span>}
          </h3>
          {part.content}
        </section>
      ))}
    </Drawer>
  );
}
