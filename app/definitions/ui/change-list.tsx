import { List, Text } from '@shopify/polaris';
import type { PartChange } from '#app/definitions/definition-difference.ts';

const CHANGE_WORDS = { added: 'Added', removed: 'Removed', changed: 'Changed' };

/** What is different in the later of two versions, in words. */
export function ChangeList({ changes }: { changes: readonly PartChange[] }) {
  return (
    <List>
      {changes.map(({ id, name, change, fields }) => (
        <List.Item key={id}>
          <Text as="span" fontWeight="semibold">{`${CHANGE_WORDS[change]}: ${name}`}</Text>
          {change === 'changed' ? (
            <List>
              {fields.map((field) => (
                <List.Item key={field.name}>
                  {`${field.name}: ${field.before ?? 'nothing'} → ${field.after ?? 'nothing'}`}
                </List.Item>
              ))}
              {fields.length === 0 ? <List.Item>Details</List.Item> : null}
            </List>
          ) : null}
        </List.Item>
      ))}
    </List>
  );
}
