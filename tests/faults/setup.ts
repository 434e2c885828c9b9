import { ensureBuild } from '#tests/stack/build.ts';

/** The web process serves the built pages, so they must exist before it starts. */
export default ensureBuild;
