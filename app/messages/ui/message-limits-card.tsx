import { BlockStack, Card, Checkbox, FormLayout, List, Text } from '@shopify/polaris';
import type { HeldMessages } from '#app/messages/planner/held-messages.ts';
import { MESSAGE_CHANNELS, messageChannelOf } from '#app/messages/channels/registry.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { Setting, type SettingsCardProps } from './settings-cards.tsx';

/** A channel that the app cannot send has caps too, which need not be set yet. */
const SENT_CHANNELS = MESSAGE_CHANNELS.filter((channel) => messageChannelOf(channel).hasSender);

/** How often marketing may reach one person, and what that holds back. */
export function MessageLimitsCard({ held, ...card }: SettingsCardProps & { held: HeldMessages }) {
  const { form, onChange } = card;
  const number = { type: 'text', inputMode: 'numeric', autoComplete: 'off' } as const;
  return (
    <Card>
      <FormLayout>
        {SENT_CHANNELS.map((channel) => {
          const { label } = messageChannelOf(channel);
          return (
            <FormLayout.Group condensed key={channel}>
              <Setting
                {...number}
                card={card}
                field={`${channel}PerDay`}
                label={`${label} in 24 hours`}
              />
              <Setting
                {...number}
                card={card}
                field={`${channel}PerWeek`}
                label={`${label} in 7 days`}
              />
            </FormLayout.Group>
          );
        })}
        <Text as="p" tone="subdued">
          The most that one person gets, whatever the journeys. Empty: no limit. A banner counts
          when it is seen first. Emails about an order are not counted and not held back.
        </Text>
        <Setting
          {...number}
          card={card}
          field="gapHours"
          label="Hours between two marketing messages"
          helpText="0: no gap."
        />
        <Checkbox
          label="Write less to people who do not come back"
          helpText="Without a click, a visit or an order for 60 days a person gets half of the limits, after 120 days a quarter, and one message at least."
          checked={form.engagement === 'on'}
          onChange={(checked) => onChange({ engagement: checked ? 'on' : 'off' })}
        />
        <Checkbox
          label="Pause marketing while a support ticket is open"
          helpText="Your help desk reports tickets through the Events API. A ticket counts as closed after 14 days."
          checked={form.ticketPause === 'on'}
          onChange={(checked) => onChange({ ticketPause: checked ? 'on' : 'off' })}
        />
        <Checkbox
          label="Pause marketing while a deal is open"
          helpText="While the person's lead is qualified or an opportunity."
          checked={form.dealPause === 'on'}
          onChange={(checked) => onChange({ dealPause: checked ? 'on' : 'off' })}
        />
        <HeldNow held={held} />
      </FormLayout>
    </Card>
  );
}

function HeldNow({ held: { waiting, expired } }: { held: HeldMessages }) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Held back
      </Text>
      <List>
        {waiting.map(({ reason, words, count }) => (
          <List.Item key={reason}>{`${words}: ${formatNumber(count)} emails wait now`}</List.Item>
        ))}
        {waiting.length === 0 ? (
          <List.Item>No email waits because of these limits.</List.Item>
        ) : null}
        <List.Item>
          {`Not sent in the last 30 days because they were no longer relevant: ${formatNumber(expired)}`}
        </List.Item>
      </List>
    </BlockStack>
  );
}
