/** Everything that we read of an order's webhooks; the moment is replaced by what is asked for. */
export const bulkOrders = `#graphql
  query BulkOrders {
    orders(query: "updated_at:>='1970-01-01T00:00:00Z'") {
      edges {
        node {
          id
          name
          email
          phone
          test
          createdAt
          processedAt
          updatedAt
          cancelledAt
          returnStatus
          cartToken
          checkoutToken
          customerLocale
          currencyCode
          presentmentCurrencyCode
          sourceName
          totalPriceSet {
            shopMoney { amount currencyCode }
            presentmentMoney { amount currencyCode }
          }
          currentTotalPriceSet {
            shopMoney { amount }
            presentmentMoney { amount currencyCode }
          }
          discountCodes
          shippingLine {
            discountAllocations {
              allocatedAmountSet { shopMoney { amount } }
              discountApplication { ... on DiscountCodeApplication { code } }
            }
          }
          totalDiscountsSet { shopMoney { amount } }
          billingAddress { firstName lastName company countryCodeV2 provinceCode }
          shippingAddress { firstName lastName company countryCodeV2 provinceCode }
          customerJourneySummary { lastVisit { landingPage referrerUrl } }
          customer {
            id
            firstName
            lastName
            defaultEmailAddress { emailAddress }
            defaultPhoneNumber { phoneNumber }
            defaultAddress { firstName lastName company countryCodeV2 provinceCode }
          }
          fulfillments { id status createdAt updatedAt deliveredAt }
          refunds {
            id
            createdAt
            processedAt
            totalRefundedSet { shopMoney { amount currencyCode } }
          }
          lineItems {
            edges {
              node {
                id
                title
                variantTitle
                quantity
                currentQuantity
                unfulfilledQuantity
                requiresShipping
                isGiftCard
                originalUnitPriceSet {
                  shopMoney { amount }
                  presentmentMoney { amount currencyCode }
                }
                discountAllocations {
                  allocatedAmountSet { shopMoney { amount } }
                  discountApplication { ... on DiscountCodeApplication { code } }
                }
                product { id }
                variant { id }
              }
            }
          }
        }
      }
    }
  }`;
