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
import { DIFFERENCE_WORDS } from '#app/audiences/elsewhere-words.ts';
import type { Elsewhere } from '#app/engine/segment-elsewhere.server.ts';
import { formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { PlainCard } from './plain-card.tsx';
import { Quiet } from './quiet.tsx';
import { RelativeTime } from './relative-time.tsx';

/** Leads from a segment to where it can be used. */
export function UseElsewhereCard({ segmentKey }: { segmentKey: string }) {
  return (
    <PlainCard title="Use elsewhere">
      <Text as="p">
        Sync it with a customer tag in Shopify, make it a segment there, or take a hashed file to
        Meta or Google.
      </Text>
      <div>
        <Button url={`/app/segments/${segmentKey}/elsewhere`}>Use elsewhere</Button>
      </div>
    </PlainCard>
  );
}

export type TagCardProps = {
  elsewhere: Pick<Elsewhere, 'name' | 'people' | 'looked' | 'customers' | 'tag'>;
  isBusy: boolean;
  error: string | null;
  onKeep: (name: string) => void;
  onEnd: () => void;
};

/** The customer tag that follows the segment. */
export function TagCard({ elsewhere, isBusy, error, onKeep, onEnd }: TagCardProps) {
  const { name, tag } = elsewhere;
  const [typed, setTyped] = useState(name);
  return (
    <PlainCard title="Customer tag in Shopify">
      <Text as="p">
        Members get the tag when they enter the segment and lose it when they leave. A tag that your
        staff gave stays where it is.
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
              <Button variant="primary" loading={isBusy} onClick={() => onKeep(typed)}>
                Sync
              </Button>
            }
          />
          <Quiet>{reachWords(elsewhere)}</Quiet>
        </>
      ) : (
        <KeptTag tag={tag} reach={elsewhere}>
          {tag.kept ? (
            <Button tone="critical" loading={isBusy} onClick={onEnd}>
              Stop and take the tag away
            </Button>
          ) : (
            <Button loading={isBusy} onClick={() => onKeep(tag.tag)}>
              Keep it after all
            </Button>
          )}
        </KeptTag>
      )}
    </PlainCard>
  );
}

type Reach = Pick<Elsewhere, 'people' | 'looked' | 'customers'>;

type KeptTagProps = {
  tag: NonNullable<Elsewhere['tag']>;
  reach: Reach;
  children: React.ReactNode;
};

function KeptTag({ tag, reach, children }: KeptTagProps) {
  const { kept, waiting, refused } = tag;
  const done = kept ? tag.customers : 0;
  const whole = kept ? tag.customers + waiting : Math.max(tag.customers, 1);
  return (
    <>
      <Text as="p">
        {kept
          ? `${counted(tag.customers, 'customer has', 'customers have')} the tag “${tag.tag}” from Tendril.`
          : `The tag “${tag.tag}” is being taken away. ${counted(tag.customers, 'customer still has', 'customers still have')} it.`}
      </Text>
      {waiting > 0 ? (
        <BlockStack gap="100">
          {kept ? (
            <ProgressBar
              progress={Math.floor((done / whole) * 100)}
              size="small"
              ariaLabelledBy="tag-progress"
            />
          ) : null}
          <Text as="p" variant="bodySm" tone="subdued" id="tag-progress">
            {`${counted(waiting, 'change waits', 'changes wait')} for Shopify, which takes about ten a second.`}
          </Text>
        </BlockStack>
      ) : null}
      {refused > 0 ? (
        <Text as="p" tone="critical">
          {`Shopify refused ${counted(refused, 'change', 'changes')}. `}
          <Link url="/app/problems">See why under Problems</Link>
        </Text>
      ) : null}
      <Quiet>{reachWords(reach)}</Quiet>
      <div>{children}</div>
    </>
  );
}

function reachWords({ people, looked, customers }: Reach): string {
  const others = 'the others cannot have a tag there.';
  if (looked < people)
    return `${formatNumber(customers)} of the ${formatNumber(looked)} who joined last, of ${formatNumber(people)} members, are customers in Shopify; ${others}`;
  if (people === customers)
    return `${counted(people, 'member is a customer', 'members are customers')} in Shopify.`;
  return `${formatNumber(customers)} of ${counted(people, 'member', 'members')} are customers in Shopify; ${others}`;
}

export type ExportCardProps = {
  elsewhere: Pick<Elsewhere, 'exported' | 'translation' | 'byTag'>;
  isBusy: boolean;
  onExport: (how: 'question' | 'tag') => void;
  now: number;
  timeZone: string;
};

/** So many say why as well as all do. */
const CONDITIONS_SHOWN = 5;

/** The segment as one of Shopify's own. */
export function ExportCard({ elsewhere, isBusy, onExport, now, timeZone }: ExportCardProps) {
  const { exported, translation, byTag } = elsewhere;
  const { made, isWaiting, refusal } = exported;
  const verb = made ? 'Change it to go by' : 'Make it from';
  const isTranslated = translation.outcome === 'translated';
  return (
    <PlainCard title="Segment in Shopify">
      {made ? (
        <Text as="p">
          {`It is “${made.name}” in Shopify, made `}
          <RelativeTime at={made.exportedAt} now={now} timeZone={timeZone} />
          {'. '}
          <Link url={`shopify://admin/customers/segments/${made.shopifyId}`} target="_top">
            Open it there
          </Link>
        </Text>
      ) : null}
      {made ? <Query text={made.query} label="There now" /> : null}
      {isWaiting ? <Quiet>Shopify is being told.</Quiet> : null}
      {refusal === null ? null : (
        <Text as="p" tone="critical">
          {`Shopify refused it: ${refusal}`}
        </Text>
      )}
      {isTranslated ? (
        <>
          <Query text={translation.query} label="Its conditions in Shopify’s language" />
          {translation.differences.length === 0 ? null : (
            <List>
              {translation.differences.map((difference) => (
                <List.Item key={difference}>{DIFFERENCE_WORDS[difference]}</List.Item>
              ))}
            </List>
          )}
        </>
      ) : (
        <>
          <Text as="p">
            Shopify’s language has nothing for these conditions, so the segment there goes by the
            tag:
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
          <Button loading={isBusy} disabled={isWaiting} onClick={() => onExport('question')}>
            {`${verb} its conditions`}
          </Button>
        ) : null}
        {byTag === null || made?.query !== byTag ? (
          <Button
            loading={isBusy}
            disabled={isWaiting || byTag === null}
            onClick={() => onExport('tag')}
          >
            {`${verb} its tag`}
          </Button>
        ) : null}
      </ButtonGroup>
      {byTag === null ? (
        <Quiet>By its tag it has exactly the same customers. Sync a tag first.</Quiet>
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
