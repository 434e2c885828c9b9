/** Every collection with what is in it; the moment is replaced by what is asked for. */
export const bulkCollections = `#graphql
  query BulkCollections {
    collections(query: "updated_at:>='1970-01-01T00:00:00Z'") {
      edges {
        node {
          id
          title
          handle
          updatedAt
          products {
            edges { node { id } }
          }
        }
      }
    }
  }`;
