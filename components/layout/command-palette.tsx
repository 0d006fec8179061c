"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Glyph } from "@/components/ui/glyph";

type Entry = {
  readonly group: string;
  readonly label: string;
  readonly hint?: string;
  readonly href: string;
};

const RECENT_KEY = "palette-recent";
const SHOWN = 40;
const cache = new Map<string, readonly Entry[]>();

function readRecent(): readonly Entry[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(RECENT_KEY) ?? "[]");
    return Array.isArray(stored) ? (stored as Entry[]) : [];
  } catch {
    return [];
  }
}

function remember(entry: Entry) {
  const recent = [
    { ...entry, group: "Recent" },
    ...readRecent().filter((one) => one.href !== entry.href),
  ].slice(0, 5);
  localStorage.setItem(RECENT_KEY, JSON.stringify(recent));
}

/** "a 5.15" and "A.5.15" read alike: letters and digits only. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function rank(entry: Entry, words: readonly string[]): number {
  const label = folded(entry.label);
  const all = `${label} ${folded(entry.hint ?? "")}`;
  if (!words.every((word) => all.includes(word))) return -1;
  const phrase = words.join(" ");
  if (label === phrase || label.startsWith(`${phrase} `)) return 3;
  return label.startsWith(phrase) ? 2 : 1;
}

/** Entries that hold every word, best first; without words the recent ones and the pages. */
function matching(entries: readonly Entry[], query: string, prefix: string): readonly Entry[] {
  const words = folded(query).split(" ").filter(Boolean);
  if (words.length === 0) {
    const recent = readRecent().filter((entry) => entry.href.startsWith(prefix));
    return [
      ...recent,
      ...entries.filter((entry) => entry.group === "Go to" || entry.group === "Create"),
    ].slice(0, SHOWN);
  }
  return entries
    .map((entry) => ({ entry, score: rank(entry, words) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN)
    .map((one) => one.entry);
}

function useEntries(source: string) {
  const [entries, setEntries] = useState(cache.get(source));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    fetch(source, { headers: { accept: "application/json" }, signal: stop.signal })
      .then((response) => {
        if (!response.ok) throw new Error(String(response.status));
        return response.json() as Promise<{ items: Entry[] }>;
      })
      .then(({ items }) => {
        cache.set(source, items);
        setEntries(items);
      })
      .catch(() => {
        if (!stop.signal.aborted) setFailed(true);
      });
    return () => stop.abort();
  }, [source]);
  return { entries: entries ?? [], waiting: entries === undefined && !failed, failed };
}

function Results({
  id,
  found,
  active,
  onPick,
}: {
  id: string;
  found: readonly Entry[];
  active: number;
  onPick: (entry: Entry) => void;
}) {
  return (
    <div role="listbox" id={id} aria-label="Results">
      {found.map((entry, index) => (
        <div key={`${entry.group} ${entry.href} ${entry.label}`} role="presentation">
          {entry.group === found[index - 1]?.group ? null : (
            <div className="mh" role="presentation">
              {entry.group}
            </div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys of its options. */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: options are reached through aria-activedescendant. */}
          <div
            role="option"
            id={`${id}-${index}`}
            aria-selected={index === active}
            onClick={() => onPick(entry)}
          >
            <span className="ell">{entry.label}</span>
            {entry.hint ? <span className="hint">{entry.hint}</span> : null}
          </div>
        </div>
      ))}
    </div>
  );
}

/** Search over the pages, records and things to create of one workspace. */
export function CommandPalette({ source, onClose }: { source: string; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const router = useRouter();
  const { entries, waiting, failed } = useEntries(source);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const found = matching(entries, query, source.replace(/\/search$/, ""));

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);

  function pick(entry: Entry | undefined) {
    if (!entry) return;
    remember(entry);
    onClose();
    router.push(entry.href as Route);
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = found.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: active === last ? 0 : active + 1,
      ArrowUp: active === 0 ? last : active - 1,
      Home: 0,
      End: last,
    };
    const to = moves[event.key];
    if (to !== undefined && !(event.key === "Home" || event.key === "End" ? query : "")) {
      event.preventDefault();
      setActive(Math.max(0, to));
    } else if (event.key === "Enter") {
      event.preventDefault();
      pick(found[active]);
    }
  }

  return (
    <dialog
      ref={dialog}
      className="dlg dlg-l palette"
      aria-label="Search or jump to"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={onKeyDown}
    >
      <div className="q">
        <Glyph shape="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-label="Search or jump to"
          placeholder="Search or jump to"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
        />
        <kbd>Esc</kbd>
      </div>
      <Results id={id} found={found} active={active} onPick={pick} />
      <div role="status">
        {found.length === 0 && !waiting && !failed ? (
          <p className="none-found">
            {query
              ? `Nothing matches "${query}". Try a ref such as A.5.15 or a word of the title.`
              : "Type a ref or a word."}
          </p>
        ) : null}
        {failed ? (
          <p className="none-found">The search did not load. Close it and open it again to retry.</p>
        ) : null}
        {waiting ? <p className="none-found">Loading</p> : null}
      </div>
    </dialog>
  );
}
