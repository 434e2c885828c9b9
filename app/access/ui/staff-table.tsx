import { Badge, BlockStack, InlineStack, Select, Text } from '@shopify/polaris';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { TableControls } from '#app/ui/sorted-table.tsx';
import { TimeCell } from '#app/ui/time-cell.tsx';
import type { ListedStaff } from '#app/access/list-staff.ts';
import { ROLES, ROLE_WORDS, type Role } from '../roles.ts';
import type { StaffSort } from '../staff-view.ts';
import { staffName } from '../staff-name.ts';

export type StaffTableProps = {
  staff: ListedStaff[];
  list: TableControls<StaffSort>;
  hasMore: boolean;
  isBusy: boolean;
  /** Who reads the list. */
  readerId: string;
  mayEdit: boolean;
  onChange: (staffId: string, from: Role, to: Role) => void;
  now: number;
  timeZone: string;
};

/** Who of the staff may do what. */
export function StaffTable(props: StaffTableProps) {
  const { staff, list, hasMore, now, timeZone } = props;
  return (
    <SortedRows
      name={{ singular: 'staff member', plural: 'staff members' }}
      columns={[
        { title: 'Staff member', sort: 'name' },
        { title: 'Role', sort: 'role' },
        { title: 'Last seen', sort: 'seen' },
        { title: 'First seen', sort: 'first' },
      ]}
      list={list}
      empty="No staff member has opened Tendril yet."
      hasMore={hasMore}
      rows={staff.map((member) => ({
        id: member.id,
        cells(isCondensed) {
          const time = { now, timeZone, isCondensed };
          return [
            <StaffCell key="who" member={member} readerId={props.readerId} />,
            <RoleCell key="role" {...props} member={member} />,
            <TimeCell key="seen" {...time} heading="Last seen" at={member.lastSeenAt} />,
            <TimeCell key="first" {...time} heading="First seen" at={member.firstSeenAt} />,
          ];
        },
      }))}
    />
  );
}

function StaffCell({ member, readerId }: { member: ListedStaff; readerId: string }) {
  return (
    <BlockStack>
      <InlineStack gap="200">
        <Text as="span" fontWeight="semibold">
          {staffName(member)}
        </Text>
        {member.id === readerId ? <Badge tone="info">You</Badge> : null}
        {member.isAccountOwner ? <Badge>Account owner</Badge> : null}
      </InlineStack>
      {member.email === null ? null : (
        <Text as="span" tone="subdued">
          {member.email}
        </Text>
      )}
    </BlockStack>
  );
}

function RoleCell({
  member,
  mayEdit,
  isBusy,
  onChange,
}: Pick<StaffTableProps, 'mayEdit' | 'isBusy' | 'onChange'> & { member: ListedStaff }) {
  const { name, about } = ROLE_WORDS[member.role];
  if (!mayEdit) return `${name}. ${about}`;
  return (
    <div style={{ minWidth: '9rem' }}>
      <Select
        label={`Role of ${staffName(member)}`}
        labelHidden
        options={ROLES.map((role) => ({ label: ROLE_WORDS[role].name, value: role }))}
        value={member.role}
        disabled={isBusy}
        onChange={(value) => {
          const to = ROLES.find((role) => role === value);
          if (to !== undefined) onChange(member.id, member.role, to);
        }}
      />
    </div>
  );
}
