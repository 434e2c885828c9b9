import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { blankCampaign } from '#app/campaigns/campaign-content.ts';
import type { CampaignPreview } from '#app/campaigns/campaign-preview.ts';
import type { CampaignPhase } from '#app/campaigns/campaign.ts';
import type { CampaignProgressFigures } from '#app/campaigns/page/campaign-progress.ts';
import { CANCEL_UNDO_MS } from '#app/messages/delivery/decide-mail.ts';
import { drawRoutes, standInAppBridge, standInSaveBar } from '#tests/setup/draw-part.tsx';
import { CampaignPage, type CampaignPageProps } from './campaign-page.tsx';
import { campaignToast } from './campaign-toast.ts';
import { revalidatesCampaign } from './revalidates-campaign.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const ID = '00000000-0000-4000-8000-000000000001';

const PROGRESS: CampaignProgressFigures = {
  total: 100,
  unprepared: 0,
  sent: 60,
  waiting: 30,
  deferred: [{ reason: 'frequency_cap', count: 4 }],
  skipped: [{ reason: 'not_subscribed', count: 10 }],
  failed: 0,
  inDoubt: 0,
  lastDueAt: NOON,
  countedAt: null,
};

const PREVIEW: CampaignPreview = {
  total: 200,
  looked: 100,
  counts: [
    { act: 'send', reason: null, count: 80, firstAt: NOON },
    { act: 'skip', reason: 'not_subscribed', count: 20, firstAt: null },
  ],
  people: [{ id: 'ada', name: 'Ada', email: null, act: 'send', reason: null, at: NOON }],
  begins: NOON,
  ends: NOON,
};

function pageOf(phase: CampaignPhase, changed: Partial<CampaignPageProps> = {}): CampaignPageProps {
  return {
    live: { tables: ['campaign'], version: 1 },
    unmetRules: [],
    campaign: {
      id: ID,
      content: { ...blankCampaign('loyal'), name: 'Spring' },
      phase,
      revision: 3,
      beginsAt: NOON,
      startedAt: phase === 'draft' ? null : NOON,
      cancelledAt: null,
      problem: null,
      isStuck: false,
      isUnderWay: false,
      archivedAt: null,
      recompute: null,
    },
    segments: [{ value: 'loyal', label: 'Loyal' }],
    emails: [{ value: 'news', label: 'News' }],
    progress: null,
    results: null,
    mayEdit: true,
    currency: 'GBP',
    timeZone: 'Europe/London',
    now: NOON,
    today: '2026-11-20',
    ...changed,
  };
}

const posted = vi.fn<(form: Record<string, FormDataEntryValue>) => void>();

function draw(page: CampaignPageProps, answer: object = { outcome: 'saved', id: ID, revision: 4 }) {
  return drawRoutes(
    [
      {
        path: '/app/campaigns/:id',
        element: <CampaignPage {...page} />,
        action: async ({ request }) => {
          posted(Object.fromEntries(await request.formData()));
          return answer;
        },
      },
      { path: '/app/campaigns', element: <p>All campaigns</p> },
      { path: '/app/campaigns/:id/preview', loader: () => PREVIEW },
      { path: '/app/changes', loader: () => ({ version: 1 }) },
    ],
    [`/app/campaigns/${ID}`],
  );
}

beforeEach(() => {
  standInAppBridge();
  standInSaveBar();
  posted.mockClear();
});

test('a draft is scheduled with the revision that is shown', async () => {
  draw(pageOf('draft'), {
    outcome: 'scheduled',
    id: ID,
    beginsAt: NOON,
    isNow: true,
  });
  fireEvent.click(screen.getByRole('button', { name: 'Send now' }));
  await waitFor(() =>
    expect(posted).toHaveBeenCalledWith({ id: ID, intent: 'schedule', revision: '3' }),
  );
});

test('what is sent at once can be undone for as long as it has not begun', () => {
  const toast = campaignToast({ outcome: 'scheduled', id: ID, beginsAt: NOON, isNow: true });
  expect(toast).toMatchObject({
    undo: { intent: 'unschedule', id: ID },
    duration: CANCEL_UNDO_MS,
  });
});

test('one that does not go on because of an error is tried again', async () => {
  const { campaign } = pageOf('sending');
  draw(pageOf('sending', { campaign: { ...campaign, isStuck: true } }), { outcome: 'retried' });
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(posted).toHaveBeenCalledWith({ id: ID, intent: 'retry' }));
});

test('what keeps it from being scheduled is said on the page', async () => {
  const faults = [{ field: 'email', message: 'Enter a subject.' }];
  draw(pageOf('draft'), { outcome: 'invalid', faults });
  fireEvent.click(screen.getByRole('button', { name: 'Send now' }));
  expect(await screen.findByText('Enter a subject.')).toBeDefined();
});

test('before it is sent it shows who gets it and who not, and why', async () => {
  draw(pageOf('draft'));
  fireEvent.click(screen.getByRole('button', { name: 'Preview recipients' }));
  expect(await screen.findByText(/Estimated from 100 of them/)).toBeDefined();
  expect(screen.getByText('160')).toBeDefined();
  expect(screen.getByText('Do not get it: has not subscribed to marketing email')).toBeDefined();
  expect(screen.getByRole('link', { name: 'Ada' })).toBeDefined();
});

test('what was typed has to be saved before it can be scheduled or previewed', () => {
  draw(pageOf('draft'));
  fireEvent.change(screen.getByLabelText('Subject'), { target: { value: 'News' } });
  expect(screen.getByRole('button', { name: 'Send now' }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  expect(screen.getByText('Save the campaign to see who gets it.')).toBeDefined();
});

test('while it is sent the page shows how far it is, why some wait, and cancels it', async () => {
  draw(pageOf('sending', { progress: PROGRESS }), { outcome: 'cancelled', id: ID });
  expect(screen.getByText('Done for 70 of 100 (70 %) people')).toBeDefined();
  expect(screen.getByText('The limit of messages for one person is reached: 4')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel campaign' }));
  await waitFor(() => expect(posted).toHaveBeenCalledWith({ id: ID, intent: 'cancel' }));
});

test('for a minute after it was cancelled sending can go on', async () => {
  draw(pageOf('stopping', { progress: PROGRESS }), { outcome: 'resumed' });
  fireEvent.click(screen.getByRole('button', { name: 'Go on sending' }));
  await waitFor(() => expect(posted).toHaveBeenCalledWith({ id: ID, intent: 'resume' }));
});

test('who may not change campaigns sees it, and no button that would', () => {
  draw(pageOf('sending', { progress: PROGRESS, mayEdit: false }));
  expect(screen.queryByRole('button', { name: 'Cancel campaign' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Copy' })).toBeNull();
});

test('while it waits for segments to be recomputed the page says so, and how far that is', () => {
  const { campaign } = pageOf('scheduled');
  const recompute = { done: 30, total: 120, startedAt: NOON };
  draw(pageOf('scheduled', { campaign: { ...campaign, startedAt: null, recompute } }));
  expect(screen.getByText(/as soon as segments are recomputed: 30 of 120/)).toBeDefined();
});

test('what is finished is archived, and that can be undone', async () => {
  draw(pageOf('sent', { progress: PROGRESS }), { outcome: 'archived', id: ID });
  fireEvent.click(screen.getAllByRole('button', { name: 'Archive' })[0] ?? document.body);
  await waitFor(() => expect(posted).toHaveBeenCalledWith({ id: ID, intent: 'archive' }));
  expect(campaignToast({ outcome: 'archived', id: ID })).toMatchObject({
    undo: { intent: 'restore', id: ID },
  });
});

test('what the toast undoes is undone also after another page was opened', async () => {
  const { toast } = standInAppBridge();
  const answer = { outcome: 'scheduled', id: ID, beginsAt: NOON, isNow: true };
  const { router } = draw(pageOf('draft'), answer);
  fireEvent.click(await screen.findByRole('button', { name: 'Send now' }));
  await waitFor(() => expect(toast.show).toHaveBeenCalledOnce());
  await act(() => router.navigate('/app/campaigns'));
  expect(screen.getByText('All campaigns')).toBeDefined();
  act(() => toast.show.mock.lastCall?.[1].onAction?.());
  await waitFor(() => expect(posted).toHaveBeenCalledWith({ id: ID, intent: 'unschedule' }));
  expect(screen.getByText('All campaigns')).toBeDefined();
});

test('a draft that is deleted leads to the list, and is written again by undoing that', async () => {
  const { toast } = standInAppBridge();
  const page = pageOf('draft');
  const { content } = page.campaign;
  let isThere = true;
  drawRoutes(
    [
      {
        path: '/app/campaigns/:id',
        element: <CampaignPage {...page} />,
        errorElement: <p>There is no such campaign</p>,
        HydrateFallback: () => null,
        loader: () => {
          if (!isThere) throw new Response('There is no such campaign.', { status: 404 });
          return null;
        },
        shouldRevalidate: revalidatesCampaign,
        action: async ({ request }) => {
          const form = Object.fromEntries(await request.formData());
          posted(form);
          isThere = form['intent'] !== 'delete';
          return isThere
            ? { outcome: 'saved', id: ID, revision: 1 }
            : { outcome: 'deleted', id: ID, content };
        },
      },
      { path: '/app/campaigns', element: <p>All campaigns</p> },
      { path: '/app/changes', loader: () => ({ version: 1 }) },
    ],
    [`/app/campaigns/${ID}`],
  );
  fireEvent.click((await screen.findAllByRole('button', { name: 'Delete' }))[0] ?? document.body);
  expect(await screen.findByText('All campaigns')).toBeDefined();
  act(() => toast.show.mock.lastCall?.[1].onAction?.());
  const again = { id: ID, intent: 'save', revision: '0', content: JSON.stringify(content) };
  await waitFor(() => expect(posted).toHaveBeenLastCalledWith(again));
});

test('a draft warns of what mailbox providers would refuse, and can be scheduled all the same', async () => {
  drawRoutes([
    {
      path: '/',
      element: (
        <CampaignPage {...pageOf('draft', { unmetRules: ['Emails are signed with DKIM'] })} />
      ),
    },
  ]);
  await screen.findByText('Gmail, Yahoo, Microsoft or Apple may refuse these emails');
  screen.getByText('Emails are signed with DKIM');
  expect(screen.getAllByRole('button', { name: 'Send now' })).not.toEqual([]);
});
