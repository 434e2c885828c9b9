import { BlockStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { PURPOSE_WORDS } from '#app/definitions/email-traits.ts';
import { DefinitionStateBadge } from '#app/definitions/ui/definition-state-badge.tsx';
import type { EmailLine, EmailSort } from '#app/messages/page/email-list.ts';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column, TableControls } from '#app/ui/sorted-table.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';

const COLUMNS: [Column<EmailSort>, ...Column<EmailSort>[]] = [
  { title: 'Email', sort: 'name' },
  { title: 'Status' },
  { title: 'Purpose', sort: 'purpose' },
  {
    title: 'Used by',
    sort: 'used',
    tooltip: 'Journeys that send it now, and the app itself. Campaigns are not counted.',
  },
];

export type EmailTableProps = {
  lines: EmailLine[];
  hasMore: boolean;
  list: TableControls<EmailSort>;
};

/** Emails with their subjects; sorts and pages through the address. */
export function EmailTable({ lines, hasMore, list }: EmailTableProps) {
  return (
    <SortedRows
      name={{ singular: 'email', plural: 'emails' }}
      columns={COLUMNS}
      list={list}
      hasMore={hasMore}
      empty="No emails yet."
      rows={lines.map((line) => ({ id: line.key, cells: cellsOf(line) }))}
    />
  );
}

function cellsOf({ key, name, subject, state, purpose, usedBy }: EmailLine): ReactNode[] {
  return [
    <BlockStack key="name">
      <Link dataPrimaryLink url={`/app/emails/${key}`} removeUnderline monochrome>
        <Text as="span" fontWeight="semibold">
          {name}
        </Text>
      </Link>
      <Text as="span" tone="subdued">
        {subject}
      </Text>
    </BlockStack>,
    <DefinitionStateBadge key="status" state={state} live="Published" />,
    purpose === null ? <SubduedText as="span">Not said</SubduedText> : PURPOSE_WORDS[purpose],
    usedBy.length === 0 ? (
      <SubduedText as="span">Nothing</SubduedText>
    ) : (
      <UsersCell key="users" users={usedBy} />
    ),
  ];
}

/** Names of what sends an email, the first two of them. */
function UsersCell({ users: [first = '', second, ...others] }: { users: readonly string[] }) {
  return (
    <BlockStack>
      <span>{first}</span>
      {second === undefined ? null : <span>{second}</span>}
      {others.length === 0 ? null : (
        <SubduedText as="span">{`and ${String(others.length)} more`}</SubduedText>
      )}
    </BlockStack>
  );
}
