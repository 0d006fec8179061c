"use client";
import { Failed } from "@/components/layout/empty-state";

/** What an error boundary shows: the reference finds the entry in the server's log. */
export function FailedPage({
  error,
  retry,
  what,
}: {
  error: Error & { digest?: string };
  retry: () => void;
  what: string;
}) {
  return (
    <>
      <h1 className="sr">Error</h1>
      <Failed
        what={what}
        reference={error.digest}
        actions={
          <button type="button" className="btn btn-p" onClick={retry}>
            Retry
          </button>
        }
      />
    </>
  );
}
