import { PrismaPg } from '@prisma/adapter-pg';
import { defineConfig } from 'prisma/config';

// Prisma downloads two native engines that nothing here uses: the client talks through pg and the
// migrations run in prisma/migrate.server.ts. Naming any existing file keeps it off the network.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
process.env.PRISMA_QUERY_ENGINE_LIBRARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  experimental: { adapter: true },
  engine: 'js',
  adapter() {
    return Promise.resolve(new PrismaPg({ connectionString: process.env.DATABASE_URL }));
  },
});
