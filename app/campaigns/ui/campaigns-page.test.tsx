import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { CampaignLine } from '#app/campaigns/page/campaign-list.ts';
import { drawRoutes } from '#tests/setup/draw-part.tsx';
import { CampaignsPage } from './campaigns-page.tsx';

const NONE = { all: 0, drafts: 0, scheduled: 0, sending: 0, sent: 0, archived: 0 };

function draw(counts: typeof NONE, rows: CampaignLine[] = []) {
  const view = { search: '', sort: 'begins', direction: 'descending', page: 1 } as const;
  const page = (
    <CampaignsPage
      {...{ counts, rows, view }}
      live={{ tables: ['campaign'], version: 1 }}
      hasMore={false}
      tab="all"
      mayEdit
      timeZone="Europe/London"
    />
  );
  drawRoutes([
    { path: '/', element: page },
    { path: '/app/changes', loader: () => ({ version: 1 }) },
  ]);
}

test('a store without campaigns reads what they are for', () => {
  draw(NONE);
  expect(screen.getByText('No campaigns yet')).toBeDefined();
});

test('a store of which all campaigns are archived reaches them', () => {
  draw({ ...NONE, archived: 1 });
  expect(screen.queryByText('No campaigns yet')).toBeNull();
  expect(screen.getAllByText('Archived (1)').length).toBeGreaterThan(0);
});
