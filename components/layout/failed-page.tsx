"use client";
import { State } from "@/components/layout/state";

type FailedProps = { error: Error & { digest?: string }; retry: () => void; what: string };

/** What an error boundary shows: what failed, that nothing was lost, and a way to try again; the reference finds the entry in the server's log. */
export function FailedPage({ error, retry, what }: FailedProps) {
  return (
    <>
      <h1 className="sr">Error</h1>
      <State
        title="This did not load"
        actions={
          <button type="button" className="btn btn-p" onClick={retry}>
            Retry
          </button>
        }
      >
        {`${what} Nothing was changed or lost.`}
        {error.digest ? <span className="i3">{` Reference ${error.digest}.`}</span> : null}
      </State>
    </>
  );
}
