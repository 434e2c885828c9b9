import {
  BlockStack,
  Button,
  ButtonGroup,
  Link,
  List,
  ProgressBar,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { DESTINATION_DIFFERENCES } from '#app/destinations/destination-words.ts';
import type { SegmentDestinations } from '#app/destinations/segment-destinations.ts';
import { formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { PlainCard } from '#app/ui/plain-card.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';

/** Links a segment to its destinations. */
export function DestinationsCard({ segmentKey }: { segmentKey: string }) {
  return (
    <PlainCard title="Destinations">
      <Text as="p">
        Sync it with a customer tag or a segment in Shopify, or download a hashed file for Meta or
        Google.
      </Text>
      <div>
        <Button url={`/app/segments/${segmentKey}/elsewhere`}>Manage destinations</Button>
      </div>
    </PlainCard>
  );
}

export type TagCardProps = {
  destinations: Pick<SegmentDestinations, 'name' | 'people' | 'checked' | 'customers' | 'tag'>;
  isBusy: boolean;
  error: string | null;
  onSync: (name: string) => void;
  onEnd: () => void;
};

/** The customer tag that follows the segment. */
export function TagCard({ destinations, isBusy, error, onSync, onEnd }: TagCardProps) {
  const { name, tag } = destinations;
  const [typed, setTyped] = useState(name);
  return (
    <PlainCard title="Customer tag in Shopify">
      <Text as="p">
        Members get the tag when they enter the segment and lose it when they leave. Tags that your
        staff added stay.
      </Text>
      {tag === null ? (
        <>
          <TextField
            label="Tag"
            value={typed}
            onChange={setTyped}
            error={error ?? undefined}
            maxLength={255}
            autoComplete="off"
            connectedRight={
              <Button variant="primary" loading={isBusy} onClick={() => onSync(typed)}>
                Sync
              </Button>
            }
          />
          <SubduedText>{reachWords(destinations)}</SubduedText>
        </>
      ) : (
        <SyncedTag tag={tag} reach={destinations}>
          {tag.enabled ? (
            <Button tone="critical" loading={isBusy} onClick={onEnd}>
              Stop syncing and remove tag
            </Button>
          ) : (
            <Button loading={isBusy} onClick={() => onSync(tag.tag)}>
              Resume syncing
            </Button>
          )}
        </SyncedTag>
      )}
    </PlainCard>
  );
}

type Reach = Pick<SegmentDestinations, 'people' | 'checked' | 'customers'>;

type SyncedTagProps = {
  tag: NonNullable<SegmentDestinations['tag']>;
  reach: Reach;
  children: React.ReactNode;
};

function SyncedTag({ tag, reach, children }: SyncedTagProps) {
  const { enabled, pending, refused } = tag;
  const done = enabled ? tag.customers : 0;
  const total = enabled ? tag.customers + pending : Math.max(tag.customers, 1);
  return (
    <>
      <Text as="p">
        {enabled
          ? `${counted(tag.customers, 'customer has', 'customers have')} the tag “${tag.tag}” from Tendril.`
          : `The tag “${tag.tag}” is being removed. ${counted(tag.customers, 'customer still has', 'customers still have')} it.`}
      </Text>
      {pending > 0 ? (
        <BlockStack gap="100">
          {enabled ? (
            <ProgressBar
              progress={Math.floor((done / total) * 100)}
              size="small"
              ariaLabelledBy="tag-progress"
            />
          ) : null}
          <Text as="p" variant="bodySm" tone="subdued" id="tag-progress">
            {`${counted(pending, 'change waits', 'changes wait')} for Shopify, which accepts about ten a second.`}
          </Text>
        </BlockStack>
      ) : null}
      {refused > 0 ? (
        <Text as="p" tone="critical">
          {`Shopify refused ${counted(refused, 'change', 'changes')}. `}
          <Link url="/app/problems">See why under Problems</Link>
        </Text>
      ) : null}
      <SubduedText>{reachWords(reach)}</SubduedText>
      <div>{children}</div>
    </>
  );
}

function reachWords({ people, checked, customers }: Reach): string {
  const others = 'the others cannot have a tag there.';
  if (checked < people)
    return `${formatNumber(customers)} of the ${formatNumber(checked)} newest members, of ${formatNumber(people)} members, are customers in Shopify; ${others}`;
  if (people === customers)
    return `${counted(people, 'member is a customer', 'members are customers')} in Shopify.`;
  return `${formatNumber(customers)} of ${counted(people, 'member', 'members')} are customers in Shopify; ${others}`;
}

export type ExportCardProps = {
  destinations: Pick<SegmentDestinations, 'exported' | 'translation' | 'byTag'>;
  isBusy: boolean;
  onExport: (how: 'question' | 'tag') => void;
  now: number;
  timeZone: string;
};

/** As many as explain the reason; more would say the same. */
const CONDITIONS_SHOWN = 5;

/** The segment as one of Shopify's own. */
export function ExportCard({ destinations, isBusy, onExport, now, timeZone }: ExportCardProps) {
  const { exported, translation, byTag } = destinations;
  const { made, isPending, refusal } = exported;
  const verb = made ? 'Update from' : 'Create from';
  const isTranslated = translation.outcome === 'translated';
  return (
    <PlainCard title="Segment in Shopify">
      {made ? (
        <Text as="p">
          {`In Shopify it is “${made.name}”, updated `}
          <RelativeTime at={made.exportedAt} now={now} timeZone={timeZone} />
          {'. '}
          <Link url={`shopify://admin/customers/segments/${made.shopifyId}`} target="_top">
            Open in Shopify
          </Link>
        </Text>
      ) : null}
      {made ? <Query text={made.query} label="Current conditions" /> : null}
      {isPending ? <SubduedText>Syncing with Shopify</SubduedText> : null}
      {refusal === null ? null : (
        <Text as="p" tone="critical">
          {`The last change did not reach Shopify: ${refusal}`}
        </Text>
      )}
      {isTranslated ? (
        <>
          <Query text={translation.query} label="Its conditions in Shopify’s language" />
          {translation.differences.length === 0 ? null : (
            <List>
              {translation.differences.map((difference) => (
                <List.Item key={difference}>{DESTINATION_DIFFERENCES[difference]}</List.Item>
              ))}
            </List>
          )}
        </>
      ) : (
        <>
          <Text as="p">
            Shopify’s language cannot express these conditions, so the segment there uses the tag:
          </Text>
          <List>
            {translation.conditions.slice(0, CONDITIONS_SHOWN).map((condition) => (
              <List.Item key={condition}>{condition}</List.Item>
            ))}
            {translation.conditions.length > CONDITIONS_SHOWN ? (
              <List.Item>
                {`and ${formatNumber(translation.conditions.length - CONDITIONS_SHOWN)} more`}
              </List.Item>
            ) : null}
          </List>
        </>
      )}
      <ButtonGroup>
        {isTranslated && made?.query !== translation.query ? (
          <Button loading={isBusy} disabled={isPending} onClick={() => onExport('question')}>
            {`${verb} conditions`}
          </Button>
        ) : null}
        {byTag === null || made?.query !== byTag ? (
          <Button
            loading={isBusy}
            disabled={isPending || byTag === null}
            onClick={() => onExport('tag')}
          >
            {`${verb} tag`}
          </Button>
        ) : null}
      </ButtonGroup>
      {byTag === null ? (
        <SubduedText>With the tag it has exactly the same customers. Sync a tag first.</SubduedText>
      ) : null}
    </PlainCard>
  );
}

function Query({ text, label }: { text: string; label: string }) {
  return (
    <BlockStack gap="100">
      <Text as="p" variant="bodySm" tone="subdued">
        {label}
      </Text>
      <code style={{ overflowWrap: 'anywhere' }}>{text}</code>
    </BlockStack>
  );
}

function counted(count: number, one: string, many: string): string {
  return formatCount(count, { one, many });
}
