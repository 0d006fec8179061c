"use client";
import { Button } from "@/components/ui/button";

/** Opens the browser's print dialog; without script the browser's own menu does the same. */
export function PrintButton({ look = "primary" }: { look?: "primary" | "secondary" }) {
  return (
    <Button look={look} onClick={() => print()}>
      Print
    </Button>
  );
}
