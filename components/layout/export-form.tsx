import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons";

/** A button that downloads a list. It posts, because taking the file is noted in the activity log; works without script. */
export function ExportForm({
  action,
  dense = false,
  children,
}: {
  action: string;
  dense?: boolean;
  children: ReactNode;
}) {
  return (
    <form method="post" action={action}>
      <Button type="submit" dense={dense}>
        <Icon name="download" />
        {children}
      </Button>
    </form>
  );
}
