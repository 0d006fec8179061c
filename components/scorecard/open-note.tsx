import type { Route } from "next";
import { Note } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { counted } from "@/lib/core/evidence-words";
import { paths } from "@/lib/core/paths";

/** One line while scorecard proposals wait; nothing otherwise. */
export function OpenProposalsNote({ slug, open }: { slug: string; open: number }) {
  if (open === 0) return null;
  return (
    <div className="mt-4">
      <Note tone="review">
        {`${counted(open, "scorecard proposal")} ${open === 1 ? "waits" : "wait"} for a decision. `}
        <Link className="underline" href={paths.scorecardProposals(slug) as Route}>
          Open the proposals
        </Link>
      </Note>
    </div>
  );
}
