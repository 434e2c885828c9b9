/** The document for text messages; `customerConsentUpdate` runs it. The customer needs a phone number. */
export const customerSmsConsentUpdate = `#graphql
  mutation CustomerSmsConsentUpdate($input: CustomerSmsMarketingConsentUpdateInput!) {
    customerSmsMarketingConsentUpdate(input: $input) {
      customer { id }
      userErrors { field message code }
    }
  }`;
