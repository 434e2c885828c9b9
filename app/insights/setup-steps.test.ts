import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { setupSteps } from './setup-steps.ts';

const NOTHING = {
  hasSender: false,
  hasEvents: false,
  hasHistory: false,
  hasVisitors: false,
  hasApplications: false,
};
const BLOCKS = join(import.meta.dirname, '../../extensions/tendril-theme/blocks');

describe('the set-up checklist', () => {
  test('a step is done when what it brings about was seen', () => {
    const done = setupSteps({ ...NOTHING, hasVisitors: true }, 'fern.myshopify.com', 'key')
      .filter(({ isDone }) => isDone)
      .map(({ key }) => key);
    expect(done).toEqual(['hasVisitors']);
  });

  test('links into the theme editor name blocks that exist', () => {
    const links = setupSteps(NOTHING, 'fern.myshopify.com', 'key').flatMap(({ link }) =>
      link?.outside === true ? [new URL(link.url)] : [],
    );
    const named = links.map(({ searchParams }) =>
      (searchParams.get('activateAppId') ?? searchParams.get('addAppBlockId') ?? '').split('/'),
    );
    expect(links).toHaveLength(2);
    for (const [key, handle] of named) {
      expect(key).toBe('key');
      expect(readdirSync(BLOCKS)).toContain(`${handle ?? ''}.liquid`);
    }
  });
});
