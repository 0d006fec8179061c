"use client";
import { FailedPage } from "@/components/layout/failed-page";

export default function RootError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="px-6">
      <FailedPage error={error} retry={reset} what="The page could not be built." />
    </main>
  );
}
