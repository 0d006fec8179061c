import type { Route } from "next";
import { Link } from "@/components/ui/link";
import { requestName, sampleNumber } from "@/lib/core/sample";
import type { SampleOrigin } from "@/lib/core/sample-dto";

/** Of a request for one item: its sample and the request that brought the list, at the reader's own addresses. */
export function SampleOriginLine({
  origin,
  sampleHref,
  requestHref,
}: {
  origin: SampleOrigin;
  sampleHref: (id: string) => string;
  requestHref: (id: string) => string;
}) {
  const { sampleId, number, position, size, list } = origin;
  return (
    <p className="i2 sm mt-1">
      Item {position} of {size} of{" "}
      <Link className="underline" href={sampleHref(sampleId) as Route}>
        sample {sampleNumber(number)}
      </Link>
      {list === null ? null : (
        <>
          , drawn from{" "}
          <Link className="underline" href={requestHref(list.id) as Route}>
            {requestName(list)}
          </Link>
        </>
      )}
    </p>
  );
}
