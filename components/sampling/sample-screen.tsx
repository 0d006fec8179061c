import { Section } from "@/components/layout/section";
import { AgainNote, SampleCountsRow, SampleFacts, SampleItems } from "@/components/sampling/sample-body";
import { ButtonLink } from "@/components/ui/button";
import { DateInput, Field, Textarea } from "@/components/ui/field";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import { Icon } from "@/components/ui/icons";
import { paths, withQuery } from "@/lib/core/paths";
import { countWords, sampleNumber } from "@/lib/core/sample";
import { drawWords } from "@/lib/core/sample-draw";
import type { DrawnAgain, SampleDetail } from "@/lib/core/sample-dto";
import { askForSampleAction } from "@/lib/sampling/actions";

function AskForm({ roomId, sample }: { roomId: string; sample: SampleDetail }) {
  const { id, size, request } = sample;
  return (
    <Section title="Ask for the items" remark="One request for each, sent at once">
      <ActionForm action={askForSampleAction.bind(null, roomId)} className="form-col">
        <input type="hidden" name="id" value={id} />
        <Field
          name="detail"
          label="What is asked for each item"
          required
          help="The line of the list is added to each request."
        >
          <Textarea defaultValue="The evidence for this item of the list." />
        </Field>
        <Field name="dueOn" label="Due" optional>
          <DateInput />
        </Field>
        <p className="help">
          {request === null
            ? "The lead of the room gets them and hands them on."
            : "They go to who answered for the list, and are about the same requirements."}
        </p>
        <div className="row">
          <SubmitButton>{size === 1 ? "Create request" : `Create ${size} requests`}</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}

type Props = {
  roomId: string;
  timeZone: string;
  sample: SampleDetail;
  again: DrawnAgain | null;
  preview: boolean;
};

/** One sample as its auditor reads it. */
export function RoomSampleScreen({ roomId, timeZone, sample, again, preview }: Props) {
  const requestHref = (id: string) => withQuery(paths.inRoomPage(roomId, "requests"), { id });
  return (
    <>
      <p className="mt-6">
        <ButtonLink href={paths.inRoomPage(roomId, "samples")} look="quiet" dense>
          <Icon name="back" />
          Samples
        </ButtonLink>
      </p>
      <h1 className="mt-2">Sample {sampleNumber(sample.number)}</h1>
      <p className="i2 mt-1">
        {drawWords(sample)}. {countWords(sample.counts)}.
      </p>
      <p className="row wrap mt-2">
        <ButtonLink href={withQuery(paths.inRoomSample(roomId, sample.id), { again: "yes" })} dense>
          Draw again
        </ButtonLink>
        <ButtonLink href={paths.inRoomSampleFile(roomId, sample.id)} plain dense>
          <Icon name="download" />
          Download CSV
        </ButtonLink>
      </p>
      <AgainNote again={again} size={sample.size} />
      <SampleCountsRow sample={sample} />
      {sample.counts.asked === 0 && !preview ? <AskForm roomId={roomId} sample={sample} /> : null}
      <SampleFacts sample={sample} timeZone={timeZone} requestHref={requestHref} />
      <SampleItems sample={sample} requestHref={requestHref} />
    </>
  );
}
