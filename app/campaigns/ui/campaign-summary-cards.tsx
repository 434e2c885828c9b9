import { BlockStack } from '@shopify/polaris';
import type { CampaignContent } from '#app/campaigns/campaign-content.ts';
import { timingWords } from '#app/campaigns/page/campaign-words.ts';
import type { CampaignOption } from '#app/campaigns/page/shown-campaign.ts';
import { formatCount, HOURS } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { FactList, type Fact } from '#app/ui/fact-list.tsx';
import { PlainCard } from '#app/ui/plain-card.tsx';

export type CampaignSummaryCardsProps = {
  content: CampaignContent;
  segments: CampaignOption[];
  emails: CampaignOption[];
};

/** A campaign that cannot be changed any more: what it says, to whom, and when. */
export function CampaignSummaryCards({ content, segments, emails }: CampaignSummaryCardsProps) {
  const { segment, leavesOutTrade, timing, perMinute, relevantHours, priority } = content;
  return (
    <BlockStack gap="400">
      <PlainCard title="Audience and timing">
        <FactList
          facts={[
            { name: 'Segment', value: nameIn(segments, segment) },
            { name: 'Trade buyers', value: leavesOutTrade ? 'Left out' : 'Get it too' },
            { name: 'Send', value: timingWords(timing) },
            ...lateFact(timing),
            { name: 'Emails a minute', value: `${formatNumber(perMinute)} at most` },
            { name: 'Worth sending for', value: formatCount(relevantHours, HOURS) },
            { name: 'Priority', value: formatNumber(priority) },
          ]}
        />
      </PlainCard>
      <PlainCard title="Email">
        <FactList facts={emailFacts(content, emails)} />
      </PlainCard>
    </BlockStack>
  );
}

function lateFact(timing: CampaignContent['timing']): Fact[] {
  if (timing.kind !== 'person') return [];
  const value = timing.late === 'at_once' ? 'Get it at once' : 'Get it a day later';
  return [{ name: 'Past the time', value }];
}

function emailFacts({ email }: CampaignContent, emails: CampaignOption[]): Fact[] {
  if (email.kind === 'template') return [{ name: 'Email', value: nameIn(emails, email.key) }];
  const { subject, preview, heading, text, button, page } = email;
  const facts = [
    { name: 'Subject', value: subject },
    { name: 'Preheader', value: preview },
    { name: 'Heading', value: heading },
    { name: 'Text', value: text },
    { name: 'Button', value: button },
    { name: 'Page that it leads to', value: page },
  ];
  return facts.filter(({ value }) => value !== '');
}

function nameIn(options: readonly CampaignOption[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value;
}
