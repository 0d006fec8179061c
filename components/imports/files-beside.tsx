import { Section } from "@/components/layout/section";
import { counted } from "@/lib/core/evidence-words";
import type { FilesBeside } from "@/lib/core/import-dto";

const SHOWN = 50;

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <div>
      <h3 className="w6">{title}</h3>
      <ul className="grid gap-1 sm">
        {names.slice(0, SHOWN).map((name) => (
          <li key={name} className="[overflow-wrap:anywhere]">
            {name}
          </li>
        ))}
      </ul>
      {names.length > SHOWN ? <p className="i3 sm">and {names.length - SHOWN} more</p> : null}
    </div>
  );
}

/** The files of the archive: how many came, which were not taken and why, and which no line names. */
export function FilesBesideSection({ files }: { files: FilesBeside }) {
  const { kept, unnamed, refused } = files;
  return (
    <Section
      title="Files in the archive"
      remark={`${counted(kept, "file")} taken, ${refused.length} refused`}
    >
      <div className="stack">
        <Names title="Not taken" names={refused.map(({ name, reason }) => `${name}: ${reason}`)} />
        <Names title="Named by no line" names={unnamed} />
        {unnamed.length > 0 ? (
          <p className="i3 sm">Files that no line names are not imported and are removed later.</p>
        ) : null}
        {refused.length + unnamed.length === 0 ? <p className="i2">Every file belongs to a line.</p> : null}
      </div>
    </Section>
  );
}
