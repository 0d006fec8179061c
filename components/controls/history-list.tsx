import { Icon } from "@/components/ui/icons";
import type { HistoryEntry } from "@/lib/core/requirement-detail";

/** What happened to the requirement, newest first. */
export function HistoryList({ entries }: { entries: readonly HistoryEntry[] }) {
  if (entries.length === 0) return <p className="i2">Nothing has been recorded yet.</p>;
  return (
    <ol className="log">
      {entries.map((entry) => (
        <li key={entry.seq}>
          <Icon name={entry.icon} />
          <span className="min-w-0 wrap-anywhere">
            <b>{entry.actor}</b> {entry.words}
          </span>
          <time>{entry.at}</time>
        </li>
      ))}
    </ol>
  );
}
