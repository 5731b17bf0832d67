import * as z from 'zod';

// zod probes `eval` to compile its parsers, which the content security policy would report. This
// module is imported before every other one.
z.config({ jitless: true });
