import {
  Badge,
  BlockStack,
  Card,
  InlineStack,
  List,
  Text,
  type BadgeProps,
} from '@shopify/polaris';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import type { CheckState } from '../checks/domain-check.ts';
import type { ShownCheck } from '../page/domain-page.ts';
import { PasteRecord } from './paste-record.tsx';

const STATES: Record<CheckState, { tone: BadgeProps['tone']; text: string }> = {
  ok: { tone: 'success', text: 'OK' },
  missing: { tone: 'attention', text: 'Missing' },
  wrong: { tone: 'critical', text: 'Wrong' },
  unknown: { tone: 'warning', text: 'DNS did not answer' },
};

/** One record of the domain: what was found, and what to paste. */
export function DomainCheckCard({ check }: { check: ShownCheck }) {
  const { label, why, isRequired, state, found, problems, notes, record } = check;
  const isLeftOut = state === 'missing' && !isRequired;
  const { tone, text } = STATES[state];
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {label}
            </Text>
            {isLeftOut ? <Badge>Not used</Badge> : <Badge {...(tone && { tone })}>{text}</Badge>}
            {isRequired ? null : <SubduedText as="span">Optional</SubduedText>}
          </InlineStack>
          <SubduedText>{why}</SubduedText>
        </BlockStack>
        {problems.map((problem) => (
          <Text key={problem} as="p" fontWeight="medium">
            {problem}
          </Text>
        ))}
        {found.length > 0 ? <FoundRecords found={found} /> : null}
        {notes.length > 0 ? (
          <List>
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        ) : null}
        {record === null ? null : (
          <>
            <Text as="h3" variant="headingSm">
              {found.length === 0 ? 'Add this record' : 'Change the record to this'}
            </Text>
            <PasteRecord check={label} record={record} />
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function FoundRecords({ found }: { found: string[] }) {
  return (
    <BlockStack gap="100">
      <SubduedText>{found.length === 1 ? 'Found' : 'Found, one a line'}</SubduedText>
      {found.map((text, index) => (
        <Text key={`${String(index)} ${text}`} as="p" breakWord>
          <code>{text}</code>
        </Text>
      ))}
    </BlockStack>
  );
}
