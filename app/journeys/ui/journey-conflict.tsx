import { differenceBetween } from '#app/definitions/definition-difference.ts';
import type { StoredDraft } from '#app/definitions/stored-draft.ts';
import { DraftConflict, type DraftConflictProps } from '#app/definitions/ui/draft-conflict.tsx';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import { useEditor, useEditorParts } from './editor/editor-context.tsx';

export type JourneyConflictProps = Omit<DraftConflictProps, 'noun' | 'theirs' | 'changes'> & {
  theirs: StoredDraft<JourneyContent>;
};

/** Shows what another member of staff made of the journey beside what is drawn here. */
export function JourneyConflict(props: JourneyConflictProps) {
  const { names } = useEditorParts();
  const mine = useEditor(({ content }) => content);
  const changes = differenceBetween(
    journeyKind.parts(props.theirs.content, names),
    journeyKind.parts(mine, names),
  );
  return <DraftConflict {...props} noun="this journey" changes={changes} />;
}
