import { type ReactNode, useId } from "react";

/** Lays the reader's name and the time over what is looked at; nothing where the room asks for no mark. */
export function Watermark({ mark, children }: { mark: string | null; children: ReactNode }) {
  const id = useId();
  if (mark === null) return children;
  return (
    <div className="wm">
      {children}
      <svg aria-hidden="true" width="100%" height="100%">
        <defs>
          <pattern
            id={id}
            width="460"
            height="130"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(-20)"
          >
            <text x="0" y="60">
              {mark}
            </text>
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill={`url(#${id})`} />
      </svg>
      <p className="sr">Marked for {mark}</p>
    </div>
  );
}
