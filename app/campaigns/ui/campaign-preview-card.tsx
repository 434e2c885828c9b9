import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, DataTable, InlineStack, Link, List, Text } from '@shopify/polaris';
import {
  estimatedCount,
  type CampaignPreview,
  type PreviewCount,
  type PreviewedPerson,
} from '#app/campaigns/campaign-preview.ts';
import { previewWords } from '#app/campaigns/page/campaign-words.ts';
import { formatCount, PEOPLE } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { personName } from '#app/profiles/person-name.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';

export type CampaignPreviewCardProps = {
  id: string;
  /** Whether what is shown in the form is what is saved. */
  isSaved: boolean;
  timeZone: string;
};

/** Who gets the campaign, who later, who not, and why: asked for, because it looks at each of them. */
export function CampaignPreviewCard({ id, isSaved, timeZone }: CampaignPreviewCardProps) {
  const fetcher = useFetcher<CampaignPreview>();
  const { data, state } = fetcher;
  return (
    <PlainCard title="Who gets it">
      {data && isSaved ? (
        <PreviewResult preview={data} timeZone={timeZone} />
      ) : (
        <SubduedText>
          {isSaved
            ? 'Counts who gets it, who later, who not, and why, with what is known now.'
            : 'Save the campaign to see who gets it.'}
        </SubduedText>
      )}
      <InlineStack align="end">
        <Button
          disabled={!isSaved}
          loading={state !== 'idle'}
          onClick={() => fetcher.load(`/app/campaigns/${id}/preview`)}
        >
          {data && isSaved ? 'Count again' : 'Preview recipients'}
        </Button>
      </InlineStack>
    </PlainCard>
  );
}

function PreviewResult({ preview, timeZone }: { preview: CampaignPreview; timeZone: string }) {
  const { total, looked, counts, people, begins, ends } = preview;
  if (looked === 0) return <SubduedText>No one is in the segment now.</SubduedText>;
  const of = ({ count }: PreviewCount) => estimatedCount(count, looked, total);
  return (
    <BlockStack gap="300">
      <Text as="p">
        {looked < total
          ? `${formatCount(total, PEOPLE)} in the segment now. Estimated from ${formatNumber(looked)} of them, drawn at random.`
          : `${formatCount(total, PEOPLE)} in the segment now.`}
      </Text>
      <DataTable
        columnContentTypes={['text', 'numeric']}
        headings={['Outcome', 'People']}
        rows={counts.map((count) => [countWords(count, timeZone), formatNumber(of(count))])}
      />
      <SubduedText>
        {`Sending begins ${formatTime(begins, timeZone)}; the last email is due about ${formatTime(ends, timeZone)}.`}
      </SubduedText>
      {people.length === 0 ? null : <PreviewSample people={people} timeZone={timeZone} />}
    </BlockStack>
  );
}

function countWords(count: PreviewCount, timeZone: string): string {
  const words = previewWords(count);
  return count.act === 'defer' && count.firstAt !== null
    ? `${words}; the first ${formatTime(count.firstAt, timeZone)}`
    : words;
}

function PreviewSample({ people, timeZone }: { people: PreviewedPerson[]; timeZone: string }) {
  return (
    <BlockStack gap="150">
      <Text as="h3" variant="headingSm">
        For example
      </Text>
      <List>
        {people.map((person) => (
          <List.Item key={person.id}>
            <Link url={`/app/people/${person.id}`}>{personName(person)}</Link>
            {`: ${sampleWords(person, timeZone)}`}
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}

function sampleWords(person: PreviewedPerson, timeZone: string): string {
  return person.at === null
    ? previewWords(person)
    : `${previewWords(person)}, ${formatTime(person.at, timeZone)}`;
}
