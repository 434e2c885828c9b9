/** Everything that we read of a product's webhooks; the moment is replaced by what is asked for. */
export const bulkProducts = `#graphql
  query BulkProducts {
    products(query: "updated_at:>='1970-01-01T00:00:00Z'") {
      edges {
        node {
          id
          title
          handle
          status
          vendor
          productType
          tags
          createdAt
          publishedAt
          updatedAt
          featuredMedia { preview { image { url } } }
          variants {
            edges {
              node {
                id
                title
                sku
                price
                compareAtPrice
                inventoryQuantity
                inventoryPolicy
                inventoryItem { tracked unitCost { amount currencyCode } }
              }
            }
          }
        }
      }
    }
  }`;
