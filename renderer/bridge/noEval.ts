import { z } from 'zod';

// zod compiles schemas with `new Function` where it may; asking whether it may is a violation of our
// Content-Security-Policy in itself. Imported before anything that makes a schema.
z.config({ jitless: true });
