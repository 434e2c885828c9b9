import { Button, InlineStack } from '@shopify/polaris';

export type RowButton = { content: string; label: string; onAction: () => void };

/** Buttons of a row; pressing one does not select the row. */
export function RowButtons({ buttons, isBusy }: { buttons: RowButton[]; isBusy: boolean }) {
  return (
    <div style={{ whiteSpace: 'nowrap' }} onClick={(event) => event.stopPropagation()}>
      <InlineStack gap="200" wrap={false}>
        {buttons.map(({ content, label, onAction }) => (
          <Button
            key={content}
            size="slim"
            onClick={onAction}
            disabled={isBusy}
            accessibilityLabel={label}
          >
            {content}
          </Button>
        ))}
      </InlineStack>
    </div>
  );
}
