import { serve } from './main/serve.ts'

// Not left to Node to end by itself: a connection that somebody forgot must not keep a stopped clinic alive.
process.exit(await serve())
