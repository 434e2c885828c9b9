import { Banner, BlockStack, Button, InlineStack } from '@shopify/polaris';
import { WHOLESALE_TAG } from '../../companies/wholesale-tag.ts';

export type RefusedCompanyProps = {
  /** What Shopify said. */
  refusal: string;
  isBusy: boolean;
  onEdit: () => void;
  onRetry: () => void;
  onTag: () => void;
  onDecline: () => void;
};

/** Ways on for an application whose company Shopify refused. */
export function RefusedCompany(props: RefusedCompanyProps) {
  const { refusal, isBusy, onEdit, onRetry, onTag, onDecline } = props;
  return (
    <Banner tone="critical" title="Shopify did not create the company">
      <BlockStack gap="300">
        <p>{`Shopify says: “${refusal}”. Correct the details, and Tendril tries again with them.`}</p>
        <InlineStack gap="200" align="start">
          <Button onClick={onEdit} disabled={isBusy}>
            Edit details…
          </Button>
          <Button onClick={onRetry} disabled={isBusy}>
            Try again
          </Button>
          <Button onClick={onTag} disabled={isBusy}>
            Approve with a tag only
          </Button>
          <Button onClick={onDecline} tone="critical" disabled={isBusy}>
            Decline…
          </Button>
        </InlineStack>
        <p>
          With a tag only, the customer gets the tag “{WHOLESALE_TAG}” in Shopify and no company is
          created.
        </p>
      </BlockStack>
    </Banner>
  );
}
