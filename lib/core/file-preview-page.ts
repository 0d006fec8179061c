// Our own page around the beginning of a text file: everything from the file is escaped, nothing in it runs.
import type { TablePreview, TextPreview } from "@/lib/core/file-preview";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that means nothing but itself, in content and in attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? "");
}

const LIGHT = "--bg:#fff;--ink:#15191f;--ink-3:#5b6470;--line:#dde1e6;--sub:#f5f6f8;color-scheme:light";
const DARK = "--bg:#14181d;--ink:#e8ebef;--ink-3:#9aa4b0;--line:#2c333b;--sub:#1b2026;color-scheme:dark";
const STYLE = `
:root{${LIGHT}}
:root[data-theme=dark]{${DARK}}
@media (prefers-color-scheme:dark){:root[data-theme=system]{${DARK}}}
body{margin:0;padding:12px;background:var(--bg);color:var(--ink);font:13px/1.5 system-ui,sans-serif}
p{margin:0 0 12px;color:var(--ink-3)}
pre{margin:0;font:12px/1.6 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:collapse;width:max-content}
th,td{border:1px solid var(--line);padding:3px 8px;text-align:left;vertical-align:top;white-space:pre-wrap;max-width:28rem;overflow-wrap:break-word}
th{background:var(--sub)}
.mark{position:fixed;inset:-40%;display:flex;flex-wrap:wrap;gap:72px 48px;align-content:center;transform:rotate(-20deg);opacity:.14;pointer-events:none;overflow:hidden}
.mark span{white-space:nowrap}
`;

export type PreviewFrame = {
  readonly title: string;
  readonly theme: "light" | "dark" | "system";
  readonly nonce: string;
  /** Who looks at it and when, laid over the page; null without. */
  readonly mark?: string | null;
};

const MARKS = 60;

function marked(mark: string | null): string {
  if (mark === null) return "";
  return `<div class="mark" aria-hidden="true">${`<span>${escapeHtml(mark)}</span>`.repeat(MARKS)}</div>`;
}

/** A whole page; `body` is markup of ours. */
function page(frame: PreviewFrame, body: string): string {
  return `<!doctype html><html lang="en" data-theme="${frame.theme}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(frame.title)}</title><style nonce="${frame.nonce}">${STYLE}</style></head><body>${body}${marked(frame.mark ?? null)}</body></html>`;
}

function remark(sentence: string): string {
  return `<p>${escapeHtml(sentence)}</p>`;
}

/** A page with one sentence: why nothing is shown. */
export function sentencePage(frame: PreviewFrame, sentence: string): string {
  return page(frame, remark(sentence));
}

/** The first lines of a text. */
export function textPage(frame: PreviewFrame, shown: TextPreview, encoding: string): string {
  const n = shown.lines.length;
  const note = shown.more
    ? `The first ${n} lines. Download the file to read all of it.`
    : n === 1
      ? "One line."
      : `All ${n} lines.`;
  return page(frame, `${remark(`${note} ${encoding}.`)}<pre>${escapeHtml(shown.lines.join("\n"))}</pre>`);
}

function cells(tag: "th" | "td", row: readonly string[]): string {
  const scope = tag === "th" ? ' scope="col"' : "";
  return `<tr>${row.map((value) => `<${tag}${scope}>${escapeHtml(value)}</${tag}>`).join("")}</tr>`;
}

/** The first rows of a table. */
export function tablePage(frame: PreviewFrame, shown: TablePreview, encoding: string): string {
  const n = shown.rows.length;
  const rows = shown.more ? `The first ${n} rows. Download the file to read all of them.` : `All ${n} rows.`;
  const columns = shown.hiddenColumns > 0 ? ` ${shown.hiddenColumns} more columns are not shown.` : "";
  const table = `<table><thead>${cells("th", shown.head)}</thead><tbody>${shown.rows.map((row) => cells("td", row)).join("")}</tbody></table>`;
  return page(frame, `${remark(`${rows}${columns} ${encoding}.`)}${table}`);
}
