import { Banner, List } from '@shopify/polaris';

/** Says before a campaign is scheduled what mailbox providers would refuse it for. It can be scheduled all the same. */
export function SenderRulesBanner({ unmet }: { unmet: readonly string[] }) {
  if (unmet.length === 0) return null;
  return (
    <Banner
      tone="warning"
      title="Gmail, Yahoo, Microsoft or Apple may refuse these emails"
      action={{ content: 'Show what is missing', url: '/app/settings/domain' }}
    >
      <p>Not met yet:</p>
      <List>
        {unmet.map((rule) => (
          <List.Item key={rule}>{rule}</List.Item>
        ))}
      </List>
    </Banner>
  );
}
