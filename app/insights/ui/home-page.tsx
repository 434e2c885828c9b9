import { BlockStack, Layout, Page } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { HomeFigures } from '#app/insights/home.ts';
import type { NextStep } from '#app/insights/next-steps.ts';
import type { SetupStep } from '#app/insights/setup-steps.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { HomeJourneysCard, HomeMailsCard, NextStepsCard, SetupCard } from './home-cards.tsx';
import { HomeFigureGrid } from './home-figure-grid.tsx';

export type HomePageProps = PageTime & {
  live: Live;
  home: HomeFigures;
  /** Why mails were not sent, in words, most first. */
  skipped: { reason: string; count: number }[];
  steps: NextStep[];
  setup: SetupStep[];
  /** How many days after a click an order still counts as recovered. */
  recoveryDays: number;
  currency: string;
  /** Says that the history of the shop is being imported; null when it is not. */
  importingBanner: ReactNode;
};

/** The start page of the admin: what goes on in the shop, and what to do today. */
export function HomePage(props: HomePageProps) {
  const { live, home, skipped, steps, setup, recoveryDays, currency, importingBanner } = props;
  const { now, timeZone } = props;
  useLive(live);
  const isSetUp = setup.every(({ isDone }) => isDone);
  if (!home.setup.hasEvents && home.people.total === 0) {
    return (
      <Page title="Home">
        <BlockStack gap="400">
          {importingBanner}
          <EmptyState heading="Waiting for the first event from your store">
            With the next visit, cart or order this page shows who is close to buying, what was
            recovered and what to do next.
          </EmptyState>
          <SetupCard steps={setup} />
        </BlockStack>
      </Page>
    );
  }
  return (
    <Page title="Home" subtitle="What is going on in your shop, live, and what to do today.">
      <BlockStack gap="400">
        {importingBanner}
        <NextStepsCard steps={steps} />
        <HomeFigureGrid
          home={home}
          recoveryDays={recoveryDays}
          currency={currency}
          now={now}
          timeZone={timeZone}
        />
        <Layout>
          <Layout.Section variant="oneHalf">
            <HomeMailsCard mails={home.mails} skipped={skipped} />
          </Layout.Section>
          <Layout.Section variant="oneHalf">
            <HomeJourneysCard journeys={home.journeys} />
          </Layout.Section>
        </Layout>
        {isSetUp ? null : <SetupCard steps={setup} />}
      </BlockStack>
    </Page>
  );
}
