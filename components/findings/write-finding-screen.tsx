import { FINDING_LABELS, FindingFields } from "@/components/findings/finding-fields";
import { ButtonLink } from "@/components/ui/button";
import { ActionForm, SubmitButton } from "@/components/ui/form";
import type { FindingDetail } from "@/lib/core/finding-dto";
import { paths } from "@/lib/core/paths";
import type { RoomStandard } from "@/lib/core/room";
import { editFindingAction, writeFindingAction } from "@/lib/findings/actions";

function Buttons({ roomId, back, raised }: { roomId: string; back: string; raised: boolean }) {
  return (
    <div className="row wrap">
      {raised ? (
        <SubmitButton>Save finding</SubmitButton>
      ) : (
        <>
          <SubmitButton name="raise" value="on">
            Raise finding
          </SubmitButton>
          <SubmitButton look="secondary">Keep as draft</SubmitButton>
        </>
      )}
      <ButtonLink href={back === "" ? paths.inRoomPage(roomId, "findings") : back} look="quiet">
        Cancel
      </ButtonLink>
    </div>
  );
}

/** A new finding of an auditor. */
export function NewFindingScreen({
  roomId,
  company,
  start,
  onceKey,
}: {
  roomId: string;
  company: string;
  start: {
    readonly covered: readonly string[];
    readonly refs: readonly string[];
    readonly request: { readonly id: string; readonly name: string } | null;
    readonly standard: RoomStandard;
  };
  onceKey: string;
}) {
  return (
    <>
      <h1 className="mt-6">New finding</h1>
      <p className="i2 mt-1 prose">
        {company} sees it once it is raised. Cause and solution are theirs to find, so there is no field for
        them.
      </p>
      {start.request === null ? null : <p className="i2 mt-1">From request {start.request.name}.</p>}
      <ActionForm action={writeFindingAction.bind(null, roomId)} className="form-col mt-4">
        <input type="hidden" name="onceKey" value={onceKey} />
        {start.request === null ? null : <input type="hidden" name="requestId" value={start.request.id} />}
        <FindingFields
          standard={start.standard}
          covered={start.covered}
          values={{ refs: start.refs, grade: null, statement: "", objectiveEvidence: "" }}
        />
        <Buttons roomId={roomId} back="" raised={false} />
      </ActionForm>
    </>
  );
}

/** The form of a finding that may still be changed. */
export function EditFindingForm({
  roomId,
  finding,
  covered,
}: {
  roomId: string;
  finding: FindingDetail;
  covered: readonly string[];
}) {
  return (
    <ActionForm
      action={editFindingAction.bind(null, roomId)}
      version={finding.version}
      labels={FINDING_LABELS}
      className="form-col mt-4"
    >
      <input type="hidden" name="id" value={finding.id} />
      <FindingFields standard={finding.standard} covered={covered} values={finding} />
      <Buttons
        roomId={roomId}
        back={paths.inRoomFinding(roomId, finding.id)}
        raised={finding.state === "raised"}
      />
    </ActionForm>
  );
}
