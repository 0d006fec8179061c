"use client";
import { FailedPage } from "@/components/layout/failed-page";

export default function WorkspaceError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <FailedPage error={error} retry={reset} what="This part of the workspace could not be built." />;
}
