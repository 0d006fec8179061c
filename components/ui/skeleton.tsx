import clsx from "clsx";

/** One grey bar at text height; it appears after 200 ms. Width comes from the class. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={clsx("skel", className)} aria-hidden="true" />;
}

const ROWS = ["w-3/5", "w-2/5", "w-1/2", "w-2/3", "w-2/5", "w-3/5", "w-1/2", "w-1/3"];

/** A list in the layout that it will have. */
export function SkeletonTable({ rows = 8 }: { rows?: number }) {
  return (
    <div role="status">
      <span className="sr">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without data have nothing but their place.
        <div key={row} className="flex h-10 items-center gap-6 border-b border-line">
          <Skeleton className="w-12" />
          <span className="flex-1">
            <Skeleton className={ROWS[row % ROWS.length] ?? "w-1/2"} />
          </span>
          <Skeleton className="w-24" />
        </div>
      ))}
    </div>
  );
}
