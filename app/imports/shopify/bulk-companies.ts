/** Everything that we read of a company's webhooks; the moment is replaced by what is asked for. */
export const bulkCompanies = `#graphql
  query BulkCompanies {
    companies(query: "updated_at:>='1970-01-01T00:00:00Z'") {
      edges {
        node {
          id
          name
          externalId
          customerSince
          createdAt
          updatedAt
          mainContact { id }
          contacts {
            edges { node { id title updatedAt customer { id } } }
          }
          locations {
            edges {
              node {
                id
                name
                externalId
                phone
                updatedAt
                billingAddress { countryCode }
                shippingAddress { countryCode }
              }
            }
          }
        }
      }
    }
  }`;
