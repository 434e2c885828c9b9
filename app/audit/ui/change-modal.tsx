import { Modal, Scrollable, Text } from '@shopify/polaris';
import { StackedTable } from '#app/ui/stacked-table.tsx';
import type { ListedAudit } from '#app/audit/store/list-audit.ts';
import { auditActionWords } from '../audit-words.ts';

export type ChangeModalProps = { entry: ListedAudit | null; onClose: () => void };

/** What stood before and after a change, side by side. */
export function ChangeModal({ entry, onClose }: ChangeModalProps) {
  return (
    <Modal
      open={entry !== null}
      onClose={onClose}
      title={entry === null ? '' : auditActionWords(entry.action)}
      size="large"
    >
      {entry === null ? null : (
        <Scrollable style={{ maxHeight: '24rem' }} focusable>
          <StackedTable
            name={{ singular: 'field', plural: 'fields' }}
            headings={['Field', 'Before', 'After']}
            rows={entry.changes.map(({ field, isChanged, ...values }) => ({
              id: field,
              cells: [
                <Text key="field" as="span" fontWeight={isChanged ? 'semibold' : 'regular'}>
                  {field}
                </Text>,
                <ValueCell key="before" value={values.before} />,
                <ValueCell key="after" value={values.after} />,
              ],
            }))}
          />
        </Scrollable>
      )}
    </Modal>
  );
}

function ValueCell({ value }: { value: string | null }) {
  if (value === null) {
    return (
      <Text as="span" tone="subdued">
        Nothing
      </Text>
    );
  }
  return <span style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{value}</span>;
}
