import { Tabs } from '@shopify/polaris';

/** The pages about all journeys. */
const JOURNEYS_TABS = [
  { id: 'all', content: 'All journeys', url: '/app/journeys' },
  { id: 'gallery', content: 'Gallery', url: '/app/journeys/gallery' },
  { id: 'coverage', content: 'Coverage', url: '/app/journeys/coverage' },
] as const;

export type JourneysTab = (typeof JOURNEYS_TABS)[number]['id'];

/** Goes from one page about all journeys to another. */
export function JourneysTabs({ current }: { current: JourneysTab }) {
  return (
    <Tabs
      selected={JOURNEYS_TABS.findIndex(({ id }) => id === current)}
      tabs={[...JOURNEYS_TABS]}
    />
  );
}
