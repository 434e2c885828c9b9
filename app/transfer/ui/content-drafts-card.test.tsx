import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { discardedDraftForm } from '#app/definitions/discarded-draft.ts';
import type { ContentDraft } from '#app/transfer/content-draft.ts';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { ContentDraftsCard } from './content-drafts-card.tsx';

const draft: ContentDraft = {
  kind: 'banner',
  key: 'coffee',
  name: 'Coffee',
  changes: [],
  revision: 2,
  base: null,
};

test('a draft that was discarded is brought back by undo', async () => {
  const { toast } = standInAppBridge();
  const sent: Record<string, unknown>[] = [];
  const content = { name: 'Coffee', heading: 'New roast' };
  const undo = discardedDraftForm({ kind: 'banner', key: 'coffee', content, liveVersion: null });
  async function action({ request }: { request: Request }) {
    const form = Object.fromEntries(await request.formData());
    sent.push(form);
    return form.intent === 'discard_draft'
      ? { outcome: 'discarded', undo }
      : { outcome: 'saved', revision: 1 };
  }
  drawRoutes([{ path: '/', element: <ContentDraftsCard drafts={[draft]} />, action }]);
  await userEvent.click(screen.getByRole('button', { name: 'Discard the draft of Coffee' }));
  await vi.waitFor(() => expect(toast.show).toHaveBeenCalled());
  const [text, options] = toast.show.mock.calls[0] ?? [];
  expect(text).toBe('Draft discarded');
  options?.onAction?.();
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent[1]).toEqual({
    intent: 'save_draft',
    kind: 'banner',
    key: 'coffee',
    content: JSON.stringify(content),
    revision: '0',
    base: '',
  });
});
