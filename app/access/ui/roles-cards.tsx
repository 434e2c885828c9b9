import { BlockStack, Card, Select, Text } from '@shopify/polaris';
import { FactList } from '#app/ui/fact-list.tsx';
import { NEWCOMER_ROLES, ROLE_WORDS, ROLES, type NewcomerRole } from '../roles.ts';

export type NewcomerCardProps = {
  role: NewcomerRole;
  isDisabled: boolean;
  onChange: (to: NewcomerRole) => void;
};

/** What members of staff may do who open the app for the first time. */
export function NewcomerCard({ role, isDisabled, onChange }: NewcomerCardProps) {
  return (
    <Card>
      <Select
        label="Role of new staff members"
        helpText="For staff who open the app for the first time from now on."
        options={NEWCOMER_ROLES.map((one) => ({ label: ROLE_WORDS[one].name, value: one }))}
        value={role}
        disabled={isDisabled}
        onChange={(value) => {
          const to = NEWCOMER_ROLES.find((one) => one === value);
          if (to !== undefined) onChange(to);
        }}
      />
    </Card>
  );
}

/** What each role may do. */
export function RolesCard() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Roles
        </Text>
        <FactList
          nameWidth="5rem"
          facts={ROLES.map((role) => ({
            name: ROLE_WORDS[role].name,
            value: ROLE_WORDS[role].about,
          }))}
        />
      </BlockStack>
    </Card>
  );
}
