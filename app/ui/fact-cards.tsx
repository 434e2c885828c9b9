import { BlockStack, Card, Text } from '@shopify/polaris';
import type { PersonPage } from '#app/insights/person-page.server.ts';
import { FactList, type Fact } from './fact-list.tsx';
import { FactSourceLine, type ShowEvent } from './fact-source.tsx';
import { stageName, stagePurpose } from './person-badges.tsx';
import { RelativeTime } from './relative-time.tsx';

export type FactCardsProps = {
  groups: PersonPage['facts'];
  /** Stands above the first facts. */
  stage?: Pick<PersonPage, 'stage' | 'stageSince'>;
  onShow: ShowEvent;
  now: number;
  timeZone: string;
};

/** What is known of a person by heading, each fact with the event and time it came from. */
export function FactCards({ groups, stage, onShow, now, timeZone }: FactCardsProps) {
  return groups.map(({ title, facts }, index) => (
    <Card key={title}>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <FactList
          nameWidth="6.5rem"
          facts={[
            ...(stage && index === 0 ? [stageFact(stage, now, timeZone)] : []),
            ...facts.map(({ name, value, source, event }) => ({
              name,
              value: (
                <>
                  {value}
                  <FactSourceLine
                    source={source}
                    event={event}
                    about={name}
                    onShow={onShow}
                    timeZone={timeZone}
                  />
                </>
              ),
            })),
          ]}
        />
      </BlockStack>
    </Card>
  ));
}

function stageFact(
  { stage, stageSince }: Pick<PersonPage, 'stage' | 'stageSince'>,
  now: number,
  timeZone: string,
): Fact {
  return {
    name: 'Stage',
    value: (
      <>
        {stageName(stage)}
        <Text as="p" variant="bodySm" tone="subdued">
          {stagePurpose(stage)}
          {stageSince === null ? null : (
            <>
              {' Entered '}
              <RelativeTime at={stageSince} now={now} timeZone={timeZone} />.
            </>
          )}
        </Text>
      </>
    ),
  };
}
