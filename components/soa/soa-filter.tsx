import type { ReactNode } from "react";
import type { Owner } from "@/components/soa/soa-bulk";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { Icon } from "@/components/ui/icons";
import { ANNEX_THEMES } from "@/lib/core/frameworks/types";
import { paths } from "@/lib/core/paths";
import { THEME_TITLE } from "@/lib/core/readiness";
import { ALL_ROWS, type SoaView, soaHref } from "@/lib/core/soa-list";
import { IMPLEMENTATION, IMPLEMENTATIONS } from "@/lib/core/statuses";

/** The button at the end of the tabs and the form it opens; a plain GET form, so it works without script. */
export function SoaFilter({ slug, view, owners }: { slug: string; view: SoaView; owners: readonly Owner[] }) {
  return (
    <>
      <button type="button" className="btn btn-q btn-d" popoverTarget="soa-filter">
        <Icon name="filter" />
        Filter
      </button>
      <div popover="auto" id="soa-filter" className="menu">
        <form method="get" action={paths.soa(slug)} className="stack p-3">
          {view.show === "all" ? null : <input type="hidden" name="show" value={view.show} />}
          {view.cols === null ? null : <input type="hidden" name="cols" value={view.cols} />}
          <Field name="q" label="Words">
            <Input type="search" defaultValue={view.q} maxLength={100} placeholder="A.5.15, backup, CC6.1" />
          </Field>
          <Field name="theme" label="Theme">
            <Select
              defaultValue={view.theme ?? ""}
              options={[
                { value: "", label: "All themes" },
                ...ANNEX_THEMES.map((theme) => ({ value: theme, label: `${theme} ${THEME_TITLE[theme]}` })),
              ]}
            />
          </Field>
          <Field name="status" label="Implementation">
            <Select
              defaultValue={view.status ?? ""}
              options={[
                { value: "", label: "All statuses" },
                ...IMPLEMENTATIONS.map((status) => ({ value: status, label: IMPLEMENTATION[status].label })),
              ]}
            />
          </Field>
          <Field name="owner" label="Owner">
            <Select
              defaultValue={view.owner ?? ""}
              options={[
                { value: "", label: "Everybody" },
                { value: "none", label: "No owner" },
                ...owners.map((owner) => ({ value: owner.id, label: owner.name })),
              ]}
            />
          </Field>
          <Button type="submit" look="primary">
            Show rows
          </Button>
        </form>
      </div>
    </>
  );
}

/** Filters in force, how many rows they leave, and the person's own views. */
export function SoaChips({
  slug,
  view,
  owners,
  shown,
  of,
  end,
}: {
  slug: string;
  view: SoaView;
  owners: readonly Owner[];
  shown: number;
  of: number;
  end: ReactNode;
}) {
  const without = (change: Partial<SoaView>) => soaHref(slug, { ...view, ...change });
  const chips = [
    ...(view.theme === null
      ? []
      : [
          {
            field: "Theme",
            op: "is",
            value: `${view.theme} ${THEME_TITLE[view.theme]}`,
            removeHref: without({ theme: null }),
          },
        ]),
    ...(view.status === null
      ? []
      : [
          {
            field: "Implementation",
            op: "is",
            value: IMPLEMENTATION[view.status].label,
            removeHref: without({ status: null }),
          },
        ]),
    ...(view.owner === null
      ? []
      : [
          {
            field: "Owner",
            op: "is",
            value:
              view.owner === "none"
                ? "nobody"
                : (owners.find((owner) => owner.id === view.owner)?.name ?? "unknown"),
            removeHref: without({ owner: null }),
          },
        ]),
    ...(view.q === ""
      ? []
      : [{ field: "Words", op: "contain", value: view.q, removeHref: without({ q: "" }) }]),
  ];
  return (
    <FilterChips
      chips={chips}
      total={`${shown} of ${of}`}
      end={end}
      clearHref={soaHref(slug, { ...ALL_ROWS, show: view.show, cols: view.cols })}
    />
  );
}
