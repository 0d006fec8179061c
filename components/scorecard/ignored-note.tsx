import { Note } from "@/components/ui/badge";

/** What of a link could not be used; nothing when all of it could. */
export function IgnoredNote({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div className="mb-4" role="status">
      <Note tone="due">
        <p>Part of this link could not be used.</p>
        <ul className="mt-1 list-disc pl-4">
          {sentences.map((sentence) => (
            <li key={sentence} className="[overflow-wrap:anywhere]">
              {sentence}
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
