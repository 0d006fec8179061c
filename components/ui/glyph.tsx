// One drawing by its path, for client components that must not carry the whole icon set.
const GLYPHS = {
  close: "M4 4l8 8M12 4l-8 8",
  down: "M3.5 6 8 10.5 12.5 6",
  check: "M3 8.5l3.2 3.2L13 5",
  copy: "M5.5 5.5h8v8h-8zM3 10.5h-.5v-8h8V3",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4l3.3 3.3",
  rail: "M2.5 3h11v10h-11zM6.5 3v10",
} as const;

export function Glyph({ shape }: { shape: keyof typeof GLYPHS }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      <path d={GLYPHS[shape]} />
    </svg>
  );
}
