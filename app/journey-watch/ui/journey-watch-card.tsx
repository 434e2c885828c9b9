import { Banner, Link, Text } from '@shopify/polaris';
import type { JourneyWatchView } from '#app/journey-watch/page/journey-watch-page.ts';
import { noticeWords, stopAdvice, stopReason, stopTitle } from '#app/journey-watch/stop-words.ts';
import type { WatchMeasure } from '#app/journey-watch/watched.ts';
import { formatCount } from '#app/lib/format/count.ts';
import { FactList } from '#app/ui/fact-list.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';

export type JourneyWatchCardProps = PageTime & { watch: JourneyWatchView };

const NAMES: Record<WatchMeasure, string> = {
  entries: 'If no one enters any more',
  emails: 'If no email is sent any more',
  deliveries: 'If Shopify sends nothing any more',
};
const STEPS = { one: 'step', many: 'steps' };

/** How soon it would be noticed that a journey has stopped, and how the last walk of the seed shopper went. */
export function JourneyWatchCard({
  watch: { notice, walk, stops },
  ...time
}: JourneyWatchCardProps) {
  return (
    <PlainCard title="Watch">
      {stops.map((stop) => (
        <Banner key={stop.id} tone="critical" title={stopTitle(stop)}>
          <p>
            {`${stopReason(stop)} ${stopAdvice(stop)} `}
            <Link url="/app/problems?tab=stops">Show problems</Link>
          </p>
        </Banner>
      ))}
      <Text as="p" tone="subdued">
        Owners and marketers get an email when this journey stops. How soon that is noticed depends
        on how many people it sees.
      </Text>
      <FactList
        facts={[
          ...notice.map(({ measure, noticeMs }) => ({
            name: NAMES[measure],
            value:
              noticeMs === null
                ? 'Not known yet: it takes two weeks and 20 people to learn what is usual'
                : `Noticed after ${noticeWords(noticeMs)}`,
          })),
          { name: 'Seed shopper', value: <LastWalk {...time} walk={walk} /> },
        ]}
      />
    </PlainCard>
  );
}

function LastWalk({ walk, ...time }: PageTime & Pick<JourneyWatchView, 'walk'>) {
  if (walk === null) return 'Has not walked this journey yet; it does so once a day';
  const at = <RelativeTime {...time} at={walk.walkedAt} />;
  if (walk.problem === null)
    return (
      <>
        Got through {formatCount(walk.steps, STEPS)} {at}
      </>
    );
  return (
    <>
      Did not get through {at}. {walk.problem.message}
    </>
  );
}
