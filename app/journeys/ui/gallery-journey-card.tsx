import { Badge, Banner, BlockStack, Button, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { GalleryCardView } from '#app/journeys/page/gallery-cards.ts';
import { formatCount } from '#app/lib/format/count.ts';
import { JourneyStateBadge } from './journey-state-badge.tsx';
import type { AddingJourney } from './use-adding-journey.ts';
import type { GalleryReplay } from './use-gallery-replay.ts';

const EMAILS = { one: 'email', many: 'emails' };

export type GalleryJourneyCardProps = {
  card: GalleryCardView;
  /** What puts journeys into use and replays them; null for staff who may not. */
  adding: AddingJourney | null;
  replay: GalleryReplay | null;
};

/** A journey of the gallery: what it does, when and for whom, and what can be done with it. */
export function GalleryJourneyCard({ card, adding, replay }: GalleryJourneyCardProps) {
  const { key, name, does, when, forWhom, nextStep, stage, themes, aim, emails } = card;
  const mix = [aim, ...themes, formatCount(emails, EMAILS)];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            <Link url={`/app/journeys/${key}`} removeUnderline>
              {name}
            </Link>
          </Text>
          {card.state === 'archived' ? (
            <Badge>{stage}</Badge>
          ) : (
            <JourneyStateBadge state={card.state} />
          )}
        </InlineStack>
        <Text as="p">{does}</Text>
        <Fact label="When">{when}</Fact>
        <Fact label="For">{forWhom}</Fact>
        <Fact label="Next step">{nextStep}</Fact>
        <Text as="p" tone="subdued">
          {mix.join(' · ')}
        </Text>
        <Overlaps card={card} />
        {adding && replay ? <CardButtons card={card} adding={adding} replay={replay} /> : null}
      </BlockStack>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: string }) {
  return (
    <Text as="p">
      <Text as="span" fontWeight="semibold">
        {`${label}: `}
      </Text>
      {children}
    </Text>
  );
}

/** A warning where people would be reminded of the same cart twice. */
function Overlaps({ card: { state, overlaps, name } }: { card: GalleryCardView }) {
  if (overlaps.length === 0) return null;
  const others = overlaps.map((other) => `“${other}”`).join(' and ');
  return (
    <Banner tone={state === 'live' ? 'warning' : 'info'}>
      <p>
        {state === 'live'
          ? `${others} starts by the same carts. Pause one of the two, so that people get one reminder.`
          : `${others} starts by the same carts, so that people would get both series. Pause or archive it before you add “${name}”, or let it start with carts only.`}
      </p>
    </Banner>
  );
}

type CardButtonsProps = {
  card: GalleryCardView;
  adding: AddingJourney;
  replay: GalleryReplay;
};

/** Adds the journey, and offers at once what it would have done. */
function CardButtons({ card: { key, name, state, version }, adding, replay }: CardButtonsProps) {
  const { add, addingKey } = adding;
  const { start, startingKey } = replay;
  const isNew = state === 'archived';
  return (
    <InlineStack gap="200">
      {isNew ? (
        <Button
          variant="primary"
          loading={addingKey === key}
          disabled={addingKey !== null && addingKey !== key}
          accessibilityLabel={`Add ${name}`}
          onClick={() => add(key)}
        >
          Add
        </Button>
      ) : null}
      <Button
        variant={isNew ? 'tertiary' : 'secondary'}
        loading={startingKey === key}
        disabled={startingKey !== null && startingKey !== key}
        accessibilityLabel={`See what ${name} would have done in the last 30 days`}
        onClick={() => start({ key, version })}
      >
        See what it would have done
      </Button>
    </InlineStack>
  );
}
