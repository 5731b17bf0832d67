import * as z from 'zod';

/*
 * Imported before any schema: the content security policy forbids generated code, and zod tries it
 * when a schema is made, unless it is told not to.
 */
z.config({ jitless: true });
