import { Tabs } from '@shopify/polaris';

/** The pages about one journey. */
const JOURNEY_TABS = [
  { id: 'overview', content: 'Overview', path: '' },
  { id: 'replay', content: 'Replay', path: '/replay' },
  { id: 'versions', content: 'Versions', path: '/versions' },
] as const;

export type JourneyTab = (typeof JOURNEY_TABS)[number]['id'];

/** Goes from one page about a journey to another. */
export function JourneyTabs({ journeyKey, current }: { journeyKey: string; current: JourneyTab }) {
  return (
    <Tabs
      selected={JOURNEY_TABS.findIndex(({ id }) => id === current)}
      tabs={JOURNEY_TABS.map(({ id, content, path }) => ({
        id,
        content,
        url: `/app/journeys/${journeyKey}${path}`,
      }))}
    />
  );
}
