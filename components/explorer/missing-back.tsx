import { listHref } from "@/components/explorer/address";
import { Section } from "@/components/layout/section";
import { type TextItem, TextList } from "@/components/layout/text-list";
import { explorerRows, selectExplorerRows } from "@/lib/core/explorer-list";
import { DEFAULT_VIEW, type ExplorerView } from "@/lib/core/explorer-view";
import type { TscCategory } from "@/lib/core/frameworks/types";

/** Security with one more category, on the way back. */
function withCategory(view: ExplorerView, category: TscCategory): ExplorerView {
  return { ...view, direction: "soc2", categories: ["security", category] };
}

function countOf(category: TscCategory, group: RegExp) {
  const rows = explorerRows(withCategory(DEFAULT_VIEW, category)).filter((row) => group.test(row.group));
  return {
    all: rows.length,
    partial: selectExplorerRows(rows, { show: "supplement", kind: null }).length,
    none: selectExplorerRows(rows, { show: "soc2_only", kind: null }).length,
  };
}

// The same for every view: what a row states does not depend on the scope.
const INTEGRITY = countOf("processing_integrity", /^PI/);
const PRIVACY = countOf("privacy", /^P\d/);

const ALWAYS: readonly TextItem[] = [
  {
    title: "Operation over the window",
    text: "A Type 2 report says that each control worked throughout a period, tested on samples from full populations. Keep dated records for every month and lists to draw from, not one recent example.",
  },
  {
    title: "The system description",
    text: "SOC 2 wants the system, its boundaries, its commitments and what is left to subservice organisations and customers described, with a statement by management. A scope statement is shorter.",
  },
];

/** What a certificate does not bring on the way to a SOC 2 report, whatever the pairs say. */
export function MissingBack({
  view,
  hrefOfGroup,
}: {
  view: ExplorerView;
  hrefOfGroup: (id: string) => string;
}) {
  const privacy = withCategory(view, "privacy");
  return (
    <Section
      title="What ISO/IEC 27001 does not give"
      className="blk"
      remark="A pair supports a criterion, it does not fulfil it"
    >
      <TextList
        className="prose"
        items={[
          ...ALWAYS,
          {
            title: "Processing Integrity",
            href: hrefOfGroup("PI1"),
            text: `${INTEGRITY.partial} of ${INTEGRITY.all} criteria have Partial pairs only. They are about how securely data is processed, not whether the results are complete and correct.`,
          },
          {
            title: "Privacy",
            href: listHref(privacy, { show: "soc2_only", kind: null }),
            text: `${PRIVACY.none} of ${PRIVACY.all} criteria have no counterpart. Consent, access, correction and purpose are outside Annex A.`,
          },
        ]}
      />
    </Section>
  );
}
