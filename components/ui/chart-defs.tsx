/** Patterns that bars refer to by id; drawn once per page by the shells. */
export function ChartDefs() {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className="p-bg" />
          <rect width="3" height="5" className="p-due" />
        </pattern>
        <pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse">
          <rect width="5" height="5" className="p-bg" />
          <circle cx="2.5" cy="2.5" r="1.3" className="p-gap" />
        </pattern>
      </defs>
    </svg>
  );
}
