/** Everything that we read of a customer's webhooks; the moment is replaced by what is asked for. */
export const bulkCustomers = `#graphql
  query BulkCustomers {
    customers(query: "updated_at:>='1970-01-01T00:00:00Z'") {
      edges {
        node {
          id
          firstName
          lastName
          createdAt
          updatedAt
          tags
          numberOfOrders
          amountSpent { amount currencyCode }
          defaultAddress { firstName lastName company countryCodeV2 provinceCode }
          defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }
          defaultPhoneNumber {
            phoneNumber
            smsMarketingConsent { state optInLevel updatedAt }
          }
        }
      }
    }
  }`;
