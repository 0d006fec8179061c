import type { ReactNode } from "react";

/** Title and one line of a page outside a workspace. */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="head">
      <div>
        <h1>{title}</h1>
        {children ? <p>{children}</p> : null}
      </div>
    </div>
  );
}
