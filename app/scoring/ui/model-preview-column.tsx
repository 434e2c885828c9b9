import { BlockStack, Card, TextField, useBreakpoints } from '@shopify/polaris';
import type { CSSProperties } from 'react';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { useMay } from '#app/access/ui/use-may.ts';
import { ModelPreviewCard } from './model-preview-card.tsx';
import type { ModelPreview } from './use-model-preview.ts';

/** The preview stays beside whatever is edited. */
const IN_VIEW: CSSProperties = {
  position: 'sticky',
  top: 'var(--p-space-400)',
  maxHeight: 'calc(100vh - var(--p-space-800))',
  overflowY: 'auto',
};

export type ModelPreviewColumnProps = {
  preview: ModelPreview;
  note: string;
  noteProblem: string | undefined;
  onNote: (note: string) => void;
};

/** What the typed model would do, for staff who may save it, and why they change it. */
export function ModelPreviewColumn(props: ModelPreviewColumnProps) {
  const { preview, note, noteProblem, onNote } = props;
  const { mdDown } = useBreakpoints();
  const mayEdit = useMay()('scoring.edit');
  return (
    <div>
      <div style={mdDown ? undefined : IN_VIEW}>
        <BlockStack gap="400">
          {mayEdit ? (
            <ModelPreviewCard {...preview} isRefused={Object.keys(preview.problems).length > 0} />
          ) : null}
          <EditArea needs="scoring.edit">
            <Card>
              <TextField
                label="Note for the history (optional)"
                helpText="Saved with the model: why it was changed."
                value={note}
                onChange={onNote}
                error={noteProblem === '' ? undefined : noteProblem}
                maxLength={255}
                autoComplete="off"
              />
            </Card>
          </EditArea>
        </BlockStack>
      </div>
    </div>
  );
}
