import type { Route } from "next";
import { Link } from "@/components/ui/link";
import { requestName } from "@/lib/core/sample";
import type { SampleDetail } from "@/lib/core/sample-dto";

/** What stands about a list or a draw from it, line by line: its request first, the hash of its file last, nothing that is empty. */
export function AboutList({
  request,
  requestHref,
  pairs,
  sha256,
}: {
  request: SampleDetail["request"];
  requestHref: (id: string) => string;
  pairs: readonly (readonly [label: string, text: string])[];
  sha256: string;
}) {
  return (
    <dl className="def my-4">
      {request === null ? null : (
        <div className="contents">
          <dt>Request</dt>
          <dd>
            <Link href={requestHref(request.id) as Route}>{requestName(request)}</Link>
          </dd>
        </div>
      )}
      {pairs
        .filter(([, text]) => text !== "")
        .map(([label, text]) => (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd className="wrap-anywhere whitespace-pre-line">{text}</dd>
          </div>
        ))}
      <div className="contents">
        <dt>SHA-256</dt>
        <dd className="mono wrap-anywhere">{sha256}</dd>
      </div>
    </dl>
  );
}
