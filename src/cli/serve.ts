import type { Command } from '../cli.ts'
import { serve } from '../main/serve.ts'

export const command: Command = {
  summary: 'opens the clinic, as `npm start` does',
  details: `Serves both sites on PORT until a signal asks for the end; requests that run are finished first.
With the embedded database it migrates, and fills an empty one with the demo clinic (not in production).`,
  run: serve,
}
