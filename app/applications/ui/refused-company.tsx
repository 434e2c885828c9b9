import { Banner, BlockStack, Button, InlineStack } from '@shopify/polaris';
import type { CompanyRefusal } from '#app/applications/review-page.ts';
import { WHOLESALE_TAG } from '../../companies/wholesale-tag.ts';

export type RefusedCompanyProps = {
  refusal: CompanyRefusal;
  isBusy: boolean;
  onEdit: () => void;
  onRetry: () => void;
  onTag: () => void;
  onDecline: () => void;
};

/** Ways on for an application whose company Shopify did not create. */
export function RefusedCompany(props: RefusedCompanyProps) {
  return props.refusal.isAnswered ? <Refused {...props} /> : <Unanswered {...props} />;
}

/** The company may be there, so that nothing else is offered. */
function Unanswered({ refusal, isBusy, onRetry }: RefusedCompanyProps) {
  return (
    <Banner tone="warning" title="Not known whether Shopify created the company">
      <BlockStack gap="300">
        <p>{`${refusal.text}. Try again: a company that exists already is not created twice.`}</p>
        <InlineStack>
          <Button onClick={onRetry} disabled={isBusy}>
            Try again
          </Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}

function Refused(props: RefusedCompanyProps) {
  const { refusal, isBusy, onEdit, onRetry, onTag, onDecline } = props;
  return (
    <Banner tone="critical" title="Shopify did not create the company">
      <BlockStack gap="300">
        <p>{`Shopify says: “${refusal.text}”. Correct the details, and Tendril tries again with them.`}</p>
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
